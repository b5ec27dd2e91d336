"""Attributes of bundles, and keys of entities whose deleted rows stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.model import (
    TEMPLATES,
    Base,
    Bundle,
    Check,
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
    """The model whose entities have the attributes, keys, checks and indexes of their bundles as their own.

    Notes what those attributes are for. Where deleted rows stay, an alternate key that nothing refers to becomes an
    index over the living ones.
    """
    made = []
    for each in model.entities.values():
        roles = roles_of(model, each)
        notes.roles[each.key] = roles
        whole = _with_parts(each, bundles_of(model, each), names, dialect)
        whole = replace(whole, attributes=effective_attributes(model, each), uses=())
        alive = _alive(whole, roles, names, dialect)
        made.append(_over_living(model, whole, alive) if alive else whole)
    return replace(with_entities(model, made), uses=())


def with_brought_keys(model: Model) -> Model:
    """The model whose entities have the primary keys of their bundles as their own, so that others refer to them."""
    made = []
    for each in model.entities.values():
        brought = (known for bundle in bundles_of(model, each) for known in bundle.attributes.values())
        if not each.identifier and any(known.primary for known in brought):
            whole = effective_attributes(model, each).values()
            own = (known for known in whole if known.primary or known.name in each.attributes)
            made.append(each.with_attributes(Named(own)))
    return with_entities(model, made)


def _with_parts(entity: Entity, bundles: tuple[Bundle, ...], names: Names, dialect: Dialect) -> Entity:
    """The entity with what holds of the attributes of its bundles; a part that says nothing new is its own."""
    table = names.path(entity)[-1]

    def named(name: str) -> str:
        return name.replace("{table}", table)

    keys: list[Key] = []
    checks: list[Check] = []
    indexes: list[Index] = []
    for each in bundles:
        of_template = each is TEMPLATES.get(each.name)
        told = _columns_of(entity, each, names, dialect) if of_template else str
        keys += (replace(key, name=named(key.name)) for key in each.keys.values())
        checks += (
            replace(check, name=named(check.name), expression=told(check.expression)) for check in each.checks.values()
        )
        indexes += (replace(index, name=named(index.name), where=told(index.where)) for index in each.indexes.values())
        if of_template:
            checks += _forms(entity, each, names, dialect)
    return replace(
        entity,
        declared_keys=Named({each.key: each for each in (*keys, *entity.declared_keys.values())}.values()),
        checks=Named({each.key: each for each in (*checks, *entity.checks.values())}.values()),
        indexes=Named({each.key: each for each in (*indexes, *entity.indexes.values())}.values()),
    )


def _columns_of(entity: Entity, bundle: Bundle, names: Names, dialect: Dialect) -> Callable[[str], str]:
    """Puts the names of columns into a condition of a template, which has those of its attributes."""
    known = {
        name: names.column(entity.attributes.get(name, attribute)) for name, attribute in bundle.attributes.items()
    }
    others = {name: dialect.quote(column) for name, column in known.items() if column != name}
    if not others:
        return str
    words = re.compile(rf"\b({'|'.join(map(re.escape, others))})\b")
    return lambda text: words.sub(lambda match: others[match[0]], text)


def _forms(entity: Entity, bundle: Bundle, names: Names, dialect: Dialect) -> Iterator[Check]:
    """Checks that the instants of a template are written in one form, where the engine compares them as texts."""
    form = dialect.idioms.one_form if dialect.idioms is not None else None
    if form is None:
        return
    table = names.path(entity)[-1]
    for name, each in bundle.attributes.items():
        if each.type.base is Base.TIMESTAMP:
            column = names.column(entity.attributes.get(name, each))
            yield Check(name=f"{table}_{column}_form", expression=form(column))


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
