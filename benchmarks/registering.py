"""The registry filled from the catalogue, on both engines."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measure import timed
from benchmarks.table import Figure, Row
from colonnade.connect.sqlite import Access, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.workspace.registry.comparing import show
from colonnade.workspace.registry.syncing import install, sync


def registering(url: DatabaseUrl, tables: int) -> Iterator[Row | Figure]:
    """The rows of a PostgreSQL database, and of a SQLite file with as many tables and indexes."""
    yield from _rows(url.secret_text, "PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="colonnade-bench-") as folder:
        path = Path(folder) / "registry.db"
        with closing(connect(path, access=Access.CREATE)) as connection:
            connection.execute("BEGIN")
            for statement in _sqlite(tables):
                connection.execute(statement)
            connection.execute("COMMIT")
        yield from _rows(f"sqlite:///{path}", "SQLite")


def _rows(url: str, title: str) -> Iterator[Row]:
    yield Row(timing=timed(f"registry install, {title}", lambda: install(url), runs=1))
    yield Row(timing=timed(f"registry sync for the first time, {title}", lambda: sync(url), runs=1), aim="below 2 s")
    yield Row(timing=timed(f"registry sync again, {title}", lambda: sync(url)), aim="below 2 s")
    yield Row(timing=timed(f"registry show, {title}", lambda: show(url)))


def _sqlite(tables: int) -> Iterator[str]:
    for number in range(tables):
        name = f"t{number:05d}"
        yield (
            f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, code TEXT NOT NULL, status TEXT, created_at TEXT,"
            f" parent_id INTEGER REFERENCES t{number // 2:05d}, other_id INTEGER REFERENCES t{max(number - 1, 0):05d})"
        )
        for column in ("code", "status, created_at", "parent_id", "other_id"):
            yield f"CREATE INDEX {name}_{column.partition(',')[0]} ON {name} ({column})"
