"""New columns and dropped columns of tables that stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.column_nulls import own_null_name
from colonnade.dialects.postgresql.emit.column_numbers import cut_loose, sequences_of
from colonnade.dialects.postgresql.emit.columns import (
    definition,
    followers,
    null_name_aside,
    with_name,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.statements import (
    NOTHING,
    alter_column,
    alter_table,
    inherited,
    table_of,
)
from colonnade.dialects.postgresql.emit.tables import differs_from_parent
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AddColumn, DropColumn, Operation
from colonnade.schema import (
    Column,
    DomainType,
    Function,
    GeneratedAs,
    Ref,
    Schema,
    Table,
    Volatility,
)


@EMIT.on(AddColumn, "column")
def add_column(operation: Operation, context: Context) -> Alteration | None:
    """ADD COLUMN; what an heir or a partition gets from its parent isn't added again."""
    assert isinstance(operation, AddColumn)
    table = context.before.table(operation.table)
    column = operation.column
    if table.of_type is not None:
        return Alteration(statements=(*typed_column(table, column), *followers(table, column, context)))
    if inherited(table, column, context.before) is not None and not (column.local and table.inherits):
        own = differs_from_parent(table, column, context)
        named = own_null_name(table, column, context)
        return Alteration(statements=(*own, *named, *followers(table, column, context)))
    statements = _filled(table, operation) if operation.fill is not None else [_added(table, column, context)]
    aside = null_name_aside(table, column, context)
    return Alteration(statements=(*aside, *statements, *followers(table, column, context)))


def typed_column(table: Table, column: Column) -> Iterator[Statement]:
    """What a column has beyond its type, which came with the change of the table's own type."""
    if column.default is not None:
        yield alter_column(table, column.name, f"SET DEFAULT {column.default}", "set_default", only=True)
    if not column.nullable:
        yield alter_column(table, column.name, "SET NOT NULL", "set_not_null", only=True)


def _added(table: Table, column: Column, context: Context) -> Statement:
    rewrites = rewrites_when_added(column, context.before)
    hazards: set[Hazard] = set()
    if rewrites and table.foreign is None:
        hazards.add(Hazard.REWRITES_TABLE)
    has_value = column.default is not None or column.generated is not None or column.identity is not None
    if not column.nullable and not has_value:
        hazards.add(Hazard.MAY_FAIL_ON_DATA)
    form = "add_column_rewrite" if rewrites else "add_column"
    return alter_table(
        table, f"ADD COLUMN {definition(with_name(table, column, context.before))}", form, hazards=hazards
    )


def _filled(table: Table, operation: AddColumn) -> list[Statement]:
    """The column comes empty, existing rows get their value, then the rule about nulls."""
    column, name = operation.column, quote(operation.column.name)
    bare = replace(column, nullable=True, not_null=None)
    found = [
        alter_table(table, f"ADD COLUMN {definition(bare)}", "add_column"),
        Statement(
            sql=f"UPDATE {qualified(table.path)} SET {name} = {operation.fill}",
            form="update_rows",
            on=(table.ref,),
            hazards=frozenset({Hazard.REWRITES_TABLE}),
        ),
    ]
    if not column.nullable:
        found.append(
            alter_column(
                table,
                column.name,
                "SET NOT NULL",
                "set_not_null",
                hazards=(Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA),
            )
        )
    return found


_CALL = re.compile(r"\b([a-zA-Z_][\w.]*)\(")
_STEADY = frozenset(
    {
        "now",
        "statement_timestamp",
        "transaction_timestamp",
        "timezone",
        "date_trunc",
        "date_part",
        "extract",
        "coalesce",
        "lower",
        "upper",
        "md5",
        "concat",
        "jsonb_build_object",
        "json_build_object",
        "jsonb_build_array",
        "json_build_array",
        "to_char",
        "current_setting",
        "make_interval",
        "make_date",
        "numeric",
        "varchar",
        "bpchar",
        "timestamp",
        "interval",
        "varying",
        "character",
        "bit",
        "time",
    }
)
"""Stable and immutable functions that defaults call often, and the names of types with a length."""


def rewrites_when_added(column: Column, schema: Schema) -> bool:
    """Whether the server writes every row anew for a new column.

    It does for values that differ from row to row: volatile defaults, stored expressions, identity; and for
    domains with conditions (ATExecAddColumn() in tablecmds.c). A function that isn't known counts as volatile.
    """
    if column.identity is not None:
        return True
    if column.generated is not None:
        return column.generated.stored is GeneratedAs.STORED
    if any(_has_conditions(ref, schema) for ref in column.depends):
        return True
    if column.default is None:
        return False
    own = {each.path[1]: each for ref in column.depends if isinstance(each := schema.get(ref), Function)}
    for name in _CALL.findall(re.sub(r"'(?:[^']|'')*'", "''", column.default)):
        last = name.rsplit(".", 1)[-1].lower()
        known = own.get(last)
        if known is not None and known.volatility is not Volatility.VOLATILE:
            continue
        if last not in _STEADY:
            return True
    return False


def _has_conditions(ref: Ref, schema: Schema) -> bool:
    each = schema.get(ref)
    return isinstance(each, DomainType) and bool(each.checks or not each.nullable or each.default is not None)


@EMIT.on(DropColumn, "column")
def drop_column(operation: Operation, context: Context) -> Alteration | None:
    """DROP COLUMN; an heir's goes with the parent's."""
    assert isinstance(operation, DropColumn)
    table = context.before.table(operation.table)
    column = table.columns.get(operation.column.name, operation.column)
    if goes_with_parent(table, column, context) or table.of_type is not None:
        return NOTHING
    also = tuple(sequences_of(table, (column.name,), context.before))
    hazards = {Hazard.BREAKS_CLIENTS} | ({Hazard.DELETES_DATA} if column.generated is None else set())
    drop = alter_table(table, f"DROP COLUMN {quote(column.name)}", "drop_column", also=also, hazards=hazards)
    return Alteration(statements=(*cut_loose(table, (column.name,), context), drop))


def goes_with_parent(table: Table, column: Column, context: Context) -> bool:
    """Whether the column was dropped, or will be, by dropping that of a parent."""
    if table.partition_of is None and (not table.inherits or column.local):
        return False
    target = table_of(context.after, table.path)
    stays = target if target is not None else table
    return stays.partition_of is not None or bool(stays.inherits)
