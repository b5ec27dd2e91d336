"""The oracle on PostgreSQL: a migrated database equals one that was built directly."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.diff import compare
from colonnade.plan import CantPlanError, Plan, Step, creation, plan
from colonnade.schema import Schema
from tests.oracle.dumps import difference, dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one case."""

    name: str
    verdict: str
    """exact, unloadable, refused, failed, differs (known to the tool), silent (the tool is content, the dumps differ)."""
    details: tuple[str, ...] = field(default=())


def load_sql(url: DatabaseUrl, text: str) -> None:
    """Run a plain SQL text in a database."""
    with closing(connect(url)) as connection:
        connection.execute(text.encode())


def run_steps(connection: PostgresConnection, steps: Sequence[Step]) -> None:
    """Run steps by their transaction groups."""
    dialect = load("postgresql")
    group: int | None = -1
    for step in steps:
        if step.transaction != group:
            if group not in (-1, None):
                connection.execute("COMMIT")
            group = step.transaction
            if group is not None:
                connection.execute("BEGIN")
            for text in dialect.preamble:
                connection.execute(text.encode())
        for statement in step.statements:
            execute(connection, statement.sql)
    if group not in (-1, None):
        connection.execute("COMMIT")


def execute(connection: PostgresConnection, sql: str) -> None:
    """Run one statement; a failure shows it."""
    try:
        connection.execute(sql.encode())
    except psycopg.Error as error:
        raise StatementFailed(f"{error.diag.message_primary or error} IN {sql}") from error


class StatementFailed(Exception):
    """A statement of ours was refused by the server."""


def roll_back(connection: PostgresConnection, steps: Sequence[Step]) -> None:
    """Run the rollback statements of all steps, last step first, each by itself."""
    for text in load("postgresql").preamble:
        connection.execute(text.encode())
    for step in reversed(steps):
        for statement in step.rollback:
            execute(connection, statement.sql)


def build(url: DatabaseUrl, schema: Schema) -> None:
    """Make a schema in an empty database by our own DDL."""
    dialect = load("postgresql")
    with closing(connect(url)) as connection:
        connection.execute("BEGIN")
        for text in dialect.preamble:
            connection.execute(text.encode())
        for each in creation(schema, dialect):
            for statement in each.statements:
                execute(connection, statement.sql)
        connection.execute("COMMIT")


def rebuild_case(server: PostgresServer, name: str, texts: Sequence[str]) -> Outcome:
    """Load texts as A, make A's schema in B by our DDL, and compare the dumps of both."""
    with server.database() as a, server.database() as b:
        try:
            for text in texts:
                load_sql(a, text)
        except psycopg.Error as error:
            return Outcome(name=name, verdict="unloadable", details=(str(error),))
        schema = introspect(a)
        try:
            build(b, schema)
        except (StatementFailed, CantPlanError, NotExpressibleError) as error:
            return Outcome(name=name, verdict="failed", details=(str(error),))
        left = difference(dump(a), dump(b))
        again = compare(schema, introspect(b))
        if again:
            return Outcome(name=name, verdict="differs", details=(*map(str, again), *left))
        return Outcome(name=name, verdict="silent" if left else "exact", details=tuple(left))


def pair_case(server: PostgresServer, name: str, setup: str, old: str, new: str, rows: str = "") -> Outcome:
    """Migrate old to new and back, and judge by introspection and by dump."""
    with server.database() as a, server.database() as b:
        try:
            load_sql(a, setup + old + rows)
            load_sql(b, setup + new)
        except psycopg.Error as error:
            return Outcome(name=name, verdict="unloadable", details=(str(error),))
        start, target = introspect(a), introspect(b)
        old_dump, new_dump = dump(a), dump(b)
        try:
            made = plan(start, target, load("postgresql"))
        except (CantPlanError, NotExpressibleError) as error:
            return Outcome(name=name, verdict="refused", details=(str(error),))
        return _migrate(name, a, made, start, target, old_dump, new_dump)


def _migrate(
    name: str, a: DatabaseUrl, made: Plan, start: Schema, target: Schema, old_dump: str, new_dump: str
) -> Outcome:
    with closing(connect(a)) as connection:
        try:
            run_steps(connection, made.steps)
        except StatementFailed as error:
            return Outcome(name=name, verdict="failed", details=(str(error), *_sql(made)))
        verdict = _judge(name, "forward", a, target, new_dump)
        if verdict is not None:
            return Outcome(name=name, verdict=verdict.verdict, details=(*verdict.details, *_sql(made)))
        try:
            roll_back(connection, made.steps)
        except StatementFailed as error:
            return Outcome(name=name, verdict="failed back", details=(str(error), *_sql(made)))
        verdict = _judge(name, "back", a, start, old_dump)
        if verdict is not None:
            return Outcome(name=name, verdict=f"{verdict.verdict} back", details=(*verdict.details, *_sql(made)))
    return Outcome(name=name, verdict="exact")


def _judge(name: str, way: str, url: DatabaseUrl, wanted: Schema, wanted_dump: str) -> Outcome | None:
    left = difference(dump(url), wanted_dump, column_order=False)
    again = compare(introspect(url), wanted)
    if again:
        return Outcome(name=name, verdict="differs", details=(*(str(each) for each in again), *left))
    return Outcome(name=name, verdict="silent", details=tuple(left)) if left else None


def _sql(made: Plan) -> tuple[str, ...]:
    return tuple(f"    {step.sequence}. {step.sql}    -- back: {step.rollback_sql}" for step in made)


def read_pair(folder: Path) -> tuple[str, str, str, str]:
    """setup, old, new and rows of a case folder; a missing file is empty."""
    texts = [folder / f"{part}.sql" for part in ("setup", "old", "new", "rows")]
    setup, old, new, rows = (path.read_text() + "\n" if path.exists() else "" for path in texts)
    return setup, old, new, rows
