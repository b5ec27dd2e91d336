"""Changes of one table, in the words of the model language."""

from __future__ import annotations

from dataclasses import dataclass

from colonnade.edits import Add, Change, Drop, Edit, Rename
from colonnade.errors import InputError
from colonnade.model import Document, Entity


class UnknownPartError(InputError):
    """A table has no column or index of this name that the change could be about."""

    code = "CO199"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """A change of one table."""

    def edits(self, entity: Entity) -> list[Edit]:
        """The edits of the entity that the table is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumn(TableChange):
    """Add a column, last: `AddColumn(name="email", says="string(254) required unique")`."""

    name: str
    says: Document
    """Its line in the model language, or its long form."""

    def edits(self, entity: Entity) -> list[Edit]:
        return [Add(into=("entities", entity.id, "attributes"), key=self.name, value=self.says)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeColumn(TableChange):
    """Give a fact of a column another value: `ChangeColumn(name="email", field="type", value="text")`."""

    name: str
    field: str
    """A key of an attribute in the model language: type, required, unique, default, check, …"""
    value: Document
    """None is the default."""

    def edits(self, entity: Entity) -> list[Edit]:
        return [Change(at=_column(entity, self.name), field=self.field, value=self.value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropColumn(TableChange):
    """Take a column away, with its values."""

    name: str

    def edits(self, entity: Entity) -> list[Edit]:
        return [Drop(at=_column(entity, self.name))]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameColumn(TableChange):
    """Give a column another name; its values stay."""

    name: str
    to: str

    def edits(self, entity: Entity) -> list[Edit]:
        return [Rename(at=_column(entity, self.name), name=self.to)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndex(TableChange):
    """Add an index: `AddIndex(says="lower(email)")`, `AddIndex(says="unique email", name="by_email")`."""

    says: Document
    """Its line in the model language, or its long form."""
    name: str = ""

    def edits(self, entity: Entity) -> list[Edit]:
        return [Add(into=("entities", entity.id, "indexes"), key=self.name, value=self.says)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndex(TableChange):
    """Take an index away."""

    name: str

    def edits(self, entity: Entity) -> list[Edit]:
        found = next((each for each in entity.indexes.values() if self.name in (each.name, each.key)), None)
        if found is None:
            known = ", ".join(each.name or each.key for each in entity.indexes.values())
            raise UnknownPartError(f"{entity.key} has no index {self.name}", hint=f"it has: {known or 'none'}")
        return [Drop(at=("entities", entity.id, "indexes", found.key))]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTable(TableChange):
    """Give the table another name; its rows stay."""

    to: str

    def edits(self, entity: Entity) -> list[Edit]:
        return [Rename(at=("entities", entity.id), name=self.to)]


def _column(entity: Entity, name: str) -> tuple[str, ...]:
    found = next((each for each in entity.attributes.values() if name in (each.physical or each.name, each.name)), None)
    if found is None:
        raise UnknownPartError(f"{entity.key} has no column {name}", hint=f"it has: {', '.join(entity.attributes)}")
    return ("entities", entity.id, "attributes", found.stable_id or found.name)
