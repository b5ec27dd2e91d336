"""Connections to SQLite files, and what SQLite's failures mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from colonnade.connect.failures import (
    Cancelled,
    DatabaseFailed,
    DiskFull,
    LockNotObtained,
    NoSuchDatabase,
    NotPermitted,
)
from colonnade.connect.urls import BadUrl, DatabaseUrl, Engine, parse_url, sqlite_url
from colonnade.errors import InputError, WorldError

BUSY_SECONDS = 5.0
"""How long to wait for somebody else's lock."""


class NotADatabase(InputError):
    """A file is there, but it is not a SQLite database."""

    code: ClassVar[str] = "CO191"


class Access(StrEnum):
    """What may be done with the file: read it, change it, or make it when it is absent too."""

    READ = "ro"
    WRITE = "rw"
    CREATE = "rwc"


_LEAVES: dict[int, tuple[type[WorldError], str]] = {
    sqlite3.SQLITE_BUSY: (LockNotObtained, "another process is writing to the file: try again"),
    sqlite3.SQLITE_LOCKED: (LockNotObtained, "the same process holds a lock on the table"),
    sqlite3.SQLITE_FULL: (DiskFull, "make room on the disk"),
    sqlite3.SQLITE_READONLY: (NotPermitted, "the file or its folder may not be written"),
    sqlite3.SQLITE_PERM: (NotPermitted, "the file may not be opened this way"),
    sqlite3.SQLITE_AUTH: (NotPermitted, "this statement is not allowed here"),
    sqlite3.SQLITE_CANTOPEN: (NotPermitted, "check the path and its permissions"),
    sqlite3.SQLITE_INTERRUPT: (Cancelled, "the statement was interrupted"),
    sqlite3.SQLITE_IOERR: (DatabaseFailed, "the disk does not answer as it should"),
    sqlite3.SQLITE_CORRUPT: (DatabaseFailed, "the file is damaged: restore it from a copy"),
    sqlite3.SQLITE_NOMEM: (DatabaseFailed, "there is no memory left"),
}
"""By primary result code (https://sqlite.org/rescode.html)."""


def connect(
    url: DatabaseUrl | Path | str,
    *,
    access: Access = Access.WRITE,
    busy_s: float = BUSY_SECONDS,
) -> sqlite3.Connection:
    """Open a file, or `:memory:`; statements commit themselves and foreign keys are enforced.

    A missing file is an error unless `access` is CREATE. Raises `NoSuchDatabase`,
    `NotADatabase`, `NotPermitted`, `BadUrl`.
    """
    address = sqlite_url(url) if isinstance(url, Path) else parse_url(url)
    if address.engine is not Engine.SQLITE:
        raise BadUrl(f"{address} is not the address of a SQLite database")
    path = address.path
    if path is not None and access is not Access.CREATE and not path.exists():
        raise NoSuchDatabase(f"no such file: {path}", hint="check the path", fields={"path": str(path)})
    target = f"file:{quote(str(path))}?mode={access}" if path is not None else ":memory:"
    with translated(address):
        connection = sqlite3.connect(target, uri=path is not None, isolation_level=None, timeout=busy_s)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            (enforced,) = connection.execute("PRAGMA foreign_keys").fetchone()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
    if not enforced:
        connection.close()
        raise DatabaseFailed(
            "this build of SQLite does not enforce foreign keys",
            hint="use a Python whose SQLite was built with foreign keys",
        )
    return connection


@contextmanager
def translated(url: DatabaseUrl | None = None) -> Iterator[None]:
    """Turn SQLite's errors inside the block into leaves of the error tree."""
    try:
        yield
    except sqlite3.Error as failure:
        raise world_error(failure, url) from failure


def world_error(failure: sqlite3.Error, url: DatabaseUrl | None = None) -> WorldError | NotADatabase:
    """The leaf of the error tree that a driver's error stands for."""
    code = primary_code(failure)
    where = f"{url.database}: " if url else ""
    fields = {"url": str(url) if url else None, "result_code": code}
    if code == sqlite3.SQLITE_NOTADB:
        return NotADatabase(f"{where}{failure}", hint="is it encrypted, or another kind of file?", fields=fields)
    leaf, hint = _LEAVES.get(code, (DatabaseFailed, ""))
    return leaf(f"{where}{failure}", hint=hint, fields=fields)


def is_world_failure(failure: sqlite3.Error) -> bool:
    """Whether an error is the world's and not the statement's."""
    return primary_code(failure) in _LEAVES


def primary_code(failure: sqlite3.Error) -> int:
    """The primary result code of an error, 0 when the driver itself raised it."""
    code = getattr(failure, "sqlite_errorcode", 0)
    return int(code) & 0xFF
