"""NOT NULL: set, dropped, named, validated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.columns import (
    not_null_constraint,
    not_null_name,
    null_name_aside,
    stated,
)
from colonnade.dialects.postgresql.emit.partitions import apart
from colonnade.dialects.postgresql.emit.shared import comment_on
from colonnade.dialects.postgresql.emit.statements import (
    alter_column,
    alter_table,
    inherited,
    newer,
    parents_of,
    table_of,
)
from colonnade.dialects.postgresql.emit.users import with_heirs
from colonnade.dialects.postgresql.names import default_names
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import Column, Key, NotNull, Ref, Table

_CHECKED = (Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA)


def null_changes(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    """The statements that lead from one rule about nulls to another."""
    above = inherited(table, after, context.before)
    free = above is None or above.nullable or (above.not_null is not None and not above.not_null.inheritable)
    known = table.partition_of is None and bool(table.inherits) and newer(context, 18)
    if before.nullable and not after.nullable:
        if free and not (known and above is not None and not stated(after)):
            yield from _set(table, after, context)
        elif known and stated(after):
            yield alter_column(table, after.name, "SET NOT NULL", "set_not_null", only=True)
        elif table.partition_of is not None:
            yield from own_null_name(table, after, context)
    elif not before.nullable and after.nullable:
        if free:
            yield from _dropped(table, before, after, context)
    elif known and not stated(before) and stated(after) and not after.nullable:
        yield alter_column(table, after.name, "SET NOT NULL", "set_not_null", only=True)
    elif _is_another(table, before, after, context):
        stays = inherited(table_of(context.after, table.path) or table, after, context.after)
        bound = above is not None and not above.nullable and stays is not None
        yield from _constraint(table, before, after, context, inherits=bound)
    comment_before = before.not_null.comment if before.not_null and not before.nullable else None
    comment = after.not_null.comment if after.not_null and not after.nullable else None
    if comment_before != comment and not after.nullable and newer(context, 18):
        name = f"{quote(not_null_name(table, after))} ON {qualified(table.path)}"
        yield from comment_on("CONSTRAINT", name, comment_before, comment, on=_constraint_ref(table, after))


def own_null_name(table: Table, column: Column, context: Context) -> Iterator[Statement]:
    """A partition's NOT NULL comes with the name of its parent's, and may have another (PostgreSQL 18)."""
    parent = table_of(context.before, table.partition_of.parent) if table.partition_of is not None else None
    above = parent.columns.get(column.name) if parent is not None else None
    if parent is None or above is None or above.nullable or column.nullable or not newer(context, 18):
        return
    was, name = not_null_name(parent, above), not_null_name(table, column)
    if was != name:
        rename = alter_table(table, f"RENAME CONSTRAINT {quote(was)} TO {quote(name)}", "rename_constraint")
        yield from apart(table, rename, context)


def _dropped(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    keepers = [heir.path for heir, _, _ in _keepers(table, after, context)]
    if keepers and not newer(context, 18) and table.partition_by is None:
        # The key of an heir that keeps its NOT NULL forbids to take that away even for a moment.
        for each in with_heirs(table, context.before):
            if each.path not in keepers:
                yield alter_column(each, after.name, "DROP NOT NULL", "drop_not_null", only=True)
        return
    yield from _stated_by_heirs(table, after, context)
    yield alter_column(table, after.name, "DROP NOT NULL", "drop_not_null")
    yield from _kept_by_heirs(table, before, after, context)


def _is_another(table: Table, before: Column, after: Column, context: Context) -> bool:
    if after.nullable or before.not_null == after.not_null or not newer(context, 18):
        return False
    return not _follows(table, after, context)


def _follows(table: Table, after: Column, context: Context) -> bool:
    """Whether an heir's constraint has the name of its parent's already, with which it was renamed."""
    for parent in parents_of(table, context.before):
        above = parent.columns.get(after.name)
        if above is not None and not above.nullable and table.partition_of is None:
            return not_null_name(parent, above) == not_null_name(table, after)
    return False


def _constraint_ref(table: Table, column: Column) -> tuple[Ref, ...]:
    return (Ref("constraint", (*table.path, not_null_name(table, column))),)


def _set(table: Table, after: Column, context: Context) -> Iterator[Statement]:
    what = after.not_null or NotNull()
    yield from null_name_aside(table, after, context)
    # A name that an heir's constraint has is taken for the server when it chooses one, but can be given.
    says_name = bool(context.version) and newer(context, 18)
    if says_name and what.name is None:
        what = replace(what, name=default_names(table.name, after.name, "not_null")[1])
        after = replace(after, not_null=what)
    if says_name:
        yield from _left_to_parent(table, after, context)
    if newer(context, 18) and (what.name is not None or not what.valid or not what.inheritable):
        form = "add_not_null" if what.valid else "add_not_null_not_valid"
        yield alter_table(table, not_null_constraint(table, after), form, hazards=_CHECKED if what.valid else ())
    else:
        yield alter_column(table, after.name, "SET NOT NULL", "set_not_null", hazards=_CHECKED)


def _left_to_parent(table: Table, after: Column, context: Context) -> Iterator[Statement]:
    """Heirs that state what they are only to inherit let go of it first (PostgreSQL 18)."""
    for heir, _, wanted in _keepers(table, after, context):
        others = [each.columns.get(after.name) for each in parents_of(heir, context.before)]
        own = heir.partition_of is None and all(each is None or each.nullable for each in others)
        keys = (each for each in context.before.parts(heir.ref) if isinstance(each, Key) and each.primary)
        if own and not stated(wanted) and not any(after.name in each.columns for each in keys):
            yield alter_column(heir, after.name, "DROP NOT NULL", "drop_not_null", only=True)


def _stated_by_heirs(table: Table, after: Column, context: Context) -> Iterator[Statement]:
    """What heirs only inherit goes with their parent's, so that those that keep it state it first (PostgreSQL 18)."""
    for heir, now, wanted in _keepers(table, after, context):
        if newer(context, 18) and heir.partition_of is None and not stated(now) and stated(wanted):
            yield alter_column(heir, after.name, "SET NOT NULL", "set_not_null", only=True)


