"""Many-to-many relationships as entities of their own."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialect import NotExpressibleError
from colonnade.model import Attribute, Entity, Key, Model, Named, Relationship, effective_attributes, identifier_of
from colonnade.model.diagram import Multiplicity
from colonnade.realize.expand.places import copied, with_entities, with_relationships
from colonnade.realize.naming import Names, free_name
from colonnade.schema import Action
from colonnade.text import did_you_mean

OTHER = "other_"
"""What stands before the second reference where both sides are the same entity."""


def with_junctions(model: Model, names: Names) -> Model:
    """The model in which an entity carries each many-to-many relationship.

    Its key is made of the references to both sides, and its rows go with the row of either side unless the
    relationship says otherwise.
    """
    plain: list[Relationship] = []
    taken = {*model.entities, *model.views}
    made: list[Entity] = []
    for each in model.declared_relationships.values():
        if not each.is_many_to_many:
            plain.append(each)
            continue
        entity, ties = junction(model, each, names)
        entity = replace(entity, name=free_name(entity.name, taken))
        made.append(entity)
        plain.extend(replace(tie, target=entity.key) for tie in ties)
    return with_relationships(with_entities(model, made), plain)


def junction(model: Model, each: Relationship, names: Names) -> tuple[Entity, tuple[Relationship, ...]]:
    """The entity that carries a relationship, and its references to both sides."""
    source, target = model.entities[each.source], model.entities[each.target]
    given = each.junction
    pattern = model.naming.junction
    usual = pattern.format(table=names.path(source)[-1], target=names.path(target)[-1])
    taken = set(each.attributes)
    first = _references(model, source, given.source_by if given else (), taken, "")
    second = _references(model, target, given.target_by if given else (), taken, OTHER)
    entity = Entity(
        name=given.name if given and given.name else usual,
        namespace=source.namespace,
        physical=given.name if given else "",
        about=each.about,
        uses=(),
        attributes=Named([*first, *second, *each.attributes.values()]),
        declared_keys=Named(
            [
                Key(
                    attributes=tuple(one.name for one in (*first, *second)),
                    primary=True,
                    name=given.key_name if given else "",
                )
            ]
        ),
        indexes=given.indexes if given else Named(),
        rules=each.rules,
    )
    for index in entity.indexes.values():
        for part in index.parts:
            if part.attribute and part.attribute not in entity.attributes:
                raise NotExpressibleError(
                    f"{each.key}: the junction has an index on {part.attribute!r}, which is no attribute of it",
                    hint=did_you_mean(part.attribute, entity.attributes) or f"it has {', '.join(entity.attributes)}",
                )
    ties = tuple(
        Relationship(
            source=side.key,
            target=entity.key,
            source_end=Multiplicity.ONE,
            target_end=Multiplicity.ZERO_OR_MORE,
            by=tuple(one.name for one in found),
            on_delete=each.on_delete if each.on_delete is not None else Action.CASCADE,
            on_update=each.on_update,
            match=each.match,
            deferral=each.deferral,
            name=name,
        )
        for side, found, name in (
            (source, first, given.source_name if given else ""),
            (target, second, given.target_name if given else ""),
        )
    )
    return entity, ties


def _references(
    model: Model, side: Entity, given: tuple[str, ...], taken: set[str], again: str
) -> tuple[Attribute, ...]:
    known = effective_attributes(model, side)
    made: list[Attribute] = []
    for place, name in enumerate(identifier_of(model, side)):
        wanted = model.naming.reference.replace("{target}", side.name).replace("{column}", name)
        if given:
            wanted = given[place]
        elif wanted in taken:
            wanted = again + wanted
        made.append(copied(known[name], free_name(wanted, taken), required=True))
    return tuple(made)
