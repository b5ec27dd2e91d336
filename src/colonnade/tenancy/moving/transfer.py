"""Rows carried from one database to another: all of a tenant, then those that changed; and whether both are equal.

Rows are written as a replica writes them, so that no trigger changes or counts them and no order of references matters:
each step gives the state of one moment of the source, in which all references hold.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from colonnade.connect import postgresql
from colonnade.connect.live import LivePostgres, transaction
from colonnade.dialects.postgresql.quote import literal, names, quote
from colonnade.tenancy.moving.capture import CHANGE
from colonnade.tenancy.moving.scope import MovedTable, Scope

_SAME_TEXTS = (
    "SET row_security = off; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';"
    " SET extra_float_digits = 1; SET bytea_output = 'hex'; SET client_encoding = 'UTF8'"
)
RANGE = 100_000
"""Numbers that a server leaves to a tenant that goes elsewhere, where it has so many."""
MARGIN = 1_000
"""Numbers that others may take while one is looked at."""
AS_REPLICA = "SET LOCAL session_replication_role = replica"


def prepared(*databases: LivePostgres) -> None:
    """Sessions that see all rows and write values in the same way."""
    for live in databases:
        live.run(_SAME_TEXTS)


def copied(source: LivePostgres, target: LivePostgres, scope: Scope) -> int:
    """All rows of a tenant as of one moment; the answer is how many."""
    count = 0
    with transaction(source), transaction(target):
        source.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        target.run(AS_REPLICA)
        for table in scope.tables:
            rows = f"SELECT {names(table.columns)} FROM {table.name} WHERE {table.of(scope.tenant)}"  # noqa: S608
            count += _carry(source, target, table, rows)
    return count


def caught_up(source: LivePostgres, target: LivePostgres, scope: Scope) -> int:
    """Carry what changed since the last time, as of one moment; the answer is how many changes were noted."""
    with transaction(source):
        source.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with transaction(target):
            ids = carry_changes(source, target, scope)
        forget(source, ids)
    return len(ids)


def carry_changes(source: LivePostgres, target: LivePostgres, scope: Scope) -> tuple[int, ...]:
    """Carry what changed, within open transactions; the numbers of the changes."""
    target.run(AS_REPLICA)
    sql = f"SELECT id, source, key::text FROM {source.journal_name(CHANGE)} WHERE tenant = ? ORDER BY id"  # noqa: S608
    changed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    ids = []
    for number, name, key in source.query(sql, (scope.tenant,)):
        ids.append(int(str(number)))
        changed[str(name)][str(key)] = None
    for table in scope.tables:
        if table.name in changed:
            keys = json.dumps([json.loads(key) for key in changed[table.name]])
            same = f"jsonb_array_elements({literal(keys)}::jsonb) AS k(key) WHERE {_matches(table)}"
            target.run(f"DELETE FROM {table.name} AS t USING {same} AND t.{table.of(scope.tenant)}")  # noqa: S608
    for table in scope.tables:
        if table.name in changed:
            keys = json.dumps([json.loads(key) for key in changed[table.name]])
            columns = ", ".join(f"t.{quote(name)}" for name in table.columns)
            rows = f"{table.name} AS t, jsonb_array_elements({literal(keys)}::jsonb) AS k(key)"
            where = f"{_matches(table)} AND t.{table.of(scope.tenant)}"
            _carry(source, target, table, f"SELECT {columns} FROM {rows} WHERE {where}")  # noqa: S608
    return tuple(ids)


def forget(source: LivePostgres, ids: tuple[int, ...]) -> None:
    """What was carried is not noted any more."""
    if ids:
        listed = ", ".join(map(str, ids))
        source.run(f"DELETE FROM {source.journal_name(CHANGE)} WHERE id IN ({listed})")  # noqa: S608


def cleared(target: LivePostgres, scope: Scope) -> int:
    """Delete the rows of a tenant as a replica, in the open transaction; the answer is how many."""
    target.run(AS_REPLICA)
    return sum(
        max(target.run(f"DELETE FROM {table.name} WHERE {table.of(scope.tenant)}"), 0)  # noqa: S608
        for table in reversed(scope.tables)
    )


def numbered(old: LivePostgres, new: LivePostgres, scope: Scope, *, apart: bool) -> None:
    """Let the server number rows beyond those that came.

    Where it is to stay `apart`, the old place leaves a range of numbers to the new one, so that the tenant can go back
    to where others go on counting; numbers are taken meanwhile, so that the range begins well behind.
    """
    for table in scope.tables:
        for column in table.numbered:
            (name,), (theirs,) = (
                live.query("SELECT pg_get_serial_sequence(?, ?)", (table.name, column))[0] for live in (new, old)
            )
            if name is None or theirs is None:
                continue
            most = _number(new, "SELECT seqmax FROM pg_catalog.pg_sequence WHERE seqrelid = ?::regclass", str(name))
            here = _number(new, "SELECT nextval(?)", str(name))
            ((used,),) = new.query(f"SELECT COALESCE(max({quote(column)}), 0) FROM {table.name}")  # noqa: S608
            start = max(here, int(str(used)))
            if apart:
                before = _number(old, "SELECT nextval(?)", str(theirs))
                half = min(RANGE // 2, (most - max(before, start)) // 100)
                start = max(before + half, start)
                old.query("SELECT setval(?, ?)", (str(theirs), start + half))
            if start > here:
                # Others count on meanwhile, and are never to be set back.
                new.query("SELECT setval(?, ?)", (str(name), min(start + MARGIN, most)))


def _number(live: LivePostgres, sql: str, name: str) -> int:
    return int(str(live.query(sql, (name,))[0][0]))


def differences(source: LivePostgres, target: LivePostgres, scope: Scope) -> Iterator[str]:
    """Tables whose rows of a tenant are not the same in both, by their number and a checksum of all values."""
    for table in scope.tables:
        row = f"ROW({', '.join(f't.{quote(name)}' for name in table.columns)})::text"
        # Sixteen of the digits of each row, added up: no order, no memory.
        number = f"('x' || substr(md5({row}), 1, 16))::bit(64)::bigint::numeric"
        sql = f"SELECT count(*), COALESCE(sum({number}), 0)::text FROM {table.name} t WHERE t.{table.of(scope.tenant)}"  # noqa: S608
        if source.query(sql) != target.query(sql):
            yield ".".join(table.path)


def _matches(table: MovedTable) -> str:
    return " AND ".join(
        f"t.{quote(name)} = (k.key ->> {place})::{type_}" for place, (name, type_) in enumerate(table.key.items())
    )


def _carry(source: LivePostgres, target: LivePostgres, table: MovedTable, query: str) -> int:
    with (
        postgresql.translated(),
        source.connection.cursor() as reading,
        target.connection.cursor() as writing,
    ):
        with (
            reading.copy(f"COPY ({query}) TO STDOUT".encode()) as rows,
            writing.copy(f"COPY {table.name} ({names(table.columns)}) FROM STDIN".encode()) as there,
        ):
            for block in rows:
                there.write(block)
        return writing.rowcount
