"""A live database as a schema: a handful of catalogue statements in one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from psycopg.pq import TransactionStatus

from colonnade.collector import paused
from colonnade.connect.postgresql import PostgresConnection, connect, translated
from colonnade.connect.sqlite import connect as connect_sqlite
from colonnade.connect.urls import DatabaseUrl, Engine, parse_url
from colonnade.dialect import Dialect, Rows, load
from colonnade.schema import Schema

Run = Callable[[str], Rows]
"""Runs one catalogue statement and gives its rows."""


@paused()
def read_schema(run: Run, dialect: Dialect, version: tuple[int, ...]) -> Schema:
    """The schema that a dialect's catalogue statements give."""
    for statement in dialect.catalogue.session:
        run(statement)
    rows = {name: run(sql) for name, sql in dialect.catalogue.queries(version).items()}
    return dialect.catalogue.build(rows, version)


def introspect(url: DatabaseUrl | str) -> Schema:
    """The schema of a live database.

    Raises the leaves of `WorldError` in `colonnade.connect.failures`.
    """
    address = parse_url(url)
    match address.engine:
        case Engine.POSTGRESQL:
            with closing(connect(address)) as connection:
                return introspect_postgresql(connection)
        case Engine.SQLITE:
            with closing(connect_sqlite(address)) as opened:
                return introspect_sqlite(opened)


def introspect_postgresql(connection: PostgresConnection) -> Schema:
    """The schema that a connection sees, in the transaction that is open or else in a snapshot of its own.

    Settings made for the reading are undone with the savepoint or transaction.
    """
    dialect = load("postgresql")
    with translated(), _snapshot(connection):
        return read_schema(lambda sql: _rows(connection, sql), dialect, server_version(connection))


def server_version(connection: PostgresConnection) -> tuple[int, ...]:
    """Major and minor version of a server, such as (15, 18)."""
    return divmod(connection.info.server_version, 10000)


@contextmanager
def _snapshot(connection: PostgresConnection) -> Iterator[None]:
    if connection.info.transaction_status is not TransactionStatus.IDLE:
        connection.execute("SAVEPOINT colonnade_reading")
        try:
            yield
        finally:
            if connection.info.transaction_status is not TransactionStatus.UNKNOWN:
                connection.execute("ROLLBACK TO SAVEPOINT colonnade_reading")
                connection.execute("RELEASE SAVEPOINT colonnade_reading")
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.autocommit else None
    if begin:
        connection.execute(begin)
    else:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        _end(connection)


def _end(connection: PostgresConnection) -> None:
    """Roll back, unless the connection is gone."""
    if connection.info.transaction_status is not TransactionStatus.UNKNOWN:
        connection.execute("ROLLBACK")


def _rows(connection: PostgresConnection, sql: str) -> Rows:
    cursor = connection.execute(sql.encode())
    return cursor.fetchall() if cursor.description is not None else ()


def introspect_sqlite(connection: sqlite3.Connection) -> Schema:
    """The schema of an open SQLite database."""
    version = tuple(int(part) for part in sqlite3.sqlite_version.split("."))
    return read_schema(lambda sql: connection.execute(sql).fetchall(), load("sqlite"), version)
