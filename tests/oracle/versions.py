"""Leading a database with rows from one version of a real history to another, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

import psycopg

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.script.outcome import StatementRefused
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import Hazard, NotExpressibleError
from colonnade.dialect import load as load_dialect
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.diff import compare
from colonnade.plan import CantPlanError, Plan, Step, plan
from colonnade.schema import Key, QName, Schema, Table
from tests.oracle.dumps import difference, dump
from tests.oracle.folders import History
from tests.oracle.postgresql import Outcome, StatementFailed, judge, load_sql, roll_back, run_steps, steps_of
from tests.oracle.rows import fill

_JUMP = 5
_ABOUT_ROWS = {"22", "23"}
"""Classes of SQLSTATE for values that a type does not take, and for rows that break a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The schema after a migration, and the database's own dump of it."""

    name: str
    schema: Schema
    dump: str


def led(server: PostgresServer, history: History, chosen: Callable[[str], bool]) -> Iterator[Outcome]:
    """Lead the chosen versions to the next, every fifth to the one five later, and the first to the last and back.

    A version is named `HISTORY/MIGRATION`, a jump `HISTORY/MIGRATION..MIGRATION`.
    """
    with ExitStack() as kept:
        real = kept.enter_context(server.database())
        load_sql(real, history.base)
        first: tuple[Version, DatabaseUrl] | None = None
        jump: tuple[Version, DatabaseUrl] | None = None
        made = 0
        for place, script in enumerate(history.scripts):
            name = f"{history.name}/{script.name}"
            before = None
            if place and chosen(name):
                before = (_version(real, ""), kept.enter_context(server.database(template=real.database)))
            try:
                load_sql(real, script.text)
            except (psycopg.Error, StatementRefused) as error:
                if not history.tolerant:
                    raise
                yield Outcome(name=name, verdict="unloadable", details=(str(error),))
                continue
            made += 1
            if before is not None:
                yield from _lead(name, before, _version(real, script.name))
            if jump is not None and place % _JUMP == 0:
                later = _version(real, script.name)
                yield from _lead(f"{history.name}/{jump[0].name}..{script.name}", jump, later)
                jump = None
            if made == 1:
                first = (_version(real, script.name), kept.enter_context(server.database(template=real.database)))
            following = history.scripts[place + _JUMP].name if place + _JUMP < len(history.scripts) else ""
            if place % _JUMP == 0 and following and chosen(f"{history.name}/{script.name}..{following}"):
                jump = (_version(real, script.name), kept.enter_context(server.database(template=real.database)))
        if first is not None:
            last = _version(real, history.scripts[-1].name)
            yield from _lead(f"{history.name}/first..last", first, last)
            yield from _lead(f"{history.name}/last..first", (last, real), first[0])


def _version(url: DatabaseUrl, name: str) -> Version:
    return Version(name=name, schema=introspect(url), dump=dump(url))


def _lead(name: str, start: tuple[Version, DatabaseUrl], target: Version) -> Iterator[Outcome]:
    """What became of one leading; nothing where the versions are the same."""
    old, url = start
    left = difference(old.dump, target.dump, column_order=False)
    if not compare(old.schema, target.schema):
        if left:
            yield Outcome(name=name, verdict="silent", details=tuple(left))
        return
    try:
        made = plan(old.schema, target.schema, load_dialect("postgresql"))
    except (CantPlanError, NotExpressibleError) as error:
        yield Outcome(name=name, verdict="refused", details=(str(error),))
        return
    with closing(connect(url)) as connection:
        fill(connection)
        found = _there_and_back(connection, url, made, old, target)
    yield Outcome(name=name, verdict=found.verdict, details=(*found.details, *steps_of(made)))


