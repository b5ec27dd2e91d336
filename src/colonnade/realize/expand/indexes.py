"""Indexes that a design asks for without saying so: of references, and of the tenant of a row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from colonnade.model import Entity, Index, IndexMethod, IndexPart, Model, Role
from colonnade.realize.expand.places import together, with_entities
from colonnade.realize.outcome import Notes


def with_indexes(model: Model, notes: Notes) -> Model:
    """The model with an index for every reference, and every tenant of a row, that no key or index begins with;
    unless it wants none.

    Without one the engine reads the whole table when a row referred to is deleted or changes its key, and whenever
    a tenant asks for its rows.
    """
    if not model.index_references:
        return model
    wanted: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for each in model.relationships.values():
        wanted[each.child].append(each.by)
    for key, roles in notes.roles.items():
        if Role.TENANT in roles:
            wanted[key].append((roles[Role.TENANT],))
    return with_entities(model, [_indexed(model.entities[key], found) for key, found in wanted.items()])


def _indexed(entity: Entity, references: list[tuple[str, ...]]) -> Entity:
    beginnings = [key.attributes for key in entity.keys]
    beginnings += [
        tuple(part.attribute for part in index.parts)
        for index in entity.indexes.values()
        if index.method is IndexMethod.BTREE and not index.where
    ]
    added: list[Index] = []
    for names in sorted(references, key=len, reverse=True):
        if not any(set(each[: len(names)]) == set(names) for each in beginnings):
            added.append(Index(parts=tuple(IndexPart(attribute=name) for name in names)))
            beginnings.append(names)
    if not added:
        return entity
    return replace(entity, indexes=together((entity, entity.indexes.values()), (entity, reversed(added))))
