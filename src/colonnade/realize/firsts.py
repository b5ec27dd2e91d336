"""First names: what the things of a design were called before they were renamed.

The model with every name taken back is realised too; what stands at the same place in both has been renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from colonnade.model import Attribute, Check, Domain, Entity, Index, Key, Model, Named, Relationship, View, split_key
from colonnade.model.derive.references import with_attribute_names, with_bundle_attribute, with_names
from colonnade.model.spelling import Refers
from colonnade.schema import Ref, Schema, SchemaObject, Table

Placed = TypeVar("Placed", Entity, Domain, View)
Part = TypeVar("Part", Key, Index, Check, Relationship)


def first_names(given: Schema, model: Model, realise: Callable[[Model], Schema]) -> Mapping[Ref, Ref]:
    """By what it is called now, the first identity of everything that was called otherwise first."""
    before = first_model(model)
    if before == model:
        return {}
    ours, theirs = _in_place(given), _in_place(realise(before))
    if [each.kind_of() for each in ours] != [each.kind_of() for each in theirs]:
        return {}
    found: dict[Ref, Ref] = {}
    for now, first in zip(ours, theirs, strict=True):
        found[now.ref] = first.ref
        if isinstance(now, Table) and isinstance(first, Table):
            pairs = zip(now.columns, first.columns, strict=False)
            found |= {now.column_ref(one): first.column_ref(other) for one, other in pairs}
    return {now: first for now, first in found.items() if now != first}


_WITHOUT_PLACE = frozenset({"namespace", "role"})
"""Kinds that several things of a model may share."""


def _in_place(schema: Schema) -> list[SchemaObject]:
    return [each for each in schema if each.kind_of() not in _WITHOUT_PLACE]


def first_model(model: Model) -> Model:
    """The model in which everything has its first name, and no name for the database alone."""
    for entity in model.entities.values():
        names = {each.name: each.id for each in entity.attributes.values() if each.id != each.name}
        if names:
            model = with_attribute_names(model, entity.key, _back(names))
    for kind, things in ((Refers.ENTITY, model.entities), (Refers.DOMAIN, model.domains)):
        keys = {each.key: each.id for each in things.values() if each.id != each.key}
        if keys:
            model = with_names(model, kind, _back(keys))
    bundles = []
    for bundle in model.bundles.values():
        names = {each.name: each.id for each in bundle.attributes.values()}
        moved = with_bundle_attribute(bundle, _back(names))
        bundles.append(replace(moved, attributes=_attributes(bundle.attributes.values())))
    return replace(
        model,
        bundles=Named(bundles),
        domains=Named(_placed(each) for each in model.domains.values()),
        entities=Named(_entity(each) for each in model.entities.values()),
        declared_relationships=_parts(model.declared_relationships),
        views=Named(_placed(each) for each in model.views.values()),
    )


def _back(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: names.get(name, name)


def _placed(each: Placed) -> Placed:
    namespace, name = split_key(each.id)
    return replace(each, namespace=namespace, name=name, stable_id="", physical="")


def _entity(each: Entity) -> Entity:
    return replace(
        _placed(each),
        attributes=_attributes(each.attributes.values()),
        declared_keys=_parts(each.declared_keys),
        checks=_parts(each.checks),
        indexes=_parts(each.indexes),
    )


def _attributes(found: Iterable[Attribute]) -> Named[Attribute]:
    return Named(replace(each, name=each.id, stable_id="", physical="") for each in found)


def _parts(found: Mapping[str, Part]) -> Named[Part]:
    return Named(_part(each) for each in found.values())


def _part(each: Part) -> Part:
    """A part under its first name; an id that is made from what a thing is says that it had none."""
    if not each.stable_id:
        return each
    named = bool(each.name) and not any(sign in each.stable_id for sign in " (")
    return replace(each, name=each.stable_id if named else "", stable_id="")
