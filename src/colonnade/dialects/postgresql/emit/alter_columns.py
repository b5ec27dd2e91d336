"""Changes of a column that stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from colonnade.dialect import Alteration, Context, NotExpressibleError, Statement
from colonnade.dialects.postgresql.casting import default_storage
from colonnade.dialects.postgresql.emit.column_nulls import null_changes
from colonnade.dialects.postgresql.emit.column_numbers import (
    begins_to_count,
    counting_changes,
    stops_counting,
    takes_over,
)
from colonnade.dialects.postgresql.emit.column_types import type_change
from colonnade.dialects.postgresql.emit.columns import (
    server_options,
    statistical_options,
)
from colonnade.dialects.postgresql.emit.moved_members import followed
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import column_trappings, set_options
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    alter_table,
    foreign_option_changes,
    inherited,
    newer,
    parameters,
    storage_options,
)
from colonnade.dialects.postgresql.quote import quote
from colonnade.ops import AlterColumn, Operation
from colonnade.schema import Column, GeneratedAs, Ref, Table

_UNKNOWN_TO_THE_SERVER = frozenset({"autoincrement", "hidden"})


@EMIT.on(AlterColumn, "column")
def change_column(operation: Operation, context: Context) -> Alteration | None:
    """ALTER COLUMN for every property that differs; None where the column has to be made anew.

    Raises NotExpressibleError for a property that PostgreSQL doesn't have.
    """
    assert isinstance(operation, AlterColumn)
    before, after = followed(operation.before, operation.after), operation.after
    table = context.before.table(operation.table)
    changed = _changed(before, after)
    if changed & _UNKNOWN_TO_THE_SERVER:
        raise NotExpressibleError(f"PostgreSQL has no {', '.join(sorted(changed & _UNKNOWN_TO_THE_SERVER))} columns")
    if "generated" in changed and not _generation_changes(before, after, context):
        return None
    displaced: set[Ref] = set()
    found: list[Statement] = []
    above = inherited(table, after, context.before)
    if "local" in changed:
        found += _locality(table, before, after, context)
    if before.identity is not None and after.identity is None and not _counts_no_more(table, above, context):
        found.append(stops_counting(table, before))
    if {"type", "collation"} & changed and above is None and table.of_type is None:
        change = type_change(table, before, after, operation.using, context)
        displaced |= change.displaces
        found += change.statements
        before = replace(before, default=after.default if change.default_done else before.default)
    if before.storage != after.storage or ("type" in changed and after.storage is not None):
        found += _storage(table, before, after, context, retyped="type" in changed)
    if "generated" in changed and above is None:
        found += _generation(table, before, after)
    if before.default != after.default:
        found += _default(table, after)
        found += takes_over(table, before, after, context)
    found += null_changes(table, before, after, context)
    if after.identity is not None and before.identity != after.identity and above_counts(above) is False:
        if before.identity is None:
            found += begins_to_count(table, after, context)
        else:
            found += counting_changes(table, before, after)
    found += _physical(table, before, after, context)
    found += column_trappings(table, before, after)
    return Alteration(statements=tuple(found), displaces=frozenset(displaced))


def _changed(before: Column, after: Column) -> frozenset[str]:
    return frozenset(
        each.name
        for each in fields(Column)
        if each.name != "depends" and getattr(before, each.name) != getattr(after, each.name)
    )


def above_counts(above: Column | None) -> bool:
    """Whether a partition's column is numbered by its parent's (PostgreSQL 17)."""
    return above is not None and above.identity is not None


def _counts_no_more(table: Table, above: Column | None, context: Context) -> bool:
    """Whether a column loses its numbers with its parent's, before or at the same time (PostgreSQL 17)."""
    return above_counts(above) or (table.partition_of is not None and newer(context, 17))


def _default(table: Table, after: Column) -> Iterator[Statement]:
    if after.generated is not None:
        return
    action = "DROP DEFAULT" if after.default is None else f"SET DEFAULT {after.default}"
    yield alter_column(table, after.name, action, "set_default", only=True)


def _generation_changes(before: Column, after: Column, context: Context) -> bool:
    """Whether a column becomes plain, or only another expression computes it, in place."""
    old, new = before.generated, after.generated
    if old is None:
        return False
    if new is None:
        return old.stored is GeneratedAs.STORED
    same_type = (before.type, before.collation) == (after.type, after.collation)
    return old.stored is new.stored and same_type and newer(context, 17)


def _generation(table: Table, before: Column, after: Column) -> Iterator[Statement]:
    if after.generated is None:
        yield alter_column(table, after.name, "DROP EXPRESSION", "drop_expression")
    else:
        stored = after.generated.stored is GeneratedAs.STORED
        form = "set_expression_rewrite" if stored else "set_expression"
        yield alter_column(table, after.name, f"SET EXPRESSION AS ({after.generated.expression})", form)


def _storage(table: Table, before: Column, after: Column, context: Context, *, retyped: bool) -> Iterator[Statement]:
    if after.storage is None and retyped:
        return
    if after.storage is not None:
        word = after.storage.upper()
    elif newer(context, 16):
        word = "DEFAULT"
    elif "." in after.type:
        raise NotExpressibleError(
            f"the default storage of {after.type} can't be named before PostgreSQL 16",
            hint=f"state the storage of column {after.name} of {table.ref}",
        )
    else:
        word = default_storage(after.type).upper()
    yield alter_column(table, after.name, f"SET STORAGE {word}", "set_storage", only=True)


def _physical(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    if before.compression != after.compression and newer(context, 14):
        word = after.compression or "default"
        yield alter_column(table, after.name, f"SET COMPRESSION {word}", "set_compression", only=True)
    if before.statistics != after.statistics:
        target = -1 if after.statistics is None else after.statistics
        yield alter_column(table, after.name, f"SET STATISTICS {target}", "set_statistics", only=True)
    put, reset = set_options(statistical_options(before), statistical_options(after))
    if reset:
        yield alter_column(table, after.name, f"RESET ({parameters(reset)})", "set_column_options", only=True)
    if put:
        yield alter_column(table, after.name, f"SET ({storage_options(put)})", "set_column_options", only=True)
    options = foreign_option_changes(server_options(before), server_options(after))
    if options:
        yield alter_column(table, after.name, f"OPTIONS ({options})", "foreign_options", only=True)


def _locality(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    """A column becomes a table's own, or its parents' alone.

    Raises NotExpressibleError where PostgreSQL has no statement for it.
    """
    target = context.after.get(table.ref)
    if not isinstance(target, Table) or inherited(table, after, context.before) is None:
        return
    if after.local and inherited(target, after, context.after) is None:
        return
    if after.local and all(column.local for column in target.columns.values()):
        for parent in table.inherits:
            name = ".".join(map(quote, parent))
            also = (Ref("table", parent),)
            yield alter_table(table, f"NO INHERIT {name}", "no_inherit", also=also)
        for parent in table.inherits:
            name = ".".join(map(quote, parent))
            yield alter_table(table, f"INHERIT {name}", "inherit", also=(Ref("table", parent),))
        return
    raise NotExpressibleError(
        f"PostgreSQL can't change whether column {after.name} of {table.ref} is inherited alone",
        hint="make the table anew, or leave the column as it is",
    )
