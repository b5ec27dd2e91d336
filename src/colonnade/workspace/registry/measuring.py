"""Measuring what the indexes of a database do for its recorded queries and what they cost, into the registry."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from colonnade.connect.live import Live, open_live, transaction
from colonnade.connect.registry import (
    LiveIndex,
    LiveTable,
    MaintenanceCost,
    QueryFrequency,
    QueryPattern,
    catalogued,
    kept,
    note_measured,
)
from colonnade.connect.registry.rehearsal import PostgresRehearsal, Rehearsal, SqliteRehearsal
from colonnade.connect.registry.workload import RecordedQuery, recorded_by, recorded_in
from colonnade.connect.urls import Engine, sqlite_url
from colonnade.errors import WorldError
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.registry.syncing import name_of, require

MOST_ROWS = 1_000_000
"""Rows of a table that is copied for measuring; larger ones are left out."""
_READS = re.compile(r"(?:SELECT|WITH|VALUES)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredIndex:
    """What was measured of an index."""

    index: str
    table: str
    patterns: tuple[QueryPattern, ...]
    """Recorded queries that use it."""
    cost: MaintenanceCost | None
    """None for a key or another unique index, which is there whatever it costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A table that was not measured, or a query that was not."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured and written into the registry."""

    database: str
    queries: int
    """Patterns of the workload."""
    indexes: tuple[MeasuredIndex, ...]
    left_out: tuple[LeftOut, ...]


def measure(
    url: str,
    *,
    workload: Path | None = None,
    days: float | None = None,
    most_rows: int = MOST_ROWS,
    tell: Tell = silent,
) -> Measured:
    """Measure every index of the registry on a copy of its table, and keep the figures there.

    The queries come from a file, or from what the server recorded. Queries run read only and on copies; the database
    gets nothing but the figures. Raises NoRegistryError, BadWorkloadError, NoWorkloadError and leaves of WorldError.
    """
    at = address(url)
    with opened(at, open_project()) as live:
        require(live, at)
        tell("Reading the workload")
        queries = recorded_by(live) if workload is None else recorded_in(workload, at.engine, days=days)
        found = catalogued(live)
        known = {each.index_name for each in kept(live).indexes}
        work = _Work(live=live, queries=queries, known=known, left_out=[])
        measured: list[MeasuredIndex] = []
        with _copied(live) as copy:
            for table in found.tables:
                indexes = [
                    each
                    for each in found.indexes
                    if (each.namespace, each.table) == (table.namespace, table.name)
                    and name_of(live, each.namespace, each.name) in known
                ]
                if not indexes:
                    continue
                tell(f"Measuring the indexes of {table.name}")
                if (rows := row_count(live, table)) > most_rows:
                    work.left_out.append(
                        LeftOut(what=f"table {table.name}", reason=f"{rows:,} rows; {most_rows:,} are copied at most")
                    )
                    continue
                measured.extend(_of_table(work, copy, table, indexes))
        with transaction(live):
            for each in measured:
                counts = at.engine is Engine.SQLITE
                uses = sum(_executions(work, one) for one in each.patterns) if counts else None
                note_measured(live, each.index, patterns=each.patterns, cost=each.cost, uses=uses)
    return Measured(
        database=str(at), queries=len(queries), indexes=tuple(measured), left_out=tuple(dict.fromkeys(work.left_out))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    live: Live
    queries: Sequence[RecordedQuery]
    known: set[str]
    left_out: list[LeftOut]


def _executions(work: _Work, pattern: QueryPattern) -> int:
    """Runs of a recorded query; SQLite counts none of its own."""
    return next(each.executions for each in work.queries if each.pattern == pattern.description)


@contextmanager
def _copied(live: Live) -> Iterator[Live]:
    """Where copies of tables are made: on PostgreSQL the database itself, on SQLite a copy of the file."""
    match Engine(live.dialect.name):
        case Engine.POSTGRESQL:
            yield live
        case Engine.SQLITE:
            with tempfile.TemporaryDirectory(prefix="colonnade-") as folder:
                path = Path(folder) / "copy.db"
                live.query("VACUUM INTO ?", (str(path),))
                with open_live(sqlite_url(path)) as copy:
                    copy.run("PRAGMA foreign_keys = OFF")
                    yield copy
        case other:
            assert_never(other)


@contextmanager
def _rehearsal(copy: Live, table: LiveTable) -> Iterator[Rehearsal]:
    """One table to try things on; all of it is taken back."""
    copy.run("BEGIN")
    try:
        if copy.dialect.name == Engine.POSTGRESQL:
            made = PostgresRehearsal(live=copy, namespace=table.namespace, table=table.name)
            made.prepare()
            yield made
        else:
            yield SqliteRehearsal(live=copy, table=table.name)
    finally:
        copy.run("ROLLBACK")


def _of_table(work: _Work, copy: Live, table: LiveTable, indexes: list[LiveIndex]) -> Iterator[MeasuredIndex]:
    with _rehearsal(copy, table) as on:
        patterns: dict[str, list[QueryPattern]] = {each.name: [] for each in indexes}
        for query in work.queries:
            text = query.example or query.pattern
            if not _READS.match(text) or table.name.lower() not in text.lower():
                continue
            try:
                for name in on.uses(text) & set(patterns):
                    index = next(each for each in indexes if each.name == name)
                    patterns[name].append(_pattern(on, index, query))
            except WorldError as error:
                work.left_out.append(LeftOut(what=query.pattern, reason=error.message))
        for each in indexes:
            yield MeasuredIndex(
                index=name_of(work.live, each.namespace, each.name),
                table=name_of(work.live, table.namespace, table.name),
                patterns=tuple(patterns[each.name]),
                cost=None if each.is_unique else on.cost(each.name),
            )


def _pattern(on: Rehearsal, index: LiveIndex, query: RecordedQuery) -> QueryPattern:
    benefit = None
    if query.example is not None and not index.is_unique:
        benefit = round(on.gain(index.name, query.example).percent, 1)
    return QueryPattern(
        description=query.pattern,
        frequency=QueryFrequency.of(query.per_day),
        executions_per_day=round(query.per_day, 3),
        example_query=query.example or query.pattern,
        performance_benefit=benefit,
    )


def row_count(live: Live, table: LiveTable) -> int:
    """Rows by the engine's estimate; counted where it has none."""
    if table.rows is not None:
        return table.rows
    name = ".".join(live.dialect.quote(part) for part in (table.namespace, table.name) if part)
    ((count,),) = live.query(f"SELECT count(*) FROM {name}")  # noqa: S608 (names are quoted)
    return int(str(count))
