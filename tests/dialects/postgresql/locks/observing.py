"""What a server does to relations while it carries out a statement: locks held, files changed, rows read."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.schema import Ref
from tests.dialects.postgresql.locks.forms import Form

_KINDS = {"r": "table", "p": "table", "f": "table", "v": "view", "m": "materialized_view", "S": "sequence"}
# Relations of pg_catalog are locked by every statement, and TOAST tables with the table they belong to.
_RELATIONS = b"""
SELECT c.oid::bigint, n.nspname::text, c.relname::text, c.relkind::text, c.relfilenode::bigint,
  pg_catalog.pg_stat_get_xact_numscans(c.oid), pg_catalog.pg_stat_get_xact_tuples_returned(c.oid)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind <> 'c'
"""
_LOCKS = b"""
SELECT l.relation::bigint, l.mode, l.granted FROM pg_catalog.pg_locks l
WHERE l.pid = %s AND l.locktype = 'relation'
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
"""
_WAITS = b"SELECT count(*) FROM pg_catalog.pg_locks WHERE pid = %s AND NOT granted"
PATIENCE_S = 30
"""How long a statement may take until it waits for the other session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation as the server has it at one moment."""

    ref: Ref
    file: int
    scans: int
    rows_read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What became of relations that were there before the statement."""

    locks: Mapping[Ref, frozenset[str]]
    """Modes as the manual writes them."""
    files: frozenset[Ref]
    """Relations whose file is another one afterwards."""
    scans: frozenset[Ref]
    """Tables whose rows were read from the first to the last."""


def observe(url: DatabaseUrl, connection: PostgresConnection, form: Form) -> Observed:
    """Carry a statement out and take it back; one that can't be is watched from another session while it waits."""
    return _held(url, connection, form) if form.holding is not None else observe_open(connection, form.sql)


def observe_open(connection: PostgresConnection, sql: str) -> Observed:
    """Carry a statement out in a transaction and take it back."""
    connection.execute("BEGIN")
    try:
        before = _relations(connection)
        connection.execute(sql.encode())
        held = connection.execute(_LOCKS, (connection.info.backend_pid,)).fetchall()
        after = _relations(connection)
    finally:
        connection.execute("ROLLBACK")
    files = _files(before, after)
    scans = {
        each.ref
        for oid, each in before.items()
        if oid in after and after[oid].scans > each.scans and after[oid].rows_read > each.rows_read
    }
    scans = {ref for ref in scans if ref.kind in ("table", "materialized_view")}
    return Observed(locks=_locks(held, before), files=files, scans=frozenset(scans))


def _files(before: Mapping[int, Relation], after: Mapping[int, Relation]) -> frozenset[Ref]:
    """Relations with another file; an index that was dropped and made again is known by its name."""
    named = {each.ref: each for each in after.values()}
    found = {each.ref: after.get(oid) or named.get(each.ref) for oid, each in before.items()}
    return frozenset(each.ref for each in before.values() if (now := found[each.ref]) and now.file != each.file)


def _held(url: DatabaseUrl, connection: PostgresConnection, form: Form) -> Observed:
    assert form.holding is not None
    with closing(connect(url)) as holder, closing(connect(url)) as runner, ThreadPoolExecutor(1) as pool:
        before = _relations(connection)
        holder.execute("BEGIN")
        holder.execute(form.holding.encode())
        running = pool.submit(runner.execute, form.sql.encode())
        pid = runner.info.backend_pid
        until = time.monotonic() + PATIENCE_S
        while connection.execute(_WAITS, (pid,)).fetchall() == [(0,)] and not running.done():
            assert time.monotonic() < until, form.title
            time.sleep(0.005)
        held = connection.execute(_LOCKS, (pid,)).fetchall()
        holder.execute("COMMIT")
        running.result()
        after = _relations(connection)
    files = _files(before, after)
    return Observed(locks=_locks(held, before), files=files, scans=frozenset())


def _relations(connection: PostgresConnection) -> dict[int, Relation]:
    rows = connection.execute(_RELATIONS).fetchall()
    return {
        oid: Relation(ref=Ref(_KINDS.get(kind, "index"), (space, name)), file=file, scans=scans, rows_read=read)
        for oid, space, name, kind, file, scans, read in rows
    }


def _locks(held: list[tuple[object, ...]], before: Mapping[int, Relation]) -> dict[Ref, frozenset[str]]:
    found: dict[Ref, set[str]] = {}
    for oid, mode, _ in held:
        if isinstance(oid, int) and oid in before:
            found.setdefault(before[oid].ref, set()).add(in_words(str(mode)))
    return {ref: frozenset(modes) for ref, modes in found.items()}


def in_words(name: str) -> str:
    """`ShareRowExclusiveLock` as the manual writes it."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in name.removesuffix("Lock"))
    return words.strip().upper()
