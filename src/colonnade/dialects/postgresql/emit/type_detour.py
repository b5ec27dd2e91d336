"""A type that can't be altered: the old one steps aside, a new one takes its name, columns move over."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.parking import (
    columns_of_type,
    default_again,
    parked,
    row_of,
    type_names,
    types_over,
    unparked,
)
from colonnade.dialects.postgresql.emit.rebuild import users_of_tree
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.statements import alter_column, inherited, table_of
from colonnade.dialects.postgresql.emit.types import comments_within, create_sql
from colonnade.dialects.postgresql.emit.users import (
    away,
    column_refs,
    foreign_keys_on,
    in_the_way,
    users_of,
    with_heirs,
)
from colonnade.dialects.postgresql.names import aside_name
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import RebuildTable
from colonnade.schema import (
    Column,
    DomainType,
    QName,
    RangeType,
    Ref,
    Schema,
    SchemaObject,
    Sql,
    Table,
)

Convert = Callable[[Column, str], str]
"""The expression that makes a value of the new type from a column; the second argument is the column's type."""


def detour(before: SchemaObject, after: SchemaObject, context: Context, convert: Convert) -> Alteration:
    """Rename the type aside, make the new one, move every column over, drop the old one.

    Types made of it are dropped meanwhile and made again, and their columns wait as text or JSON.
    Raises NotExpressibleError for a column of a partition key.
    """
    schema = context.before
    uses = tuple(use for use in columns_of_type(before.ref.path, schema) if use[1].generated is None)
    trees = () if isinstance(before, RangeType) else tuple(_keyed_trees(uses, context))
    inside = {each.path for tree in trees for each in tree}
    direct = tuple(use for use in uses if use[0].path not in inside)
    over = types_over(before.ref, schema)
    waiting: tuple[tuple[SchemaObject, Table, Column], ...] = tuple(
        (each, *use) for each in over for use in columns_of_type(each.path, schema) if use[1].generated is None
    )
    if isinstance(before, RangeType):
        # The functions that make a range have its name and don't step aside, so the old type goes first.
        waiting, direct = (*((before, *use) for use in direct), *waiting), ()
    statements: list[Statement] = []
    for each, table, column in waiting:
        statements += parked(table, column, row_of(each, schema), context)
    statements += (_dropped(each, each.path) for each in reversed(over))
    if isinstance(before, RangeType):
        statements += [_dropped(before, before.path), *_made(after, context)]
    else:
        statements += [_aside(before), *_made(after, context)]
        for table, column in direct:
            statements += _moved(table, column, context, convert)
        rebuilt = [_rebuilt(tree, uses, context, convert) for tree in trees]
        statements += (each for one in rebuilt for each in one.statements)
        statements.append(_dropped(before, (*before.path[:-1], aside_name(before.name))))
    for each in over:
        statements += _made(each, context)
    for each, table, column in waiting:
        statements += unparked(table, column, row_of(each, schema), context)
    displaced = set(_in_the_way(direct, schema))
    displaced |= {ref for tree in trees for ref in users_of_tree(tree, schema)}
    for _, table, column in waiting:
        displaced |= set(away(with_heirs(table, schema), column.name, schema))
    for table, column in (*uses, *((table, column) for _, table, column in waiting)):
        displaced |= set(_other_defaults(table, column, context))
    for each in (before, *over):
        displaced |= set(_others(each.ref, schema))
    displaced |= set(_generated((before, *over), schema))
    displaced -= {each.ref for each in over if not _changes(each, context)}
    return Alteration(statements=tuple(statements), displaces=frozenset(displaced))


def _keyed_trees(uses: tuple[tuple[Table, Column], ...], context: Context) -> Iterator[tuple[Table, ...]]:
    """Trees of partitions whose key has the type, so that they have to be built anew; each begins with its root."""
    roots: dict[QName, Table] = {}
    for table, column in uses:
        if table.partition_by is not None and column.name in table.partition_by.columns:
            root = table
            while root.partition_of is not None:
                root = context.before.table(root.partition_of.parent)
            roots[root.path] = root
    for root in roots.values():
        tree = tuple(with_heirs(root, context.before))
        if all(_same_place(each, table_of(context.after, each.path)) for each in tree):
            yield tree


