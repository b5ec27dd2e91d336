"""Edits as JSON values: `{"edit": "rename", "at": ["entities", "customer"], "name": "client"}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from colonnade.edits.edit import Edit, Steps
from colonnade.edits.edits import Add, Batch, Change, Drop, PutOverlay, Rename, Reorder
from colonnade.edits.primitive import primitive_document, primitive_of
from colonnade.errors import InputError
from colonnade.model import Document
from colonnade.text import did_you_mean

KINDS: Mapping[str, type[Edit]] = {
    each.kind: each for each in (Add, Drop, Rename, Change, Reorder, PutOverlay, Batch, Steps)
}
"""Every edit by its word."""

_PATHS = frozenset({"at", "into"})
_TEXTS = frozenset({"key", "name", "field", "engine", "object_kind", "object_id"})


class BadEditError(InputError):
    """A document that is not an edit."""

    code = "CO124"


def edit_document(edit: Edit) -> dict[str, Document]:
    """An edit as JSON values; fields at their defaults are left out."""
    found: dict[str, Document] = {"edit": edit.kind}
    if isinstance(edit, Batch):
        return {**found, "edits": [edit_document(each) for each in edit.edits]}
    if isinstance(edit, Steps):
        return {**found, "primitives": [primitive_document(each) for each in edit.primitives_given]}
    for each in fields(edit):
        value = getattr(edit, each.name)
        if each.default is MISSING or value != each.default:
            found[each.name] = list(value) if each.name in _PATHS else value
    return found


def edit_of(document: Document) -> Edit:
    """The edit that JSON values are. Raises BadEditError or BadPrimitiveError."""
    if not isinstance(document, Mapping) or not isinstance(document.get("edit"), str):
        raise BadEditError("an edit names itself", hint=f"edit is one of {', '.join(KINDS)}")
    word = str(document["edit"])
    if word not in KINDS:
        raise BadEditError(f"there is no edit {word!r}", hint=did_you_mean(word, KINDS))
    rest = {key: value for key, value in document.items() if key != "edit"}
    if word in (Batch.kind, Steps.kind):
        return _of_list(word, rest)
    known = {each.name: each for each in fields(KINDS[word])}
    for name in rest:
        if name not in known:
            raise BadEditError(f"{word} has no {name!r}", hint=did_you_mean(name, known))
    missing = [name for name, each in known.items() if each.default is MISSING and name not in rest]
    if missing:
        raise BadEditError(f"{word} needs {', '.join(missing)}")
    return KINDS[word](**{name: _value(word, name, value) for name, value in rest.items()})


def _of_list(word: str, rest: Mapping[str, Document]) -> Edit:
    name = "edits" if word == Batch.kind else "primitives"
    items = rest.get(name)
    if rest.keys() != {name} or not isinstance(items, list):
        raise BadEditError(f"{word} has a list of {name}, and nothing else")
    if word == Batch.kind:
        return Batch(edits=tuple(edit_of(each) for each in items))
    return Steps(primitives_given=tuple(primitive_of(each) for each in items))


def _value(word: str, name: str, value: Document) -> Any:
    if name in _PATHS:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadEditError(f"{name!r} of {word} is a list of texts")
        return tuple(value)
    if name in _TEXTS and not isinstance(value, str):
        raise BadEditError(f"{name!r} of {word} is a text")
    if name == "before" and not isinstance(value, str | None):
        raise BadEditError(f"{name!r} of {word} is the id of a thing")
    if name == "cascade" and not isinstance(value, bool):
        raise BadEditError(f"{name!r} of {word} is true or false")
    return value
