"""Steps that change rows and leave the structure alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from colonnade.ops.operation import Operation
from colonnade.schema import QName, Ref, Schema, Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill(Operation):
    """Set a column of the rows that a condition selects."""

    kind: ClassVar[str] = "backfill"

    table: QName
    column: str
    value: Sql
    where: Sql | None = None

    def apply(self, before: Schema) -> Schema:
        return before

    def invert(self, before: Schema) -> Execute:
        return Execute(sql=Sql(""), undo=Sql(""), about=f"values of {self.column} stay")

    def touches(self) -> frozenset[Ref]:
        return frozenset({Ref("column", (*self.table, self.column))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Execute(Operation):
    """Run a statement of the user's own that changes no structure."""

    kind: ClassVar[str] = "execute"

    sql: Sql
    undo: Sql
    about: str = ""

    def apply(self, before: Schema) -> Schema:
        return before

    def invert(self, before: Schema) -> Execute:
        return Execute(sql=self.undo, undo=self.sql, about=self.about)

    def touches(self) -> frozenset[Ref]:
        return frozenset()
