"""Figures of a live database: rows and sizes, from the engine's own statistics."""

from __future__ import annotations

from colonnade.connect.figures import sqlite_rows
from colonnade.connect.live import Live
from colonnade.facts import Facts
from colonnade.schema import Ref

# reltuples is -1 (0 before PostgreSQL 14) for a table that was never analysed: then nothing is known.
_POSTGRESQL = """
SELECT n.nspname, c.relname, c.relkind::text, c.reltuples::bigint, pg_catalog.pg_table_size(c.oid)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%'
  AND n.nspname NOT IN ('information_schema', 'colonnade', 'colonnade_registry')
"""


def measured(live: Live) -> Facts:
    """What the statistics of a database say; SQLite has rows of tables since the last ANALYZE, and no sizes."""
    if live.dialect.name != "postgresql":
        return Facts(rows={Ref("table", (name,)): rows for name, rows in sqlite_rows(live).items()})
    rows: dict[Ref, int] = {}
    sizes: dict[Ref, int] = {}
    for namespace, name, kind, count, size in live.query(_POSTGRESQL):
        ref = Ref("materialized_view" if kind == "m" else "table", (str(namespace), str(name)))
        if isinstance(count, int) and count >= 0:
            rows[ref] = count
        if isinstance(size, int):
            sizes[ref] = size
    return Facts(rows=rows, size_bytes=sizes)
