"""The schema at a moment of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
)
from colonnade.plan.circles import Move
from colonnade.schema import Exclusion, Index, Key, Ref, Schema, Table, made_with
from colonnade.schema.objects import Objects


class RunningSchema:
    """A schema that operations change in place, so that a plan of n steps costs n and not n² of copies.

    `schema` shows the present moment and must not be kept across `carry_out`.
    """

    def __init__(self, start: Schema) -> None:
        self._objects = Objects(start.objects)
        self.schema = replace(start, objects=self._objects)

    def carry_out(self, operations: Sequence[Operation]) -> None:
        """Apply operations."""
        for operation in operations:
            self._apply(operation)

    def carry_out_revocably(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        """Apply operations; the answer undoes them, in the order in which it has to run."""
        inverse: list[Operation] = []
        for operation in operations:
            inverse.append(operation.invert(self.schema))
            self._apply(operation)
        return tuple(reversed(inverse))

    def _apply(self, operation: Operation) -> None:
        match operation:
            case CreateObject(object=each) if each.ref not in self._objects:
                self._objects[each.ref] = each
            case DropObject(object=each) if each.ref in self._objects:
                del self._objects[each.ref]
            case AlterObject(before=each) if each.ref in self._objects:
                self._change(operation, each.ref)
            case AddColumn(table=path) | DropColumn(table=path) | AlterColumn(table=path):
                self._change(operation, Ref("table", path))
            case _:
                after = operation.apply(self.schema)
                self._objects = Objects(after.objects)
                self.schema = replace(after, objects=self._objects)

    def _change(self, operation: Operation, ref: Ref) -> None:
        """Apply an operation that concerns one object only."""
        known = {ref: self._objects[ref]} if ref in self._objects else {}
        for found, each in operation.apply(replace(self.schema, objects=known)).objects.items():
            self._objects[found] = each


def attached_with(operation: AlterObject, present: Schema, wanted: Schema) -> tuple[Key | Exclusion | Index, ...]:
    """Keys and indexes that a table needs before it becomes a partition, or the server would name them itself."""
    old, new = operation.before, operation.after
    if not isinstance(old, Table) or not isinstance(new, Table) or new.partition_of in {None, old.partition_of}:
        return ()
    return tuple(each for each in made_with(new, present, wanted) if each.ref not in present)


def said_by_place(operation: AlterObject, moves: Sequence[Move]) -> tuple[AlterColumn, ...]:
    """Changes of columns that come with new parents: whose idea a column and its NOT NULL are."""
    columns = (each.operation for each in moves if isinstance(each.operation, AlterColumn))
    return tuple(
        each
        for each in columns
        if each.table == operation.after.path
        and each.before.local != each.after.local
        and replace(each.before, local=each.after.local) == each.after
    )


def become_own(operation: AlterObject, present: Schema) -> tuple[AlterColumn, ...]:
    """Columns that only came from a parent which a table leaves: they are its own from then on."""
    old, new = operation.before, operation.after
    if (
        not isinstance(old, Table)
        or not isinstance(new, Table)
        or new.partition_of
        or set(old.inherits) <= set(new.inherits)
    ):
        return ()
    stay = [each for path in new.inherits if isinstance(each := present.get(Ref("table", path)), Table)]
    return tuple(
        AlterColumn(table=old.path, before=column, after=replace(column, local=True))
        for column in present.table(old.path).columns.values()
        if not column.local and not any(column.name in each.columns for each in stay)
    )


def taken_along(moves: Sequence[Move], now: RunningSchema, wanted: Schema) -> Iterator[Move]:
    """The moves, where a new partition takes its keys and indexes along that its parent has already.

    Each move must be carried out before the next is asked for.
    """
    made: set[Ref] = set()
    changed = (each.operation for each in moves if isinstance(each.operation, AlterObject))
    said = {each.after.path: said_by_place(each, moves) for each in changed if "inherits" in each.changed()}
    for move in moves:
        operation = move.operation
        if isinstance(operation, CreateObject):
            if operation.object.ref in made:
                continue
            if isinstance(operation.object, Table):
                parts = made_with(operation.object, now.schema, wanted)
                made |= {each.ref for each in parts}
                along = tuple(CreateObject(object=each) for each in parts)
                yield replace(move, absorbed=(*move.absorbed, *along)) if along else move
                continue
        elif isinstance(operation, AlterObject) and isinstance(operation.after, Table):
            parts = attached_with(operation, now.schema, wanted)
            made |= {each.ref for each in parts}
            also = said.get(operation.after.path, ())
            told = {each.before.name for each in also}
            also += tuple(each for each in become_own(operation, now.schema) if each.before.name not in told)
            yield replace(move, absorbed=(*move.absorbed, *(CreateObject(object=each) for each in parts), *also))
            continue
        if isinstance(operation, AlterColumn) and operation in said.get(operation.table, ()):
            continue
        yield move
