"""Tables become partitions and heirs, and stop being some."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.columns import not_null_name, stated
from colonnade.dialects.postgresql.emit.statements import (
    alter_table,
    children_of,
    inherited,
    newer,
    parents_of,
    table_of,
)
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.schema import Check, Exclusion, ForeignKey, QName, Ref, Schema, Table


def attach(table: Table, parent: Table, schema: Schema) -> Statement:
    """ATTACH PARTITION; scans the partition unless a check proves the bound."""
    assert table.partition_of is not None
    others = default_partition(table, parent, schema)
    return alter_table(
        parent,
        f"ATTACH PARTITION {qualified(table.path)} {table.partition_of.bound}",
        "attach_partition",
        only=True,
        also=(table.ref, *others),
    )


def default_partition(table: Table, parent: Table, schema: Schema) -> tuple[Ref, ...]:
    """The partition for what fits nowhere else, which is looked through for rows of a new one."""
    return tuple(
        each.ref
        for each in children_of(parent, schema)
        if each.partition_of is not None and each.partition_of.bound == "DEFAULT" and each.path != table.path
    )


def place_changes(before: Table, after: Table, own: tuple[Statement, ...], context: Context) -> Iterator[Statement]:
    """DETACH and ATTACH, NO INHERIT and INHERIT; `own` makes the indexes that a partition must have by then."""
    if before.partition_of != after.partition_of:
        yield from _detached(before, context)
        yield from _left_behind(before, context)
    if before.inherits != after.inherits:
        yield from _inheritance(before, after, context)
    if before.partition_of != after.partition_of and after.partition_of is not None:
        parent = table_of(context.before, after.partition_of.parent)
        if parent is not None:
            yield from missing_checks(after, parent, context.before)
            yield from own
            yield from _excluded_by_parent(after, context)
            yield attach(after, parent, context.before)


def _excluded_by_parent(table: Table, context: Context) -> Iterator[Statement]:
    """An exclusion that is to hang on the parent's goes: ATTACH takes none that is there, but makes it."""
    for each in context.before.parts(table.ref):
        wanted = context.after.get(each.ref)
        if isinstance(each, Exclusion) and isinstance(wanted, Exclusion) and wanted.attached_to is not None:
            yield alter_table(table, f"DROP CONSTRAINT {quote(each.name)}", "drop_constraint")


def _detached(before: Table, context: Context) -> Iterator[Statement]:
    if before.partition_of is None:
        return
    parent = table_of(context.before, before.partition_of.parent)
    if parent is not None and parent.partition_by is not None:
        yield alter_table(
            parent,
            f"DETACH PARTITION {qualified(before.path)}",
            "detach_partition",
            also=(before.ref, *default_partition(before, parent, context.before)),
            hazards=(Hazard.BREAKS_CLIENTS,),
        )


def _left_behind(table: Table, context: Context) -> Iterator[Statement]:
    """What stays with a former partition of its parents' goes: references, as its own follow, and unknown checks."""
    parent = table_of(context.before, table.partition_of.parent) if table.partition_of is not None else None
    if parent is None:
        return
    above = [parent]
    for each in above:
        above += parents_of(each, context.before) if each.partition_of is not None else ()
    paths = {each.path for each in above}
    for key in context.before.of_kind(ForeignKey):
        if key.table in paths:
            also = (Ref("table", key.target),)
            yield alter_table(table, f"DROP CONSTRAINT IF EXISTS {quote(key.name)}", "drop_constraint", also=also)
    for check in handed_down(parent, context.before):
        ref = Ref("constraint", (*table.path, check.name))
        if ref not in context.before and ref not in context.after:
            yield alter_table(table, f"DROP CONSTRAINT IF EXISTS {quote(check.name)}", "drop_constraint")


def apart(table: Table, statement: Statement, context: Context) -> Iterator[Statement]:
    """A statement that PostgreSQL allows only while a partition is detached.

    Raises NotExpressibleError for an heir that is no partition.
    """
    parent = table_of(context.before, table.partition_of.parent) if table.partition_of is not None else None
    if parent is None:
        raise NotExpressibleError(
            f"what {table.ref} inherits can't be changed in it alone: {statement.sql}",
            hint="change it in the table it comes from",
        )
    yield from _detached(table, context)
    yield statement
    yield attach(table, parent, context.before)


def _own_names(before: Table, after: Table, path: QName, context: Context) -> Iterator[Statement]:
    """A NOT NULL that was only inherited has its parent's name, and takes the heir's (PostgreSQL 18)."""
    parent, target = table_of(context.before, path), table_of(context.after, after.path)
    if parent is None or target is None or not newer(context, 18):
        return
    for column in before.columns.values():
        above, wanted = parent.columns.get(column.name), target.columns.get(column.name)
        if above is None or above.nullable or column.nullable or stated(column) or wanted is None or not stated(wanted):
            continue
        was, name = not_null_name(parent, above), not_null_name(target, wanted)
        if was != name and inherited(target, wanted, context.after) is None:
            yield alter_table(after, f"RENAME CONSTRAINT {quote(was)} TO {quote(name)}", "rename_constraint")


def _inheritance(before: Table, after: Table, context: Context) -> Iterator[Statement]:
    kept = [path for path in before.inherits if path in after.inherits]
    in_order = kept == list(after.inherits[: len(kept)])
    leaving = [path for path in before.inherits if path not in after.inherits or not in_order]
    joining = [path for path in after.inherits if path not in kept or not in_order]
    for path in leaving:
        also = (Ref("table", path),)
        yield alter_table(
            after, f"NO INHERIT {qualified(path)}", "no_inherit", also=also, hazards=(Hazard.BREAKS_CLIENTS,)
        )
        yield from _own_names(before, after, path, context)
    for path in joining:
        yield alter_table(after, f"INHERIT {qualified(path)}", "inherit", also=(Ref("table", path),))


def handed_down(parent: Table, schema: Schema) -> Iterator[Check]:
    """Checks that a partitioned table and those above it demand of a partition, each name once."""
    above = [parent]
    for each in above:
        above += parents_of(each, schema) if each.partition_of is not None else ()
    paths = {each.path for each in above}
    names: set[str] = set()
    for check in schema.of_kind(Check):
        if check.table in paths and check.inheritable and check.name not in names:
            names.add(check.name)
            yield check


def missing_checks(table: Table, parent: Table, schema: Schema) -> Iterator[Statement]:
    """Checks of the parent that a table lacks and must have before it is attached."""
    for each in handed_down(parent, schema):
        if Ref("constraint", (*table.path, each.name)) not in schema:
            yield alter_table(
                table,
                f"ADD CONSTRAINT {quote(each.name)} CHECK ({each.expression})",
                "add_check",
                hazards=(Hazard.SCANS_TABLE, Hazard.MAY_FAIL_ON_DATA),
            )
