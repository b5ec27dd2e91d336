"""Databases in which a pattern is applied to its example."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from colonnade.connect.live import Live, open_live
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import parse_url
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.patterns import Pattern
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.schema import Schema
from colonnade.store import load_model
from colonnade.workspace.architecture.patterning import with_pattern
from tests.oracle.postgresql import build


def applied(each: Pattern) -> Model:
    """The example of a pattern with the pattern in it."""
    model = load_model(each.model).model
    after, _ = with_pattern(each, model, each.card.example.to, each.card.example.set)
    return after


@contextmanager
def made(each: Pattern, server: PostgresServer | None, folder: Path) -> Iterator[tuple[Live, Schema]]:
    """A database in which the pattern is applied to its example: of SQLite without a server."""
    schema = realise(applied(each), load("sqlite" if server is None else "postgresql"))
    with empty(server, folder) as url:
        if server is None:
            with closing(sqlite3.connect(folder / "pattern.db", isolation_level=None)) as connection:
                connection.execute("PRAGMA synchronous = OFF")
                for step in creation(schema, load("sqlite")):
                    for statement in step.statements:
                        connection.execute(statement.sql)
        else:
            build(parse_url(url), schema)
        with open_live(url) as live:
            yield live, schema


@contextmanager
def empty(server: PostgresServer | None, folder: Path) -> Iterator[str]:
    """The URL of an empty database: of SQLite without a server."""
    if server is None:
        path = folder / "pattern.db"
        path.touch()
        yield f"sqlite:///{path}"
    else:
        with scratch_on(server) as scratch:
            yield scratch.url.secret_text
