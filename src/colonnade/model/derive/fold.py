"""The canonical form of a model: each fact in the one place where a reader looks for it first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from colonnade.model.attribute import Attribute, Reference
from colonnade.model.constraint import Key
from colonnade.model.entity import Entity, inline_relationship
from colonnade.model.logical import Model
from colonnade.model.named import Named
from colonnade.model.relationship import Nature, Relationship


def canonical(model: Model, *, only: Collection[str] | None = None) -> Model:
    """The same model with every key and relationship that a word of an attribute can say moved to that attribute.

    A model that was read from a file is canonical. Whoever makes one from elsewhere declares all keys and relationships
    and calls this. With `only`, the entities of other keys are known to be canonical.
    """
    changed = [canonical_entity(each) if only is None or each.key in only else each for each in model.entities.values()]
    entities = model.entities
    if any(new is not old for new, old in zip(changed, entities.values(), strict=True)):
        entities = Named([*changed, *entities.doubles])
    inlined: dict[tuple[str, str], Reference] = {}
    parents: dict[str, str] = {}
    left: list[Relationship] = []
    for each in model.declared_relationships.values():
        if each.nature is Nature.INHERITANCE and _only_inherits(each, entities, parents):
            parents[each.source] = each.target
            continue
        place = _inline_place(each, entities)
        if place is None or place in inlined:
            left.append(each)
        else:
            inlined[place] = _reference(each)
    if inlined or parents:
        entities = Named([_with_references(each, inlined, parents) for each in entities.values()])
    if len(left) == len(model.declared_relationships):
        return model if entities is model.entities else replace(model, entities=entities)
    doubles = model.declared_relationships.doubles
    return replace(model, entities=entities, declared_relationships=Named([*left, *doubles]))


def canonical_entity(entity: Entity) -> Entity:
    """The same entity with each key that words of its attributes can say moved to them."""
    primary: dict[str, str] = {}
    unique: dict[str, str] = {}
    left: list[Key] = []
    primary_seen = any(each.primary for each in entity.attributes.values())
    for each in entity.declared_keys.values():
        if each.primary and not primary_seen and _is_plain_primary(each, entity):
            primary = {name: "" if at else each.name for at, name in enumerate(each.attributes)}
            primary_seen = True
        elif _is_plain_unique(each, entity) and each.attributes[0] not in unique:
            unique[each.attributes[0]] = each.name
        else:
            left.append(each)
    identifier = next((each.attributes for each in left if each.primary), ())
    changed = [_with_words(each, primary, unique, identifier) for each in entity.attributes.values()]
    is_same = all(new is old for new, old in zip(changed, entity.attributes.values(), strict=True))
    if is_same and len(left) == len(entity.declared_keys):
        return entity
    return replace(entity, attributes=Named(changed), declared_keys=Named([*left, *entity.declared_keys.doubles]))


def _with_words(
    each: Attribute, primary: Mapping[str, str], unique: Mapping[str, str], identifier: tuple[str, ...]
) -> Attribute:
    """The attribute with what keys, by name of the attribute, say of it; the primary key says `required` too."""
    name = each.name
    is_primary = each.primary or name in primary
    is_unique = each.unique or name in unique
    key_name = (each.key_name or primary.get(name, "")) if is_primary else ""
    unique_name = (each.unique_name or unique.get(name, "")) if is_unique else ""
    required = each.required and not is_primary and name not in identifier
    wanted = (is_primary, key_name, required, is_unique, unique_name)
    if wanted == (each.primary, each.key_name, each.required, each.unique, each.unique_name):
        return each
    return replace(
        each, primary=is_primary, key_name=key_name, required=required, unique=is_unique, unique_name=unique_name
    )


def _is_plain_primary(key: Key, entity: Entity) -> bool:
    """Whether the key says no more than its name and which attributes, in the order of the attributes."""
    order = tuple(name for name in entity.attributes if name in key.attributes)
    return order == key.attributes and key == Key(attributes=key.attributes, primary=True, name=key.name)


def _is_plain_unique(key: Key, entity: Entity) -> bool:
    """Whether the key says no more than its name and that one attribute, not yet known to be unique, is."""
    if len(key.attributes) != 1 or key != Key(attributes=key.attributes, name=key.name):
        return False
    attribute = entity.attributes.get(key.attributes[0])
    return attribute is not None and not attribute.unique


def _reference(each: Relationship) -> Reference:
    return Reference(
        to=each.parent,
        attribute=each.to[0] if each.to else "",
        on_delete=each.on_delete,
        on_update=each.on_update,
        match=each.match,
        deferral=each.deferral,
        name=each.name,
    )


def _inline_place(each: Relationship, entities: Named[Entity]) -> tuple[str, str] | None:
    """Entity and attribute that can say the whole relationship, if one can."""
    if len(each.by) != 1 or len(each.to) > 1 or each.is_many_to_many:
        return None
    entity = entities.get(each.child)
    attribute = entity.attributes.get(each.by[0]) if entity is not None else None
    if entity is None or attribute is None or attribute.references is not None:
        return None
    said = inline_relationship(entity, replace(attribute, references=_reference(each)))
    return (entity.key, attribute.name) if said == each else None


def _only_inherits(each: Relationship, entities: Named[Entity], parents: dict[str, str]) -> bool:
    """Whether an inheritance line says no more than `is_a` of a child that has none yet."""
    child = entities.get(each.source)
    plain = Relationship(
        source=each.source,
        target=each.target,
        verb=each.verb,
        nature=Nature.INHERITANCE,
        source_end=each.source_end,
        target_end=each.target_end,
    )
    return child is not None and not child.is_a and each.source not in parents and each == plain


def _with_references(entity: Entity, inlined: dict[tuple[str, str], Reference], parents: dict[str, str]) -> Entity:
    key = entity.key
    names = [name for name in entity.attributes if (key, name) in inlined]
    if names:
        entity = entity.with_attributes(
            Named(
                [
                    replace(each, references=inlined[key, each.name]) if (key, each.name) in inlined else each
                    for each in entity.attributes.values()
                ]
            )
        )
    return replace(entity, is_a=parents[key]) if key in parents else entity
