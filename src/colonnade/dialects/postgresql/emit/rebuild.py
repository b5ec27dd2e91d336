"""The rebuild of a table with its partitions or heirs, where ALTER TABLE can't make the change.

The old tables step aside, new ones are made, rows move over, the old ones go. Parts of the tables and all that reads
them are displaced, so they are dropped before and made again after; sequences of columns stay and are tied again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.casting import Conversion, conversion
from colonnade.dialects.postgresql.emit.column_numbers import sequence_path
from colonnade.dialects.postgresql.emit.partitions import default_partition
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.sequences import owned_by
from colonnade.dialects.postgresql.emit.statements import alter_table, newer, table_of
from colonnade.dialects.postgresql.emit.tables import creation
from colonnade.dialects.postgresql.names import aside_name, default_names
from colonnade.dialects.postgresql.quote import literal, names, qualified, quote
from colonnade.ops import Operation, RebuildTable
from colonnade.schema import Column, NotNull, QName, Ref, Schema, Sequence, Table

_LATE = frozenset({"set_owner", "comment", "grant", "revoke", "set_role", "row_security"})
"""Forms that come after the rows: they may take away the right to write them."""


@EMIT.on(RebuildTable, "*")
def rebuild(operation: Operation, context: Context) -> Alteration | None:
    """The statements of a rebuild. Raises NotExpressibleError for a tree with foreign tables in it."""
    assert isinstance(operation, RebuildTable)
    old = (operation.before, *operation.parts_before)
    new = (operation.after, *operation.parts_after)
    foreign = [each for each in (*old, *new) if each.foreign is not None]
    if foreign:
        raise NotExpressibleError(
            f"{operation.before.ref} can't be made anew: the rows of {foreign[0].ref} are elsewhere",
            hint="detach the foreign table first",
        )
    return Alteration(
        statements=tuple(_statements(operation, old, new, context)),
        displaces=frozenset(users_of_tree(old, context.before)),
    )


def _statements(
    operation: RebuildTable, old: tuple[Table, ...], new: tuple[Table, ...], context: Context
) -> Iterator[Statement]:
    owned = [each for each in context.before.of_kind(Sequence) if _owner(each) in {table.path for table in old}]
    for sequence in owned:
        yield owned_by(replace(sequence, owned_by=None))
    yield from _detached(operation.before, context)
    yield from _aside(old)
    made = tuple(_made(old, new, context))
    yield from (each for each in made if each.form not in _LATE)
    yield from _copies(operation, old, new)
    yield from _counts(old, new)
    yield from _gone(old)
    yield from (each for each in made if each.form in _LATE)
    columns = {Ref("column", (*table.path, name)) for table in new for name in table.columns}
    for sequence in owned:
        if sequence.owned_by is not None and Ref("column", sequence.owned_by) in columns:
            yield owned_by(sequence)


def _owner(sequence: Sequence) -> QName:
    return sequence.owned_by[:-1] if sequence.owned_by is not None else ()


def _detached(root: Table, context: Context) -> Iterator[Statement]:
    parent = table_of(context.before, root.partition_of.parent) if root.partition_of is not None else None
    if parent is not None:
        also = (root.ref, *default_partition(root, parent, context.before))
        yield alter_table(parent, f"DETACH PARTITION {qualified(root.path)}", "detach_partition", also=also)


def aside(path: QName) -> QName:
    """Where a table is while another takes its place."""
    return (*path[:-1], aside_name(path[-1]))


def _aside(old: tuple[Table, ...]) -> Iterator[Statement]:
    for table in old:
        for column in table.columns.values():
            if counts_alone(table, column):
                sequence = sequence_path(table, column)
                sql = f"ALTER SEQUENCE {qualified(sequence)} RENAME TO {quote(aside_name(sequence[-1]))}"
                yield Statement(sql=sql, form="rename_sequence", on=(Ref("sequence", sequence),))
        yield alter_table(table, f"RENAME TO {quote(aside_name(table.name))}", "rename_table")


def counts_alone(table: Table, column: Column) -> bool:
    """Whether an identity column has a sequence of its own; a partition's is its parent's."""
    return column.identity is not None and table.partition_of is None


def _made(old: tuple[Table, ...], new: tuple[Table, ...], context: Context) -> Iterator[Statement]:
    schema = context.before.without(table.ref for table in old)
    for table in new:
        yield from creation(_named(table, context), replace(context, before=schema))
        schema = schema.with_objects((table,))


def _named(table: Table, context: Context) -> Table:
    """The table with names for its NOT NULL constraints, as those that the server would choose are still taken."""
    if not newer(context, 18):
        return table
    columns = {name: _named_column(table, column) for name, column in table.columns.items()}
    return replace(table, columns=columns)


def _named_column(table: Table, column: Column) -> Column:
    what = column.not_null or NotNull()
    if column.nullable or what.name is not None:
        return column
    return replace(column, not_null=replace(what, name=default_names(table.name, column.name, "not_null")[1]))


def _copies(operation: RebuildTable, old: tuple[Table, ...], new: tuple[Table, ...]) -> Iterator[Statement]:
    """Rows of partitions by way of the root, rows of heirs table by table."""
    if operation.before.inherits or operation.after.inherits or any(table.inherits for table in old):
        targets = {table.path: table for table in new}
        pairs = [(table, targets[table.path]) for table in old if table.path in targets]
    else:
        pairs = [(operation.before, operation.after)]
    for source, target in pairs:
        yield from _copy(operation, source, target)


def _copy(operation: RebuildTable, source: Table, target: Table) -> Iterator[Statement]:
    values = operation.values if source.path == operation.before.path else {}
    pairs = {
        column.name: values.get(column.name) or _value(source.columns[column.name], column)
        for column in target.columns.values()
        if column.generated is None and (column.name in source.columns or column.name in values)
    }
    if not pairs:
        return
    only = "ONLY " if source.partition_by is None else ""
    overriding = " OVERRIDING SYSTEM VALUE" if any(each.identity for each in target.columns.values()) else ""
    lost = any(name not in target.columns and not column.generated for name, column in source.columns.items())
    yield Statement(
        sql=f"INSERT INTO {qualified(target.path)} ({names(pairs)}){overriding}\n"
        f"SELECT {', '.join(pairs.values())}\nFROM {only}{qualified(aside(source.path))}",
        form="copy_rows",
        on=(target.ref, Ref("table", aside(source.path))),
        hazards=frozenset(
            {
                Hazard.REWRITES_TABLE,
                Hazard.BREAKS_CLIENTS,
                Hazard.MAY_FAIL_ON_DATA,
                *((Hazard.DELETES_DATA,) if lost else ()),
            }
        ),
    )


def _value(old: Column, new: Column) -> str:
    name = quote(old.name)
    match conversion(old.type, new.type) if old.type != new.type else Conversion.RELABEL:
        case Conversion.RELABEL | Conversion.ASSIGN:
            return name
        case Conversion.CAST:
            return f"{name}::{new.type}"
        case Conversion.TEXT:
            return f"{name}::text::{new.type}"
        case Conversion.WRAP:
            return f"CASE WHEN {name} IS NOT NULL THEN ARRAY[{name}]::{new.type} END"
        case Conversion.UNWRAP:
            return f"{name}[1]::text::{new.type}"


def _counts(old: tuple[Table, ...], new: tuple[Table, ...]) -> Iterator[Statement]:
    """Identity columns go on counting where the old ones were."""
    before = {table.path: table for table in old}
    for table in new:
        source = before.get(table.path)
        for column in table.columns.values():
            was = source.columns.get(column.name) if source is not None else None
            if source is None or was is None or not (counts_alone(source, was) and counts_alone(table, column)):
                continue
            now = sequence_path(table, column)
            then = sequence_path(source, was)
            yield Statement(
                sql=f"SELECT pg_catalog.setval({literal(qualified(now))}::pg_catalog.regclass, last_value, is_called)\n"
                f"FROM {qualified((*then[:-1], aside_name(then[-1])))}",
                form="advance_sequence",
                on=(Ref("sequence", now),),
            )


def _gone(old: tuple[Table, ...]) -> Iterator[Statement]:
    """The old tables, heirs before their parents; partitions go with their root."""
    for table in reversed(old):
        if table is old[0] or table.partition_of is None:
            yield Statement(
                sql=f"DROP TABLE {qualified(aside(table.path))}",
                form="drop_table",
                on=(Ref("table", aside(table.path)),),
            )


def users_of_tree(old: tuple[Table, ...], schema: Schema) -> Iterator[Ref]:
    """Parts of the tables and whatever names them or their columns, but for tables and owned sequences."""
    gone = {table.ref for table in old}
    gone |= {table.column_ref(name) for table in old for name in table.columns}
    for each in schema:
        if not isinstance(each, Table | Sequence) and not gone.isdisjoint(each.needs()):
            yield each.ref
