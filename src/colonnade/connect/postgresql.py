"""Connections to PostgreSQL, and what its failures mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import conninfo
from psycopg.rows import TupleRow

from colonnade.connect.failures import (
    Cancelled,
    ConnectionLost,
    DatabaseFailed,
    DiskFull,
    LockNotObtained,
    NoSuchDatabase,
    NotPermitted,
    Unreachable,
    WrongPassword,
)
from colonnade.connect.urls import BadUrl, DatabaseUrl, Engine, parse_url
from colonnade.errors import WorldError

PostgresConnection = psycopg.Connection[TupleRow]

CONNECT_SECONDS = 10
"""How long to wait for a server that does not answer."""

_REFUSALS: tuple[tuple[re.Pattern[str], type[WorldError], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), leaf, hint)
    for pattern, leaf, hint in (
        (
            r"authentication failed|no password|role .* does not exist|not permitted to log in",
            WrongPassword,
            "check user and password: in the address, in PGPASSWORD or in ~/.pgpass",
        ),
        (
            r"no pg_hba\.conf entry",
            NotPermitted,
            "the server's pg_hba.conf does not let this user in from here",
        ),
        (
            r"permission denied for database",
            NotPermitted,
            "the role needs the CONNECT privilege on the database",
        ),
        (
            r"database .* does not exist",
            NoSuchDatabase,
            "create it first, or check the name at the end of the address",
        ),
        (
            r"too many (clients|connections)|remaining connection slots",
            Unreachable,
            "the server has no connection free: try again later",
        ),
        (
            r"starting up|shutting down|recovery mode",
            Unreachable,
            "the server is not ready: try again in a moment",
        ),
        (
            r"could not translate host name|name or service not known",
            Unreachable,
            "check the host name in the address",
        ),
    )
)

_BY_STATE: tuple[tuple[str, type[WorldError], str], ...] = (
    ("08", ConnectionLost, "check the network and the server's log"),
    ("28", WrongPassword, "check user and password"),
    ("3D000", NoSuchDatabase, "check the name of the database"),
    ("42501", NotPermitted, "grant the privilege to the role, or connect as another one"),
    ("53100", DiskFull, "make room on the server's disk"),
    ("53", DatabaseFailed, "the server is short of memory, connections or another resource"),
    ("55P03", LockNotObtained, "try again when the other session has finished"),
    ("40P01", Cancelled, "two sessions waited for each other: try again"),
    ("57014", Cancelled, "the statement was cancelled: by its time limit or by an operator"),
    ("57P", ConnectionLost, "the server went away: try again when it is up"),
)
"""Prefixes of SQLSTATE, the more special first (manual, appendix A)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramAddress:
    """How a client program such as `pg_dump` is told where to connect, without a secret in its
    arguments, which every user of a machine can read."""

    argument: str
    environment: dict[str, str]


def connect(
    url: DatabaseUrl | str,
    *,
    autocommit: bool = True,
    application: str = "colonnade",
    lock_timeout_ms: int | None = None,
    statement_timeout_ms: int | None = None,
    timeout_s: int = CONNECT_SECONDS,
) -> PostgresConnection:
    """Open a connection; what the address leaves out comes from PG* variables and ~/.pgpass.

    Raises `BadUrl` and the leaves of `WorldError` in `colonnade.connect.failures`.
    """
    address = parse_url(url)
    limits = {"lock_timeout": lock_timeout_ms, "statement_timeout": statement_timeout_ms}
    options = [f"-c {name}={limit}" for name, limit in limits.items() if limit is not None]
    parameters = _parameters(address)
    if options:
        parameters["options"] = " ".join([parameters.get("options", ""), *options]).strip()
    parameters.setdefault("connect_timeout", str(timeout_s))
    parameters.setdefault("application_name", application)
    parameters["client_encoding"] = "UTF8"
    try:
        return psycopg.Connection.connect(
            conninfo.make_conninfo(**parameters), autocommit=autocommit, prepare_threshold=None
        )
    except psycopg.Error as failure:
        raise _not_connected(failure, address) from failure


@contextmanager
def translated(url: DatabaseUrl | str | None = None) -> Iterator[None]:
    """Turn the driver's errors inside the block into leaves of `WorldError`."""
    try:
        yield
    except psycopg.Error as failure:
        raise world_error(failure, None if url is None else parse_url(url)) from failure


def world_error(failure: psycopg.Error, url: DatabaseUrl | None = None) -> WorldError:
    """The leaf of `WorldError` that a driver's error stands for; never a secret in it."""
    state = failure.sqlstate or ""
    message = failure.diag.message_primary or _first_line(str(failure))
    fields = {"sqlstate": state, "url": str(url) if url else None}
    for prefix, leaf, hint in _BY_STATE:
        if state.startswith(prefix):
            # What the server says of its disk is shorter than ours.
            own = hint if leaf is DiskFull else failure.diag.message_hint or hint
            return leaf(message, hint=own.removesuffix("."), fields=fields)
    if not state:
        return ConnectionLost(message, hint="check the network and the server", fields=fields)
    return DatabaseFailed(message, hint=failure.diag.message_hint or "", fields=fields)


def is_world_failure(failure: psycopg.Error) -> bool:
    """Whether an error is the world's, a lock's or a disk's, and not the statement's."""
    state = failure.sqlstate or ""
    return not state or any(state.startswith(prefix) for prefix, _, _ in _BY_STATE)


def program_address(url: DatabaseUrl | str) -> ProgramAddress:
    """The address for `pg_dump` and the like: the password goes by the environment."""
    parameters = _parameters(parse_url(url))
    password = parameters.pop("password", None)
    return ProgramAddress(
        argument=conninfo.make_conninfo(**parameters),
        environment={} if password is None else {"PGPASSWORD": password},
    )


def _parameters(url: DatabaseUrl) -> dict[str, str]:
    if url.engine is not Engine.POSTGRESQL:
        raise BadUrl(f"{url} is not the address of a PostgreSQL database")
    try:
        parsed = conninfo.conninfo_to_dict(url.secret_text)
    except psycopg.Error:
        # The driver's message quotes the part it did not understand, which can be the password.
        parsed = None
    if parsed is None or "@" in str(parsed.get("host", "")):
        raise BadUrl(
            f"cannot read the address {url}",
            hint="in user, password and database name write @ as %40, / as %2F, : as %3A, # as %23",
        )
    return {key: str(value) for key, value in parsed.items() if value is not None}


def _not_connected(failure: psycopg.Error, url: DatabaseUrl) -> WorldError:
    said = _first_line(str(failure))
    fields = {"url": str(url)}
    for pattern, leaf, hint in _REFUSALS:
        if pattern.search(said):
            return leaf(f"cannot connect to {url}: {said}", hint=hint, fields=fields)
    return Unreachable(
        f"cannot connect to {url}: {said}",
        hint="check host and port, and that the server is running",
        fields=fields,
    )


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    return lines[0] if lines else "no message"
