"""A removal, with what can't be without the thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from colonnade.edits.place import find_place
from colonnade.edits.primitive import Path
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.model import Area, Attribute, Bundle, Domain, Entity, Model, Named
from colonnade.model.derive.references import users, with_attribute_names, with_names
from colonnade.model.spelling import Refers

_GONE = "\0gone"
"""A name that nothing has, for a trial rename that shows who names a thing."""


def without(model: Model, at: Path, *, cascade: bool) -> Model:
    """The model without the thing at a path. Raises EditRefusedError where something names it."""
    if not at or len(at) % 2:
        raise EditRefusedError(f"{' / '.join(at) or 'the model'} is no named thing", reason=Reason.BAD_VALUE)
    place = find_place(model, at[:-1])
    thing = place.member(at[-1])
    if isinstance(thing, Attribute) and isinstance(place.owner, Bundle):
        place, thing = _without_role(place, thing, at, model)
    after = place.with_members(place.members.without(thing.key))
    owner = place.owner.key if isinstance(place.owner, Entity) else ""
    if cascade:
        after = _cascaded(after, thing, owner)
    blocking = tuple(dict.fromkeys(_users(after, thing, owner)))
    if blocking:
        names = ", ".join(" / ".join(each) for each in blocking[:3])
        raise EditRefusedError(
            f"{thing.key!r} is named by {names}" + (f" and {len(blocking) - 3} more" if len(blocking) > 3 else ""),
            reason=Reason.REFERENCED_BY,
            blocking=blocking,
            hint="remove those first" if cascade else "remove those first, or remove it with what names it",
        )
    return after


def _without_role(place: Any, thing: Attribute, at: Path, model: Model) -> tuple[Any, Attribute]:
    """An attribute of a bundle goes with the role it has there."""
    owner = model.bundles[place.owner.key]
    kept = {role: name for role, name in owner.roles.items() if name != thing.name}
    changed = replace(model, bundles=model.bundles.put(replace(owner, roles=kept)))
    return find_place(changed, at[:-1]), thing


def _users(model: Model, thing: Any, owner: str) -> tuple[Path, ...]:
    """Who names a thing that is gone from the model already."""
    old = thing.key

    def change(name: str) -> str:
        return _GONE if name == old else name

    if isinstance(thing, Entity):
        return tuple(users(model, with_names(model, Refers.ENTITY, change)))
    if isinstance(thing, Domain):
        return tuple(users(model, with_names(model, Refers.DOMAIN, change)))
    if isinstance(thing, Bundle):
        return tuple(users(model, with_names(model, Refers.BUNDLE, change)))
    if isinstance(thing, Area) and model.areas:
        return tuple(users(model, with_names(model, Refers.AREA, change)))
    if isinstance(thing, Attribute) and owner:
        return tuple(users(model, with_attribute_names(model, owner, change)))
    return ()


def _cascaded(model: Model, thing: Any, owner: str) -> Model:
    """Without the relationships, references, keys and indexes that are about the thing."""
    if isinstance(thing, Entity):
        return replace(
            model,
            entities=Named(_without_references(each, thing.key) for each in model.entities.values()),
            declared_relationships=Named(
                each for each in model.declared_relationships.values() if thing.key not in (each.source, each.target)
            ),
        )
    if isinstance(thing, Attribute) and owner:
        entity = model.entities[owner]
        pruned = replace(
            entity,
            declared_keys=Named(
                each for each in entity.declared_keys.values() if thing.name not in (*each.attributes, *each.include)
            ),
            indexes=Named(
                each
                for each in entity.indexes.values()
                if thing.name not in (*each.include, *(part.attribute for part in each.parts))
            ),
        )
        return replace(
            model,
            entities=model.entities.put(pruned),
            declared_relationships=Named(
                each
                for each in model.declared_relationships.values()
                if not (each.child == owner and thing.name in each.by)
                and not (each.parent == owner and thing.name in each.to)
            ),
        )
    return model


def _without_references(entity: Entity, gone: str) -> Entity:
    attributes = [
        replace(each, references=None) if each.references is not None and each.references.to == gone else each
        for each in entity.attributes.values()
    ]
    is_same = all(new is old for new, old in zip(attributes, entity.attributes.values(), strict=True))
    return entity if is_same else entity.with_attributes(Named(attributes))
