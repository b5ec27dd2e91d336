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

Send = Callable[[str], Callable[[], Rows]]
"""Sends one catalogue statement; its rows are there when they are asked for."""


@paused()
def read_schema(send: Send, dialect: Dialect, version: tuple[int, ...]) -> Schema:
    """The schema that a dialect's catalogue statements give; all are sent before the first answer is looked at."""
    for statement in dialect.catalogue.session:
        send(statement)
    sent = {name: send(sql) for name, sql in dialect.catalogue.queries(version).items()}
    return dialect.catalogue.build({name: rows() for name, rows in sent.items()}, version)


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

    Settings made for the reading are undone with the savepoint or transaction. The statements go to the server in one
    pipeline: on a far network nearly all the time would be spent waiting for the answer of each, one after another.
    """
    dialect = load("postgresql")
    with translated(), _snapshot(connection), connection.pipeline():
        return read_schema(lambda sql: connection.execute(sql.encode()).fetchall, dialect, server_version(connection))


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


def introspect_sqlite(connection: sqlite3.Connection) -> Schema:
    """The schema of an open SQLite database."""
    version = tuple(int(part) for part in sqlite3.sqlite_version.split("."))

    def send(sql: str) -> Callable[[], Rows]:
        rows = connection.execute(sql).fetchall()
        return lambda: rows

    return read_schema(send, load("sqlite"), version)
