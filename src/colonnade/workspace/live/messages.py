"""What a caller is told who breaks a constraint: the words of the design, on every engine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from colonnade.connect.violation import Violation, violation_of
from colonnade.dialect import load
from colonnade.errors import RefusedError, WorldError
from colonnade.model import Model
from colonnade.model.constraint import ConstraintKind
from colonnade.realize import realised
from colonnade.schema import Check, ForeignKey, Key, QName, Ref, Schema


class ConstraintBrokenError(RefusedError):
    """A statement broke a constraint; nothing of it was kept. The message is that of the design where it has one."""

    code = "CO270"


_UNKNOWN = Ref("constraint", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """What the design says to those who break its constraints, on one engine."""

    schema: Schema
    said: Mapping[Ref, str]
    """By constraint, and by column that must have a value."""

    @classmethod
    def of(cls, model: Model, engine: str) -> Messages:
        """Those of a model. Raises UnknownDialectError, NotExpressibleError, BadOverlayError."""
        made = realised(model, load(engine))
        return cls(schema=made.schema, said=made.messages)

    @property
    def of_references(self) -> bool:
        """Whether a foreign key has a message."""
        return any(isinstance(self.schema.get(ref), ForeignKey) for ref in self.said)

    def told(self, broken: Violation) -> str:
        """What the design says to it; empty where it says nothing."""
        ref = self._ref(broken)
        if ref in self.said:
            return self.said[ref]
        check = self.schema.get(ref)
        columns = [each for each in check.depends if each.kind == "column"] if isinstance(check, Check) else []
        # a check that an engine keeps in place of a type is one of its column
        return self.said.get(columns[0], "") if len(columns) == 1 else ""

    def _ref(self, broken: Violation) -> Ref:
        if broken.kind is ConstraintKind.NOT_NULL:
            return Ref("column", (*broken.table, *broken.columns))
        if broken.constraint and broken.table:
            return Ref("constraint", (*broken.table, broken.constraint))
        if broken.constraint:
            # SQLite tells a check by its name alone, and one without a name by its expression
            named = [
                each.ref for each in self.schema.of_kind(Check) if broken.constraint in {each.name, each.expression}
            ]
            return named[0] if len(named) == 1 else _UNKNOWN
        return self._by_columns(broken.table, broken.columns, ForeignKey if _refers(broken) else Key)

    def _by_columns(self, table: QName, columns: tuple[str, ...], of: type[Key | ForeignKey]) -> Ref:
        for each in self.schema.of_kind(of):
            if each.path[:-1] == table and each.columns == columns:
                return each.ref
        return _UNKNOWN

    def error(self, broken: Violation) -> ConstraintBrokenError:
        """The error that a caller gets."""
        message = self.told(broken)
        return ConstraintBrokenError(
            message or broken.said,
            hint=broken.said if message else "",
            fields={
                "kind": broken.kind.value,
                "table": ".".join(broken.table),
                "constraint": broken.constraint,
                "columns": list(broken.columns),
            },
        )


def _refers(broken: Violation) -> bool:
    return broken.kind is ConstraintKind.FOREIGN_KEY


@contextmanager
def explained(model: Model, engine: str) -> Iterator[None]:
    """Statements of any driver inside the block raise ConstraintBrokenError with the message of the design.

    All other errors stay as they are. SQLite does not say which reference was broken, so that there the engine's own
    words are told; `Rows` finds it out.
    """
    messages = Messages.of(model, engine)
    try:
        yield
    except (psycopg.Error, sqlite3.Error, WorldError) as error:
        broken = violation_of(error)
        if broken is None:
            raise
        raise messages.error(broken) from error
