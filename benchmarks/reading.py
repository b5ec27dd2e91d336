"""Introspection against pg_dump, SQLAlchemy and the bare statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import sqlalchemy as sa

from benchmarks.measure import timed, timed_program, timed_python
from benchmarks.table import Figure, Row
from colonnade.connect.introspect import introspect, server_version
from colonnade.connect.postgresql import PostgresConnection, connect, program_address
from colonnade.connect.servers.installed import client
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load

INTROSPECT = "import sys\nfrom colonnade.connect.introspect import introspect\nintrospect(sys.argv[1])"


def reading(url: DatabaseUrl, major: int, *, peers: bool = True) -> Iterator[Row | Figure]:
    """The rows of one database."""
    catalogue = load("postgresql").catalogue
    with closing(connect(url)) as connection:
        queries = catalogue.queries(server_version(connection))
        yield Figure(name="catalogue statements, whatever the size", value=str(len(queries)), aim="at most 12")
        ours = timed("introspection", lambda: introspect(url))
        yield Row(timing=ours, aim="faster than pg_dump")
        for statement in catalogue.session:
            connection.execute(statement.encode())
        bare = timed("limit: its statements alone, rows fetched", lambda: _fetch(connection, list(queries.values())))
        yield Row(timing=bare, ours=ours)
    address = program_address(url)
    dump = [str(client("pg_dump", major=major)), "--schema-only", "--dbname", address.argument]
    theirs = timed_program("peer: pg_dump --schema-only", dump, environment=address.environment)
    yield Row(timing=theirs, ours=ours, aim="above 1")
    if peers:
        reflected = timed("peer: SQLAlchemy reflection", lambda: reflect(url), runs=1)
        yield Row(timing=reflected, ours=ours, aim="above 10")
    alone = timed_python("introspection, a process of its own", INTROSPECT, url.secret_text)
    yield Row(timing=alone, aim="below 300 MiB")


def _fetch(connection: PostgresConnection, statements: list[str]) -> int:
    return sum(len(connection.execute(each.encode()).fetchall()) for each in statements)


def engine(url: DatabaseUrl) -> sa.Engine:
    """The address for SQLAlchemy."""
    return sa.create_engine("postgresql+psycopg://", creator=lambda: connect(url, autocommit=False))


def reflect(url: DatabaseUrl) -> sa.MetaData:
    """What SQLAlchemy reads of the database."""
    metadata = sa.MetaData()
    metadata.reflect(engine(url), schema="bench")
    return metadata
