"""Relationships as references."""

from __future__ import annotations

from dataclasses import dataclass

from colonnade.formats.dbml import ast
from colonnade.formats.dbml.writing.columns import WrittenColumns, path_of
from colonnade.formats.dbml.writing.unsaid import unsaid
from colonnade.formats.losses import Loss
from colonnade.model import (
    Attribute,
    Entity,
    Model,
    Nature,
    Reference,
    Relationship,
    ancestors,
    identifier_of,
    known_attributes,
    reference_names,
)
from colonnade.model.diagram import Multiplicity
from colonnade.schema.constraint import Action


@dataclass(frozen=True, slots=True)
class WrittenReferences:
    """Writes references: in the column where that says all, else by themselves."""

    model: Model
    columns: WrittenColumns
    losses: list[Loss]

    def inline(self, entity: Entity, name: str) -> tuple[ast.InlineReference, ...]:
        """The reference in a column, when it says no more than a column can."""
        attribute = entity.attributes[name]
        reference = attribute.references
        if reference is None or not _is_plain(reference):
            return ()
        alone = attribute.unique or entity.identifier == (name,)
        operator = ast.Operator.ONE_TO_ONE if alone else ast.Operator.MANY_TO_ONE
        parent = self.model.entities[reference.to]
        column = reference.attribute or "".join(identifier_of(self.model, parent)[:1])
        target = self._endpoint(parent, (column,))
        return (ast.InlineReference(relation=ast.Relation(operator=operator), target=target),)

    def standing(self) -> tuple[ast.Reference, ...]:
        """The references that stand by themselves."""
        inline = {
            (entity.key, attribute.name)
            for entity in self.model.entities.values()
            for attribute in entity.attributes.values()
            if attribute.references is not None and _is_plain(attribute.references)
        }
        found = [
            self._reference(each)
            for each in self.model.relationships.values()
            if len(each.by) != 1 or (each.child, each.by[0]) not in inline or self._is_declared(each)
        ]
        found += [self._is_a(entity) for entity in self.model.entities.values() if entity.is_a]
        return tuple(each for each in found if each is not None)

    def _is_declared(self, each: Relationship) -> bool:
        return each.key in self.model.declared_relationships

    def implied(self, entity: Entity) -> list[ast.Column]:
        """The columns that nobody wrote: those of its relationships, and the key it has from what it is a kind of."""
        found: dict[str, ast.Column] = {}
        if entity.is_a and not entity.identifier:
            above = next((each for each in ancestors(self.model, entity) if each.identifier), None)
            for name in above.identifier if above is not None else ():
                found[name] = self._copied(above, name, entity, name, required=True, primary=True)
        for each in self.model.relationships.values():
            if each.is_many_to_many or each.child != entity.key:
                continue
            parent = self.model.entities[each.parent]
            names = reference_names(self.model, each)
            for name, origin in zip(names, each.to or identifier_of(self.model, parent), strict=False):
                required = each.parent_end is Multiplicity.ONE
                found.setdefault(name, self._copied(parent, origin, entity, name, required=required, primary=False))
        return list(found.values())

    def _copied(
        self, origin: Entity | None, source: str, entity: Entity, name: str, *, required: bool, primary: bool
    ) -> ast.Column:
        known = {} if origin is None else known_attributes(self.model, origin)
        attribute: Attribute | None = known.get(source)
        kind = (
            ast.TypeName(path=("integer",))
            if attribute is None
            else self.columns.type(attribute.type, entity.key, name)
        )
        needed = required and not primary
        return ast.Column(
            name=name,
            type=kind,
            primary=primary,
            nullability=ast.Nullability.NOT_NULL if needed else ast.Nullability.UNSAID,
        )

    def _reference(self, each: Relationship) -> ast.Reference | None:
        place = f"{each.source} -> {each.target}"
        self.losses.extend(
            unsaid(
                each, place, "source", "target", "source_end", "target_end", "nature", "by", "to", "on_delete",
                "on_update", "name",
            )
        )  # fmt: skip
        if each.nature is not Nature.ASSOCIATION:
            self._lose(place, f"that it is a {each.nature.value}")
        if each.is_many_to_many:
            return self._many_to_many(each, place)
        child, parent = self.model.entities[each.child], self.model.entities[each.parent]
        names = reference_names(self.model, each)
        to = each.to or identifier_of(self.model, parent)
        if not names or len(names) != len(to):
            self._lose(place, "the relationship", "it is carried by no column")
            return None
        if each.child_end in (Multiplicity.ONE, Multiplicity.ONE_OR_MORE):
            self._lose(place, f"that there is at least one {each.child}")
        once = each.child_end in (Multiplicity.ONE, Multiplicity.ZERO_OR_ONE)
        own, other = self._endpoint(child, names), self._endpoint(parent, to)
        action = each.effective_on_delete
        stated = each.on_delete is not None or action is not Action.NO_ACTION
        return ast.Reference(
            left=other if once else own,
            relation=ast.Relation(operator=ast.Operator.ONE_TO_ONE if once else ast.Operator.MANY_TO_ONE),
            right=own if once else other,
            name=each.name or None,
            on_delete=action.value if stated else None,
            on_update=each.on_update.value if each.on_update is not None else None,
        )

    def _many_to_many(self, each: Relationship, place: str) -> ast.Reference | None:
        source, target = self.model.entities[each.source], self.model.entities[each.target]
        left, right = identifier_of(self.model, source), identifier_of(self.model, target)
        if len(left) != 1 or len(right) != 1:
            self._lose(place, "the relationship", "DBML joins as many columns on the left as on the right")
            return None
        if Multiplicity.ONE_OR_MORE in (each.source_end, each.target_end):
            self._lose(place, "that there is at least one")
        return ast.Reference(
            left=self._endpoint(source, left),
            relation=ast.Relation(operator=ast.Operator.MANY_TO_MANY),
            right=self._endpoint(target, right),
            name=each.name or None,
        )

    def _is_a(self, entity: Entity) -> ast.Reference | None:
        place = f"{entity.key} -> {entity.is_a}"
        parent = self.model.entities[entity.is_a]
        key, above = identifier_of(self.model, entity), identifier_of(self.model, parent)
        self._lose(place, "that it is an inheritance", "DBML has one to one only")
        if not key or len(key) != len(above):
            return None
        return ast.Reference(
            left=self._endpoint(parent, above),
            relation=ast.Relation(operator=ast.Operator.ONE_TO_ONE),
            right=self._endpoint(entity, key),
        )

    def _endpoint(self, entity: Entity, columns: tuple[str, ...]) -> ast.Endpoint:
        return ast.Endpoint(table=path_of(entity.namespace, entity.name), columns=columns)

    def _lose(self, place: str, what: str, why: str = "DBML has no sign for it") -> None:
        self.losses.append(Loss(object=place, what=what, why=why))


def _is_plain(reference: Reference) -> bool:
    return reference == Reference(to=reference.to, attribute=reference.attribute)
