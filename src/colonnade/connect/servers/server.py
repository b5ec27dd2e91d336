"""A PostgreSQL server to work on: its address, its databases."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

from colonnade.connect.postgresql import connect, translated
from colonnade.connect.servers.installed import Installation, choose
from colonnade.connect.servers.settings import SUPERUSER, ServerSettings
from colonnade.connect.servers.shared import joined
from colonnade.connect.urls import DatabaseUrl, parse_url

_MAINTENANCE = "postgres"
_FIRST_WITH_STRATEGY = 15
"""CREATE DATABASE ... STRATEGY came with 15; FILE_COPY takes half the time without fsync."""


_SUBSCRIPTIONS = """
    SELECT subname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = current_database()"""
_WITHOUT_SUBSCRIPTION: tuple[LiteralString, ...] = (
    "ALTER SUBSCRIPTION {} DISABLE",
    "ALTER SUBSCRIPTION {} SET (slot_name = NONE)",
    "DROP SUBSCRIPTION {}",
)
_DROP_SLOTS = """
    SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
    WHERE database = current_database() AND NOT active"""
_PREPARED = "SELECT gid FROM pg_prepared_xacts WHERE database = current_database()"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A running scratch server; every database on it is ours and is thrown away with it."""

    installation: Installation
    socket: Path
    port: int

    @property
    def major(self) -> int:
        """The major version."""
        return self.installation.major

    def url(self, database: str = _MAINTENANCE, *, user: str = SUPERUSER) -> DatabaseUrl:
        """The address of a database on this server, through its socket."""
        host = quote(str(self.socket), safe="")
        names = f"{quote(user, safe='')}@/{quote(database, safe='')}"
        return parse_url(f"postgresql://{names}?host={host}&port={self.port}")

    def create_database(
        self, name: str | None = None, *, template: str = "template0", owner: str | None = None
    ) -> DatabaseUrl:
        """Make a UTF-8 database, empty or a copy of `template`; without a name it gets one.

        A template must have no connections. Raises leaves of `WorldError`.
        """
        name = name or f"scratch_{secrets.token_hex(6)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} {} {}").format(
            sql.Identifier(name),
            sql.Identifier(template),
            sql.SQL("STRATEGY file_copy" if self.major >= _FIRST_WITH_STRATEGY else ""),
            sql.SQL("OWNER {}").format(sql.Identifier(owner)) if owner else sql.SQL(""),
        )
        self._run(statement)
        return self.url(name)

    def drop_database(self, database: DatabaseUrl | str) -> None:
        """Drop a database, ending whatever is connected to it; no error when it is gone."""
        name = database.database if isinstance(database, DatabaseUrl) else database
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with translated(self.url()), connect(self.url()) as connection:
            try:
                connection.execute(statement)
            except psycopg.errors.ObjectInUse:
                self._free(name)
                connection.execute(statement)

    def _free(self, name: str) -> None:
        """Remove what keeps a database from being dropped, though nobody is connected to it."""
        with translated(self.url(name)), connect(self.url(name)) as connection:
            for (subscription,) in connection.execute(_SUBSCRIPTIONS).fetchall():
                identifier = sql.Identifier(subscription)
                for template in _WITHOUT_SUBSCRIPTION:
                    connection.execute(sql.SQL(template).format(identifier))
            connection.execute(_DROP_SLOTS)
            for (prepared,) in connection.execute(_PREPARED).fetchall():
                connection.execute(sql.SQL("ROLLBACK PREPARED {}").format(sql.Literal(prepared)))

    @contextmanager
    def database(self, *, template: str = "template0", owner: str | None = None) -> Iterator[DatabaseUrl]:
        """A fresh database while the block runs."""
        url = self.create_database(template=template, owner=owner)
        try:
            yield url
        finally:
            self.drop_database(url)

    def _run(self, statement: sql.Composed) -> None:
        with translated(self.url()), connect(self.url()) as connection:
            connection.execute(statement)


@contextmanager
def postgres_server(
    *,
    major: int | None = None,
    installation: Installation | None = None,
    settings: ServerSettings | None = None,
    alone: bool = False,
) -> Iterator[PostgresServer]:
    """A running scratch server: joined when one runs already, started otherwise.

    It runs as an ordinary account, on a socket in a folder of ours, and stops when nobody has
    used it for a few seconds, even when its users are killed. `alone` asks for a server that is
    shared with nobody and gone at the end of the block. Raises `NoServer`, `ServerNotStarted`,
    `DiskFull`.
    """
    chosen = installation or choose(major)
    with joined(chosen, settings or ServerSettings(), alone=alone) as running:
        yield PostgresServer(installation=chosen, socket=running.socket, port=running.port)