def _there_and_back(
    connection: PostgresConnection, url: DatabaseUrl, made: Plan, old: Version, target: Version
) -> Outcome:
    stays = _columns(old.schema, target.schema, dropped=False)
    returns = _columns(old.schema, target.schema, dropped=True)
    forward = _forward(connection, made, lambda: (_rows(connection, stays), _rows(connection, returns)))
    if isinstance(forward, Outcome):
        return forward
    kept, everything = forward
    found = judge(connection, url, target.schema, target.dump)
    if found is None and _rows(connection, stays) != kept:
        found = Outcome(name="", verdict="rows lost")
    if found is not None:
        return found
    try:
        roll_back(connection, made.steps)
    except StatementFailed as error:
        return Outcome(name="", verdict="failed back", details=(str(error),))
    found = judge(connection, url, old.schema, old.dump)
    if found is not None:
        return Outcome(name="", verdict=f"{found.verdict} back", details=found.details)
    back = _rows(connection, returns)
    lost = [".".join(path) for path in everything if everything[path] != back[path]]
    return Outcome(name="", verdict="rows not back" if lost else "exact", details=tuple(lost))


Rows = dict[QName, list[tuple[object, ...]]]


def _forward(
    connection: PostgresConnection, made: Plan, read: Callable[[], tuple[Rows, Rows]]
) -> Outcome | tuple[Rows, Rows]:
    """Carry a plan out; where rows break a rule that is new, and the plan warned of it, their table is emptied first.

    The answer is what was read before the plan was carried out.
    """
    while True:
        was = read()
        try:
            run_steps(connection, made.steps)
        except StatementFailed as error:
            failure = error
        else:
            return was
        connection.execute("ROLLBACK")
        step = next((each for each in made if failure.sql in (one.sql for one in each.statements)), None)
        cause = failure.__cause__
        if step is None or not isinstance(cause, psycopg.Error) or (cause.sqlstate or "")[:2] not in _ABOUT_ROWS:
            return Outcome(name="", verdict="failed", details=(str(failure),))
        if Hazard.MAY_FAIL_ON_DATA not in step.hazards:
            return Outcome(name="", verdict="not warned", details=(str(failure),))
        done = [each for each in made if each.sequence < step.sequence and each.transaction != step.transaction]
        roll_back(connection, done)
        if not _empty(connection, cause, step):
            return Outcome(name="", verdict="failed", details=(str(failure),))


def _empty(connection: PostgresConnection, cause: psycopg.Error, step: Step) -> bool:
    """Empty the table that an error, or else a step, is about; whether it had rows."""
    path = next((ref.path for each in step.statements for ref in each.on[:1]), None)
    if cause.diag.schema_name is not None and cause.diag.table_name is not None:
        path = (cause.diag.schema_name, cause.diag.table_name)
    if path is None or connection.execute("SELECT pg_catalog.to_regclass(%s)", [qualified(path)]).fetchone() == (None,):
        return False
    had_rows = connection.execute(f"SELECT EXISTS (SELECT FROM {qualified(path)})".encode()).fetchone() == (True,)
    connection.execute(f"TRUNCATE {qualified(path)} CASCADE".encode())
    return had_rows


def _columns(old: Schema, new: Schema, *, dropped: bool) -> dict[QName, list[str]]:
    """Columns whose values a plan has to keep; with `dropped` those too that taking it back has to bring back."""
    keys = {each.table: each.columns for each in old.of_kind(Key) if each.primary}
    found: dict[QName, list[str]] = {}
    for table in old.of_kind(Table):
        other = new.get(table.ref)
        own = [each.name for each in table.columns.values() if each.generated is None]
        if isinstance(other, Table):
            theirs = other.columns
            gone = set(own) - theirs.keys() if dropped and table.path in keys else set()
            same = {name for name in theirs.keys() & table.columns.keys() if _same(table, other, name)}
            found[table.path] = [name for name in own if name in same | gone]
        elif dropped and table.partition_by is None:
            found[table.path] = own
    return {path: columns for path, columns in found.items() if columns}


def _same(one: Table, other: Table, name: str) -> bool:
    return one.columns[name].type == other.columns[name].type and other.columns[name].generated is None


def _rows(connection: PostgresConnection, columns: Mapping[QName, Sequence[str]]) -> Rows:
    found: Rows = {}
    for path, chosen in columns.items():
        told = ", ".join(f"{quote(each)}::text" for each in chosen)
        query = f"SELECT {told} FROM {qualified(path)} ORDER BY {', '.join(map(str, range(1, len(chosen) + 1)))}"
        found[path] = connection.execute(query.encode()).fetchall()
    return found
