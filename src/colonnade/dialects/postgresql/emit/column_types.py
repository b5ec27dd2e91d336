"""A column gets another type or collation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.dialect import Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.casting import (
    Conversion,
    conversion,
    still_referable,
)
from colonnade.dialects.postgresql.emit.parking import columns_of_type, parked, unparked
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    collate,
    newer,
    parents_of,
    table_of,
)
from colonnade.dialects.postgresql.emit.users import (
    away,
    column_refs,
    foreign_keys_on,
    in_the_way,
    with_heirs,
)
from colonnade.dialects.postgresql.quote import quote
from colonnade.schema import Column, QName, Ref, Sql, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeChange:
    """The statements of a change of type."""

    statements: tuple[Statement, ...]
    displaces: frozenset[Ref]
    default_done: bool
    """Whether the default has its new form afterwards."""


def type_change(table: Table, before: Column, after: Column, using: Sql | None, context: Context) -> TypeChange:
    """ALTER COLUMN … TYPE on a table and all its heirs.

    A default is dropped first and set again where its text changes or the values go through an expression, as
    the server converts a default only by an assignment cast. Columns of the table's row type wait as JSON.
    Raises NotExpressibleError for a partition key, and for a column that an heir has from another parent too.
    """
    tables = tuple(with_heirs(table, context.before))
    _refuse_partition_keys(tables, before)
    _refuse_other_parents(tables, before, context)
    refs = column_refs(tables, before.name)
    displaced = set(in_the_way(refs, context.before))
    if not still_referable(before.type, after.type) or before.collation != after.collation:
        displaced |= {each.ref for each in foreign_keys_on(refs, context.before)}
    how = conversion(before.type, after.type) if before.type != after.type else Conversion.RELABEL
    expression = using or _expression(before, after, how)
    wanted = {each.path: _wanted_default(each, table, after, context) for each in tables}
    redo = before.generated is None and any(_redo(each, after.name, expression, wanted[each.path]) for each in tables)
    statements: list[Statement] = []
    holders = tuple((each, *use) for each in tables for use in columns_of_type(each.path, context.before))
    for each, holder, column in holders:
        statements += parked(holder, column, each.path, context)
        displaced |= set(away(with_heirs(holder, context.before), column.name, context.before))
    if redo:
        statements += _without_defaults(tables, before.name)
    statements.append(_alter(table, before, after, how, expression, using))
    if redo:
        statements += _with_defaults(tables, before.name, wanted)
    for each, holder, column in holders:
        statements += unparked(holder, column, each.path, context)
    if not newer(context, 14):
        displaced |= {
            each.ref for each in context.before if each.kind_of() == "statistics" and not refs.isdisjoint(each.depends)
        }
    return TypeChange(statements=tuple(statements), displaces=frozenset(displaced), default_done=redo)


def _refuse_partition_keys(tables: tuple[Table, ...], column: Column) -> None:
    for each in tables:
        if each.partition_by is not None and column.name in each.partition_by.columns:
            raise NotExpressibleError(
                f"column {column.name} of {each.ref} is in the partition key, so its type can't be changed",
                hint="make the partitioned table anew under another name and move the rows",
            )


def _refuse_other_parents(tables: tuple[Table, ...], column: Column, context: Context) -> None:
    """The column of an heir that two parents give it changes with none of them."""
    paths = {each.path for each in tables}
    for each in tables[1:]:
        for parent in parents_of(each, context.before):
            if parent.path not in paths and column.name in parent.columns:
                raise NotExpressibleError(
                    f"column {column.name} of {each.ref} comes from {parent.ref} too, so its type can't be changed",
                    hint="take the heir from its parents (NO INHERIT), change them all, and put it back",
                )


def _expression(before: Column, after: Column, how: Conversion) -> str | None:
    name = quote(before.name)
    match how:
        case Conversion.RELABEL | Conversion.ASSIGN:
            return None
        case Conversion.CAST:
            return f"{name}::{after.type}"
        case Conversion.TEXT:
            return f"{name}::text::{after.type}"
        case Conversion.WRAP:
            return f"CASE WHEN {name} IS NOT NULL THEN ARRAY[{name}]::{after.type} END"
        case Conversion.UNWRAP:
            return f"{name}[1]::text::{after.type}"


def _wanted_default(each: Table, table: Table, after: Column, context: Context) -> Sql | None:
    """The default that a table or one of its heirs is to have afterwards."""
    if each.path == table.path:
        return after.default
    target = table_of(context.after, each.path)
    column = target.columns.get(after.name) if target is not None else None
    return None if column is None else column.default


def _redo(table: Table, name: str, expression: str | None, wanted: Sql | None) -> bool:
    now = table.columns.get(name)
    return now is not None and now.default is not None and (expression is not None or wanted != now.default)


def _without_defaults(tables: tuple[Table, ...], name: str) -> Iterator[Statement]:
    for each in tables:
        now = each.columns.get(name)
        if now is not None and now.default is not None:
            yield alter_column(each, name, "DROP DEFAULT", "set_default", only=True)


def _with_defaults(tables: tuple[Table, ...], name: str, wanted: Mapping[QName, Sql | None]) -> Iterator[Statement]:
    for each in tables:
        default = wanted[each.path]
        if name in each.columns and default is not None:
            yield alter_column(each, name, f"SET DEFAULT {default}", "set_default", only=True)


def _alter(
    table: Table, before: Column, after: Column, how: Conversion, expression: str | None, using: Sql | None
) -> Statement:
    in_place = how is Conversion.RELABEL and using is None
    tail = "" if expression is None else f" USING {expression}"
    # A collation has to be said whenever one was set, or the type's own comes back.
    action = f"TYPE {after.type}{collate(after.collation)}{tail}"
    # A type that takes every value of the old one, as it is stored, is no news to a program.
    hazards: set[Hazard] = set() if in_place else {Hazard.BREAKS_CLIENTS}
    if not in_place and table.foreign is None:
        hazards |= {Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA}
    if how is Conversion.UNWRAP and using is None:
        hazards.add(Hazard.DELETES_DATA)
    form = "alter_column_type_in_place" if in_place else "alter_column_type_rewrite"
    return alter_column(table, after.name, action, form, hazards=hazards)
