"""Transactions of one tenant, for programs that speak to PostgreSQL with psycopg, SQLAlchemy or Django.

The context is set for the transaction alone, so that a connection of a pool carries nothing to the next one. A block
inside another transaction gives back the context that it found.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from importlib import import_module
from typing import Any, Protocol, TypeVar

import psycopg
from psycopg.rows import tuple_row

from colonnade.tenancy.context import Context, Statement, Steps, back, before

Row = TypeVar("Row")


@contextmanager
def tenant_transaction(connection: psycopg.Connection[Row], context: Context) -> Iterator[psycopg.Connection[Row]]:
    """A transaction of psycopg with a context. Raises the errors of psycopg."""

    def ask(statement: Statement) -> str | None:
        cursor = psycopg.Cursor(connection, row_factory=tuple_row)
        answer = cursor.execute(statement.sql.encode(), tuple(statement.values)).fetchone()
        return None if answer is None else answer[0]

    with connection.transaction(), _kept(context, ask):
        yield connection


@asynccontextmanager
async def async_tenant_transaction(
    connection: psycopg.AsyncConnection[Row], context: Context
) -> AsyncIterator[psycopg.AsyncConnection[Row]]:
    """As `tenant_transaction`, for an asynchronous connection."""

    async def drive(steps: Steps) -> None:
        cursor = psycopg.AsyncCursor(connection, row_factory=tuple_row)
        statement = next(steps, None)
        while statement is not None:
            await cursor.execute(statement.sql.encode(), tuple(statement.values))
            answer = await cursor.fetchone()
            try:
                statement = steps.send(None if answer is None else answer[0])
            except StopIteration:
                statement = None

    covered: dict[str, str] = {}
    async with connection.transaction():
        await drive(before(context, covered))
        await drive(context.enter())
        yield connection
        await drive(back(covered))


class Begins(Protocol):
    """A session or connection of SQLAlchemy."""

    def begin(self) -> AbstractContextManager[Any]: ...
    def begin_nested(self) -> AbstractContextManager[Any]: ...
    def in_transaction(self) -> bool: ...
    def execute(self, statement: Any, parameters: Any = None, /) -> Any: ...


Session = TypeVar("Session", bound=Begins)


@contextmanager
def sqlalchemy_tenant_transaction(session: Session, context: Context) -> Iterator[Session]:
    """A transaction of a SQLAlchemy session or connection with a context. Raises the errors of SQLAlchemy."""
    text: Callable[[str], Any] = import_module("sqlalchemy").text

    def ask(statement: Statement) -> str | None:
        named = {f"value{number}": value for number, value in enumerate(statement.values)}
        sql = statement.sql
        for name in named:
            sql = sql.replace("%s", f":{name}", 1)
        answer = session.execute(text(sql), named).scalar()
        return None if answer is None else str(answer)

    begun = session.begin_nested() if session.in_transaction() else session.begin()
    with begun, _kept(context, ask):
        yield session


@contextmanager
def django_tenant_transaction(context: Context, *, using: str = "default") -> Iterator[None]:
    """An atomic block of Django with a context, on the database of this alias. Raises the errors of Django."""
    connections, atomic = import_module("django.db").connections, import_module("django.db.transaction").atomic

    def ask(statement: Statement) -> str | None:
        with connections[using].cursor() as cursor:
            cursor.execute(statement.sql, list(statement.values))
            answer = cursor.fetchone()
        return None if answer is None else answer[0]

    with atomic(using=using), _kept(context, ask):
        yield


@contextmanager
def _kept(context: Context, ask: Callable[[Statement], str | None]) -> Iterator[None]:
    """The context during the block, and what was there before after it; after an error the rollback gives it back."""
    covered: dict[str, str] = {}
    _drive(before(context, covered), ask)
    _drive(context.enter(), ask)
    yield
    _drive(back(covered), ask)


def _drive(steps: Steps, ask: Callable[[Statement], str | None]) -> None:
    statement = next(steps, None)
    while statement is not None:
        try:
            statement = steps.send(ask(statement))
        except StopIteration:
            statement = None
