"""A table put in order by the engine's own means, with its figures before and after."""

from __future__ import annotations

import time
from dataclasses import dataclass

from colonnade.connect.figures import table_figures
from colonnade.connect.live import Live
from colonnade.facts import TableFigures
from colonnade.schema import Schema, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimized:
    """What was done for a table, and what the engine counts of it before and after."""

    table: str
    statements: tuple[str, ...]
    before: TableFigures
    after: TableFigures
    elapsed_ms: float


def optimized(live: Live, schema: Schema, table: Table) -> Optimized:
    """Vacuum and analyse a table as far as its engine does that for one table. Raises leaves of WorldError."""
    name = ".".join(map(live.dialect.quote, table.path))
    statements = (f"VACUUM (ANALYZE) {name}",) if live.dialect.name == "postgresql" else (f"ANALYZE {name}",)
    only = schema.without({each.ref for each in schema if each.ref != table.ref})
    (before,) = table_figures(live, only)
    start = time.perf_counter()
    for each in statements:
        live.run(each)
    elapsed_ms = (time.perf_counter() - start) * 1000
    if live.dialect.name == "postgresql":
        # the counters of a session reach the others at the latest after a second; these are our own
        live.query("SELECT pg_catalog.pg_stat_clear_snapshot()")
    (after,) = table_figures(live, only)
    return Optimized(
        table=".".join(table.path), statements=statements, before=before, after=after, elapsed_ms=round(elapsed_ms, 3)
    )
