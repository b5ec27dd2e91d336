"""Changes of the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from colonnade.ops.operation import NotApplicableError, Operation
from colonnade.ops.renaming import rename_everywhere
from colonnade.schema import Column, QName, Ref, Schema, Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumn(Operation):
    """Add a column at the end of a table."""

    kind: ClassVar[str] = "add_column"

    table: QName
    column: Column
    fill: Sql | None = None
    """Expression over the row that gives existing rows their value, where the default does not."""

    def apply(self, before: Schema) -> Schema:
        table = before.table(self.table)
        if self.column.name in table.columns:
            raise NotApplicableError(f"column {self.column.name} of {table.ref} exists already")
        columns = {**table.columns, self.column.name: self.column}
        return before.with_objects((replace(table, columns=columns),))

    def invert(self, before: Schema) -> DropColumn:
        return DropColumn(table=self.table, column=self.column)

    def touches(self) -> frozenset[Ref]:
        return frozenset({Ref("column", (*self.table, self.column.name))})


@dataclass(frozen=True, slots=True, kw_only=True)
class DropColumn(Operation):
    """Drop a column and the data in it."""

    kind: ClassVar[str] = "drop_column"

    table: QName
    column: Column

    def apply(self, before: Schema) -> Schema:
        table = before.table(self.table)
        if self.column.name not in table.columns:
            raise NotApplicableError(f"column {self.column.name} of {table.ref} does not exist")
        columns = {name: each for name, each in table.columns.items() if name != self.column.name}
        return before.with_objects((replace(table, columns=columns),))

    def invert(self, before: Schema) -> AddColumn:
        return AddColumn(table=self.table, column=before.table(self.table).columns[self.column.name])

    def touches(self) -> frozenset[Ref]:
        return frozenset({Ref("column", (*self.table, self.column.name))})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterColumn(Operation):
    """Change a column that stays: type, nullability, default, identity, storage, comment, privileges."""

    kind: ClassVar[str] = "alter_column"

    table: QName
    before: Column
    after: Column
    using: Sql | None = None
    """Expression that turns the old value into the new one, where the engine's cast does not."""

    def apply(self, before: Schema) -> Schema:
        table = before.table(self.table)
        if self.before.name not in table.columns:
            raise NotApplicableError(f"column {self.before.name} of {table.ref} does not exist")
        columns = {**table.columns, self.after.name: self.after}
        return before.with_objects((replace(table, columns=columns),))

    def invert(self, before: Schema) -> AlterColumn:
        return AlterColumn(table=self.table, before=self.after, after=self.before)

    def touches(self) -> frozenset[Ref]:
        return frozenset({Ref("column", (*self.table, self.before.name))})


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameColumn(Operation):
    """Give a column another name; keys, indexes and references follow."""

    kind: ClassVar[str] = "rename_column"

    table: QName
    name: str
    to: str

    def apply(self, before: Schema) -> Schema:
        table = before.table(self.table)
        if self.name not in table.columns or self.to in table.columns:
            raise NotApplicableError(f"column {self.name} of {table.ref} can't be renamed to {self.to}")
        return rename_everywhere(
            before,
            Ref("column", (*self.table, self.name)),
            Ref("column", (*self.table, self.to)),
        )

    def invert(self, before: Schema) -> RenameColumn:
        return RenameColumn(table=self.table, name=self.to, to=self.name)

    def touches(self) -> frozenset[Ref]:
        return frozenset(
            {
                Ref("column", (*self.table, self.name)),
                Ref("column", (*self.table, self.to)),
            }
        )
