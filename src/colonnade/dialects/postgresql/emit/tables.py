"""New tables, dropped tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.column_numbers import cut_loose, sequences_of
from colonnade.dialects.postgresql.emit.columns import definition, followers, not_null_name, stated, with_name
from colonnade.dialects.postgresql.emit.constraints import added
from colonnade.dialects.postgresql.emit.indexes import creation as index
from colonnade.dialects.postgresql.emit.partitions import attach, default_partition, handed_down
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    alter_table,
    foreign_options,
    inherited,
    newer,
    parents_of,
    storage_options,
)
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import CreateObject, DropObject, Operation
from colonnade.schema import (
    Column,
    Exclusion,
    ForeignKey,
    Index,
    PartitionBy,
    Persistence,
    Ref,
    Table,
    made_with,
)


@EMIT.on(CreateObject, "table")
def create_table(operation: Operation, context: Context) -> Alteration | None:
    """CREATE TABLE and all that belongs to it but its parts.

    A partition is made by itself and then attached, as pg_dump does it: so the order of its columns and the
    names of its constraints stay.
    """
    assert isinstance(operation, CreateObject)
    assert isinstance(operation.object, Table)
    return Alteration(statements=tuple(creation(operation.object, context)))


def creation(table: Table, context: Context) -> Iterator[Statement]:
    """The statements that make a table with its columns."""
    parents = parents_of(table, context.before)
    yield Statement(
        sql=create_sql(table, context),
        form="create_foreign_table" if table.foreign is not None else "create_table",
        on=(table.ref, *(Ref("table", path) for path in table.inherits)),
    )
    for column in table.columns.values():
        if not _printed(table, column):
            yield from differs_from_parent(table, column, context)
        yield from followers(table, column, context)
    if table.row_security:
        yield alter_table(table, "ENABLE ROW LEVEL SECURITY", "row_security", hazards=(Hazard.CHANGES_ACCESS,))
    if table.force_row_security:
        yield alter_table(
            table, "FORCE ROW LEVEL SECURITY", "row_security", only=True, hazards=(Hazard.CHANGES_ACCESS,)
        )
    if table.replica_identity is not None:
        yield replica_identity(table)
    if table.partition_of is not None and parents:
        yield from own_indexes(table, context)
        yield attach(table, parents[0], context.before)
    yield from trappings(table, None, context)


def own_indexes(table: Table, context: Context) -> Iterator[Statement]:
    """Keys and indexes that attaching the table would make otherwise, under other names."""
    parts = [each for each in made_with(table, context.before, context.after) if each.ref not in context.before]
    if not parts:
        return
    alone = replace(table, partition_of=None)
    beside = replace(context, before=context.before.with_objects((alone,)))
    for each in parts:
        if isinstance(each, Exclusion):
            continue  # ATTACH PARTITION takes none that is there, but makes it (CompareIndexInfo() in catalog/index.c)
        yield from index(each, beside) if isinstance(each, Index) else added(each, alone, beside)
        yield from trappings(each, None, beside)


def create_sql(table: Table, context: Context) -> str:
    """The CREATE TABLE statement alone."""
    words = "FOREIGN TABLE" if table.foreign is not None else "TABLE"
    unlogged = "UNLOGGED " if table.persistence is Persistence.UNLOGGED else ""
    items = [*_columns(table, context), *_not_nulls(table), *_inherited_checks(table, context)]
    body = " (\n    " + ",\n    ".join(items) + "\n)" if items else ("" if table.of_type else " (\n)")
    of_type = f" OF {qualified(table.of_type)}" if table.of_type else ""
    return f"CREATE {unlogged}{words} {qualified(table.path)}{of_type}{body}{''.join(_clauses(table))}"


def _columns(table: Table, context: Context) -> Iterator[str]:
    for column in table.columns.values():
        if table.of_type is not None:
            if _says_something(column):
                yield definition(with_name(table, column, context.before), typed=True)
        elif _printed(table, column):
            yield definition(with_name(table, _of_partition(table, column, context), context.before))


def _not_nulls(table: Table) -> Iterator[str]:
    """NOT NULL that an heir states for columns that are its parents' (PostgreSQL 18)."""
    for column in table.columns.values():
        what = column.not_null
        if what is not None and what.local and not column.nullable and not _printed(table, column):
            yield f"CONSTRAINT {quote(not_null_name(table, column))} NOT NULL {quote(column.name)}"


def _printed(table: Table, column: Column) -> bool:
    return column.local or not table.inherits


