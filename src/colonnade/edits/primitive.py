"""The four primitives that every change of a model is made of, on its document.

A client applies them without knowing what a model is. A path is a list of steps from the root of the document. Named
things stand in objects whose paths have an odd length, such as entities / order / attributes: a step into one of those
is the id of a child, which is its `id` field where it has one and its key otherwise. All other steps, and all below
`engines`, are keys. So a path stays right when something on it is renamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from colonnade.errors import InputError, RefusedError
from colonnade.model import Document

Path: TypeAlias = tuple[str, ...]


class GoneError(RefusedError):
    """What a primitive is about is not there, or its key is taken: the document has changed meanwhile."""

    code = "CO220"


class BadPrimitiveError(InputError):
    """A text that is not a primitive."""

    code = "CO123"


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Put a child into the object at `path`, before the child with the id `before`, or at the end."""

    path: Path
    key: str
    value: Document
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """Give the child at `path`, which is there, another value."""

    path: Path
    value: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take the child at `path` away."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Give the child at `path` another key, another place, or both; it moves before the id `before`, or to the end."""

    path: Path
    key: str
    before: str | None = None


Primitive: TypeAlias = Put | Set | Remove | Move


def goes_by_id(parent: Path) -> bool:
    """Whether the children of the object at a path are found by their ids."""
    return len(parent) % 2 == 1 and parent[0] != "engines"


def identity(key: str, child: Document, parent: Path) -> str:
    """The step that leads to a child of the object at `parent`."""
    if goes_by_id(parent) and isinstance(child, Mapping):
        stable = child.get("id")
        if isinstance(stable, str) and stable:
            return stable
    return key


def find(children: Mapping[str, Document], step: str, parent: Path) -> str | None:
    """The key of the child that a step leads to, or None."""
    if step in children and identity(step, children[step], parent) == step:
        return step
    if goes_by_id(parent):
        for key, child in children.items():
            if identity(key, child, parent) == step:
                return key
    return None


def apply_to(document: Mapping[str, Document], primitives: Sequence[Primitive]) -> dict[str, Document]:
    """The document after the primitives, one after the other; what they do not touch is shared. Raises GoneError."""
    found = dict(document)
    for each in primitives:
        found = _applied(found, each)
    return found


def _applied(document: Mapping[str, Document], each: Primitive) -> dict[str, Document]:
    if isinstance(each, Put):
        return _at(document, each.path, (), each)
    if not each.path:
        raise GoneError("the document itself can't be changed this way")
    return _at(document, each.path[:-1], (), each)


def _at(parent: Mapping[str, Document], steps: Path, here: Path, each: Primitive) -> dict[str, Document]:
    if not steps:
        return _changed(parent, here, each)
    key = find(parent, steps[0], here)
    child = parent[key] if key is not None else None
    if key is None or not isinstance(child, Mapping):
        raise _gone((*here, *steps))
    return {**parent, key: _at(child, steps[1:], (*here, steps[0]), each)}


def _changed(parent: Mapping[str, Document], here: Path, each: Primitive) -> dict[str, Document]:
    match each:
        case Put():
            if each.key in parent:
                raise _taken(each.key, here)
            return _with(parent, here, each.key, each.value, each.before)
        case Set():
            return {**parent, _found(parent, here, each.path[-1]): each.value}
        case Remove():
            gone = _found(parent, here, each.path[-1])
            return {key: value for key, value in parent.items() if key != gone}
        case Move():
            old = _found(parent, here, each.path[-1])
            rest = {key: value for key, value in parent.items() if key != old}
            if each.key in rest:
                raise _taken(each.key, here)
            return _with(rest, here, each.key, parent[old], each.before)


def _found(parent: Mapping[str, Document], here: Path, step: str) -> str:
    key = find(parent, step, here)
    if key is None:
        raise _gone((*here, step))
    return key


def _gone(path: Path) -> GoneError:
    return GoneError(f"{' / '.join(path)} is not there", fields={"path": list(path)})


def _taken(key: str, path: Path) -> GoneError:
    return GoneError(
        f"{key!r} is there already in {' / '.join(path) or 'the document'}", fields={"path": list(path), "key": key}
    )


def _with(
    parent: Mapping[str, Document], here: Path, key: str, value: Document, before: str | None
) -> dict[str, Document]:
    if before is None:
        return {**parent, key: value}
    place = _found(parent, here, before)
    found: dict[str, Document] = {}
    for each, child in parent.items():
        if each == place:
            found[key] = value
        found[each] = child
    return found


def primitive_document(each: Primitive) -> dict[str, Document]:
    """A primitive as JSON values: `{"op": "put", "path": [...], ...}`."""
    match each:
        case Put():
            found: dict[str, Document] = {"op": "put", "path": list(each.path), "key": each.key, "value": each.value}
        case Set():
            return {"op": "set", "path": list(each.path), "value": each.value}
        case Remove():
            return {"op": "remove", "path": list(each.path)}
        case Move():
            found = {"op": "move", "path": list(each.path), "key": each.key}
    return found if each.before is None else {**found, "before": each.before}


_FIELDS = {
    "put": ({"op", "path", "key", "value"}, {"before"}),
    "set": ({"op", "path", "value"}, set[str]()),
    "remove": ({"op", "path"}, set[str]()),
    "move": ({"op", "path", "key"}, {"before"}),
}


def primitive_of(document: Document) -> Primitive:
    """The primitive that JSON values are. Raises BadPrimitiveError."""
    if not isinstance(document, Mapping) or document.get("op") not in _FIELDS:
        raise BadPrimitiveError("a primitive has an op: put, set, remove or move")
    op = str(document["op"])
    needed, allowed = _FIELDS[op]
    if not needed <= document.keys() <= needed | allowed:
        raise BadPrimitiveError(f"{op} has {', '.join(sorted(needed))}", fields={"op": op})
    path, key, before = document["path"], document.get("key", ""), document.get("before")
    steps = [each for each in path if isinstance(each, str)] if isinstance(path, list) else None
    if steps is None or len(steps) != len(path) or not isinstance(key, str):  # type: ignore[arg-type]
        raise BadPrimitiveError("a path is a list of texts, and a key a text", fields={"op": op})
    if before is not None and not isinstance(before, str):
        raise BadPrimitiveError("before is the id of a child", fields={"op": op})
    match op:
        case "put":
            return Put(path=tuple(steps), key=key, value=document["value"], before=before)
        case "set":
            return Set(path=tuple(steps), value=document["value"])
        case "remove":
            return Remove(path=tuple(steps))
        case _:
            return Move(path=tuple(steps), key=key, before=before)