def _same_place(table: Table, target: Table | None) -> bool:
    """Whether a table that stays keeps its place in a tree, whose bounds may name values of the type."""
    return target is None or (target.partition_of, target.partition_by) == (table.partition_of, table.partition_by)


def _rebuilt(
    tree: tuple[Table, ...], uses: tuple[tuple[Table, Column], ...], context: Context, convert: Convert
) -> Alteration:
    root, *parts = tree
    values = {column.name: Sql(convert(column, column.type)) for table, column in uses if table.path == root.path}
    again = RebuildTable(before=root, after=root, parts_before=tuple(parts), parts_after=tuple(parts), values=values)
    found = EMIT.emit(again, context)
    assert found is not None
    return found


def _changes(each: SchemaObject, context: Context) -> bool:
    """Whether a domain over the type changes too: it loses what changes before, and gets it anew afterwards."""
    return isinstance(each, DomainType) and context.after.get(each.ref) != each


def _generated(types: tuple[SchemaObject, ...], schema: Schema) -> Iterator[Ref]:
    """Generated columns of the types: they take no expression that converts them, and are computed anew."""
    for each in types:
        for table, column in columns_of_type(each.path, schema):
            if column.generated is not None:
                yield table.column_ref(column.name)


def _other_defaults(table: Table, column: Column, context: Context) -> Iterator[Ref]:
    """Columns whose default changes along: they have none while the type is away, forwards and backwards."""
    for each in with_heirs(table, context.before):
        target = table_of(context.after, each.path)
        wanted = target.columns.get(column.name) if target is not None else None
        now = each.columns[column.name]
        if wanted is not None and now.default is not None and wanted.default != now.default:
            yield each.column_ref(column.name)


def _made(each: SchemaObject, context: Context) -> Iterator[Statement]:
    yield Statement(sql=create_sql(each, context), form="create_type", on=(each.ref,))
    yield from comments_within(each)
    yield from trappings(each, None, context)


def _dropped(each: SchemaObject, path: tuple[str, ...]) -> Statement:
    words = "DOMAIN" if isinstance(each, DomainType) else "TYPE"
    return Statement(sql=f"DROP {words} {qualified(path)}", form="drop_type", on=(each.ref,))


def _in_the_way(using: tuple[tuple[Table, Column], ...], schema: Schema) -> Iterator[Ref]:
    for table, column in using:
        refs = column_refs(with_heirs(table, schema), column.name)
        yield from in_the_way(refs, schema)
        yield from (each.ref for each in foreign_keys_on(refs, schema))


def _aside(each: SchemaObject) -> Statement:
    words = "DOMAIN" if isinstance(each, DomainType) else "TYPE"
    sql = f"ALTER {words} {qualified(each.path)} RENAME TO {quote(aside_name(each.name))}"
    return Statement(sql=sql, form="rename_type", on=(each.ref,))


def _moved(table: Table, column: Column, context: Context, convert: Convert) -> Iterator[Statement]:
    if table.partition_by is not None and column.name in table.partition_by.columns:
        raise NotExpressibleError(
            f"{column.type} can't be made anew: column {column.name} of {table.ref} is in a partition key",
            hint="make a type of another name and a partitioned table that uses it, and move the rows",
        )
    if inherited(table, column, context.before) is None:
        heirs = tuple(with_heirs(table, context.before))
        for each in heirs:
            if each.columns[column.name].default is not None:
                yield alter_column(each, column.name, "DROP DEFAULT", "set_default", only=True)
        action = f"TYPE {column.type} USING {convert(column, column.type)}"
        hazards = {Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA, Hazard.BREAKS_CLIENTS}
        yield alter_column(table, column.name, action, "alter_column_type_rewrite", hazards=hazards)
        for each in heirs:
            yield from default_again(each, column.name, context)


def _others(ref: Ref, schema: Schema) -> Iterator[Ref]:
    """What needs the type otherwise: functions, checks and indexes that name it, other types."""
    names = type_names(ref.path, schema)
    for each in users_of(ref, schema):
        if not isinstance(each, Table):
            yield each.ref
            continue
        for column in each.columns.values():
            if ref not in column.depends or column.type.removesuffix("[]") in names:
                continue
            # A default or an expression names the type; the column is of another.
            yield each.column_ref(column.name)
