"""A collection of a model, found by a path of ids, and how it is put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from colonnade.edits.primitive import Path
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.model import Model, Named
from colonnade.model.language.plan import Slot, plan_of
from colonnade.model.spelling import Holds
from colonnade.text import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A collection and the way back to the model it is in."""

    path: Path
    of: type[Any]
    members: Named[Any]
    owner: Any
    """What the collection is of."""
    with_members: Callable[[Named[Any]], Model]
    """The model with other members in this place."""

    def member(self, step: str) -> Any:
        """The member of this id. Raises EditRefusedError."""
        found = by_id(self.members, step)
        if found is None:
            raise EditRefusedError(
                f"{' / '.join((*self.path, step))} is not there",
                reason=Reason.TARGET_GONE,
                blocking=[(*self.path, step)],
                hint=did_you_mean(step, self.members),
            )
        return found

    def key_of(self, step: str) -> str:
        """The key of the member of this id. Raises EditRefusedError."""
        return str(self.member(step).key)

    @staticmethod
    def slot_of(thing: Any, key: str) -> Slot:
        """The field of a thing that stands at a key. Raises EditRefusedError."""
        plan = plan_of(type(thing))
        if key not in plan.by_key:
            raise EditRefusedError(
                f"there is no {key!r} here", reason=Reason.BAD_VALUE, hint=did_you_mean(key, plan.by_key)
            )
        return plan.by_key[key]


def by_id(members: Named[Any], step: str) -> Any | None:
    """The member of this id, or None."""
    direct = members.get(step)
    if direct is not None and getattr(direct, "id", step) == step:
        return direct
    return next((each for each in members.values() if getattr(each, "id", each.key) == step), None)


def find_place(model: Model, path: Path) -> Place:
    """The collection at a path of an odd number of steps. Raises EditRefusedError."""
    if len(path) % 2 == 0:
        raise EditRefusedError(f"{' / '.join(path) or 'the model'} is no collection", reason=Reason.BAD_VALUE)
    place = _collection(model, path[:1], path[0], lambda whole: whole)
    for at in range(1, len(path), 2):
        place = _inner(place, path, at)
    return place


def _inner(outer: Place, path: Path, at: int) -> Place:
    thing = outer.member(path[at])

    def put_back(changed: Any) -> Model:
        return outer.with_members(outer.members.replace(thing.key, changed))

    return _collection(thing, path[: at + 2], path[at + 1], put_back)


def _collection(owner: Any, path: Path, key: str, put_back: Callable[[Any], Model]) -> Place:
    slot = Place.slot_of(owner, key)
    if slot.holds is not Holds.NAMED or slot.of is None:
        raise EditRefusedError(f"{key!r} is no collection of named things", reason=Reason.BAD_VALUE)
    return Place(
        path=path,
        of=slot.of,
        members=getattr(owner, slot.field),
        owner=owner,
        with_members=lambda members: put_back(replace(owner, **{slot.field: members})),
    )
