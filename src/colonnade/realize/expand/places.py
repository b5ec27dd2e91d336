"""Where in a model something is added: new attributes, keys and relationships in the models that are made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from colonnade.dialect import NotExpressibleError
from colonnade.model import Attribute, Check, Entity, Index, Key, Model, Named, Relationship, Rule, Trigger
from colonnade.text import snake_case

Part = TypeVar("Part", Check, Index, Key, Rule, Trigger)


def together(*groups: tuple[Entity, Iterable[Part]]) -> Named[Part]:
    """The parts of several entities as those of one: what is the same is said once, another of the same name is
    called after its entity. Raises NotExpressibleError."""
    found: dict[str, Part] = {}
    for entity, parts in groups:
        for each in parts:
            if each.key not in found:
                found[each.key] = each
            elif found[each.key] != each:
                named = replace(each, name=f"{snake_case(entity.name)}_{snake_case(each.key)}")
                if found.setdefault(named.key, named) != named:
                    raise NotExpressibleError(
                        f"{entity.key}: {each.key} is said twice of one table", hint="give one of them another name"
                    )
    return Named(found.values())


def with_entities(model: Model, entities: Iterable[Entity]) -> Model:
    """The model with these entities in place of those of the same keys; new ones come last."""
    new = {each.key: each for each in entities}
    kept = [new.pop(each.key, each) for each in model.entities.values()]
    return replace(model, entities=Named([*kept, *new.values()]))


def with_relationships(model: Model, found: Iterable[Relationship]) -> Model:
    """The model with these as its declared relationships."""
    return replace(model, declared_relationships=Named(found))


def copied(attribute: Attribute, name: str, *, required: bool = False, primary: bool = False) -> Attribute:
    """An attribute that holds the values of another: its type and collation, and what protects it."""
    return Attribute(
        name=name,
        type=attribute.type,
        required=required and not primary,
        primary=primary,
        collation=attribute.collation,
        level=attribute.level,
        pii=attribute.pii,
        sensitive=attribute.sensitive,
    )


def with_identifier(entity: Entity, names: tuple[str, ...]) -> Entity:
    """The entity with these attributes as its primary key."""
    old = entity.primary_key
    key = replace(old, attributes=names) if old is not None else Key(attributes=names, primary=True)
    plain = (
        replace(each, primary=False, required=each.required or (each.primary and each.name not in names))
        for each in entity.attributes.values()
    )
    others = [each for each in entity.declared_keys.values() if not each.primary]
    return replace(entity, attributes=Named(plain), declared_keys=Named([key, *others]))


def is_unique_by(entity: Entity, names: tuple[str, ...]) -> bool:
    """Whether a key has exactly these attributes."""
    return any(set(each.attributes) == set(names) for each in entity.keys)
