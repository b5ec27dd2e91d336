"""Rows of tenants kept apart: attributes, references, keys and rights that one declaration asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import NotExpressibleError
from colonnade.model import (
    AccessPolicy,
    Attribute,
    Command,
    Entity,
    Index,
    IndexPart,
    Key,
    Model,
    Named,
    Relationship,
    Role,
    Tenancy,
    TenantContext,
)
from colonnade.model.diagram import Multiplicity
from colonnade.realize.expand.limits import access_of_level, check_limits
from colonnade.realize.expand.places import copied, with_entities, with_relationships
from colonnade.realize.outcome import Fence, Notes
from colonnade.schema import Action
from colonnade.text import did_you_mean

_NOWHERE = ""
"""The entity of a level that the model has no entity for, as that of the bundle `tenant`."""


def with_tenancy(model: Model, notes: Notes) -> Model:
    """The model in which each tenant's entities say whose their rows are, and refer to rows of the same tenant only.

    The bundle `tenant` is the short form of a level that has no entity. Notes by which attributes the rows of each
    entity are kept apart. Raises NotExpressibleError.
    """
    brought = {key: roles[Role.TENANT] for key, roles in notes.roles.items() if Role.TENANT in roles}
    if model.tenancy is None and not brought:
        return model
    tenancy = model.tenancy or Tenancy(levels={})
    _check(model, tenancy)
    held = {
        key: _levels_of(model, entity, tenancy) or ({brought[key]: _NOWHERE} if key in brought else {})
        for key, entity in model.entities.items()
    }
    entities = [_with_levels(model, entity, held[entity.key]) for entity in model.entities.values()]
    model = with_entities(model, entities)
    model = _with_references(model, held)
    model = with_entities(
        model, [_within(each, held[each.key], tenancy.everywhere) for each in model.entities.values()]
    )
    model = with_relationships(model, [*model.declared_relationships.values(), *_to_levels(model, held)])
    model = _with_keys(model)
    for entity in model.entities.values():
        fences = tuple(_fences(entity, held[entity.key], tenancy))
        if fences:
            notes.fences[entity.key] = fences
    return with_entities(model, _with_access(model, tenancy)) if tenancy.application else model


def _check(model: Model, tenancy: Tenancy) -> None:
    for key in (*tenancy.levels.values(), *tenancy.shared):
        if key not in model.entities:
            raise NotExpressibleError(
                f"tenancy: there is no entity {key}", hint=did_you_mean(key, model.entities) or "name an entity"
            )
    for attribute, key in tenancy.levels.items():
        if len(model.entities[key].identifier) != 1:
            raise NotExpressibleError(
                f"tenancy: {key}, which {attribute} refers to, has no key of one attribute", hint="give it one"
            )
    check_limits(model, tenancy)


def _levels_of(model: Model, entity: Entity, tenancy: Tenancy) -> Mapping[str, str]:
    """By attribute, the level that an entity's rows belong to; what it says itself is all."""
    if entity.key in tenancy.shared or model.entities[entity.key].is_a:
        return {}
    outer: dict[str, str] = {}
    for attribute, key in tenancy.levels.items():
        if key == entity.key:
            return outer
        outer[attribute] = key
    own = {name: key for name, key in outer.items() if name in entity.attributes}
    return own or outer


def _with_levels(model: Model, entity: Entity, levels: Mapping[str, str]) -> Entity:
    missing = [(name, key) for name, key in levels.items() if name not in entity.attributes]
    made = [copied(_identifier(model, key), name, required=True) for name, key in missing]
    first = [each for each in entity.attributes.values() if each.name in entity.identifier]
    rest = [each for each in entity.attributes.values() if each.name not in entity.identifier]
    return entity.with_attributes(Named([*first, *made, *rest]))


def _identifier(model: Model, key: str) -> Attribute:
    entity = model.entities[key]
    return entity.attributes[entity.identifier[0]]


def _with_references(model: Model, held: Mapping[str, Mapping[str, str]]) -> Model:
    """References between entities of tenants, with the tenant in front."""
    plain = {key: dict(entity.attributes) for key, entity in model.entities.items()}
    found: list[Relationship] = []
    for each in model.relationships.values():
        common = tuple(
            name
            for name in held[each.child]
            if name in held[each.parent] and name not in each.by and model.entities[each.child].requires(name)
        )
        if not common:
            if each.key in model.declared_relationships:
                found.append(each)
            continue
        to = each.to or model.entities[each.parent].identifier
        found.append(replace(each, by=(*common, *each.by), to=(*common, *to)))
        for name in each.by:
            plain[each.child][name] = replace(plain[each.child][name], references=None)
    entities = [each.with_attributes(Named(plain[each.key].values())) for each in model.entities.values()]
    return with_relationships(with_entities(model, entities), found)