def _says_something(column: Column) -> bool:
    """Whether a column of a typed table has more than its type."""
    return not column.nullable or column.default is not None or column.generated is not None


def _of_partition(table: Table, column: Column, context: Context) -> Column:
    """A partition's column before it is attached: its identity comes from the parent (PostgreSQL 17)."""
    if column.identity is None or table.partition_of is None:
        return column
    above = inherited(table, column, context.after)
    return column if above is None or above.identity is None else replace(column, identity=None)


def _inherited_checks(table: Table, context: Context) -> Iterator[str]:
    """Checks of the parent that a partition must have before it is attached."""
    if table.partition_of is None:
        return
    for parent in parents_of(table, context.before):
        for each in handed_down(parent, context.before):
            yield f"CONSTRAINT {quote(each.name)} CHECK ({each.expression})"


def _clauses(table: Table) -> Iterator[str]:
    if table.inherits:
        yield f"\nINHERITS ({', '.join(map(qualified, table.inherits))})"
    if table.partition_by is not None:
        yield f"\n{partition_clause(table.partition_by)}"
    if table.foreign is not None:
        yield f"\nSERVER {quote(table.foreign.server)}"
        if table.foreign.options:
            yield f"\nOPTIONS ({foreign_options(table.foreign.options)})"
    if table.access_method is not None:
        yield f"\nUSING {quote(table.access_method)}"
    if table.options:
        yield f"\nWITH ({storage_options(table.options)})"
    if table.tablespace is not None:
        yield f"\nTABLESPACE {quote(table.tablespace)}"


def partition_clause(by: PartitionBy) -> str:
    """PARTITION BY with strategy and key."""
    return f"PARTITION BY {by.strategy.value.upper()} ({by.key})"


def differs_from_parent(table: Table, column: Column, context: Context) -> Iterator[Statement]:
    """What an inherited column has of its own."""
    above = inherited(table, column, context.before)
    if above is None:
        return
    if column.default != above.default:
        action = "DROP DEFAULT" if column.default is None else f"SET DEFAULT {column.default}"
        yield alter_column(table, column.name, action, "set_default", only=True)
    # From PostgreSQL 18 on what an heir only inherits comes with its parent's.
    own = stated(column) if newer(context, 18) and table.partition_of is None else True
    if not column.nullable and above.nullable and own and (column.not_null is None or not column.not_null.local):
        yield alter_column(table, column.name, "SET NOT NULL", "set_not_null", only=True)


def replica_identity(table: Table) -> Statement:
    """REPLICA IDENTITY as the table wants it."""
    wanted = table.replica_identity
    if wanted is None:
        text = "DEFAULT"
    elif wanted.startswith("index "):
        text = f"USING INDEX {quote(wanted.removeprefix('index '))}"
    else:
        text = wanted.upper()
    return alter_table(table, f"REPLICA IDENTITY {text}", "replica_identity", only=True)


def _out_of_references(table: Table, context: Context) -> Iterator[Statement]:
    """A partition can't be dropped while a foreign key refers to the whole, but it can be detached."""
    parents = parents_of(table, context.before) if table.partition_of is not None else ()
    above = list(parents)
    for each in above:
        above += parents_of(each, context.before) if each.partition_of is not None else ()
    wholes = {each.path for each in above}
    if any(each.target in wholes for each in context.before.of_kind(ForeignKey)):
        action = f"DETACH PARTITION {qualified(table.path)}"
        yield alter_table(parents[0], action, "detach_partition", also=(table.ref,), hazards=(Hazard.BREAKS_CLIENTS,))


@EMIT.on(DropObject, "table")
def drop_table(operation: Operation, context: Context) -> Alteration | None:
    """DROP TABLE; a sequence of it that stays is cut loose by its own change before."""
    assert isinstance(operation, DropObject)
    table = operation.object
    assert isinstance(table, Table)
    words = "FOREIGN TABLE" if table.foreign is not None else "TABLE"
    above: list[Ref] = []
    for parent in parents_of(table, context.before):
        above += [parent.ref, *default_partition(table, parent, context.before)]
    hazards = frozenset({Hazard.BREAKS_CLIENTS}) | (
        frozenset() if table.foreign is not None else frozenset({Hazard.DELETES_DATA})
    )
    return Alteration(
        statements=(
            *cut_loose(table, table.columns, context),
            *_out_of_references(table, context),
            Statement(
                sql=f"DROP {words} {qualified(table.path)}",
                form="drop_table",
                on=(table.ref, *above, *sequences_of(table, table.columns, context.before)),
                hazards=hazards,
            ),
        )
    )
