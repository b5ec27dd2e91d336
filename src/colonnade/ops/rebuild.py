"""The change of a table by building it anew, where an engine can't alter it in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.ops.operation import NotApplicableError, Operation
from colonnade.schema import Constraint, Ref, Schema, Sql, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildTable(Operation):
    """Put a table with other columns, constraints or options in the place of one, and keep its rows.

    Both have the same name. Columns of the same name keep their values; indexes and triggers stay as they are.
    """

    kind: ClassVar[str] = "rebuild_table"

    before: Table
    after: Table
    constraints_before: tuple[Constraint, ...] = ()
    constraints_after: tuple[Constraint, ...] = ()
    values: Mapping[str, Sql] = field(default_factory=dict)
    """Expressions over an old row that give a column its value, where it is not that of the old column of its name."""
    parts_before: tuple[Table, ...] = ()
    """Partitions and heirs that go along with the old table, each after its parents."""
    parts_after: tuple[Table, ...] = ()
    """Partitions and heirs that come along with the new table, each after its parents."""

    def apply(self, before: Schema) -> Schema:
        if self.before.ref not in before:
            raise NotApplicableError(f"{self.before.ref} does not exist", fields={"object": self.before.ref})
        rest = before.without(each.ref for each in (*self.constraints_before, *self.parts_before))
        return rest.with_objects((self.after, *self.parts_after, *self.constraints_after))

    def invert(self, before: Schema) -> RebuildTable:
        return RebuildTable(
            before=self.after,
            after=self.before,
            constraints_before=self.constraints_after,
            constraints_after=self.constraints_before,
            parts_before=self.parts_after,
            parts_after=self.parts_before,
        )

    def touches(self) -> frozenset[Ref]:
        """The table with every column and constraint, for all of them are made anew."""
        tables = (self.before, self.after, *self.parts_before, *self.parts_after)
        columns = {table.column_ref(name) for table in tables for name in table.columns}
        constraints = {each.ref for each in (*self.constraints_before, *self.constraints_after)}
        return frozenset({*(table.ref for table in tables), *columns, *constraints})
