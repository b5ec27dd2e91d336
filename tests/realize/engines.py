"""Models made in real databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.model.language import read
from colonnade.model.validity import validate
from colonnade.plan import creation
from colonnade.realize import realise
from tests.oracle.postgresql import build


def model(text: str) -> Model:
    """The valid model of a text."""
    found = read(f"model: test\n{text}")
    assert validate(found) == ()
    return found


@contextmanager
def postgresql(url: DatabaseUrl, text: str) -> Iterator[PostgresConnection]:
    """A connection to a database in which a model was made."""
    build(url, realise(model(text), load("postgresql")))
    with closing(connect(url)) as connection:
        yield connection


@contextmanager
def sqlite(text: str) -> Iterator[sqlite3.Connection]:
    """A connection to a database in memory in which a model was made."""
    dialect = load("sqlite")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for each in creation(realise(model(text), dialect), dialect):
            for statement in each.statements:
                connection.execute(statement.sql)
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


Connection = PostgresConnection | sqlite3.Connection


def ask(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    if isinstance(connection, sqlite3.Connection):
        return connection.execute(sql).fetchall()
    cursor = connection.execute(sql.encode())
    return cursor.fetchall() if cursor.description is not None else []


class Engine:
    """Makes models on one engine."""

    def __init__(self, url: DatabaseUrl | None) -> None:
        self.url = url

    @contextmanager
    def made(self, text: str) -> Iterator[Connection]:
        """A connection to a database in which a model was made."""
        if self.url is None:
            with sqlite(text) as connection:
                yield connection
        else:
            with postgresql(self.url, text) as server:
                yield server

    @contextmanager
    def refuses(self) -> Iterator[None]:
        """The engine refuses what the block writes."""
        with pytest.raises(sqlite3.IntegrityError if self.url is None else psycopg.IntegrityError):
            yield
