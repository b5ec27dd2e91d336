"""Foreign keys as relationships: words of an attribute where they can be, else lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.model import (
    Attribute,
    Entity,
    Model,
    Named,
    Reference,
    Relationship,
    canonical_entity,
    inline_relationship,
)
from colonnade.model.diagram import Multiplicity
from colonnade.realize.abstract.ground import Ground
from colonnade.schema import Action, ForeignKey, Key, Table


def with_relationships(model: Model, ground: Ground) -> Model:
    """The model with relationships, as words of attributes where they can be.

    Constraints of several tables may have one name, which only words of attributes can share; of the others the
    later ones are left to the overlay.
    """
    entities = {key: canonical_entity(each) for key, each in model.entities.items()}
    words: dict[str, dict[str, Attribute]] = {}
    declared: list[Relationship] = []
    for each in _relationships(ground):
        entity = entities[each.child]
        said = words.setdefault(entity.key, {})
        attribute = None if not each.by or each.by[0] in said else _as_word(each, entity)
        if attribute is None:
            declared.append(each)
        else:
            said[attribute.name] = attribute
    return replace(
        model,
        entities=Named(
            each.with_attributes(Named(words.get(key, {}).get(name, one) for name, one in each.attributes.items()))
            for key, each in entities.items()
        ),
        declared_relationships=Named({each.key: each for each in reversed(declared)}.values()),
    )


def _relationships(ground: Ground) -> Iterator[Relationship]:
    for each in ground.schema.of_kind(ForeignKey):
        child, parent = ground.tables.get(each.table), ground.tables.get(each.target)
        if child is not None and parent is not None and _fits(each, parent, ground):
            yield _relationship(each, child, parent, ground)


def _fits(each: ForeignKey, parent: Table, ground: Ground) -> bool:
    """Whether a reference leads to columns that are there; SQLite takes others too, and refuses rows later."""
    targets = each.target_columns or ground.primary(parent)
    return len(targets) == len(each.columns) and all(name in parent.columns for name in targets)


def _relationship(each: ForeignKey, child: Table, parent: Table, ground: Ground) -> Relationship:
    names = ground.names
    usual = names.pattern(names.naming.foreign_key, child.name, each.columns, target=parent.name)
    # What identifies an entity is never left out, though SQLite lets most keys be null.
    identifier = ground.primary(child)
    required = all(not child.columns[name].nullable or name in identifier for name in each.columns)
    alone = any(
        isinstance(key, Key) and set(key.columns) == set(each.columns) for key in ground.parts.get(child.ref, ())
    )
    return Relationship(
        source=ground.key(parent.path),
        target=ground.key(child.path),
        source_end=Multiplicity.ONE if required else Multiplicity.ZERO_OR_ONE,
        target_end=Multiplicity.ZERO_OR_ONE if alone else Multiplicity.ZERO_OR_MORE,
        by=each.columns,
        to=() if each.target_columns == ground.primary(parent) else each.target_columns,
        on_delete=None if each.on_delete is Action.NO_ACTION else each.on_delete,
        on_update=None if each.on_update is Action.NO_ACTION else each.on_update,
        match=each.match,
        deferral=each.deferral,
        name="" if each.name == usual else each.name,
        about=each.comment or "",
    )


def _as_word(each: Relationship, entity: Entity) -> Attribute | None:
    """The attribute that says the whole relationship, if one can."""
    if len(each.by) != 1 or len(each.to) > 1:
        return None
    reference = Reference(
        to=each.parent,
        attribute=each.to[0] if each.to else "",
        on_delete=each.on_delete,
        on_update=each.on_update,
        match=each.match,
        deferral=each.deferral,
        name=each.name,
    )
    attribute = replace(entity.attributes[each.by[0]], references=reference)
    return attribute if inline_relationship(entity, attribute) == each else None
