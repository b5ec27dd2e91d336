"""A rename, with everything that names the thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from colonnade.edits.place import Place, find_place
from colonnade.edits.primitive import Path
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.model import Area, Bundle, Domain, Entity, Model, split_key
from colonnade.model.derive.references import (
    renamed_in_sql,
    with_attribute_names,
    with_bundle_attribute,
    with_id_of,
    with_names,
)
from colonnade.model.language.plan import KeyStyle, plan_of
from colonnade.model.spelling import Refers


def renamed(model: Model, at: Path, name: str) -> Model:
    """The model with the thing at a path called otherwise. Raises EditRefusedError."""
    if not at or len(at) % 2:
        raise EditRefusedError(f"{' / '.join(at) or 'the model'} is no named thing", reason=Reason.BAD_VALUE)
    place = find_place(model, at[:-1])
    thing = place.member(at[-1])
    after = _called(thing, name)
    if after.key == thing.key:
        return model
    if after.key in place.members:
        raise EditRefusedError(
            f"{after.key!r} is there already",
            reason=Reason.NAME_TAKEN,
            blocking=[(*at[:-1], place.members[after.key].id)],
        )
    model = place.with_members(place.members.replace(thing.key, after))
    return _with_users(model, place, thing, after)


def _called(thing: Any, name: str) -> Any:
    """The thing with another name and the id it had."""
    plan = plan_of(type(thing))
    fields: dict[str, object] = {"name": name}
    if plan.key_style is KeyStyle.QUALIFIED:
        try:
            namespace, own = split_key(name)
        except ValueError as error:
            raise EditRefusedError(str(error), reason=Reason.BAD_VALUE) from error
        fields = {"namespace": namespace, "name": own}
    elif not name and plan.key_style is KeyStyle.NAME:
        raise EditRefusedError("a name is not empty", reason=Reason.BAD_VALUE)
    return with_id_of(replace(thing, **fields), thing)


def _with_users(model: Model, place: Place, before: Any, after: Any) -> Model:
    old, new = before.key, after.key

    def change(name: str) -> str:
        return new if name == old else name

    if isinstance(after, Entity):
        return with_names(model, Refers.ENTITY, change)
    if isinstance(after, Domain):
        return with_names(model, Refers.DOMAIN, change)
    if isinstance(after, Area):
        return with_names(
            model,
            Refers.AREA,
            lambda area: new + area[len(old) :] if area == old or area.startswith(old + "/") else area,
        )
    if isinstance(after, Bundle):
        return with_names(model, Refers.BUNDLE, change)
    if place.path[-1] != "attributes":
        return model
    if isinstance(place.owner, Entity):
        return _with_attribute(model, place.owner, old, new)
    if isinstance(place.owner, Bundle):
        owner = model.bundles[place.owner.key]
        model = replace(model, bundles=model.bundles.put(with_bundle_attribute(owner, change)))
        for entity in model.entities.values():
            uses = entity.uses if entity.uses is not None else model.uses
            if owner.key in uses and old not in entity.attributes:
                model = _with_attribute(model, entity, old, new)
    return model


_ROWS = frozenset({"new", "old"})
"""What rules and triggers call the row."""


def _with_attribute(model: Model, owner: Entity, old: str, new: str) -> Model:
    qualifiers = frozenset({owner.name, owner.physical or owner.name, *_ROWS})
    return with_attribute_names(
        model,
        owner.key,
        lambda name: new if name == old else name,
        sql=lambda text: renamed_in_sql(text, old, new, qualifiers=qualifiers),
        rows=lambda text: renamed_in_sql(text, old, new, qualifiers=_ROWS, alone=False),
    )
