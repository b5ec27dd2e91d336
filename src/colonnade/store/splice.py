"""Primitives applied to the text of model files: only the lines of what changes are written anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from colonnade.edits.primitive import Move, Path, Primitive, Put, Remove, Set, apply_to
from colonnade.model import Document, Model
from colonnade.model.language import SourceText
from colonnade.model.language.plan import plan_of
from colonnade.model.spelling import Holds
from colonnade.store.fields import change_field
from colonnade.store.located import document_at
from colonnade.store.members import NotThereError
from colonnade.store.membership import add_member, move_member, remove_member
from colonnade.store.overlay import change_overlay

Files = list[SourceText]


def spliced(files: Sequence[SourceText], document: Mapping[str, Document], steps: Sequence[Primitive]) -> Files:
    """The files after primitives on the document that they hold.

    Raises NotThereError where the files have a thing elsewhere than the document.
    """
    found = list(files)
    now = dict(document)
    for about, group in groupby(steps, key=_thing_of):
        several = list(group)
        if about is None:
            for each in several:
                after = apply_to(now, [each])
                found = _one(found, now, after, each)
                now = after
        else:
            after = apply_to(now, several)
            has_id = document_at(after, (*about, "id")) is not None
            keys = dict.fromkeys(_field_of(each, about) for each in several)
            # an id is written before the name it was changes, and goes after the name is it again
            for key in sorted(keys, key=lambda key: (key == "id") is not has_id):
                found = change_field(found, after, about, key)
            now = after
    return found


def _thing_of(each: Primitive) -> Path | None:
    """The thing of which a primitive changes a field; None for one that is about a member or an overlay."""
    path = each.path
    if path[:1] == ("engines",) and not (len(path) == 1 and isinstance(each, Remove)):
        return None
    thing, is_collection = _innermost(path)
    if isinstance(each, Put):
        return None if is_collection else thing
    return None if thing == path else thing


def _innermost(path: Path) -> tuple[Path, bool]:
    """The innermost thing that a path goes through, and whether the rest of it is a collection of that thing."""
    plan = plan_of(Model)
    at = 0
    while at < len(path):
        slot = plan.by_key.get(path[at])
        if slot is None or slot.holds is not Holds.NAMED or slot.of is None:
            return path[:at], False
        if at + 1 == len(path):
            return path[:at], True
        plan = plan_of(slot.of)
        at += 2
    return path, False


def _field_of(each: Primitive, about: Path) -> str:
    if len(each.path) > len(about):
        return each.path[len(about)]
    return each.key if isinstance(each, Put | Move) else ""


def _one(files: Files, before: Mapping[str, Document], after: Mapping[str, Document], each: Primitive) -> Files:
    if each.path[:1] == ("engines",):
        return change_overlay(files, after, each)
    match each:
        case Put():
            return add_member(files, after, each)
        case Remove():
            return remove_member(files, each.path)
        case Move():
            return move_member(files, before, after, each)
        case Set():
            # a member is an object, and comparing objects goes into them
            raise NotThereError
