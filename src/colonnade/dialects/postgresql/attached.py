"""Indexes of partitions that get other names, or another shape, while they hang on those of their parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from colonnade.ops import AlterObject, CreateObject, DropObject, Operation, RenameObject
from colonnade.schema import Exclusion, Index, Key, QName, Ref, Schema

Attached = Index | Key | Exclusion
"""What can hang on the index of a partitioned table."""


def renamed_parts(
    operations: Sequence[Operation], before: Schema, after: Schema, rebuilt: Collection[QName]
) -> tuple[Operation, ...]:
    """The change in which an index that a partition gets in the place of another of its parent's is renamed.

    The server takes a second one beside the first as little as it drops the first alone, so that where the two differ
    in more than their names the index of the parent is made anew with all below it. Tables that are `rebuilt` get
    theirs with the rest.
    """
    if not any(map(_hangs, operations)):
        return tuple(operations)
    found = list(operations)
    moved = before
    for old, new in _from_above(_pairs(operations, before, after, rebuilt)):
        rename = RenameObject(ref=old.ref, to=new.ref)
        stays = type(old) is type(new) and old.ref not in after and _is_free(new, moved)
        if stays and rename.apply(moved).get(new.ref) == new:
            moved = rename.apply(moved)
            found = [each for each in found if not _is_of(each, old.ref, new.ref)]
            found.append(rename)
        else:
            found.extend(_anew(old, found, before, after))
    return tuple(each for each in found if not _is_settled(each, moved))


def _hangs(operation: Operation) -> bool:
    match operation:
        case DropObject(object=each) | AlterObject(before=each):
            return isinstance(each, Attached) and each.attached_to is not None
        case _:
            return False


def _pairs(
    operations: Sequence[Operation], before: Schema, after: Schema, rebuilt: Collection[QName]
) -> tuple[tuple[Attached, Attached], ...]:
    """What a partition has below an index of its parent that stays, and what it is to have there instead."""
    dropped = (each.object for each in operations if isinstance(each, DropObject))
    gone = {_index(each) for each in dropped if isinstance(each, Attached) and each.attached_to is None}
    wanted = {(each.parent(), each.attached_to): each for each in _attached(after)}
    names: dict[QName, QName] = {}
    waiting = [each for each in _attached(before) if _table(each) not in rebuilt]
    found: list[tuple[Attached, Attached]] = []
    grown = True
    while grown:
        grown = False
        for old in list(waiting):
            above = old.attached_to
            new = wanted.get((old.parent(), names.get(above, above))) if above is not None else None
            if new is None or above in gone or new.ref == old.ref:
                continue
            names[_index(old)] = _index(new)
            found.append((old, new))
            waiting.remove(old)
            grown = True
    return tuple(found)


def _attached(schema: Schema) -> Iterator[Attached]:
    for each in schema:
        if isinstance(each, Attached) and each.attached_to is not None:
            yield each


def _from_above(pairs: Sequence[tuple[Attached, Attached]]) -> Iterator[tuple[Attached, Attached]]:
    """Pairs in an order in which the index of a parent comes before those that hang on it."""
    below: defaultdict[QName | None, list[tuple[Attached, Attached]]] = defaultdict(list)
    for pair in pairs:
        below[pair[0].attached_to].append(pair)
    own = {_index(old) for old, _ in pairs}
    waiting = [pair for pair in pairs if pair[0].attached_to not in own]
    while waiting:
        pair = waiting.pop(0)
        yield pair
        waiting.extend(below[_index(pair[0])])


def _table(each: Attached) -> QName:
    return each.on if isinstance(each, Index) else each.table


def _index(each: Attached) -> QName:
    return each.path if isinstance(each, Index) else (*each.path[:-2], each.path[-1])


def _is_free(new: Attached, schema: Schema) -> bool:
    """Whether no relation has the name."""
    path = _index(new)
    kinds = ("table", "view", "materialized_view", "sequence", "index", "composite")
    if any(Ref(kind, path) in schema for kind in kinds):
        return False
    return not any(isinstance(each, Key | Exclusion) and _index(each) == path for each in schema)


def _is_of(operation: Operation, old: Ref, new: Ref) -> bool:
    match operation:
        case DropObject(object=each):
            return each.ref == old
        case CreateObject(object=each):
            return each.ref == new
        case _:
            return False


def _anew(old: Attached, operations: Sequence[Operation], before: Schema, after: Schema) -> Iterator[Operation]:
    """The top of the indexes that one hangs on goes and comes again."""
    top = old
    while top.attached_to is not None and (above := _holder(top.attached_to, before)) is not None:
        top = above
    new = after.get(top.ref)
    if new is None or any(_is_of(each, top.ref, top.ref) for each in operations):
        return
    yield DropObject(object=top)
    yield CreateObject(object=new)


def _holder(path: QName, schema: Schema) -> Attached | None:
    found = schema.get(Ref("index", path))
    if isinstance(found, Index):
        return found
    return next((each for each in schema if isinstance(each, Key | Exclusion) and _index(each) == path), None)


def _is_settled(operation: Operation, moved: Schema) -> bool:
    """Whether a change has come about with the new name of the index that something hangs on."""
    match operation:
        case AlterObject(after=Index() | Key() | Exclusion() as new):
            return moved.get(new.ref) == new
        case _:
            return False
