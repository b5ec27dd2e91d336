"""What every edit of a model can do: apply, be undone, say what it touches and what a client has to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from colonnade.edits.compare import changes
from colonnade.edits.primitive import Path, Primitive
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.edits.stepping import stepped
from colonnade.model import Entity, Model, canonical
from colonnade.model.language.plan import plan_of
from colonnade.model.spelling import Holds
from colonnade.model.validity import Fault, validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A typed change of a model. Paths are made of the keys of collections and the ids of what is in them."""

    kind: ClassVar[str]

    def changed(self, model: Model) -> Model:
        """The model after the edit, not yet checked. Raises EditRefusedError."""
        raise NotImplementedError

    def apply(self, model: Model) -> Model:
        """The model after the edit, in canonical form. Raises EditRefusedError where it would bring in a new fault."""
        changed = self.changed(model)
        members = changed_members(model, changed)
        after = canonical(changed, only={key for section, key in members if section == "entities"})
        faults = _new_faults(model, after)
        if faults:
            blocking = [each.path for each in faults]
            raise EditRefusedError(faults[0].message, reason=Reason.INVALID, blocking=blocking, hint=faults[0].hint)
        return after

    def primitives(self, model: Model) -> tuple[Primitive, ...]:
        """What a client does to the document of the model to have the same. Raises EditRefusedError."""
        return changes(model, self.apply(model))

    def invert(self, model: Model) -> Edit:
        """The edit that undoes this one, where `model` is the model before it. Raises EditRefusedError."""
        after = self.apply(model)
        return Steps(primitives_given=changes(after, model))

    def touches(self, model: Model) -> frozenset[Path]:
        """Ids of the named things that it makes, changes or removes in this model. Raises EditRefusedError."""
        return frozenset(touched(each) for each in self.primitives(model))


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Edit):
    """Primitives as they are: what undoes another edit, or what a client sent."""

    kind: ClassVar[str] = "steps"

    primitives_given: tuple[Primitive, ...]

    def changed(self, model: Model) -> Model:
        return stepped(model, self.primitives_given)


def touched(each: Primitive) -> Path:
    """The innermost named thing that a primitive is about; empty for the model itself."""
    path = (*each.path, each.key) if hasattr(each, "value") and hasattr(each, "key") else each.path
    if path[:1] == ("engines",):
        return path[:4]
    return path[: len(path) - len(path) % 2]


def changed_members(before: Model, after: Model) -> set[Path]:
    """Sections and keys of the members of a model that another one does not share with it."""
    return {
        (slot.key, each.key)
        for slot in plan_of(Model).slots
        if slot.holds is Holds.NAMED and getattr(before, slot.field) is not getattr(after, slot.field)
        for each in getattr(after, slot.field).values()
        if getattr(before, slot.field).get(each.key) is not each
    }


def _new_faults(before: Model, after: Model) -> list[Fault]:
    """Faults of what changed, and of what depends on it, that were not there before."""
    members = changed_members(before, after)
    keys = {key for section, key in members if section == "entities"}
    keys |= before.entities.keys() - after.entities.keys()
    members |= {("entities", each.key) for each in after.entities.values() if _depends(each, keys)}
    members |= {
        ("relationships", each.key)
        for each in after.declared_relationships.values()
        if each.source in keys or each.target in keys
    }
    if before.bundles is not after.bundles or before.areas is not after.areas or before.uses != after.uses:
        found = validate(after)
    else:
        found = validate(after, only=members)
    known = {(each.path, each.message) for each in validate(before)} if found else set()
    return [each for each in found if (each.path, each.message) not in known]


def _depends(entity: Entity, keys: set[str]) -> bool:
    return entity.is_a in keys or any(each.source in keys for each in entity.inline_relationships)
