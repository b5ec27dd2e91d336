"""First names of what a model renamed, as they were in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.model import Domain, Entity, Model, View
from colonnade.model.attribute import split_key
from colonnade.realize.naming import Names
from colonnade.schema import Ref


def first_names(model: Model, dialect: Dialect) -> Mapping[Ref, Ref]:
    """The identities that tables, columns, types and views had first, by those that they have now."""
    return dict(_found(model, Names(model, dialect)))


def _found(model: Model, names: Names) -> Iterator[tuple[Ref, Ref]]:
    for entity in model.entities.values():
        now, first = Ref("table", names.path(entity)), Ref("table", names.path(_first_entity(entity)))
        if now != first:
            yield now, first
        for attribute in entity.attributes.values():
            if attribute.stable_id:
                before = replace(attribute, name=attribute.stable_id)
                column = Ref("column", (*first.path, names.column(before)))
                here = Ref("column", (*now.path, names.column(attribute)))
                if here != column:
                    yield here, column
    for domain in model.domains.values():
        kind = "enum" if domain.is_enum else "domain"
        yield from _pair(kind, names.path(domain), names.path(_first_domain(domain)))
    for view in model.views.values():
        kind = "materialized_view" if view.materialized else "view"
        yield from _pair(kind, names.path(view), names.path(_first_view(view)))


def _pair(kind: str, now: tuple[str, ...], first: tuple[str, ...]) -> Iterator[tuple[Ref, Ref]]:
    if now != first:
        yield Ref(kind, now), Ref(kind, first)


def _first_entity(each: Entity) -> Entity:
    if not each.stable_id:
        return each
    namespace, name = split_key(each.stable_id)
    return replace(each, namespace=namespace, name=name)


def _first_domain(each: Domain) -> Domain:
    if not each.stable_id:
        return each
    namespace, name = split_key(each.stable_id)
    return replace(each, namespace=namespace, name=name)


def _first_view(each: View) -> View:
    if not each.stable_id:
        return each
    namespace, name = split_key(each.stable_id)
    return replace(each, namespace=namespace, name=name)
