"""Columns that wait as text or JSON while their type is away."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    inherited,
    table_of,
)
from colonnade.dialects.postgresql.emit.users import with_heirs
from colonnade.dialects.postgresql.names import multirange_name
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import (
    Column,
    CompositeType,
    DomainType,
    QName,
    RangeType,
    Ref,
    Schema,
    SchemaObject,
    Table,
)

_HAZARDS = (Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA, Hazard.BREAKS_CLIENTS)


def columns_of_type(path: QName, schema: Schema) -> Iterator[tuple[Table, Column]]:
    """Columns of a type or of an array of it, and of the multirange that comes with a range."""
    names = type_names(path, schema)
    for table in schema.of_kind(Table):
        for column in table.columns.values():
            if column.type.removesuffix("[]") in names:
                yield table, column


def type_names(path: QName, schema: Schema) -> frozenset[str]:
    """The name of a type as columns have it, with that of the multirange that comes with a range."""
    range_ = schema.get(Ref("range", path))
    if not isinstance(range_, RangeType):
        return frozenset({qualified(path)})
    usual = qualified((*path[:-1], multirange_name(path[-1])))
    return frozenset({qualified(path), range_.options.get("multirange_type_name", usual)})


def parked(table: Table, column: Column, row: QName | None, context: Context) -> Iterator[Statement]:
    """A column and its heirs' become text, or JSON where values are rows, named by `row`.

    Raises NotExpressibleError for a column of a partition key.
    """
    if inherited(table, column, context.before) is not None:
        return
    if table.partition_by is not None and column.name in table.partition_by.columns:
        raise NotExpressibleError(
            f"{column.type} can't be made anew: column {column.name} of {table.ref} is in a partition key",
            hint="make a type of another name and a partitioned table that uses it, and move the rows",
        )
    for each in with_heirs(table, context.before):
        if each.columns[column.name].default is not None:
            yield alter_column(each, column.name, "DROP DEFAULT", "set_default", only=True)
    name = quote(column.name)
    if row is not None and not column.type.endswith("[]"):
        action = f"TYPE jsonb USING pg_catalog.to_jsonb({name})"
    else:
        array = "[]" if column.type.endswith("[]") else ""
        action = f"TYPE text{array} USING {name}::text{array}"
    yield alter_column(table, column.name, action, "alter_column_type_rewrite", hazards=_HAZARDS)


def unparked(table: Table, column: Column, row: QName | None, context: Context) -> Iterator[Statement]:
    """The column gets its type back, with the values that fit it by name, and its default."""
    if inherited(table, column, context.before) is not None:
        return
    name = quote(column.name)
    if row is not None and not column.type.endswith("[]"):
        made = f"pg_catalog.jsonb_populate_record(NULL::{qualified(row)}, {name})::{column.type}"
        action = f"TYPE {column.type} USING CASE WHEN {name} IS NOT NULL THEN {made} END"
    else:
        action = f"TYPE {column.type} USING {name}::{column.type}"
    yield alter_column(table, column.name, action, "alter_column_type_rewrite", hazards=_HAZARDS)
    for each in with_heirs(table, context.before):
        yield from default_again(each, column.name, context)


def default_again(table: Table, name: str, context: Context) -> Iterator[Statement]:
    """The default that is there now, unless another one follows anyway."""
    now = table.columns[name].default
    target = table_of(context.after, table.path)
    wanted = target.columns.get(name) if target is not None else None
    if now is not None and wanted is not None and wanted.default == now:
        yield alter_column(table, name, f"SET DEFAULT {now}", "set_default", only=True)


def row_of(each: SchemaObject, schema: Schema) -> QName | None:
    """The row type that values of a type are, itself or by way of domains."""
    match each:
        case CompositeType() | Table():
            return each.path
        case DomainType():
            for ref in each.depends:
                below = schema.get(ref)
                if below is not None and qualified(below.path) == each.base:
                    return row_of(below, schema)
    return None


def types_over(ref: Ref, schema: Schema) -> tuple[SchemaObject, ...]:
    """Types that are made of a type, directly or not, each after all that it is made of."""
    found: list[SchemaObject] = []

    def follow(below: Ref) -> None:
        for each in schema:
            if each.kind_of() in _TYPES and below in each.depends and each not in found:
                follow(each.ref)
                found.insert(0, each)

    follow(ref)
    return tuple(found)


_TYPES = frozenset({"domain", "composite", "range"})
