"""Scratch databases: empty, UTF-8, gone after use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import assert_never

from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.sqlite import Access
from colonnade.connect.sqlite import connect as connect_sqlite
from colonnade.connect.urls import DatabaseUrl, Engine, sqlite_url

__all__ = ["PostgresServer", "postgres_server", "scratch_database"]


@contextmanager
def scratch_database(
    engine: Engine = Engine.POSTGRESQL, *, major: int | None = None
) -> Iterator[DatabaseUrl]:
    """The address of an empty database that exists while the block runs.

    `major` asks for a major version of PostgreSQL; without it the best server at hand is taken.
    Raises `NoServer`, `ServerNotStarted`, `DiskFull`.
    """
    match engine:
        case Engine.POSTGRESQL:
            with postgres_server(major=major) as server, server.database() as url:
                yield url
        case Engine.SQLITE:
            with tempfile.TemporaryDirectory(prefix="colonnade-") as folder:
                url = sqlite_url(Path(folder) / "scratch.db")
                connect_sqlite(url, access=Access.CREATE).close()
                yield url
        case _:
            assert_never(engine)
