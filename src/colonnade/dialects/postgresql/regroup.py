"""Which tables have to be made anew, with which of their partitions or heirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from colonnade.dialects.postgresql.attached import renamed_parts
from colonnade.dialects.postgresql.emit.columns import stated
from colonnade.dialects.postgresql.emit.statements import children_of, table_of
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
)
from colonnade.schema import Exclusion, Index, Key, QName, Schema, Sql, Table


def regroup(operations: Sequence[Operation], before: Schema, after: Schema) -> tuple[Operation, ...]:
    """The same change with one `RebuildTable` for every tree of tables that ALTER TABLE can't change.

    A tree that loses a table which stays is left as it is, and refused later.
    """
    changed = dict.fromkeys(path for each in operations if (path := _table_of(each)) is not None)
    roots = dict.fromkeys(_root(path, before, after) for path in changed if _anew(path, before, after))
    rebuilt = frozenset(path for root in roots for path in _paths(_tree(root, before)))
    found = list(renamed_parts(operations, before, after, rebuilt))
    for root in roots:
        if not any(root != other and root in _paths(_tree(other, before)) for other in roots):
            found = _folded(found, root, before, after)
    return tuple(found)


def _table_of(operation: Operation) -> QName | None:
    match operation:
        case AddColumn(table=path) | DropColumn(table=path) | AlterColumn(table=path):
            return path
        case AlterObject(before=Table() as each):
            return each.path
        case _:
            return None


def _paths(tables: Sequence[Table]) -> frozenset[QName]:
    return frozenset(table.path for table in tables)


def _tree(path: QName, schema: Schema) -> tuple[Table, ...]:
    """A table with all below it, each after its parents."""
    root = table_of(schema, path)
    found: list[Table] = [] if root is None else [root]
    for each in found:
        found += (child for child in children_of(each, schema) if child not in found)
    return tuple(found)


def _anew(path: QName, before: Schema, after: Schema) -> bool:
    """Whether a table that stays can't be altered into what it is to be."""
    old, new = table_of(before, path), table_of(after, path)
    if old is None or new is None or (old.foreign is None) != (new.foreign is None):
        return False
    if old.foreign is not None:
        return False
    if old.partition_by != new.partition_by:
        return True
    if old.partition_of is None and new.partition_of is not None and old.inherits:
        return False
    return _key_changes(old, new) or _bounds_change(new, before, after) or _locality_changes(old, new, before, after)


def _key_changes(old: Table, new: Table) -> bool:
    """Whether a column of the partition key gets another type or collation."""
    if old.partition_by is None:
        return False
    return any(
        (old.columns[name].type, old.columns[name].collation) != (new.columns[name].type, new.columns[name].collation)
        for name in old.partition_by.columns
        if name in old.columns and name in new.columns
    )


def _bounds_change(new: Table, before: Schema, after: Schema) -> bool:
    """Whether rows may have to move between partitions: the bounds of several change, or one grows beside new ones."""
    if new.partition_of is None:
        return False
    parent = table_of(before, new.partition_of.parent)
    if parent is None:
        return False
    target = table_of(after, parent.path)
    if target is None:
        return False
    was = {each.path: each.partition_of for each in children_of(parent, before)}
    now = {each.path: each.partition_of for each in children_of(target, after)}
    changed = [path for path in was if path in now and was[path] != now[path]]
    return new.path in changed and (len(changed) > 1 or any(path not in before_paths(before) for path in now))


def before_paths(schema: Schema) -> frozenset[QName]:
    """Paths of all tables."""
    return frozenset(each.path for each in schema.of_kind(Table))


def _locality_changes(old: Table, new: Table, before: Schema, after: Schema) -> bool:
    """Whether columns become, or stop being, inherited alone in a way that no statement says."""
    if not new.inherits or new.partition_of is not None:
        return False
    joined = [path for path in new.inherits if path not in old.inherits]
    stays = [each for path in new.inherits if path in old.inherits and (each := table_of(before, path)) is not None]
    still = [target for each in stays if (target := table_of(after, each.path)) is not None]
    for column in new.columns.values():
        was = old.columns.get(column.name)
        if was is None:
            if not column.local and joined and not any(column.name in each.columns for each in still):
                return True
        elif (was.local and not column.local) or (stated(was) and not column.nullable and not stated(column)):
            return True
        elif column.local and not was.local:
            inherited = any(column.name in each.columns for each in stays)
            if inherited and not all(each.local for each in new.columns.values()):
                return True
    return False


def _root(path: QName, before: Schema, after: Schema) -> QName:
    """The top of the tree to make anew: the table itself where its place in a larger tree binds no indexes."""
    table, target = table_of(before, path), table_of(after, path)
    if table is None or target is None or table.partition_of is None:
        return path
    parent = table.partition_of.parent
    bounds = table.partition_of != target.partition_of
    if not bounds and not _is_bound(path, before) and not _is_bound(path, after):
        return path
    return _root(parent, before, after) if table_of(after, parent) is not None else path


def _is_bound(path: QName, schema: Schema) -> bool:
    return any(each.on == path and each.attached_to is not None for each in schema.of_kind(Index)) or any(
        isinstance(each, Key | Exclusion) and each.table == path and each.attached_to is not None for each in schema
    )


def _folded(operations: list[Operation], root: QName, before: Schema, after: Schema) -> list[Operation]:
    old, wanted = _tree(root, before), _tree(root, after)
    elsewhere = before_paths(before) - _paths(old)
    new = tuple(each for each in wanted if each.path not in elsewhere)
    leaves = any(each.path not in _paths(new) and table_of(after, each.path) is not None for each in old)
    if leaves or not new or not old:
        return operations
    paths = _paths(old) | _paths(new)
    folded = [each for each in operations if _goes_in(each, paths)]
    rebuilt = RebuildTable(
        before=old[0],
        after=new[0],
        parts_before=old[1:],
        parts_after=new[1:],
        values=dict(_values(folded, root)),
    )
    rest = [each for each in operations if each not in folded]
    return [*rest, rebuilt]


def _goes_in(operation: Operation, paths: frozenset[QName]) -> bool:
    match operation:
        case CreateObject(object=Table() as each) | DropObject(object=Table() as each):
            return each.path in paths
        case _:
            return _table_of(operation) in paths


def _values(operations: Sequence[Operation], root: QName) -> Iterator[tuple[str, Sql]]:
    for each in operations:
        match each:
            case AddColumn(table=path, column=column, fill=value) if path == root and value is not None:
                yield column.name, value
            case AlterColumn(table=path, after=column, using=value) if path == root and value is not None:
                yield column.name, value
            case _:
                pass
