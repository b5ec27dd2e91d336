"""Cures of findings, which name what a database has, as edits of the model that the database is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from colonnade.dialect import Dialect
from colonnade.edits import Add, Change, Drop, Edit, EditRefusedError
from colonnade.edits import Rename as RenameEdit
from colonnade.findings import AddColumns, AddIndex, AddKey, Cure, DropIndex, Rename, RenameIndex, Retype
from colonnade.model import Attribute, Entity, Index, Model
from colonnade.model.phrase.types import type_text
from colonnade.realize.naming import Names
from colonnade.schema import QName

KEY = "bigint key identity"
"""The line of an attribute that numbers rows."""


@dataclass(slots=True, kw_only=True)
class Curing:
    """A model on the way to having its certain fixes."""

    model: Model
    dialect: Dialect | None
    refused: dict[Cure, str] = field(default_factory=dict)
    """Why a cure was left out."""
    _ids: Mapping[QName, str] = field(default_factory=dict)
    _columns: Mapping[tuple[QName, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # found once: an id stays when its thing gets another name
        if self.dialect is not None:
            names = Names(self.model, self.dialect)
            entities = self.model.entities.values()
            self._ids = {names.path(each): each.id for each in entities}
            self._columns = {
                (names.path(each), names.column(one)): one.stable_id or one.name
                for each in entities
                for one in each.attributes.values()
            }

    def all(self, cures: Iterable[Cure]) -> None:
        """Carry cures out, each alone; one that can't be is noted with the reason. Renames come last."""
        for each in sorted(dict.fromkeys(cures), key=lambda each: (isinstance(each, Rename), _is_table(each))):
            try:
                for edit in self.edits(each):
                    self.model = edit.apply(self.model)
            except EditRefusedError as error:
                self.refused[each] = error.message
            except _NotSaidError as error:
                self.refused[each] = str(error)

    def edits(self, cure: Cure) -> list[Edit]:
        """The edits of a cure."""
        match cure:
            case AddKey(table=table, entity=entity, name=name):
                owner = self._entity(entity or self._id(table))
                if owner.primary_key is not None:
                    return []
                first = next((_id(each) for each in owner.attributes.values()), None)
                return [Add(into=("entities", owner.id, "attributes"), key=name, value=KEY, before=first)]
            case AddColumns(table=table, entity=entity, columns=columns):
                owner = self._entity_called(entity) if entity else self._entity(self._id(table))
                here = {each.name for each in owner.attributes.values()}
                at = ("entities", owner.id, "attributes")
                return [Add(into=at, key=name, value=line) for name, line in columns if name not in here]
            case AddIndex(table=table, columns=columns):
                names = [self._attribute(table, each).name for each in columns]
                parts = [{"attribute": each} for each in names]
                return [Add(into=("entities", self._id(table), "indexes"), key="", value={"columns": parts})]
            case DropIndex(table=table, name=name):
                owner = self._entity(self._id(table))
                index = next((each for each in owner.indexes.values() if each.name == name), None)
                if index is None:
                    raise _NotSaidError(f"the model says the index {name} in another way")
                return [Drop(at=("entities", owner.id, "indexes", index.key))]
            case RenameIndex(table=table, name=name, to=to):
                owner = self._entity(self._id(table))
                index = next((each for each in owner.indexes.values() if self._is_called(owner, each, name)), None)
                if index is None:
                    raise _NotSaidError(f"the model says the index {name} in another way")
                return [RenameEdit(at=("entities", owner.id, "indexes", index.id), name=to)]
            case Retype(table=table, column=column, like=like):
                wanted = type_text(self._attribute(*like).type) if like is not None else self._type(cure.type)
                return [Change(at=self._at(table, column), field="type", value=wanted)]
            case Rename(table=table, column=column, to=to):
                return self._renaming(table, column, to)
            case _:
                assert_never(cure)

    def _is_called(self, owner: Entity, index: Index, name: str) -> bool:
        """Whether an index of the model is the one of this name in the database."""
        if index.name or self.dialect is None:
            return index.name == name
        names = Names(self.model, self.dialect)
        parts = [each.attribute for each in index.parts]
        if not all(parts):
            return False
        columns = tuple(names.column(owner.attributes[each]) for each in parts if each in owner.attributes)
        return names.pattern(names.naming.index, names.path(owner)[-1], columns) == name

    def _entity_called(self, key: str) -> Entity:
        found = self.model.entities.get(key)
        if found is None:
            raise _NotSaidError(f"the model has no entity {key} any more")
        return found

    def _renaming(self, table: QName, column: str, to: str) -> list[Edit]:
        thing: Attribute | Entity = self._attribute(table, column) if column else self._entity(self._id(table))
        at = self._at(table, column) if column else ("entities", self._id(table))
        if thing.physical:
            return [Change(at=at, field="physical", value=to)]
        return [RenameEdit(at=at, name=to)]

    def _type(self, spelling: str) -> str:
        if self.dialect is None or self.dialect.idioms is None:
            raise _NotSaidError("no engine is known")
        return type_text(self.dialect.idioms.read_type(spelling, {}))

    def _id(self, table: QName) -> str:
        if table not in self._ids:
            raise _NotSaidError(f"no entity of the model is the table {'.'.join(table)}")
        return self._ids[table]

    def _entity(self, entity_id: str) -> Entity:
        return next(each for each in self.model.entities.values() if each.id == entity_id)

    def _at(self, table: QName, column: str) -> tuple[str, ...]:
        if (table, column) not in self._columns:
            raise _NotSaidError(f"no attribute of the model is the column {'.'.join((*table, column))}")
        return ("entities", self._id(table), "attributes", self._columns[table, column])

    def _attribute(self, table: QName, column: str) -> Attribute:
        wanted = self._at(table, column)
        attributes = self._entity(wanted[1]).attributes.values()
        return next(each for each in attributes if _id(each) == wanted[3])


class _NotSaidError(Exception):
    """The model has no one thing that a cure could change."""


def _id(attribute: Attribute) -> str:
    return attribute.stable_id or attribute.name


def _is_table(cure: Cure) -> bool:
    return isinstance(cure, Rename) and not cure.column
