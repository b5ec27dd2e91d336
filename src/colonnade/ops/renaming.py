"""A new name for an object, in every place of a schema that names it, SQL text left aside.

Text in SQL is renamed by the engine itself when the rename runs; `plan` reads the outcome from a scratch copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from colonnade.schema import (
    Column,
    Exclusion,
    ForeignKey,
    Index,
    Key,
    PartitionOf,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Sequence,
    Table,
)

_PARTED = frozenset({"table", "view", "materialized_view", "namespace", "server"})
"""Kinds whose name is the beginning of the names of others."""


def rename_everywhere(schema: Schema, old: Ref, new: Ref) -> Schema:
    """The schema in which `old` is called `new` by itself and by all that refer to it."""
    if old.kind == "column":
        return _rename_column(schema, old, new)
    move = _Move(old, new, dict(_along(schema, old, new)))
    objects = {}
    for each in schema:
        moved = move.carry(each)
        objects[moved.ref] = moved
    ids = {move.ref(now): first for now, first in schema.ids.items() if now != old}
    ids[new] = schema.first_name(old)
    if ids[new] == new:
        del ids[new]
    return replace(schema, objects=objects, ids=ids)


def _along(schema: Schema, old: Ref, new: Ref) -> Iterator[tuple[Ref, Ref]]:
    """What has a name of its own and follows: the index of a key; indexes and owned sequences of a table that moves."""
    if old.kind == "constraint":
        yield _index_ref(old.path), _index_ref(new.path)
    if old.kind not in {"table", "materialized_view"} or old.path[:-1] == new.path[:-1]:
        return
    above = new.path[:-1]
    for each in schema:
        match each:
            case Index(on=path) if path == old.path:
                yield each.ref, Ref("index", (*above, each.name))
            case Key() | Exclusion() if each.path[:-1] == old.path:
                yield _index_ref(each.path), Ref("index", (*above, each.name))
            case Sequence(owned_by=path) if path is not None and path[:-1] == old.path:
                yield each.ref, Ref("sequence", (*above, each.name))
            case _:
                pass


def _index_ref(constraint: QName) -> Ref:
    return Ref("index", (*constraint[:-2], constraint[-1]))


class _Move:
    """The mapping of names that one rename makes."""

    def __init__(self, old: Ref, new: Ref, along: Mapping[Ref, Ref]) -> None:
        self.old = old
        self.new = new
        self.along = along
        self.deep = old.kind in _PARTED

    def path(self, path: QName, *, of: str) -> QName:
        """Where a path of a kind leads after the rename."""
        size = len(self.old.path)
        if path == self.old.path and of == self.old.kind:
            return self.new.path
        if self.deep and len(path) > size and path[:size] == self.old.path and self._below(of):
            return (*self.new.path, *path[size:])
        moved = self.along.get(Ref(of, path)) if self.along else None
        return moved.path if moved is not None else path

    def _below(self, kind: str) -> bool:
        if self.old.kind == "namespace":
            return kind not in {"namespace", "extension", "role"}
        if self.old.kind == "server":
            return kind == "user_mapping"
        return kind in {"column", "constraint", "trigger", "policy", "rule"}

    def ref(self, ref: Ref) -> Ref:
        return Ref(ref.kind, self.path(ref.path, of=ref.kind))

    def carry(self, each: SchemaObject) -> SchemaObject:
        """The object with its own name and all its references moved; the same object when nothing changes."""
        values: dict[str, object] = {}
        for field in fields(each):
            value = getattr(each, field.name)
            moved = self._field(each, field.name, value) if field.init else value
            if moved is not value and moved != value:
                values[field.name] = moved
        return replace(each, **values) if values else each  # type: ignore[arg-type]

    def _field(self, each: SchemaObject, name: str, value: object) -> object:
        match name, value:
            case "path", tuple():
                return self.path(value, of=each.ref.kind)
            case "depends", tuple():
                return tuple(self.ref(ref) for ref in value)
            case "on", Ref():
                return self.ref(value)
            case "on", tuple():
                return self.path(value, of=getattr(each, "on_kind", "table"))
            case "target", tuple():
                return self.path(value, of="table")
            case "inherits", tuple():
                return tuple(self.path(path, of="table") for path in value)
            case "owned_by", tuple():
                return self.path(value, of="column")
            case "attached_to", tuple():
                return self.path(value, of="index")
            case "partition_of", PartitionOf(parent=parent):
                return replace(value, parent=self.path(parent, of="table"))
            case "columns", Mapping():
                return {key: self._column(column) for key, column in value.items()}
            case _:
                return value

    def _column(self, column: Column) -> Column:
        depends = tuple(self.ref(ref) for ref in column.depends)
        return replace(column, depends=depends) if depends != column.depends else column


def _swap(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if name == old else name for name in names)


def _rename_column(schema: Schema, old: Ref, new: Ref) -> Schema:
    a, b = old.name, new.name
    tables = _with_heirs(schema, old.parent_path)
    renamed = {Ref("column", (*path, a)): Ref("column", (*path, b)) for path in tables}
    objects: dict[Ref, SchemaObject] = {}
    for each in schema:
        moved = each
        for path in tables:
            moved = _with_column(moved, path, a, b)
        if not renamed.keys().isdisjoint(moved.depends):
            moved = replace(moved, depends=tuple(renamed.get(ref, ref) for ref in moved.depends))
        objects[moved.ref] = moved
    ids = dict(schema.ids)
    for was, now in renamed.items():
        first = schema.first_name(was)
        ids.pop(was, None)
        if first != now:
            ids[now] = first
    return replace(schema, objects=objects, ids=ids)


def _with_heirs(schema: Schema, path: QName) -> tuple[QName, ...]:
    """A table with all that have its columns from it: heirs and partitions, and theirs."""
    found = [path]
    below = [each for each in schema.of_kind(Table) if each.inherits or each.partition_of is not None]
    for above in found:
        found += (each.path for each in below if each.path not in found and above in _parents(each))
    return tuple(found)


def _parents(table: Table) -> tuple[QName, ...]:
    return (table.partition_of.parent,) if table.partition_of is not None else table.inherits


def _with_column(each: SchemaObject, table: QName, a: str, b: str) -> SchemaObject:
    match each:
        case Table() if each.path == table:
            columns = {
                (b if name == a else name): (replace(column, name=b) if name == a else column)
                for name, column in each.columns.items()
            }
            key = each.partition_by
            if key is not None and a in key.columns:
                key = replace(key, columns=_swap(key.columns, a, b))
            return replace(each, columns=columns, partition_by=key)
        case Key() if each.table == table:
            return replace(
                each,
                columns=_swap(each.columns, a, b),
                include=_swap(each.include, a, b),
            )
        case ForeignKey():
            own = _swap(each.columns, a, b) if each.table == table else each.columns
            some = _swap(each.on_delete_columns, a, b) if each.table == table else each.on_delete_columns
            theirs = _swap(each.target_columns, a, b) if each.target == table else each.target_columns
            return replace(each, columns=own, target_columns=theirs, on_delete_columns=some)
        case Index() if each.on == table:
            keys = tuple(replace(key, column=b) if key.column == a else key for key in each.keys)
            return replace(each, keys=keys, include=_swap(each.include, a, b))
        case _:
            return each
