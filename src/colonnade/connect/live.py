"""A live database that statements are run on, with one face for every engine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

import psycopg

from colonnade.connect import postgresql, sqlite
from colonnade.connect.hiding import NAMESPACE, without_journal
from colonnade.connect.introspect import introspect_postgresql, introspect_sqlite, server_version
from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.urls import DatabaseUrl, Engine, parse_url
from colonnade.dialect import Dialect, load
from colonnade.errors import WorldError
from colonnade.schema import Schema

Value = str | int | float | None


class StatementFailed(WorldError):
    """The server refused a statement; the message is the server's own."""

    code = "CO320"


class Live(Protocol):
    """An open database."""

    dialect: Dialect
    version: tuple[int, ...]
    journal: str
    """The namespace of the journal."""

    def run(self, sql: str) -> int:
        """Run one statement as it stands; the answer is the number of rows it touched, or -1.

        Raises StatementFailed and the leaves of WorldError.
        """
        ...

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[object, ...]]:
        """Run one statement with `?` for each value and give its rows."""
        ...

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement with `?` for each value and give the number of rows it touched."""
        ...

    def schema(self) -> Schema:
        """The schema at this moment, that of an open transaction included."""
        ...

    def journal_name(self, table: str) -> str:
        """The name of a table of the journal as SQL."""
        ...

    def lock(self) -> bool:
        """Keep other runners out until the connection closes; False when one is at work already."""
        ...

    def begin(self) -> None:
        """Begin a transaction that will write."""
        ...

    def size_bytes(self) -> int:
        """Bytes that the database takes on disk."""
        ...

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        ...


class LivePostgres:
    """A PostgreSQL database."""

    def __init__(self, connection: PostgresConnection, *, journal: str = NAMESPACE) -> None:
        self.journal = journal
        self.dialect = load("postgresql")
        self.connection = connection
        self.version = server_version(connection)

    def run(self, sql: str) -> int:
        try:
            return self.connection.execute(sql.encode()).rowcount
        except psycopg.Error as failure:
            if postgresql.is_world_failure(failure):
                raise postgresql.world_error(failure) from failure
            raise StatementFailed(
                failure.diag.message_primary or str(failure),
                hint=failure.diag.message_hint or failure.diag.message_detail or "",
                fields={"sqlstate": failure.sqlstate, "sql": sql},
            ) from failure

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[object, ...]]:
        with postgresql.translated():
            # Without values a percent sign is itself; with them it would begin a placeholder.
            cursor = (
                self.connection.execute(sql.replace("?", "%s").encode(), tuple(values))
                if values
                else self.connection.execute(sql.encode())
            )
            return cursor.fetchall() if cursor.description is not None else []

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        with postgresql.translated():
            return self.connection.execute(sql.replace("?", "%s").encode(), tuple(values)).rowcount

    def schema(self) -> Schema:
        return without_journal(introspect_postgresql(self.connection), self.journal)

    def journal_name(self, table: str) -> str:
        return f"{self.dialect.quote(self.journal)}.{table}"

    def lock(self) -> bool:
        # One number for all: two plans on one database exclude each other whatever they touch.
        ((held,),) = self.query("SELECT pg_try_advisory_lock(4837219, 1)")
        return bool(held)

    def begin(self) -> None:
        self.run("BEGIN")

    def size_bytes(self) -> int:
        ((size,),) = self.query("SELECT pg_database_size(current_database())")
        return int(str(size))

    def close(self) -> None:
        self.connection.close()


class LiveSqlite:
    """A SQLite database."""

    def __init__(self, connection: sqlite3.Connection, *, journal: str = NAMESPACE) -> None:
        self.journal = journal
        self.dialect = load("sqlite")
        self.connection = connection
        self.version = tuple(int(part) for part in sqlite3.sqlite_version.split("."))

    def run(self, sql: str) -> int:
        try:
            return self.connection.execute(sql).rowcount
        except sqlite3.Error as failure:
            if sqlite.is_world_failure(failure):
                raise sqlite.world_error(failure) from failure
            raise StatementFailed(str(failure), fields={"sql": sql}) from failure

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[object, ...]]:
        with sqlite.translated():
            return self.connection.execute(sql, tuple(values)).fetchall()

    def write(self, sql: str, values: Sequence[Value] = ()) -> int:
        with sqlite.translated():
            return self.connection.execute(sql, tuple(values)).rowcount

    def schema(self) -> Schema:
        return without_journal(introspect_sqlite(self.connection), self.journal)

    def journal_name(self, table: str) -> str:
        return f"{self.journal}_{table}"

    def lock(self) -> bool:
        """SQLite has one writer; the transaction of each group excludes the others."""
        return True

    def begin(self) -> None:
        # A plain BEGIN would take the lock at the first write, when another writer may have come in between.
        self.run("BEGIN IMMEDIATE")

    def size_bytes(self) -> int:
        ((size,),) = self.query("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(str(size))

    def close(self) -> None:
        self.connection.close()


@contextmanager
def transaction(live: Live) -> Iterator[None]:
    """A transaction that is committed after the block, and rolled back whatever ends the block otherwise."""
    live.begin()
    committed = False
    try:
        yield
        live.run("COMMIT")
        committed = True
    finally:
        if not committed:
            # Where the connection itself is gone, the server rolls back.
            with suppress(WorldError):
                live.run("ROLLBACK")


@contextmanager
def open_live(
    url: DatabaseUrl | str, *, lock_timeout_ms: int | None = None, journal: str = NAMESPACE
) -> Iterator[Live]:
    """A live database that is closed after the block; `journal` is the namespace of its journal."""
    address = parse_url(url)
    live: Live
    match address.engine:
        case Engine.POSTGRESQL:
            live = LivePostgres(postgresql.connect(address, lock_timeout_ms=lock_timeout_ms), journal=journal)
        case Engine.SQLITE:
            live = LiveSqlite(sqlite.connect(address), journal=journal)
    try:
        yield live
    finally:
        live.close()
