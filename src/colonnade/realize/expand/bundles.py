"""Attributes of bundles, and keys of entities whose deleted rows stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.model import (
    Entity,
    Index,
    IndexPart,
    Key,
    Model,
    Named,
    Role,
    bundles_of,
    effective_attributes,
)
from colonnade.realize.expand.places import with_entities
from colonnade.realize.naming import Names
from colonnade.realize.outcome import Notes
from colonnade.schema import Deferral


def with_bundles(model: Model, names: Names, dialect: Dialect, notes: Notes) -> Model:
    """The model whose entities have the attributes of their bundles as their own.

    Notes what those attributes are for. Where deleted rows stay, an alternate key that nothing refers to becomes an
    index over the living ones.
    """
    made = []
    for each in model.entities.values():
        roles = roles_of(model, each)
        notes.roles[each.key] = roles
        whole = replace(each, attributes=effective_attributes(model, each), uses=())
        alive = _alive(whole, roles, names, dialect)
        made.append(_over_living(model, whole, alive) if alive else whole)
    return replace(with_entities(model, made), uses=())


def roles_of(model: Model, entity: Entity) -> Mapping[Role, str]:
    """The attributes of an entity's bundles by what they are for; the first bundle wins."""
    found: dict[Role, str] = {}
    for each in bundles_of(model, entity):
        for role, name in each.roles.items():
            found.setdefault(Role(role), name)
    return found


def _alive(entity: Entity, roles: Mapping[Role, str], names: Names, dialect: Dialect) -> str:
    """The condition that a row meets which is not deleted; empty where rows go when they are deleted."""
    deleted, active = roles.get(Role.DELETED_AT), roles.get(Role.ACTIVE)
    if deleted is not None:
        return f"{dialect.quote(names.column(entity.attributes[deleted]))} IS NULL"
    return dialect.quote(names.column(entity.attributes[active])) if active is not None else ""


def _over_living(model: Model, entity: Entity, alive: str) -> Entity:
    referred = [frozenset(each.to) for each in model.relationships.values() if each.parent == entity.key and each.to]
    freed = [
        key
        for key in entity.keys
        if not key.primary and key.deferral is Deferral.NEVER and frozenset(key.attributes) not in referred
    ]
    words = {key.attributes[0] for key in freed if len(key.attributes) == 1}
    return replace(
        entity,
        attributes=Named(
            replace(each, unique=each.unique and each.name not in words) for each in entity.attributes.values()
        ),
        declared_keys=Named(each for each in entity.declared_keys.values() if each not in freed),
        indexes=_with_unique(entity, [_index(key, alive) for key in freed]),
    )


def _with_unique(entity: Entity, added: list[Index]) -> Named[Index]:
    """The indexes of an entity and some unique ones; one that is the same but for that is not needed beside them."""
    new = {each.key: each for each in added}
    kept = [each if each.key not in new else replace(each, unique=True) for each in entity.indexes.values()]
    return Named([*kept, *(each for key, each in new.items() if key not in entity.indexes)])


def _index(key: Key, alive: str) -> Index:
    return Index(
        parts=tuple(IndexPart(attribute=name) for name in key.attributes),
        unique=True,
        where=alive,
        include=key.include,
        nulls_distinct=key.nulls_distinct,
        name=key.name,
        about=key.about,
    )
