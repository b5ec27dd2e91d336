"""Attributes that nobody wrote and that are there all the same: those of bundles, parents and relationships."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.model.attribute import Attribute
from colonnade.model.derive.bundles import effective_attributes
from colonnade.model.entity import Entity
from colonnade.model.logical import Model
from colonnade.model.named import Named
from colonnade.model.relationship import Relationship


def ancestors(model: Model, entity: Entity) -> tuple[Entity, ...]:
    """What an entity is a kind of, nearest first; stops at a cycle and at what does not exist."""
    found: list[Entity] = []
    seen = {entity.key}
    above = entity.is_a
    while above and above not in seen and above in model.entities:
        seen.add(above)
        found.append(model.entities[above])
        above = found[-1].is_a
    return tuple(found)


def root(model: Model, entity: Entity) -> Entity:
    """The entity at the top of an inheritance; the entity itself without one."""
    return (entity, *ancestors(model, entity))[-1]


def known_attributes(model: Model, entity: Entity) -> Named[Attribute]:
    """What is known of an entity: its own attributes, those of its bundles, and then those of its ancestors."""
    lists = [effective_attributes(model, each).values() for each in (entity, *ancestors(model, entity))]
    found: dict[str, Attribute] = {}
    for attributes in lists:
        for each in attributes:
            found.setdefault(each.name, each)
    return Named(found.values())


def identifier_of(model: Model, entity: Entity) -> tuple[str, ...]:
    """The primary key of an entity, its own, that of a bundle, or that of the nearest ancestor that has one."""
    for each in (entity, *ancestors(model, entity)):
        if each.identifier:
            return each.identifier
        if brought := tuple(name for name, known in effective_attributes(model, each).items() if known.primary):
            return brought
    return ()


def reference_names(model: Model, relationship: Relationship) -> tuple[str, ...]:
    """Names of the attributes that carry a relationship: those it names, else those that the pattern of naming gives.

    Empty for many to many, which a junction carries, and where the parent has no key.
    """
    if relationship.is_many_to_many:
        return ()
    if relationship.by:
        return relationship.by
    parent = model.entities.get(relationship.parent)
    if parent is None:
        return ()
    pattern = model.naming.reference
    return tuple(
        pattern.replace("{target}", parent.name).replace("{column}", column)
        for column in relationship.to or identifier_of(model, parent)
    )


def tenant_levels(model: Model, entity: Entity) -> tuple[str, ...]:
    """The attributes that say which tenant the rows of an entity belong to; what it says itself is all."""
    tenancy = model.tenancy
    if tenancy is None or {entity.key, *(each.key for each in ancestors(model, entity))} & {*tenancy.shared}:
        return ()
    outer: list[str] = []
    for attribute, key in tenancy.levels.items():
        if key == entity.key:
            return tuple(outer)
        outer.append(attribute)
    known = known_attributes(model, entity)
    return tuple(name for name in outer if name in known) or tuple(outer)


class AttributeNames:
    """By entity, every name that its keys, indexes and facets may use; found when it is asked for."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._found: dict[str, frozenset[str]] = {}
        self._carried: dict[str, list[Relationship]] = {}
        for each in model.declared_relationships.values():
            self._carried.setdefault(each.child, []).append(each)

    def __getitem__(self, key: str) -> frozenset[str]:
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = frozenset(self._names(self._model.entities[key]))
        return found

    def _names(self, entity: Entity) -> Iterator[str]:
        yield from known_attributes(self._model, entity)
        for each in (entity, *ancestors(self._model, entity)):
            for relationship in self._carried.get(each.key, ()):
                yield from reference_names(self._model, relationship)
        yield from tenant_levels(self._model, entity)


def children(model: Model, entity: Entity) -> Iterator[Entity]:
    """The entities that are directly a kind of this one."""
    for each in model.entities.values():
        if each.is_a == entity.key:
            yield each
