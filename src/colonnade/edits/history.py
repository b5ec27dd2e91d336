"""Who changed what, when: the change log of each entity, and its version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from colonnade.edits.compare import changes
from colonnade.edits.primitive import Move, Primitive, Put, Remove, Set
from colonnade.model import Change, Entity, Model, Named

_MOST = 5
"""Parts of a change that are told one by one."""


def with_history(before: Model, after: Model, *, by: str, at: str) -> Model:
    """The later model, in which each entity that differs has a new version and an entry of its change log.

    A new entity says who made it and when, where it does not say so itself. `at` is a time in ISO 8601.
    """
    about: dict[str, list[Primitive]] = {}
    for each in changes(before, after):
        path = (*each.path, each.key) if isinstance(each, Put) else each.path
        if path[:1] == ("entities",) and len(path) > 2:
            about.setdefault(path[1], []).append(each)
    known = {each.id for each in before.entities.values()}

    def told(entity: Entity) -> Entity:
        if entity.id not in known:
            return replace(entity, created_by=entity.created_by or by, created_at=entity.created_at or at)
        steps = about.get(entity.id)
        if not steps:
            return entity
        version = next_version(entity.version)
        entry = Change(version=version, at=at, by=by, what=_words(steps))
        return replace(entity, version=version, changes=(*entity.changes, entry))

    return replace(after, entities=Named(told(each) for each in after.entities.values()))


def next_version(version: str) -> str:
    """The version after one: its last number is one more; what ends in no number gets one."""
    head, dot, last = version.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdigit() else f"{version}.1"


def _words(steps: Sequence[Primitive]) -> str:
    said = list(dict.fromkeys(_said(each) for each in steps))
    more = len(said) - _MOST
    return "; ".join([*said[:_MOST], *([f"and {more} more"] if more > 0 else [])])


def _said(each: Primitive) -> str:
    match each:
        case Put(path=path, key=key):
            return f"added {' '.join((*path[2:], key))}"
        case Set(path=path):
            return f"changed {' '.join(path[2:])}"
        case Remove(path=path):
            return f"removed {' '.join(path[2:])}"
        case Move(path=path, key=key):
            name = " ".join(path[2:])
            return f"moved {name}" if path[-1] == key else f"renamed {name} to {key}"
