"""Scratch databases: empty, UTF-8, gone after use."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

import psycopg
from psycopg import sql

from colonnade.connect.postgresql import connect as connect_postgresql
from colonnade.connect.postgresql import translated
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.sqlite import Access
from colonnade.connect.sqlite import connect as connect_sqlite
from colonnade.connect.urls import DatabaseUrl, Engine, sqlite_url

__all__ = [
    "PostgresServer",
    "Privilege",
    "ScratchDatabase",
    "postgres_server",
    "scratch_database",
    "scratch_on",
]


class Privilege(StrEnum):
    """As whom scripts run in a scratch database.

    A GUEST owns the database and nothing else: no superuser's rights, so no programs, no files of
    the server, no other database; for text that a stranger sent. In SQLite a guest may not attach
    other files.
    """

    SUPERUSER = "superuser"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScratchDatabase:
    """An empty database of our own. Only such a one is ever given to a script."""

    url: DatabaseUrl
    admin_url: DatabaseUrl
    """The same database as the server's superuser; equal to `url` unless for a guest."""
    privilege: Privilege = Privilege.SUPERUSER
    guest: str | None = None
    """The role of a guest."""

    @property
    def engine(self) -> Engine:
        """The engine of the database."""
        return self.url.engine


@contextmanager
def scratch_database(
    engine: Engine = Engine.POSTGRESQL,
    *,
    major: int | None = None,
    privilege: Privilege = Privilege.SUPERUSER,
) -> Iterator[ScratchDatabase]:
    """An empty database that exists while the block runs.

    `major` asks for a major version of PostgreSQL; without it the best server at hand is taken.
    Raises `NoServer`, `ServerNotStarted`, `DiskFull`.
    """
    match engine:
        case Engine.POSTGRESQL:
            with (
                postgres_server(major=major) as server,
                scratch_on(server, privilege=privilege) as scratch,
            ):
                yield scratch
        case Engine.SQLITE:
            with tempfile.TemporaryDirectory(prefix="colonnade-") as folder:
                url = sqlite_url(Path(folder) / "scratch.db")
                connect_sqlite(url, access=Access.CREATE).close()
                yield ScratchDatabase(url=url, admin_url=url, privilege=privilege)
        case _:
            assert_never(engine)


@contextmanager
def scratch_on(server: PostgresServer, *, privilege: Privilege = Privilege.SUPERUSER) -> Iterator[ScratchDatabase]:
    """An empty database on a server that runs already."""
    match privilege:
        case Privilege.SUPERUSER:
            with server.database() as url:
                yield ScratchDatabase(url=url, admin_url=url)
        case Privilege.GUEST:
            guest = f"colonnade_guest_{secrets.token_hex(6)}"
            _make_guest(server, guest)
            try:
                with server.database(owner=guest) as admin_url:
                    _close_to_others(server, admin_url)
                    yield ScratchDatabase(
                        url=server.url(admin_url.database, user=guest),
                        admin_url=admin_url,
                        privilege=privilege,
                        guest=guest,
                    )
            finally:
                _drop_guest(server, guest)
        case _:
            assert_never(privilege)


def _make_guest(server: PostgresServer, guest: str) -> None:
    with translated(server.url()), connect_postgresql(server.url()) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(guest)))


def _close_to_others(server: PostgresServer, database: DatabaseUrl) -> None:
    """No other guest may enter, not even through a role that both are members of."""
    with translated(server.url()), connect_postgresql(server.url()) as connection:
        name = sql.Identifier(database.database)
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))


def _drop_guest(server: PostgresServer, guest: str) -> None:
    with translated(server.url()), connect_postgresql(server.url()) as connection:
        try:
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(guest)))
        except psycopg.errors.DependentObjectsStillExist:
            # A grantor somewhere in the server's shared catalogues; it goes with the server.
            connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(guest)))
