"""Attributes and keys that relationships ask for: references, shared keys, one to one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from colonnade.dialect import NotExpressibleError
from colonnade.graph import CycleError, topological
from colonnade.model import (
    Attribute,
    Entity,
    Key,
    Model,
    Named,
    Relationship,
    Strength,
    effective_attributes,
    identifier_of,
    reference_names,
)
from colonnade.model.diagram import Multiplicity
from colonnade.model.relationship import MANY
from colonnade.realize.expand.places import copied, is_unique_by, with_entities, with_identifier, with_relationships
from colonnade.realize.naming import free_name
from colonnade.realize.outcome import Notes


def with_columns(model: Model, notes: Notes) -> Model:
    """The model whose relationships all say which attributes carry them. Raises NotExpressibleError."""
    for each in _parents_first(model):
        if not each.is_many_to_many and not _is_whole(model, each):
            model = _carried(model, each, notes)
    return _with_whole_references(model, notes)


def _is_whole(model: Model, each: Relationship) -> bool:
    """Whether a relationship and its child are as they have to be already."""
    child = model.entities[each.child]
    count = len(each.to or identifier_of(model, model.entities[each.parent]))
    if not each.by or len(each.by) != count or each.strength is Strength.IDENTIFYING:
        return False
    return each.child_end in MANY or is_unique_by(child, each.by)


def _with_whole_references(model: Model, notes: Notes) -> Model:
    """The model without references of one attribute to keys that became longer."""
    changed = []
    for entity in model.entities.values():
        broken: set[str] = set()
        for each in entity.attributes.values():
            if each.references is None or each.references.attribute or each.references.to not in model.entities:
                continue
            target = identifier_of(model, model.entities[each.references.to])
            if len(target) != 1:
                _lose(notes, entity, (each.name,), each.references.to, target)
                broken.add(each.name)
        if broken:
            changed.append(
                entity.with_attributes(
                    Named(
                        replace(each, references=None) if each.name in broken else each
                        for each in entity.attributes.values()
                    )
                )
            )
    return with_entities(model, changed)


def _lose(notes: Notes, child: Entity, by: tuple[str, ...], parent: str, target: tuple[str, ...]) -> None:
    notes.lose(
        child.key,
        f"({', '.join(by)}) refers to {parent}",
        f"the key of {parent} is {', '.join(target)}, since its rows are divided; name an attribute for each of them",
    )


def _parents_first(model: Model) -> list[Relationship]:
    """Relationships in an order in which a parent's key is whole before it becomes part of a child's."""
    declared = list(model.declared_relationships.values())
    needed: defaultdict[str, set[str]] = defaultdict(set)
    for each in declared:
        if each.strength is Strength.IDENTIFYING and each.parent != each.child:
            needed[each.child].add(each.parent)
    keys = {each.parent for each in declared} | {each.child for each in declared}
    try:
        order = topological({key: needed[key] for key in sorted(keys)})
    except CycleError as error:
        raise NotExpressibleError(
            f"the keys of {', '.join(map(str, error.cycle))} are each a part of the other",
            hint="make one of the relationships non identifying",
        ) from error
    places = {key: place for place, key in enumerate(order)}
    return sorted(declared, key=lambda each: (places[each.child], each.strength is not Strength.IDENTIFYING))


def _carried(model: Model, each: Relationship, notes: Notes) -> Model:
    parent, child = model.entities[each.parent], model.entities[each.child]
    target = each.to or identifier_of(model, parent)
    if not target:
        raise NotExpressibleError(f"{each.key}: {parent.key} has no key to refer to", hint="give it one")
    by = each.by
    if not by:
        child, by = _with_attributes(model, each, parent, child, target)
    elif len(by) != len(target):
        _lose(notes, child, by, parent.key, target)
        return with_relationships(
            model, [other for other in model.declared_relationships.values() if other.key != each.key]
        )
    if each.strength is Strength.IDENTIFYING:
        child = _identified(each, child, by)
    if each.child_end not in MANY and not is_unique_by(child, by):
        child = replace(child, declared_keys=Named([*child.declared_keys.values(), Key(attributes=by)]))
    model = with_entities(model, [child])
    said = replace(each, by=by)
    return with_relationships(
        model, [said if other.key == each.key else other for other in model.declared_relationships.values()]
    )


def _with_attributes(
    model: Model, each: Relationship, parent: Entity, child: Entity, target: tuple[str, ...]
) -> tuple[Entity, tuple[str, ...]]:
    """The child with attributes that carry the relationship, and their names.

    An attribute that has the name already and the type of the one it would refer to is taken for it.
    """
    known = effective_attributes(model, parent)
    carrying = {name for other in model.relationships.values() if other.child == child.key for name in other.by}
    required = each.parent_end is Multiplicity.ONE
    taken = {*effective_attributes(model, child)}
    made: list[Attribute] = []
    by: list[str] = []
    for name, wanted in zip(target, reference_names(model, replace(each, to=target)), strict=True):
        present = child.attributes.get(wanted)
        if present is not None and present.type == known[name].type and wanted not in carrying:
            by.append(wanted)
            continue
        free = free_name(wanted, taken)
        made.append(copied(known[name], free, required=required))
        by.append(free)
    return child.with_attributes(Named([*child.attributes.values(), *made])), tuple(by)


def _identified(each: Relationship, child: Entity, by: tuple[str, ...]) -> Entity:
    own = tuple(name for name in child.identifier if name not in by)
    if not own and each.child_end in MANY and set(child.identifier) != set(by):
        raise NotExpressibleError(
            f"{each.key}: the key of {child.key} would be that of {each.parent} alone, which allows one only",
            hint=f"give {child.key} an attribute that tells its rows apart: key",
        )
    if child.identifier[: len(by)] == by:
        return child
    return with_identifier(child, (*by, *own))