def _to_levels(model: Model, held: Mapping[str, Mapping[str, str]]) -> Iterator[Relationship]:
    """The reference of every entity to the innermost level that it belongs to, which belongs to the outer ones.

    Where that may be absent, a reference to the level around it too, as nothing else says then that it exists.
    """
    known = {(each.child, each.by[-1]) for each in model.relationships.values() if each.by}
    for key, levels in held.items():
        names = tuple(levels)
        for place in range(len(names) - 1, -1, -1):
            name, of = names[place], levels[names[place]]
            required = model.entities[key].requires(name)
            if of == _NOWHERE:
                continue
            if (key, name) not in known:
                outer = tuple(each for each in names[:place] if each in held[of] and model.entities[key].requires(each))
                yield Relationship(
                    source=of,
                    target=key,
                    source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
                    verb="owns",
                    by=(*outer, name),
                    to=(*outer, *model.entities[of].identifier) if outer else (),
                    on_delete=Action.CASCADE,
                )
            if required:
                break


def _within(entity: Entity, levels: Mapping[str, str], everywhere: tuple[str, ...]) -> Entity:
    """The entity whose alternate keys and unique indexes hold within one tenant."""
    outer = tuple(name for name in levels if entity.requires(name))
    if not outer:
        return entity

    def free(names: tuple[str, ...]) -> bool:
        return f"{entity.key}.{','.join(names)}" not in everywhere

    words = [
        each
        for each in entity.keys
        if not each.primary and each.key not in entity.declared_keys and free(each.attributes)
    ]
    freed = {key.attributes[0] for key in words}
    keys = [
        _prefixed(each, outer) if not each.primary and free(each.attributes) else each
        for each in entity.declared_keys.values()
    ]
    return replace(
        entity,
        attributes=Named(
            replace(each, unique=each.unique and each.name not in freed, unique_name="") if each.name in freed else each
            for each in entity.attributes.values()
        ),
        declared_keys=Named([*keys, *(_prefixed(each, outer) for each in words)]),
        indexes=Named(
            _index(each, outer) if each.unique and free(tuple(part.attribute for part in each.parts)) else each
            for each in entity.indexes.values()
        ),
    )


def _prefixed(key: Key, outer: tuple[str, ...]) -> Key:
    return replace(key, attributes=(*(name for name in outer if name not in key.attributes), *key.attributes))


def _index(index: Index, outer: tuple[str, ...]) -> Index:
    held = {part.attribute for part in index.parts}
    parts = tuple(IndexPart(attribute=name) for name in outer if name not in held)
    return replace(index, parts=(*parts, *index.parts))


def _with_keys(model: Model) -> Model:
    """Keys of the entities that are referred to with their tenant."""
    changed = dict(model.entities)
    for each in model.declared_relationships.values():
        parent = changed[each.parent]
        if each.to and not any(set(key.attributes) == set(each.to) for key in parent.keys):
            keys = [*parent.declared_keys.values(), Key(attributes=each.to)]
            changed[each.parent] = replace(parent, declared_keys=Named(keys))
    return with_entities(model, changed.values())


def _fences(entity: Entity, levels: Mapping[str, str], tenancy: Tenancy) -> Iterator[Fence]:
    strict = tenancy.context is TenantContext.STRICT
    for attribute in levels:
        yield Fence(
            attribute=attribute,
            setting=tenancy.setting_of(attribute),
            optional=not entity.requires(attribute),
            claim=attribute if strict else "",
        )
    for attribute, key in tenancy.levels.items():
        if key == entity.key and not levels:
            yield Fence(
                attribute=entity.identifier[0],
                setting=tenancy.setting_of(attribute),
                claim=attribute if strict else "",
            )


def _with_access(model: Model, tenancy: Tenancy) -> Iterator[Entity]:
    """Entities that say nothing of access are for the programs; what is shared is read by them."""
    role = (tenancy.application,)
    levels = tuple(tenancy.levels.values())
    for each in model.entities.values():
        if each.access:
            continue
        if each.key in levels:
            yield replace(each, access=access_of_level(each, tenancy, outermost=each.key == levels[0]))
            continue
        may: tuple[Command, ...] = (Command.READ,) if each.key in tenancy.shared else ()
        yield replace(each, access=(AccessPolicy(roles=role, may=may),))
