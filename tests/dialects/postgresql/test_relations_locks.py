"""Predicted locks and rewrites are those that the server takes and makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import Price, Statement, load
from colonnade.dialects.postgresql.locks import RATES
from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.plan import plan
from colonnade.schema import Column, Ref, Schema, Table
from tests.oracle.postgresql import load_sql

OLD = """
CREATE TABLE customer (id integer PRIMARY KEY, name varchar(20), note text);
CREATE TABLE invoice (id serial PRIMARY KEY, customer_id integer, total integer, tag text, code varchar(5) NOT NULL);
CREATE TABLE reading (day date, grams integer) PARTITION BY RANGE (day);
CREATE TABLE reading_a PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE INDEX invoice_tag ON invoice (tag);
CREATE TABLE audit (id integer, what text, CONSTRAINT audit_what CHECK (what <> '') NOT VALID);
CREATE DOMAIN grade AS integer;
CREATE TABLE exam (id integer, result grade);
"""
NEW = """
CREATE TABLE customer (id integer PRIMARY KEY, name varchar(40), note text NOT NULL, UNIQUE (name));
COMMENT ON TABLE customer IS 'who buys';
CREATE TABLE invoice (id bigserial PRIMARY KEY, customer_id integer REFERENCES customer, total bigint DEFAULT 0,
  code varchar(5), CHECK (total >= 0));
ALTER TABLE invoice SET (fillfactor = 70);
ALTER TABLE invoice ALTER total SET STATISTICS 500;
CREATE TABLE reading (day date, grams integer, place text) PARTITION BY RANGE (day);
CREATE TABLE reading_a PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE INDEX invoice_total ON invoice (total);
CREATE UNLOGGED TABLE audit (id integer, what text, CONSTRAINT audit_what CHECK (what <> ''));
CREATE DOMAIN grade AS integer CHECK (VALUE > 0);
CREATE TABLE exam (id integer, result grade);
"""
_KINDS = {"r": "table", "p": "table", "v": "view", "m": "materialized_view", "S": "sequence"}
_RELATIONS = """
SELECT c.oid, n.nspname::text, c.relname::text, c.relkind::text, c.relfilenode
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
"""
_WEAK = {"AccessShareLock"}


def _relations(connection: PostgresConnection) -> dict[int, tuple[Ref, int]]:
    rows = connection.execute(_RELATIONS.encode()).fetchall()
    return {oid: (Ref(_KINDS[kind], (space, name)), node) for oid, space, name, kind, node in rows}


def _mode(name: str) -> str:
    """`ShareRowExclusiveLock` as the manual writes it."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in name.removesuffix("Lock"))
    return words.strip().upper()


def _observed(connection: PostgresConnection, statement: Statement) -> tuple[dict[Ref, set[str]], set[Ref]]:
    """Locks on relations that were there before, and the tables that were written anew."""
    before = _relations(connection)
    connection.execute("BEGIN")
    connection.execute(statement.sql.encode())
    held = connection.execute(
        b"SELECT relation, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'"
    ).fetchall()
    after = _relations(connection)
    connection.execute("COMMIT")
    locks: dict[Ref, set[str]] = {}
    for oid, mode in held:
        if oid in before and mode not in _WEAK:
            locks.setdefault(before[oid][0], set()).add(_mode(mode))
    rewritten = {
        ref for oid, (ref, node) in before.items() if oid in after and after[oid][1] != node and ref.kind == "table"
    }
    return locks, rewritten


def _cases(connection: PostgresConnection, start: Schema, target: Schema) -> Iterator[tuple[Statement, Price]]:
    dialect = load("postgresql")
    for text in dialect.preamble:
        connection.execute(text.encode())
    for step in plan(start, target, dialect):
        for statement in step.statements:
            yield statement, dialect.price(statement, start, NOTHING_MEASURED)


@pytest.mark.parametrize("back", [False, True], ids=["forward", "back"])
def test_locks_are_those_of_the_server(pg_majors: PostgresServer, back: bool) -> None:
    """Every relation that was there is claimed in the strongest mode that the server takes, and no other is."""
    with pg_majors.database() as a, pg_majors.database() as b:
        load_sql(a, NEW if back else OLD)
        load_sql(b, OLD if back else NEW)
        seen = set()
        with closing(connect(a)) as connection:
            for statement, price in _cases(connection, introspect(a), introspect(b)):
                if statement.form in {"keep", "create_namespace"}:
                    connection.execute(statement.sql.encode())
                    continue
                known = {ref for ref, _ in _relations(connection).values()}
                claimed = {lock.object: lock.mode for lock in price.locks if lock.object in known}
                claimed = {ref: mode for ref, mode in claimed.items() if mode != "ACCESS SHARE"}
                locks, rewritten = _observed(connection, statement)
                if statement.form == "advance_sequence":
                    # Its condition may hold for no row, and then the sequence is not touched.
                    assert set(locks) <= set(claimed), statement
                    continue
                assert set(claimed) == set(locks), statement
                for ref, mode in claimed.items():
                    assert mode in locks[ref], statement
                assert rewritten == {ref for ref in price.rewrites if ref in known}, statement
                seen.add(statement.form)
        assert len(seen) >= 10


def test_duration_is_computed_from_what_was_measured() -> None:
    """Bytes by the documented rate; None where nothing was measured."""
    dialect = load("postgresql")
    table = Table(path=("public", "t"), columns={"a": Column(name="a", type="integer")})
    sql = "ALTER TABLE public.t ALTER COLUMN a TYPE bigint"
    statement = Statement(sql=sql, form="alter_column_type_rewrite", on=(table.ref,))
    schema = Schema(engine="postgresql", objects={table.ref: table})
    assert dialect.price(statement, schema, NOTHING_MEASURED).duration_ms is None
    measured = Facts(size_bytes={table.ref: RATES.rewrite_bytes_per_ms * 250})
    found = dialect.price(statement, schema, measured)
    assert found.duration_ms == 250
    from_store = 2 * measured.size_bytes[table.ref] / RATES.store_bytes_per_ms
    assert found.longest_ms == 250 + from_store
