"""A type that can't be altered: the old one steps aside, a new one takes its name, columns move over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    inherited,
    table_of,
)
from colonnade.dialects.postgresql.emit.types import comments_within, create_sql
from colonnade.dialects.postgresql.emit.users import (
    column_refs,
    foreign_keys_on,
    in_the_way,
    users_of,
    with_heirs,
)
from colonnade.dialects.postgresql.names import aside_name, multirange_name
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import (
    Column,
    DomainType,
    RangeType,
    Ref,
    Schema,
    SchemaObject,
    Table,
)

Convert = Callable[[Column, str], str]
"""The expression that makes a value of the new type from a column; the second argument is the column's type."""


def columns_of_type(ref: Ref, schema: Schema) -> Iterator[tuple[Table, Column]]:
    """Columns of a type or of an array of it."""
    name = qualified(ref.path)
    for table in schema.of_kind(Table):
        for column in table.columns.values():
            if column.type.removesuffix("[]") == name:
                yield table, column


def detour(before: SchemaObject, after: SchemaObject, context: Context, convert: Convert) -> Alteration:
    """Rename the type aside, make the new one, move every column over, drop the old one.

    Raises NotExpressibleError for a column of a partition key.
    """
    using = tuple(columns_of_type(before.ref, context.before))
    statements: list[Statement] = list(_aside(before))
    aside = (*before.path[:-1], aside_name(before.name))
    statements.append(Statement(sql=create_sql(after, context), form="create_type", on=(after.ref,)))
    statements += [*comments_within(after), *trappings(after, None, context)]
    displaced: set[Ref] = set()
    for table, column in using:
        if table.partition_by is not None and column.name in table.partition_by.columns:
            raise NotExpressibleError(
                f"{before.ref} can't be made anew: column {column.name} of {table.ref} is in a partition key",
                hint="make a type of another name and a partitioned table that uses it, and move the rows",
            )
        heirs = tuple(with_heirs(table, context.before))
        refs = column_refs(heirs, column.name)
        displaced |= set(in_the_way(refs, context.before))
        displaced |= {each.ref for each in foreign_keys_on(refs, context.before)}
        statements += _moved(table, column, context, convert)
    words = "DOMAIN" if isinstance(before, DomainType) else "TYPE"
    statements.append(Statement(sql=f"DROP {words} {qualified(aside)}", form="drop_type", on=(before.ref,)))
    displaced |= set(_others(before.ref, context.before))
    return Alteration(statements=tuple(statements), displaces=frozenset(displaced))


def _aside(each: SchemaObject) -> Iterator[Statement]:
    words = "DOMAIN" if isinstance(each, DomainType) else "TYPE"
    sql = f"ALTER {words} {qualified(each.path)} RENAME TO {quote(aside_name(each.name))}"
    yield Statement(sql=sql, form="rename_type", on=(each.ref,))
    if isinstance(each, RangeType):
        multirange = each.options.get("multirange_type_name")
        name = multirange or qualified((*each.path[:-1], multirange_name(each.name)))
        sql = f"ALTER TYPE {name} RENAME TO {quote(aside_name(multirange_name(each.name)))}"
        yield Statement(sql=sql, form="rename_type", on=(each.ref,))


def _moved(table: Table, column: Column, context: Context, convert: Convert) -> Iterator[Statement]:
    if inherited(table, column, context.before) is None:
        heirs = tuple(with_heirs(table, context.before))
        for each in heirs:
            if each.columns[column.name].default is not None:
                yield alter_column(each, column.name, "DROP DEFAULT", "set_default", only=True)
        action = f"TYPE {column.type} USING {convert(column, column.type)}"
        hazards = {Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA, Hazard.BREAKS_CLIENTS}
        yield alter_column(table, column.name, action, "alter_column_type_rewrite", hazards=hazards)
        for each in heirs:
            yield from _default_again(each, column.name, context)


def _default_again(table: Table, name: str, context: Context) -> Iterator[Statement]:
    """The default that is there now, unless another one follows anyway."""
    now = table.columns[name].default
    target = table_of(context.after, table.path)
    wanted = target.columns.get(name) if target is not None else None
    if now is not None and wanted is not None and wanted.default == now:
        yield alter_column(table, name, f"SET DEFAULT {now}", "set_default", only=True)


def _others(ref: Ref, schema: Schema) -> Iterator[Ref]:
    """What needs the type otherwise: functions, checks and indexes that name it, other types."""
    name = qualified(ref.path)
    for each in users_of(ref, schema):
        if not isinstance(each, Table):
            yield each.ref
            continue
        for column in each.columns.values():
            if ref not in column.depends or column.type.removesuffix("[]") == name:
                continue
            # A default or an expression names the type; the column is of another.
            yield each.column_ref(column.name)
