"""A PostgreSQL server to work on: its address, its databases."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from psycopg import sql

from colonnade.connect.postgresql import connect, translated
from colonnade.connect.servers.installed import Installation, choose
from colonnade.connect.servers.settings import SUPERUSER, ServerSettings
from colonnade.connect.servers.shared import joined
from colonnade.connect.urls import DatabaseUrl, parse_url

_MAINTENANCE = "postgres"
_FIRST_WITH_STRATEGY = 15
"""CREATE DATABASE ... STRATEGY came with 15; FILE_COPY takes half the time without fsync."""


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
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def database(self, *, template: str = "template0") -> Iterator[DatabaseUrl]:
        """A fresh database while the block runs."""
        url = self.create_database(template=template)
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
