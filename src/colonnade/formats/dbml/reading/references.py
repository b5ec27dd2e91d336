"""References as relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from colonnade.errors import Place
from colonnade.formats.dbml import ast
from colonnade.formats.dbml.ast import Operator
from colonnade.formats.dbml.reading.names import Names
from colonnade.formats.dbml.reading.partials import Injected
from colonnade.formats.dbml.tokens import DbmlError
from colonnade.formats.losses import Loss
from colonnade.model import Entity, Named, Relationship
from colonnade.model.diagram import Multiplicity
from colonnade.schema.constraint import Action

_ACTIONS: Final = {action.value: action for action in Action}


@dataclass(frozen=True, slots=True)
class _End:
    table: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.{', '.join(self.columns)}"


@dataclass(frozen=True, slots=True)
class References:
    """Reads references between entities whose keys are known."""

    names: Names
    entities: Named[Entity]
    losses: list[Loss]

    def relationships(self, references: Iterable[ast.Reference], tables: Iterable[Injected]) -> Named[Relationship]:
        """Those that stand in columns, then those that stand by themselves; one said twice is read once."""
        found: dict[str, Relationship] = {}
        for reference in (*_inline(tables), *references):
            relationship = self._relationship(reference)
            if relationship is None:
                continue
            if relationship.key in found:
                what = f"{relationship.source} -> {relationship.target}"
                why = f"another one is {relationship.key!r}"
                self.losses.append(Loss(object=what, what="a reference", why=why))
            else:
                found[relationship.key] = relationship
        return Named(found.values())

    def _relationship(self, reference: ast.Reference) -> Relationship | None:
        left = _End(*self.names.endpoint(reference.left))
        right = _End(*self.names.endpoint(reference.right))
        if len(left.columns) != len(right.columns):
            raise DbmlError(
                f"the reference joins {len(left.columns)} columns with {len(right.columns)}",
                hint="name as many on the left as on the right",
                place=reference.place,
            )
        self._setting_losses(reference, left, right)
        if any(setting.name == "inactive" for setting in reference.extra):
            self._lose(left, right, "the reference", "it is marked inactive")
            return None
        match reference.relation.operator:
            case Operator.MANY_TO_MANY:
                return self._many_to_many(reference, left, right)
            case Operator.MANY_TO_ONE:
                return self._carried(reference, child=left, parent=right)
            case Operator.ONE_TO_MANY | Operator.ONE_TO_ONE:
                return self._carried(reference, child=right, parent=left)

    def _many_to_many(self, reference: ast.Reference, left: _End, right: _End) -> Relationship | None:
        for end in (left, right):
            identifier = self._identifier(end.table)
            if not identifier:
                why = f"many to many needs a primary key, which {end.table!r} has not"
                self._lose(left, right, "the reference", why)
                return None
            if identifier != end.columns:
                self._lose(left, right, f"{end}", "many to many joins primary keys")
        if reference.on_delete is not None or reference.on_update is not None:
            self._lose(left, right, "its actions", "a table between the two carries it")
        return Relationship(
            source=left.table,
            target=right.table,
            source_end=Multiplicity.ZERO_OR_MORE,
            target_end=Multiplicity.ZERO_OR_MORE,
            name=reference.name or "",
        )

    def _carried(self, reference: ast.Reference, *, child: _End, parent: _End) -> Relationship:
        required = self._required(child)
        once = reference.relation.operator is Operator.ONE_TO_ONE or self._is_unique(child)
        on_delete = self._action(reference.on_delete, reference.place)
        if on_delete is Action.SET_NULL and required:
            self._lose(child, parent, "delete: set null", "the column must have a value")
            on_delete = None
        relation = reference.relation
        parent_is_left = relation.operator is not Operator.MANY_TO_ONE
        if required and (relation.left_optional if parent_is_left else relation.right_optional):
            self._lose(child, parent, f"the '?' at {parent}", "the column must have a value")
        return Relationship(
            source=parent.table,
            target=child.table,
            source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
            target_end=Multiplicity.ZERO_OR_ONE if once else Multiplicity.ZERO_OR_MORE,
            by=child.columns,
            to=() if parent.columns == self._identifier(parent.table) else parent.columns,
            on_delete=on_delete,
            on_update=self._action(reference.on_update, reference.place),
            name=reference.name or "",
        )

    def _action(self, word: str | None, place: Place) -> Action | None:
        if word is None:
            return None
        action = _ACTIONS.get(word.lower())
        if action is None:
            raise DbmlError(f"there is no action {word!r}", hint=f"one of {', '.join(_ACTIONS)}", place=place)
        return action

    def _identifier(self, table: str) -> tuple[str, ...]:
        return self.entities[table].identifier

    def _required(self, end: _End) -> bool:
        entity = self.entities[end.table]
        return all(
            name in entity.identifier or (name in entity.attributes and entity.attributes[name].required)
            for name in end.columns
        )

    def _is_unique(self, end: _End) -> bool:
        return any(set(key.attributes) == set(end.columns) for key in self.entities[end.table].keys)

    def _setting_losses(self, reference: ast.Reference, left: _End, right: _End) -> None:
        for setting in reference.extra:
            if setting.name != "inactive":
                self._lose(left, right, f"the setting {setting.name!r}", "a model has no place for it")

    def _lose(self, one: _End, other: _End, what: str, why: str) -> None:
        self.losses.append(Loss(object=f"{one} - {other}", what=what, why=why))


def _inline(tables: Iterable[Injected]) -> Iterator[ast.Reference]:
    """The references in columns as if they stood by themselves."""
    for each in tables:
        for column in each.table.columns:
            own = ast.Endpoint(table=each.table.path, columns=(column.name,), place=column.place)
            for reference in column.references:
                yield _standing(own, reference, column.place)


def _standing(own: ast.Endpoint, inline: ast.InlineReference, place: Place) -> ast.Reference:
    relation = inline.relation
    if relation.operator is not Operator.ONE_TO_ONE:
        return ast.Reference(left=own, relation=relation, right=inline.target, place=place)
    # Of one to one, a reference in a column is carried by that column, one by itself by its right end.
    turned = ast.Relation(
        operator=Operator.ONE_TO_ONE, left_optional=relation.right_optional, right_optional=relation.left_optional
    )
    return ast.Reference(left=inline.target, relation=turned, right=own, place=place)