def _kept_by_heirs(table: Table, before: Column, after: Column, context: Context) -> Iterator[Statement]:
    """Before PostgreSQL 18 DROP NOT NULL reaches all heirs; those that keep theirs get it back.

    From then on one that began as the parent's still has the name of that.
    """
    for heir, now, wanted in _keepers(table, after, context):
        if not newer(context, 18) or heir.partition_of is not None:
            yield alter_column(heir, after.name, "SET NOT NULL", "set_not_null", only=True, hazards=_CHECKED)
        elif not stated(now) and stated(wanted) and not_null_name(table, before) != not_null_name(heir, wanted):
            action = f"RENAME CONSTRAINT {quote(not_null_name(table, before))} TO {quote(not_null_name(heir, wanted))}"
            yield alter_table(heir, action, "rename_constraint")


def _left_to_heirs(table: Table, after: Column, context: Context) -> Iterator[Statement]:
    """Heirs keep what a parent no longer hands down; those that are not to have it drop it."""
    for heir in with_heirs(table, context.before):
        now, wanted = heir.columns.get(after.name), table_of(context.after, heir.path)
        column = wanted.columns.get(after.name) if wanted is not None else None
        if heir.path != table.path and now is not None and not stated(now) and column is not None and column.nullable:
            yield alter_column(heir, after.name, "DROP NOT NULL", "drop_not_null", only=True)


def _keepers(table: Table, after: Column, context: Context) -> Iterator[tuple[Table, Column, Column]]:
    """Heirs whose column stays NOT NULL, with the column before and after."""
    for heir in with_heirs(table, context.before):
        if heir.path == table.path:
            continue
        now, wanted = heir.columns.get(after.name), table_of(context.after, heir.path)
        column = wanted.columns.get(after.name) if wanted is not None else None
        if now is not None and column is not None and not now.nullable and not column.nullable:
            yield heir, now, column


def _constraint(
    table: Table, before: Column, after: Column, context: Context, *, inherits: bool
) -> Iterator[Statement]:
    old, new = before.not_null or NotNull(), after.not_null or NotNull()
    if old.valid and not new.valid:
        yield alter_column(table, after.name, "DROP NOT NULL", "drop_not_null")
        yield alter_table(table, not_null_constraint(table, after), "add_not_null_not_valid")
        return
    was, name = not_null_name(table, before), not_null_name(table, after)
    if was != name:
        rename = alter_table(table, f"RENAME CONSTRAINT {quote(was)} TO {quote(name)}", "rename_constraint")
        yield from apart(table, rename, context) if inherits else (rename,)
    if old.inheritable != new.inheritable:
        word = "INHERIT" if new.inheritable else "NO INHERIT"
        yield alter_table(table, f"ALTER CONSTRAINT {quote(name)} {word}", "alter_constraint_inherit")
        if not new.inheritable:
            yield from _left_to_heirs(table, after, context)
    if new.valid and not old.valid:
        yield alter_table(table, f"VALIDATE CONSTRAINT {quote(name)}", "validate_not_null", hazards=_CHECKED[1:])
