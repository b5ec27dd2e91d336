"""Changes of a table that stays; its columns and parts have changes of their own."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.constraints import added
from colonnade.dialects.postgresql.emit.partitions import place_changes
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import set_options, trappings
from colonnade.dialects.postgresql.emit.statements import (
    alter_table,
    foreign_option_changes,
    newer,
    parameters,
    storage_options,
    table_of,
)
from colonnade.dialects.postgresql.emit.tables import own_indexes, replica_identity
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, Operation
from colonnade.schema import ForeignKey, Persistence, Ref, Table

_UNKNOWN_TO_THE_SERVER = frozenset({"strict", "without_rowid"})


@EMIT.on(AlterObject, "table")
def change_table(operation: Operation, context: Context) -> Alteration | None:
    """ALTER TABLE for every property that differs; None where the table has to be made anew.

    Raises NotExpressibleError for a property that PostgreSQL doesn't have.
    """
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, Table)
    assert isinstance(after, Table)
    changed = operation.changed()
    if changed & _UNKNOWN_TO_THE_SERVER:
        raise NotExpressibleError(f"PostgreSQL has no {', '.join(sorted(changed & _UNKNOWN_TO_THE_SERVER))} tables")
    if _needs_rebuild(before, after, context):
        return None
    return Alteration(
        statements=(
            *place_changes(before, after, tuple(own_indexes(after, context)), context),
            *_type_changes(before, after),
            *_storage_changes(before, after, context),
            *_security_changes(before, after),
            *_server_changes(before, after),
            *trappings(after, before, context),
        )
    )


def _needs_rebuild(before: Table, after: Table, context: Context) -> bool:
    if before.partition_by != after.partition_by or (before.foreign is None) != (after.foreign is None):
        return True
    if before.foreign is not None and after.foreign is not None and before.foreign.server != after.foreign.server:
        return True
    return before.access_method != after.access_method and not newer(
        context, 17 if after.partition_by is not None else 15
    )


def _type_changes(before: Table, after: Table) -> Iterator[Statement]:
    if before.of_type == after.of_type:
        return
    if after.of_type is None:
        yield alter_table(after, "NOT OF", "of_type")
    else:
        yield alter_table(after, f"OF {qualified(after.of_type)}", "of_type")


def _storage_changes(before: Table, after: Table, context: Context) -> Iterator[Statement]:
    rewrite = (Hazard.REWRITES_TABLE,)
    if before.persistence is not after.persistence:
        together = (*_first(after, context), after)
        circle = tuple(_in_the_way(together, context))
        for table, key in circle:
            target = Ref("table", key.target)
            yield alter_table(table, f"DROP CONSTRAINT {quote(key.name)}", "drop_constraint", also=(target,))
        for each in together:
            word = "UNLOGGED" if after.persistence is Persistence.UNLOGGED else "LOGGED"
            yield alter_table(each, f"SET {word}", "set_persistence", hazards=rewrite)
        for table, key in circle:
            yield from added(key, table, context)
            yield from trappings(key, None, context)
    if before.access_method != after.access_method:
        usual = "DEFAULT" if after.partition_by is not None else "heap"
        method = usual if after.access_method is None else quote(after.access_method)
        yield alter_table(after, f"SET ACCESS METHOD {method}", "set_access_method", hazards=rewrite)
    if before.tablespace != after.tablespace:
        space = after.tablespace or "pg_default"
        yield alter_table(after, f"SET TABLESPACE {quote(space)}", "set_tablespace", hazards=rewrite)
    put, reset = set_options(before.options, after.options)
    if reset:
        yield alter_table(after, f"RESET ({parameters(reset)})", _options_form(reset))
    if put:
        # All are said again, so that the server keeps them in this order.
        yield alter_table(after, f"SET ({storage_options(after.options)})", _options_form(put))
    if before.replica_identity != after.replica_identity:
        yield replica_identity(after)


def _first(table: Table, context: Context) -> tuple[Table, ...]:
    """Tables that change their persistence along and have to do so first: what lasts refers to what lasts.

    Those that a table refers to become lasting before it; those that refer to it stop being so before it.
    """
    found: list[Table] = []
    waiting = [table]
    while waiting:
        each = waiting.pop()
        for key in context.before.of_kind(ForeignKey):
            lasts = table.persistence is Persistence.PERMANENT
            here, there = (key.table, key.target) if lasts else (key.target, key.table)
            other = table_of(context.before, there) if here == each.path and there != here else None
            target = table_of(context.after, there)
            if other is None or target is None or other in found or other.path == table.path:
                continue
            if other.persistence is not target.persistence and target.persistence is table.persistence:
                found.append(other)
                waiting.append(other)
    return tuple(reversed(found))


def _in_the_way(together: tuple[Table, ...], context: Context) -> Iterator[tuple[Table, ForeignKey]]:
    """References that close a circle of such tables, so that no order of them would do."""
    lasts = together[-1].persistence is Persistence.PERMANENT
    place = {each.path: number for number, each in enumerate(together)}
    for key in context.before.of_kind(ForeignKey):
        if key.table not in place or key.target not in place or context.after.get(key.ref) != key:
            continue
        first, then = (key.target, key.table) if lasts else (key.table, key.target)
        if place[first] > place[then]:
            yield together[place[key.table]], key


_STRONG = frozenset({"user_catalog_table", "toast_tuple_target"})
"""Storage parameters whose change needs the strongest lock (reloptions.c)."""


def _options_form(names: object) -> str:
    return "set_options_exclusive" if isinstance(names, dict | tuple) and _STRONG & set(names) else "set_options"


def _security_changes(before: Table, after: Table) -> Iterator[Statement]:
    access = (Hazard.CHANGES_ACCESS,)
    if before.row_security != after.row_security:
        word = "ENABLE" if after.row_security else "DISABLE"
        yield alter_table(after, f"{word} ROW LEVEL SECURITY", "row_security", hazards=access)
    if before.force_row_security != after.force_row_security:
        word = "FORCE" if after.force_row_security else "NO FORCE"
        yield alter_table(after, f"{word} ROW LEVEL SECURITY", "row_security", only=True, hazards=access)


def _server_changes(before: Table, after: Table) -> Iterator[Statement]:
    if before.foreign is None or after.foreign is None:
        return
    options = foreign_option_changes(before.foreign.options, after.foreign.options)
    if options:
        yield alter_table(after, f"OPTIONS ({options})", "foreign_options")
