"""How quick the tables of a registry are beside their targets, with as many users at once as those say."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from colonnade.connect.live import Live, open_live
from colonnade.connect.registry import Catalogued, LiveTable, catalogued, placed
from colonnade.connect.registry.trial import Key, Statement, Trial, Tried, tried
from colonnade.connect.urls import DatabaseUrl, Engine, sqlite_url
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.registry.measuring import MOST_ROWS, LeftOut, row_count
from colonnade.workspace.registry.syncing import name_of, require

ROUNDS = 50
"""How often each reader and writer does its statements."""
_KEYS = 1000
"""Rows that are read and written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The longest of some statements beside its target."""

    statement: Statement
    count: int
    median_ms: float
    longest_ms: float
    target_ms: int
    holds: bool
    """Whether none took longer than the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProven:
    """A table beside its targets."""

    table: str
    figures: tuple[Figure, ...]
    readers: int
    writers: int
    """On SQLite one of them writes at a time, and the others' times hold their waiting."""
    failures: tuple[str, ...]
    """What the engine said to readers and writers that did not come to their end."""
    holds: bool
    """Whether every figure holds and every user came to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsProven:
    """Every table that has targets."""

    database: str
    tables: tuple[TableProven, ...]
    left_out: tuple[LeftOut, ...]
    holds: bool
    """Whether all of them hold; what was left out was not tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    table: str
    times: dict[Statement, int]
    readers: int
    writers: int


def prove_targets(url: str, *, rounds: int = ROUNDS, most_rows: int = MOST_ROWS, tell: Tell = silent) -> TargetsProven:
    """Time readers and writers on copies of the tables that have targets in the registry.

    A copy has the rows, keys, checks and indexes of the table; on PostgreSQL no references and no triggers. SQLite's
    copy has a write-ahead log. Raises NoRegistryError and leaves of WorldError.
    """
    at = address(url)
    done: list[TableProven] = []
    left: list[LeftOut] = []
    with opened(at, open_project()) as live:
        require(live, at)
        found = catalogued(live)
        names = {name_of(live, each.namespace, each.name): each for each in found.tables}
        for wanted in _wanted(live):
            tell(f"Timing {wanted.table}")
            table = names.get(wanted.table)
            if (reason := _unfit(live, table, found, wanted, most_rows)) or table is None:
                left.append(LeftOut(what=f"table {wanted.table}", reason=reason))
                continue
            with _trial(live, at, table, _key(found, table)) as trial:
                done.append(
                    _beside(wanted, tried(trial, readers=wanted.readers, writers=wanted.writers, rounds=rounds))
                )
    return TargetsProven(
        database=str(at), tables=tuple(done), left_out=tuple(left), holds=all(each.holds for each in done)
    )


def _wanted(live: Live) -> Iterator[_Targets]:
    for row in live.query(
        "SELECT table_name, max_select_time_ms, max_insert_time_ms, max_update_time_ms, max_delete_time_ms,"  # noqa: S608
        f" concurrent_read_target, concurrent_write_target FROM {placed(live, 'query_performance_targets')} ORDER BY 1"
    ):
        *times, readers, writers = (int(str(each)) for each in row[1:])
        yield _Targets(
            table=str(row[0]), times=dict(zip(Statement, times, strict=True)), readers=readers, writers=writers
        )


def _key(found: Catalogued, table: LiveTable) -> tuple[str, ...]:
    own = (each for each in found.indexes if (each.namespace, each.table) == (table.namespace, table.name))
    return next((each.columns for each in own if each.is_primary), ())


def _unfit(live: Live, table: LiveTable | None, found: Catalogued, wanted: _Targets, most_rows: int) -> str:
    """Why a table can't be timed; nothing where it can."""
    if table is None:
        return "it is not in the database"
    if not _key(found, table) and not _rowid_key(live, table):
        return "it has no primary key to find rows by"
    rows = row_count(live, table)
    if rows > most_rows:
        return f"{rows:,} rows; {most_rows:,} are copied at most"
    return "" if rows >= wanted.writers else f"{rows} rows, too few for {wanted.writers} writers to have one each"


