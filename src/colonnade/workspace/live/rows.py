"""Rows of a live database, written under a design whose messages reach the caller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from colonnade.connect.live import Live, Value, transaction
from colonnade.connect.urls import DatabaseUrl, Engine
from colonnade.connect.violation import Violation, violation_of
from colonnade.errors import WorldError
from colonnade.model import Model, split_key
from colonnade.model.constraint import ConstraintKind
from colonnade.store.settings import Project
from colonnade.workspace.addressing import opened
from colonnade.workspace.live.messages import Messages


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Writes rows, each call in a transaction of its own.

    Every call raises ConstraintBrokenError where a constraint refuses it, with the message that the design has for it,
    and the leaves of WorldError.
    """

    url: DatabaseUrl
    model: Model
    project: Project = field(default_factory=Project)

    @cached_property
    def messages(self) -> Messages:
        """What the design says to those who break it."""
        return Messages.of(self.model, self.url.engine.value)

    def add(self, table: str, row: Mapping[str, Value]) -> int:
        """Insert a row; the answer is the number of rows."""
        with opened(self.url, self.project) as live:
            columns = ", ".join(live.dialect.quote(name) for name in row)
            marks = ", ".join("?" for _ in row)
            says = f"({columns}) VALUES ({marks})" if row else "DEFAULT VALUES"
            return self._run(live, f"INSERT INTO {self._named(live, table)} {says}", tuple(row.values()))

    def change(self, table: str, values: Mapping[str, Value], *, where: Mapping[str, Value]) -> int:
        """Update the rows that have these values."""
        with opened(self.url, self.project) as live:
            sets = ", ".join(f"{live.dialect.quote(name)} = ?" for name in values)
            sql = f"UPDATE {self._named(live, table)} SET {sets}{_where(live, where)}"  # noqa: S608 (names are quoted)
            return self._run(live, sql, (*values.values(), *_values(where)))

    def remove(self, table: str, *, where: Mapping[str, Value]) -> int:
        """Delete the rows that have these values."""
        with opened(self.url, self.project) as live:
            return self._run(live, f"DELETE FROM {self._named(live, table)}{_where(live, where)}", _values(where))  # noqa: S608

    def _named(self, live: Live, table: str) -> str:
        namespace, name = split_key(table)
        return ".".join(live.dialect.quote(part) for part in (namespace, name) if part)

    def _run(self, live: Live, sql: str, values: Sequence[Value]) -> int:
        try:
            with transaction(live):
                return live.write(sql, values)
        except WorldError as error:
            broken = violation_of(error)
            if broken is None:
                raise
            if _is_untold_reference(live, broken) and self.messages.of_references:
                broken = _reference(live, sql, values, broken)
            raise self.messages.error(broken) from error


def _where(live: Live, where: Mapping[str, Value]) -> str:
    if not where:
        raise ValueError("no condition: all rows of the table are not meant")
    tests = (
        f"{live.dialect.quote(name)} IS NULL" if value is None else f"{live.dialect.quote(name)} = ?"
        for name, value in where.items()
    )
    return f" WHERE {' AND '.join(tests)}"


def _values(where: Mapping[str, Value]) -> tuple[Value, ...]:
    return tuple(value for value in where.values() if value is not None)


def _is_untold_reference(live: Live, broken: Violation) -> bool:
    return broken.kind is ConstraintKind.FOREIGN_KEY and live.dialect.name == Engine.SQLITE


def _reference(live: Live, sql: str, values: Sequence[Value], broken: Violation) -> Violation:
    """Which reference SQLite meant: the statement again with references judged later, looked at and taken back."""
    live.begin()
    try:
        live.run("PRAGMA defer_foreign_keys = ON")
        before = _dangling(live)
        live.query(sql, values)
        new = sorted(_dangling(live) - before)
        if not new:
            return broken
        table, number = new[0]
        columns = live.query('SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq', (table, number))
    finally:
        live.run("ROLLBACK")
    return replace(broken, table=(table,), columns=tuple(str(column) for (column,) in columns))


def _dangling(live: Live) -> Counter[tuple[str, int]]:
    rows = live.query('SELECT "table", fkid FROM pragma_foreign_key_check')
    return Counter((str(table), int(str(number))) for table, number in rows)
