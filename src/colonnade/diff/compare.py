"""What differs between two schemas of one engine, object by object."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
)
from colonnade.schema import Ref, Role, Schema, Table


def compare(before: Schema, after: Schema) -> tuple[Operation, ...]:
    """The operations that lead from one schema to the other, without order and without renames.

    Objects are matched by identity. Roles are prerequisites: one that is missing is created, none is dropped.
    """
    return tuple(_compare(before, after))


def _compare(before: Schema, after: Schema) -> Iterator[Operation]:
    for ref, old in before.objects.items():
        new = after.objects.get(ref)
        if new is None:
            if not isinstance(old, Role):
                yield DropObject(object=old)
        elif new is not old and new != old:
            if isinstance(old, Table) and isinstance(new, Table):
                yield from _compare_tables(old, new)
            else:
                yield AlterObject(before=old, after=new)
    for ref, new in after.objects.items():
        if ref not in before.objects:
            yield CreateObject(object=new)


def _compare_tables(old: Table, new: Table) -> Iterator[Operation]:
    change = AlterObject(before=old, after=new)
    if change.changed():
        yield change
    for name, column in old.columns.items():
        if name not in new.columns:
            yield DropColumn(table=old.path, column=column)
    for name, column in new.columns.items():
        known = old.columns.get(name)
        if known is None:
            yield AddColumn(table=old.path, column=column)
        elif known != column:
            yield AlterColumn(table=old.path, before=known, after=column)


def is_same(before: Schema, after: Schema) -> bool:
    """Whether a comparison finds nothing."""
    return next(_compare(before, after), None) is None


def touched(operations: tuple[Operation, ...]) -> frozenset[Ref]:
    """Identities that a set of operations concerns."""
    return frozenset().union(*(each.touches() for each in operations))
