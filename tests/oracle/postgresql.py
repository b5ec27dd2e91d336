"""The oracle on PostgreSQL: a migrated database equals one that was built directly."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

import psycopg

from colonnade.connect.introspect import introspect, introspect_postgresql
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script, StatementRefused
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError
from colonnade.dialect import load as load_dialect
from colonnade.diff import compare
from colonnade.plan import CantPlanError, Plan, Step, creation, plan
from colonnade.schema import Schema
from colonnade.workspace.comparing import compared, plan_compared
from tests.oracle.cases import Case
from tests.oracle.dumps import difference, dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one case."""

    name: str
    verdict: str
    """exact, unloadable, refused, failed, differs (the tool knows), silent (the tool is content, the dumps differ)."""
    details: tuple[str, ...] = field(default=())


def load_sql(url: DatabaseUrl, text: str) -> None:
    """Run a plain SQL text in a database, statement by statement where one can't be in a transaction.

    Roles that it names are made where they are missing.
    """
    with closing(connect(url)) as connection:
        try:
            connection.execute(text.encode())
        except (psycopg.errors.UndefinedObject, psycopg.errors.ActiveSqlTransaction) as error:
            if isinstance(error, psycopg.errors.UndefinedObject) and "role" not in str(error):
                raise
            load(Script(name="case", text=text), ScratchDatabase(url=url, admin_url=url))


def answers(connection: PostgresConnection, queries: str) -> list[list[tuple[object, ...]]]:
    """What the queries of a case give, one after another."""
    connection.execute("RESET ALL")
    texts = filter(None, (part.strip() for part in queries.split(";\n")))
    return [connection.execute(text.removesuffix(";").encode()).fetchall() for text in texts]


def run_steps(connection: PostgresConnection, steps: Sequence[Step]) -> None:
    """Run steps by their transaction groups."""
    dialect = load_dialect("postgresql")
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
        if step.validation_query is not None:
            prove(connection, step.validation_query)
    if group not in (-1, None):
        connection.execute("COMMIT")


def prove(connection: PostgresConnection, query: str) -> None:
    """See that what a step did stands."""
    try:
        answer = connection.execute(query.encode()).fetchone()
    except psycopg.Error as error:
        raise StatementFailed(f"{error.diag.message_primary or error} IN {query}") from error
    if answer != (True,):
        raise StatementFailed(f"{answer} IN {query}")


def execute(connection: PostgresConnection, sql: str) -> None:
    """Run one statement; a failure shows it."""
    try:
        connection.execute(sql.encode())
    except psycopg.Error as error:
        raise StatementFailed(f"{error.diag.message_primary or error} IN {sql}", sql=sql) from error


class StatementFailed(Exception):
    """A statement of ours was refused by the server."""

    def __init__(self, message: str, *, sql: str = "") -> None:
        super().__init__(message)
        self.sql = sql


def roll_back(connection: PostgresConnection, steps: Sequence[Step]) -> None:
    """Run the rollback statements of all steps, last step first, each by itself."""
    for text in load_dialect("postgresql").preamble:
        connection.execute(text.encode())
    for step in reversed(steps):
        for statement in step.rollback:
            execute(connection, statement.sql)


def build(url: DatabaseUrl, schema: Schema) -> None:
    """Make a schema in an empty database by our own DDL."""
    dialect = load_dialect("postgresql")
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


def pair_case(server: PostgresServer, name: str, case: Case) -> Outcome:
    """Migrate old to new and back, and judge by introspection, by dump and by the rows that must be kept."""
    with server.database() as a, server.database() as b:
        try:
            load_sql(a, case.setup + case.old + case.rows)
            load_sql(b, case.setup + case.new)
        except (psycopg.Error, StatementRefused) as error:
            return Outcome(name=name, verdict="unloadable", details=(str(error),))
        return _pair(name, case, a, b)


def _pair(name: str, case: Case, a: DatabaseUrl, b: DatabaseUrl) -> Outcome:
    with closing(connect(a)) as connection:
        start, target = introspect_postgresql(connection), introspect(b)
        old_dump, new_dump = dump(a), dump(b)
        try:
            made = planned(start, target, case)
        except (CantPlanError, NotExpressibleError) as error:
            return Outcome(name=name, verdict="refused", details=(str(error),))
        kept = answers(connection, case.kept)
        verdict = _forward(connection, made, a, target, new_dump)
        if verdict is None and answers(connection, case.kept) != kept:
            verdict = Outcome(name=name, verdict="rows lost")
        if verdict is None:
            verdict = _back(connection, made, a, start, old_dump)
            if verdict is None and answers(connection, case.kept) != kept:
                verdict = Outcome(name=name, verdict="rows lost back")
    if verdict is None:
        return Outcome(name=name, verdict="exact")
    return Outcome(name=name, verdict=verdict.verdict, details=(*verdict.details, *steps_of(made)))


def planned(start: Schema, target: Schema, case: Case) -> Plan:
    """The plan of a case, with the renames that it states."""
    if case.renames:
        return plan_compared(compared(start, target, stated=case.renames))
    return plan(start, target, load_dialect("postgresql"))


def _forward(connection: PostgresConnection, made: Plan, a: DatabaseUrl, target: Schema, wanted: str) -> Outcome | None:
    try:
        run_steps(connection, made.steps)
    except StatementFailed as error:
        return Outcome(name="", verdict="failed", details=(str(error),))
    return judge(connection, a, target, wanted)


def _back(connection: PostgresConnection, made: Plan, a: DatabaseUrl, start: Schema, wanted: str) -> Outcome | None:
    try:
        roll_back(connection, made.steps)
    except StatementFailed as error:
        return Outcome(name="", verdict="failed back", details=(str(error),))
    verdict = judge(connection, a, start, wanted)
    return verdict and Outcome(name="", verdict=f"{verdict.verdict} back", details=verdict.details)


def judge(connection: PostgresConnection, url: DatabaseUrl, wanted: Schema, wanted_dump: str) -> Outcome | None:
    """What is wrong with a database that should have a schema and a dump; None where nothing is.

    The schema is read through the connection, whose server process knows the catalogue already, and the dump through
    another one, which sees only what was committed.
    """
    left = difference(dump(url), wanted_dump, column_order=False)
    again = compare(introspect_postgresql(connection), wanted)
    if again:
        return Outcome(name="", verdict="differs", details=(*(str(each) for each in again), *left))
    return Outcome(name="", verdict="silent", details=tuple(left)) if left else None


def steps_of(made: Plan) -> tuple[str, ...]:
    """The statements of a plan, for reading."""
    return tuple(f"    {step.sequence}. {step.sql}    -- back: {step.rollback_sql}" for step in made)
