"""The operations of a difference, folded into one rebuild per table where ALTER TABLE can't do them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from colonnade.dialects.sqlite.emit.columns import can_be_added, can_be_dropped, can_come_with, fires, same_here
from colonnade.dialects.sqlite.emit.registry import UNKNOWN_HERE
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
    RenameObject,
)
from colonnade.schema import Column, Constraint, ForeignKey, Key, QName, Ref, Schema, Sql, Table


def regroup(operations: Sequence[Operation], before: Schema, after: Schema) -> tuple[Operation, ...]:
    """The same change with one `RebuildTable` for every table that needs one, in its first place.

    Constraints of tables that come or go stay as they are: they stand and fall with their tables.
    """
    by_table: defaultdict[QName, list[Operation]] = defaultdict(list)
    for operation in operations:
        path = _table_of(operation)
        if path is not None and Ref("table", path) in before and Ref("table", path) in after:
            by_table[path].append(operation)
    if not by_table:
        return tuple(operations)
    children = _led_astray(by_table, before, after)
    paths = {*by_table, *children}
    old, new = _constraints(before, paths), _constraints(after, paths)
    folded: dict[int, tuple[Operation, ...]] = {}
    for path, several in by_table.items():
        made = _fold(path, several, before, after, old[path], new[path])
        if path in children and not any(isinstance(each, RebuildTable) for each in made):
            made = (*made, _rebuild(path, after, after, new[path], new[path]))
        folded.update({id(each): () for each in several})
        folded[id(several[0])] = made
    more = (_rebuild(path, before, after, old[path], new[path]) for path in sorted(children - set(by_table)))
    return (*(part for each in operations for part in folded.get(id(each), (each,))), *more)


def _led_astray(changing: Iterable[QName], before: Schema, after: Schema) -> set[QName]:
    """Tables with a reference that may name no columns, where the primary key that it means becomes another one.

    Whether columns are named is not known, for to the engine it is the same: the reference is written anew with them.
    """
    keys = {path: (_primary(path, before), _primary(path, after)) for path in changing}
    moved = {path: old for path, (old, new) in keys.items() if old != new}
    return {
        each.table
        for each in before.of_kind(ForeignKey)
        if each.target_columns == moved.get(each.target)
        and Ref("table", each.table) in after
        and after.get(each.ref) == each
    }


def _primary(path: QName, schema: Schema) -> tuple[str, ...]:
    parts = schema.parts(Ref("table", path))
    return next((each.columns for each in parts if isinstance(each, Key) and each.primary), ())


def _rebuild(
    path: QName,
    before: Schema,
    after: Schema,
    old: list[Constraint],
    new: list[Constraint],
    values: dict[str, Sql] | None = None,
) -> RebuildTable:
    return RebuildTable(
        before=before.table(path),
        after=after.table(path),
        constraints_before=tuple(old),
        constraints_after=tuple(new),
        values=values or {},
    )


def _table_of(operation: Operation) -> QName | None:
    match operation:
        case AddColumn(table=path) | DropColumn(table=path) | AlterColumn(table=path):
            return path
        case CreateObject(object=Constraint() as each) | DropObject(object=Constraint() as each):
            return each.table
        case AlterObject(before=Constraint() as each):
            return each.table
        case AlterObject(before=Table() as each):
            return each.path
        case _:
            return None


def _constraints(schema: Schema, paths: Collection[QName]) -> dict[QName, list[Constraint]]:
    found: dict[QName, list[Constraint]] = {path: [] for path in paths}
    for each in schema.of_kind(Constraint):
        if each.table in found:
            found[each.table].append(each)
    return found


def _fold(
    path: QName,
    operations: list[Operation],
    before: Schema,
    after: Schema,
    old: list[Constraint],
    new: list[Constraint],
) -> tuple[Operation, ...]:
    renames, rest = _only_renamed(operations)
    table = before.table(path)
    added = [each.column for each in rest if isinstance(each, AddColumn)]
    if all(_in_place(each, table, old, before, added) for each in rest):
        return (*renames, *rest)
    values: dict[str, Sql] = {}
    for each in rest:
        match each:
            case AddColumn(column=column, fill=value) | AlterColumn(after=column, using=value) if value is not None:
                values[column.name] = value
            case _:
                pass
    return (_rebuild(path, before, after, old, new, values),)


def _in_place(
    operation: Operation, table: Table, constraints: list[Constraint], before: Schema, added: list[Column]
) -> bool:
    match operation:
        case CreateObject(object=Constraint() as made):
            return any(can_come_with(made, column) for column in added)
        case AddColumn(column=column, fill=fill):
            return can_be_added(column, fill) and (fill is None or not fires(before, table.path))
        case DropColumn(column=column):
            return can_be_dropped(table, column, constraints, before, before.version)
        case AlterColumn(before=old, after=new):
            return same_here(old, new)
        case AlterObject():
            return operation.changed() <= UNKNOWN_HERE
        case _:
            return False


def _only_renamed(operations: list[Operation]) -> tuple[list[Operation], list[Operation]]:
    """Constraints without a name of their own that changed only the one we made for them, after a rename."""
    gone = {_nameless(each.object): each for each in operations if isinstance(each, DropObject)}
    gone.pop(None, None)
    renames: list[Operation] = []
    matched: set[int] = set()
    for each in operations:
        other = gone.pop(_nameless(each.object), None) if isinstance(each, CreateObject) else None
        if other is not None and isinstance(each, CreateObject):
            renames.append(RenameObject(ref=other.object.ref, to=each.object.ref))
            matched |= {id(each), id(other)}
    return renames, [each for each in operations if id(each) not in matched]


def _nameless(each: object) -> str | None:
    """What a constraint is, without its path, as text that can be compared; None when it has a name."""
    if not isinstance(each, Constraint) or each.named:
        return None
    return repr(replace(each, path=(), depends=()))
