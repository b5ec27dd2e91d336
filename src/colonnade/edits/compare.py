"""The primitives that lead from one document to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from colonnade.edits.primitive import Move, Path, Primitive, Put, Remove, Set, identity
from colonnade.model import Document, Model, Named
from colonnade.model.language.document import document_of, slot_document
from colonnade.model.language.plan import Slot, plan_of
from colonnade.model.spelling import Holds


def changes(before: Model, after: Model) -> tuple[Primitive, ...]:
    """The primitives that lead from the document of one model to that of another.

    Members that both models share as an object are not looked into, so that it costs what changed, not what is there.
    """
    old: dict[str, Document] = {}
    new: dict[str, Document] = {}
    for slot in plan_of(Model).slots:
        one, other = getattr(before, slot.field), getattr(after, slot.field)
        for document, value, against in ((old, one, other), (new, other, one)):
            if slot.required or value != slot.default:
                document[slot.key] = {} if one is other else _part(slot, value, against)
    return tuple(compare(old, new, ()))


def _part(slot: Slot, value: Any, against: Any) -> Document:
    """The document of a field, in which members that both sides share stand as an empty object with their id."""
    if slot.holds is not Holds.NAMED:
        return slot_document(slot, value)
    shared = {id(each) for each in against.values()} if isinstance(against, Named) else set[int]()
    return {key: _stub(each) if id(each) in shared else document_of(each) for key, each in value.items()}


def _stub(each: Any) -> Document:
    stable = getattr(each, "stable_id", "")
    return {"id": stable} if stable else {}


def compare(old: Mapping[str, Document], new: Mapping[str, Document], path: Path) -> Iterator[Primitive]:
    """The primitives that make the object at a path the new one, in an order in which each of them applies.

    First goes what is gone, then what stays is changed inside, then renamed, then all is put in order.
    """
    olds = {identity(key, child, path): key for key, child in old.items()}
    news = {identity(key, child, path): key for key, child in new.items()}
    for name in olds:
        if name not in news:
            yield Remove(path=(*path, name))
    staying = {name: key for name, key in olds.items() if name in news}
    late: list[Primitive] = []
    for name, key in staying.items():
        yield from _inside(old[key], new[news[name]], (*path, name), late)
    yield from _renamed(staying, news, path)
    yield from _ordered(list(staying), news, new, path)
    yield from late


def _inside(child: Document, other: Document, path: Path, late: list[Primitive]) -> Iterator[Primitive]:
    """Change a child that stays. An `id` that it loses goes late, after its key has become the id again."""
    if not isinstance(child, Mapping) or not isinstance(other, Mapping):
        if not is_same(child, other):
            yield Set(path=path, value=other)
        return
    if identity("", child, path[:-1]) and not identity("", other, path[:-1]):
        late.append(Remove(path=(*path, "id")))
        child = {key: value for key, value in child.items() if key != "id"}
    yield from compare(child, other, path)


def _renamed(staying: Mapping[str, str], news: Mapping[str, str], path: Path) -> Iterator[Primitive]:
    """Give children their new keys, each at its place; one steps aside where keys go round in a circle."""
    order = list(staying)
    keys = dict(staying)
    left = [name for name in order if keys[name] != news[name]]
    while left:
        held = set(keys.values())
        name = next((each for each in left if news[each] not in held), None)
        if name is None:
            name = left[0]
            aside = keys[name]
            while aside in held or aside in news.values():
                aside += "~"
            keys[name] = aside
        else:
            keys[name] = news[name]
            left.remove(name)
        at = order.index(name) + 1
        yield Move(path=(*path, name), key=keys[name], before=order[at] if at < len(order) else None)


def _ordered(there: list[str], news: Mapping[str, str], new: Mapping[str, Document], path: Path) -> Iterator[Primitive]:
    """Put what is new and move what stands elsewhere, from the last to the first; as few moves as can be."""
    rank = {name: at for at, name in enumerate(news)}
    stay = _longest_rising(there, rank)
    known = set(there)
    before: str | None = None
    for name in reversed(list(news)):
        key = news[name]
        if name not in known:
            yield Put(path=path, key=key, value=new[key], before=before)
        elif name not in stay:
            yield Move(path=(*path, name), key=key, before=before)
        before = name


def _longest_rising(names: list[str], rank: Mapping[str, int]) -> set[str]:
    """The most names that are in the right order already."""
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for name in names:
        at = bisect_left(tails, rank[name])
        before[name] = ends[at - 1] if at else None
        tails[at : at + 1] = [rank[name]]
        ends[at : at + 1] = [name]
    found: set[str] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def is_same(one: Document, other: Document) -> bool:
    """Equal as JSON: true is not 1, and 1 is not 1.0; the order of keys counts."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(is_same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other
