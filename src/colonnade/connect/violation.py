"""Which constraint a refused statement broke, as the driver's error says it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from colonnade.model.constraint import ConstraintKind
from colonnade.schema import QName


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A broken constraint. SQLite names keys by their columns only, and a broken reference not at all."""

    kind: ConstraintKind
    table: QName = ()
    constraint: str = ""
    columns: tuple[str, ...] = ()
    said: str
    """The engine's own words."""


_BY_STATE = {
    "23502": ConstraintKind.NOT_NULL,
    "23503": ConstraintKind.FOREIGN_KEY,
    "23505": ConstraintKind.UNIQUE,
    "23514": ConstraintKind.CHECK,
}
"""Class 23 of SQLSTATE (manual of PostgreSQL, appendix A)."""
_BY_CODE = {
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: ConstraintKind.NOT_NULL,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: ConstraintKind.FOREIGN_KEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: ConstraintKind.UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: ConstraintKind.PRIMARY_KEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID: ConstraintKind.PRIMARY_KEY,
    sqlite3.SQLITE_CONSTRAINT_CHECK: ConstraintKind.CHECK,
}
"""Extended result codes (https://sqlite.org/rescode.html)."""
_SQLITE = re.compile(r"(?:NOT NULL|UNIQUE|CHECK) constraint failed: (?P<what>.*)", re.DOTALL)


def violation_of(error: BaseException) -> Violation | None:
    """The constraint that an error, or what it was raised from, tells of; None where it is another error."""
    for each in _causes(error):
        if isinstance(each, psycopg.Error) and each.sqlstate in _BY_STATE:
            return _of_postgresql(each, _BY_STATE[each.sqlstate])
        if isinstance(each, sqlite3.IntegrityError) and each.sqlite_errorcode in _BY_CODE:
            return _of_sqlite(str(each), _BY_CODE[each.sqlite_errorcode])
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        # SQLAlchemy keeps the driver's error in `orig`
        own = getattr(found, "orig", None)
        found = own if isinstance(own, BaseException) else found.__cause__


def _of_postgresql(error: psycopg.Error, kind: ConstraintKind) -> Violation:
    said = error.diag
    where = tuple(each for each in (said.schema_name, said.table_name) if each)
    return Violation(
        kind=kind,
        table=where,
        constraint=said.constraint_name or "",
        columns=(said.column_name,) if said.column_name else (),
        said=said.message_primary or str(error),
    )


def _of_sqlite(said: str, kind: ConstraintKind) -> Violation:
    found = _SQLITE.match(said)
    what = found["what"] if found else ""
    if kind is ConstraintKind.CHECK:
        return Violation(kind=kind, constraint=what, said=said)
    # names are not quoted in the message: of a name with a dot in it the table is told wrongly, and nothing is found
    places = [each.partition(".") for each in what.split(", ") if "." in each]
    return Violation(
        kind=kind,
        table=(places[0][0],) if places else (),
        columns=tuple(column for _, _, column in places),
        said=said,
    )
