"""What the objects of a designed schema need of each other; a schema read from an engine knows it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Dialect
from colonnade.schema import ForeignKey, Index, Key, QName, Ref, Schema, SchemaObject, Table


def linked(schema: Schema, dialect: Dialect) -> Schema:
    """The schema with the dependencies of objects that have none noted: found by structure, and in SQL text by the
    dialect's own reading."""
    keys = _keys(schema)
    objects = {ref: _linked(each, schema, keys, dialect) for ref, each in schema.objects.items()}
    return replace(schema, objects=objects)


_Keys = defaultdict[QName, list[tuple[frozenset[str], Ref]]]


def _keys(schema: Schema) -> _Keys:
    found: _Keys = defaultdict(list)
    for each in schema:
        if isinstance(each, Key):
            found[each.table].append((frozenset(each.columns), each.ref))
        elif isinstance(each, Index) and each.unique:
            names = [key.column for key in each.keys]
            found[each.on].append((frozenset(name for name in names if name is not None), each.ref))
    return found


def _linked(each: SchemaObject, schema: Schema, keys: _Keys, dialect: Dialect) -> SchemaObject:
    needs = dict.fromkeys(each.depends)
    if isinstance(each, ForeignKey):
        wanted = frozenset(each.target_columns)
        needs.update(dict.fromkeys(ref for columns, ref in keys[each.target] if columns == wanted))
    if dialect.references is not None:
        if isinstance(each, Table):
            each = _with_columns(each, schema, dialect)
        needs.update(dict.fromkeys(_known(dialect.references(each, schema), schema, each.ref)))
    depends = tuple(needs)
    return each if depends == each.depends else replace(each, depends=depends)


def _with_columns(table: Table, schema: Schema, dialect: Dialect) -> Table:
    if dialect.column_references is None:
        return table
    columns = {}
    for name, column in table.columns.items():
        found = _known(dialect.column_references(column, schema), schema, table.ref)
        needs = tuple(dict.fromkeys((*column.depends, *found)))
        columns[name] = column if needs == column.depends else replace(column, depends=needs)
    return replace(table, columns=columns)


def _known(refs: tuple[Ref, ...], schema: Schema, own: Ref) -> Iterator[Ref]:
    for ref in refs:
        if ref != own and (ref in schema or ref.kind == "column"):
            yield ref