def _rowid_key(live: Live, table: LiveTable) -> tuple[str, ...]:
    """An integer primary key of SQLite, which is no index."""
    if live.dialect.name != Engine.SQLITE:
        return ()
    found = live.query("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table.name,))
    return tuple(str(name) for (name,) in found)


def _queries(live: Live, table: LiveTable) -> tuple[str, ...]:
    """Recorded queries of the table, where they were measured; those without their values can't be asked."""
    rows = live.query(
        f"SELECT CAST(query_patterns AS text) FROM {placed(live, 'index_registry')}"  # noqa: S608 (our own name)
        " WHERE table_name = ? AND query_patterns IS NOT NULL",
        (name_of(live, table.namespace, table.name),),
    )
    told = [str(each["example_query"]) for (text,) in rows for each in json.loads(str(text))]
    return tuple(dict.fromkeys(each for each in told if "$1" not in each))


@contextmanager
def _trial(live: Live, at: DatabaseUrl, table: LiveTable, key: tuple[str, ...]) -> Iterator[Trial]:
    match at.engine:
        case Engine.POSTGRESQL:
            with _on_postgresql(live, at, table, key) as trial:
                yield trial
        case Engine.SQLITE:
            with _on_sqlite(live, table) as trial:
                yield trial
        case other:
            assert_never(other)


@contextmanager
def _on_postgresql(live: Live, at: DatabaseUrl, table: LiveTable, key: tuple[str, ...]) -> Iterator[Trial]:
    """A namespace of its own that is dropped afterwards."""
    quote = live.dialect.quote
    space = quote(f"colonnade_trial_{secrets.token_hex(4)}")
    own, copy, saved = f"{quote(table.namespace)}.{quote(table.name)}", quote(table.name), quote("colonnade saved")
    live.run(f"CREATE SCHEMA {space}")
    try:
        for name in (copy, saved):
            live.run(
                f"CREATE TABLE {space}.{name} (LIKE {own} INCLUDING CONSTRAINTS INCLUDING INDEXES INCLUDING STORAGE)"
            )
            live.run(f"INSERT INTO {space}.{name} SELECT * FROM {own}")  # noqa: S608 (names are quoted)
            live.run(f"ANALYZE {space}.{name}")
        columns = live.query(
            "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = ?::regclass AND attnum > 0"
            " AND NOT attisdropped ORDER BY attnum",
            (f"{space}.{copy}",),
        )
        listed = ", ".join(f"{quote(each)}::text" for each in key)

        @contextmanager
        def session() -> Iterator[Live]:
            with open_live(at) as other:
                other.run(f"SET search_path TO {space}, {quote(table.namespace)}, public")
                yield other

        yield Trial(
            session=session,
            table=f"{space}.{copy}",
            saved=f"{space}.{saved}",
            columns=tuple(quote(str(name)) for (name,) in columns),
            key=tuple(map(quote, key)),
            keys=_keys(live, f"SELECT {listed} FROM {space}.{copy}"),  # noqa: S608 (names are quoted)
            queries=_queries(live, table),
        )
    finally:
        live.run(f"DROP SCHEMA {space} CASCADE")


@contextmanager
def _on_sqlite(live: Live, table: LiveTable) -> Iterator[Trial]:
    """A copy of the file, with a write-ahead log."""
    quote = live.dialect.quote
    name, saved = quote(table.name), quote("colonnade saved")
    key = ", ".join(map(quote, _rowid_key(live, table)))
    with tempfile.TemporaryDirectory(prefix="colonnade-") as folder:
        path = Path(folder) / "copy.db"
        live.query("VACUUM INTO ?", (str(path),))
        with open_live(sqlite_url(path)) as copy:
            columns = copy.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table.name,))
            copy.query("PRAGMA journal_mode = WAL")
            copy.run(f"CREATE TABLE {saved} AS SELECT * FROM {name}")  # noqa: S608 (names are quoted)
            copy.run(f"CREATE INDEX {quote('colonnade saved key')} ON {saved} ({key})")
            keys = _keys(copy, f"SELECT {key} FROM {name}")  # noqa: S608 (names are quoted)

        @contextmanager
        def session() -> Iterator[Live]:
            with open_live(sqlite_url(path)) as other:
                other.run("PRAGMA foreign_keys = OFF")
                yield other

        yield Trial(
            session=session,
            table=name,
            saved=saved,
            columns=tuple(quote(str(column)) for (column,) in columns),
            key=tuple(quote(each) for each in _rowid_key(live, table)),
            keys=keys,
            queries=_queries(live, table),
        )


def _keys(live: Live, sql: str) -> tuple[Key, ...]:
    rows = live.query(f"{sql} LIMIT {_KEYS}")
    return tuple(
        tuple(each if isinstance(each, str | int | float) or each is None else str(each) for each in row)
        for row in rows
    )


def _beside(wanted: _Targets, found: Tried) -> TableProven:
    figures = tuple(
        Figure(
            statement=each.statement,
            count=each.count,
            median_ms=each.median_ms,
            longest_ms=each.longest_ms,
            target_ms=wanted.times[each.statement],
            holds=each.longest_ms <= wanted.times[each.statement],
        )
        for each in found.timings
    )
    failures = (*found.failed_readers, *found.failed_writers)
    return TableProven(
        table=wanted.table,
        figures=figures,
        readers=wanted.readers,
        writers=wanted.writers,
        failures=failures,
        holds=not failures and all(each.holds for each in figures),
    )
