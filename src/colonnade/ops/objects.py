"""Creation, removal and change of whole objects."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import ClassVar

from colonnade.ops.operation import NotApplicableError, Operation
from colonnade.ops.renaming import rename_everywhere
from colonnade.schema import Ref, Schema, SchemaObject

_FOUND = frozenset({"path", "ref", "depends", "columns"})
"""Fields that AlterObject never carries over: identity, findings, and columns, which have operations of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateObject(Operation):
    """Make an object; a table comes with its columns."""

    kind: ClassVar[str] = "create"

    object: SchemaObject

    def apply(self, before: Schema) -> Schema:
        if self.object.ref in before:
            raise NotApplicableError(f"{self.object.ref} exists already", fields={"object": self.object.ref})
        return before.with_objects((self.object,))

    def invert(self, before: Schema) -> DropObject:
        return DropObject(object=self.object)

    def touches(self) -> frozenset[Ref]:
        return frozenset({self.object.ref})


@dataclass(frozen=True, slots=True, kw_only=True)
class DropObject(Operation):
    """Remove an object; its parts have operations of their own."""

    kind: ClassVar[str] = "drop"

    object: SchemaObject
    """As it is before the removal, so that it can be made again."""

    def apply(self, before: Schema) -> Schema:
        if self.object.ref not in before:
            raise NotApplicableError(f"{self.object.ref} does not exist", fields={"object": self.object.ref})
        return before.without((self.object.ref,))

    def invert(self, before: Schema) -> CreateObject:
        return CreateObject(object=before.get(self.object.ref) or self.object)

    def touches(self) -> frozenset[Ref]:
        return frozenset({self.object.ref})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterObject(Operation):
    """Change properties of an object that stays; the columns of a table have operations of their own."""

    kind: ClassVar[str] = "alter"

    before: SchemaObject
    after: SchemaObject

    def changed(self) -> frozenset[str]:
        """Names of the fields that differ."""
        if type(self.before) is not type(self.after):
            return frozenset({"kind"})
        names = (each.name for each in fields(self.after) if each.name not in _FOUND or self._whole(each.name))
        return frozenset(name for name in names if getattr(self.before, name) != getattr(self.after, name))

    def _whole(self, name: str) -> bool:
        return name == "columns" and self.after.kind_of() != "table"

    def apply(self, before: Schema) -> Schema:
        found = before.get(self.before.ref)
        if found is None:
            raise NotApplicableError(f"{self.before.ref} does not exist", fields={"object": self.before.ref})
        if type(found) is not type(self.after):
            return before.with_objects((self.after,))
        values = {name: getattr(self.after, name) for name in self.changed()}
        if self.after.kind_of() != "table":
            values["depends"] = self.after.depends
        return before.with_objects((replace(found, **values),))

    def invert(self, before: Schema) -> AlterObject:
        return AlterObject(before=self.after, after=self.before)

    def touches(self) -> frozenset[Ref]:
        return frozenset({self.before.ref})


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameObject(Operation):
    """Give an object another name, or move it to another namespace; everything that names it follows."""

    kind: ClassVar[str] = "rename"

    ref: Ref
    to: Ref

    def apply(self, before: Schema) -> Schema:
        if self.ref not in before:
            raise NotApplicableError(f"{self.ref} does not exist", fields={"object": self.ref})
        if self.to in before:
            raise NotApplicableError(f"{self.to} exists already", fields={"object": self.to})
        return rename_everywhere(before, self.ref, self.to)

    def invert(self, before: Schema) -> RenameObject:
        return RenameObject(ref=self.to, to=self.ref)

    def touches(self) -> frozenset[Ref]:
        return frozenset({self.ref, self.to})
