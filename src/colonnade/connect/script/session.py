"""One session of a script in a PostgreSQL scratch database."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.prerequisites import (
    Kind,
    make_role,
    make_tablespace,
    missing,
)

_SAVEPOINT = "colonnade_script"
_ATTEMPTS = 100
"""A statement can name many roles, and the server complains of one at a time."""

_UTF8 = "UTF8"


class Session:
    """Sends statements one by one, makes the roles they miss, and keeps one failure from
    spoiling the transaction that the script has opened."""

    def __init__(self, scratch: ScratchDatabase, *, statement_timeout_ms: int | None) -> None:
        self._scratch = scratch
        self._statement_timeout_ms = statement_timeout_ms
        self._connection = self._connect()

    def reconnect(self) -> None:
        """Begin a new session; an open transaction is rolled back."""
        self._connection.close()
        self._connection = self._connect()

    def close(self) -> None:
        """End the session; an open transaction is rolled back."""
        self._connection.close()

    @property
    def database(self) -> str:
        """The name of the scratch database."""
        return self._scratch.url.database

    @property
    def in_transaction(self) -> bool:
        """Whether the script has opened a transaction that is not over."""
        return self._status is not TransactionStatus.IDLE

    @property
    def is_aborted(self) -> bool:
        """Whether the transaction only waits for its end."""
        return self._status is TransactionStatus.INERROR

    @property
    def is_broken(self) -> bool:
        """Whether the connection is gone."""
        return self._connection.closed or self._status is TransactionStatus.UNKNOWN

    @property
    def standard_strings(self) -> bool:
        """Whether a backslash is an ordinary character in the session's string constants."""
        return self._connection.pgconn.parameter_status(b"standard_conforming_strings") != b"off"

    @property
    def server_version(self) -> int:
        """The version as the server counts it: 150018 for 15.18."""
        return self._connection.info.server_version

    def execute(self, text: str, *, guarded: bool) -> list[TupleRow]:
        """Send a statement and return the rows of its last result.

        `guarded` says that it may stand in a savepoint. Raises `psycopg.Error`.
        """
        rows: list[TupleRow] = []

        def send() -> None:
            cursor = self._connection.execute(text.encode())
            while cursor.nextset():
                pass
            rows[:] = cursor.fetchall() if cursor.description else []

        self._with_prerequisites(send, guarded=guarded)
        self._keep_encoding()
        return rows

    def columns_and_row(self, text: str) -> tuple[tuple[str, ...], list[TupleRow]]:
        """Send a query and return the names of its columns with its rows."""
        cursor = self._connection.execute(text.encode())
        names = tuple(column.name for column in cursor.description or ())
        return names, cursor.fetchall() if cursor.description else []

    def copy_in(self, text: str, chunks: Iterable[str]) -> None:
        """Send a COPY ... FROM STDIN with its data. Raises `psycopg.Error`."""
        parts = tuple(chunks)

        def send() -> None:
            with self._connection.cursor() as cursor, cursor.copy(text.encode()) as copy:
                for part in parts:
                    copy.write(part.encode())

        self._with_prerequisites(send, guarded=True)

    def copy_out(self, text: str) -> None:
        """Send a COPY ... TO STDOUT and throw away what it gives. Raises `psycopg.Error`."""

        def send() -> None:
            with self._connection.cursor() as cursor, cursor.copy(text.encode()) as copy:
                for _ in copy:
                    pass

        self._with_prerequisites(send, guarded=True)

    def make_role(self, name: str) -> bool:
        """Make a role as the superuser, for the guest to give objects to."""
        return make_role(self._scratch.admin_url, name, member=self._scratch.guest)

    def make_tablespace(self, name: str) -> bool:
        """Make a tablespace inside the server's own files."""
        return make_tablespace(self._scratch.admin_url, name)

    def _connect(self) -> PostgresConnection:
        return connect(self._scratch.url, statement_timeout_ms=self._statement_timeout_ms)

    @property
    def _status(self) -> TransactionStatus:
        return self._connection.info.transaction_status

    def _with_prerequisites(self, send: Callable[[], None], *, guarded: bool) -> None:
        guarded = guarded and self._status is TransactionStatus.INTRANS
        made: set[str] = set()
        for _ in range(_ATTEMPTS):
            if guarded:
                self._connection.execute(f"SAVEPOINT {_SAVEPOINT}".encode())
            try:
                send()
            except psycopg.Error as failure:
                if self.is_broken:
                    raise
                if guarded:
                    self._connection.execute(f"ROLLBACK TO SAVEPOINT {_SAVEPOINT}".encode())
                elif self.is_aborted:
                    raise
                if not self._mend(failure, made):
                    raise
            else:
                break
        if guarded and self._status is TransactionStatus.INTRANS:
            # The statement may itself have been the end of the transaction, in a `\;` group.
            with contextlib.suppress(psycopg.errors.InvalidSavepointSpecification):
                self._connection.execute(f"RELEASE SAVEPOINT {_SAVEPOINT}".encode())

    def _mend(self, failure: psycopg.Error, made: set[str]) -> bool:
        """Whether the cause of a failure is gone now, so that the statement can be sent again."""
        if _is_race(failure):
            made.add(f"race {len(made)}")
            return len(made) < _ATTEMPTS
        lacking = missing(failure)
        if lacking is None or lacking.name in made:
            return False
        made.add(lacking.name)
        if lacking.kind is Kind.TABLESPACE:
            return self.make_tablespace(lacking.name)
        self.make_role(lacking.name)
        self._notice_others()
        return True

    def _notice_others(self) -> None:
        """Make the session see a role that another one has made meanwhile.

        Inside a transaction the server remembers that there was none; looking for a name that
        nobody has asked for yet makes it read the news from other sessions (inval.c).
        """
        if self.in_transaction:
            self._connection.execute("SELECT to_regrole(%s)", (secrets.token_hex(16),))

    def _keep_encoding(self) -> None:
        """Scripts state the encoding of their file; it has been decoded already."""
        pgconn = self._connection.pgconn
        if pgconn.parameter_status(b"client_encoding") != _UTF8.encode() and not self.is_aborted:
            self._connection.execute(f"SET client_encoding TO '{_UTF8}'".encode())


def _is_race(failure: psycopg.Error) -> bool:
    """Whether two sessions changed the same shared row, a role's for example, at one moment."""
    return failure.sqlstate == "XX000" and "concurrently updated" in str(failure)
