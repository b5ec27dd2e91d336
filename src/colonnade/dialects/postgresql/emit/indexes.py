"""Indexes: made, dropped, altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.constraints import (
    attach_index,
    goes_with_parent,
    moves_freely,
    parent_dropped,
    parent_index,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import cluster_moves_to, set_options, trappings
from colonnade.dialects.postgresql.emit.statements import (
    NOTHING,
    alter_table,
    collate,
    parameters,
    storage_options,
    table_of,
)
from colonnade.dialects.postgresql.quote import names, qualified, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import Index, IndexKey, Table


@EMIT.on(CreateObject, "index")
def create_index(operation: Operation, context: Context) -> Alteration | None:
    """CREATE INDEX; on a partitioned table it stands alone until the partitions' indexes are attached."""
    assert isinstance(operation, CreateObject)
    index = operation.object
    assert isinstance(index, Index)
    return Alteration(statements=(*creation(index, context), *trappings(index, None, context)))


def creation(index: Index, context: Context) -> Iterator[Statement]:
    """The statements that make an index, without its comment."""
    table = table_of(context.before, index.on) if index.on_kind == "table" else None
    partitioned = table is not None and table.partition_by is not None
    yield Statement(
        sql=create_sql(index, only=partitioned),
        form="create_index",
        on=(index.parent() or index.ref,),
        hazards=_UNIQUE_HAZARDS if index.unique else _HAZARDS,
    )
    for place, key in enumerate(index.keys, 1):
        if key.statistics is not None:
            yield alter_index(index, f"ALTER COLUMN {place} SET STATISTICS {key.statistics}", "set_index_statistics")
    if index.clustered:
        yield cluster_on(index)
    if index.attached_to is not None and table is not None and table.partition_of is not None:
        yield attach_index(index.attached_to, index.path, table)


_HAZARDS = frozenset({Hazard.BUILDS_INDEX})
_UNIQUE_HAZARDS = frozenset({Hazard.BUILDS_INDEX, Hazard.MAY_FAIL_ON_DATA})


def create_sql(index: Index, *, only: bool) -> str:
    """The CREATE INDEX statement alone."""
    unique = "UNIQUE " if index.unique else ""
    on = f"{'ONLY ' if only else ''}{qualified(index.on)}"
    parts = [f"CREATE {unique}INDEX {quote(index.name)} ON {on} USING {quote(index.method)}"]
    parts.append(f"({', '.join(map(key_sql, index.keys))})")
    if index.include:
        parts.append(f"INCLUDE ({names(index.include)})")
    if not index.nulls_distinct:
        parts.append("NULLS NOT DISTINCT")
    if index.options:
        parts.append(f"WITH ({storage_options(index.options)})")
    if index.tablespace is not None:
        parts.append(f"TABLESPACE {quote(index.tablespace)}")
    if index.predicate is not None:
        parts.append(f"WHERE {index.predicate}")
    return " ".join(parts)


def key_sql(key: IndexKey) -> str:
    """One column or expression with all that follows it."""
    text = quote(key.column) if key.column is not None else f"({key.expression})"
    text += collate(key.collation)
    if key.opclass is not None:
        text += f" {key.opclass}"
    if key.descending:
        text += " DESC"
    if key.nulls_first is not None:
        text += f" NULLS {'FIRST' if key.nulls_first else 'LAST'}"
    return text


def alter_index(index: Index, action: str, form: str) -> Statement:
    """ALTER INDEX with one action."""
    on = index.parent()
    return Statement(
        sql=f"ALTER INDEX {qualified(index.path)} {action}",
        form=form,
        on=(index.ref,) if on is None else (index.ref, on),
    )


def cluster_on(index: Index) -> Statement:
    """Mark the index that CLUSTER is to follow."""
    if index.on_kind == "table":
        return alter_table(Table(path=index.on), f"CLUSTER ON {quote(index.name)}", "cluster_on")
    return Statement(
        sql=f"ALTER MATERIALIZED VIEW {qualified(index.on)} CLUSTER ON {quote(index.name)}",
        form="cluster_on",
        on=(index.parent() or index.ref,),
    )


@EMIT.on(DropObject, "index")
def drop_index(operation: Operation, context: Context) -> Alteration | None:
    """DROP INDEX; a partition's index that is attached goes with its parent's."""
    assert isinstance(operation, DropObject)
    index = operation.object
    assert isinstance(index, Index)
    if goes_with_parent(index.attached_to, index.on, context):
        return NOTHING
    above = index.parent()
    table = table_of(context.before, index.on) if index.on_kind == "table" else None
    maybe = "IF EXISTS " if table is not None and table.partition_by is not None else ""
    return Alteration(
        statements=(
            Statement(
                sql=f"DROP INDEX {maybe}{qualified(index.path)}",
                form="drop_index",
                on=(index.ref,) if above is None else (index.ref, above),
            ),
        )
    )


_IN_PLACE = frozenset(
    {"comment", "options", "tablespace", "clustered", "attached_to", "keys", "valid", "only", "depends"}
)


@EMIT.on(AlterObject, "index")
def change_index(operation: Operation, context: Context) -> Alteration | None:
    """What PostgreSQL changes in an index that stays; None for the rest, which is another index."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, Index)
    assert isinstance(after, Index)
    changed = operation.changed()
    if changed - _IN_PLACE or not _same_keys(before, after) or before.valid != after.valid:
        return None
    table = table_of(context.before, after.on) if after.on_kind == "table" else None
    if before.attached_to != after.attached_to and not moves_freely(before.attached_to, table, context):
        if after.attached_to is not None or before.attached_to is None or table is None:
            return None
        above = parent_index(before.attached_to, table, context.before)
        if isinstance(above, Index) and above.ref in context.after:
            gone: tuple[Statement, ...] = tuple(_grown_again(above, before, context))
        else:
            gone = () if above is None else (parent_dropped(above, context),)
        return Alteration(statements=(*gone, *creation(after, context), *trappings(after, None, context)))
    if after.only and not before.only and before.attached_to == after.attached_to:
        return None
    return Alteration(statements=(*_changes(before, after, table, context), *trappings(after, before, context)))


def _grown_again(above: Index, without: Index, context: Context) -> Iterator[Statement]:
    """A partitioned table's index is made anew with those of its partitions, but for one that is to stand alone."""
    yield Statement(
        sql=f"DROP INDEX {qualified(above.path)}", form="drop_index", on=(above.ref, above.parent() or above.ref)
    )
    waiting = [above]
    while waiting:
        each = waiting.pop(0)
        yield from creation(each, context)
        yield from trappings(each, None, context)
        waiting += (
            child
            for child in context.before.of_kind(Index)
            if child.attached_to == each.path and child.path != without.path
        )


def _same_keys(before: Index, after: Index) -> bool:
    """Whether the keys differ in nothing but statistics targets."""
    return [replace(key, statistics=None) for key in before.keys] == [
        replace(key, statistics=None) for key in after.keys
    ]


def _changes(before: Index, after: Index, table: Table | None, context: Context) -> Iterator[Statement]:
    put, reset = set_options(before.options, after.options)
    if reset:
        yield alter_index(after, f"RESET ({parameters(reset)})", "set_index_options")
    if put:
        yield alter_index(after, f"SET ({storage_options(after.options)})", "set_index_options")
    if before.tablespace != after.tablespace:
        space = quote(after.tablespace or "pg_default")
        yield alter_index(after, f"SET TABLESPACE {space}", "set_index_tablespace")
    for place, (old, new) in enumerate(zip(before.keys, after.keys, strict=True), 1):
        if old.statistics != new.statistics:
            target = -1 if new.statistics is None else new.statistics
            yield alter_index(after, f"ALTER COLUMN {place} SET STATISTICS {target}", "set_index_statistics")
    if before.clustered != after.clustered:
        yield cluster_on(after) if after.clustered else _without_cluster(after, context)
    if after.attached_to is not None and before.attached_to != after.attached_to and table is not None:
        yield attach_index(after.attached_to, after.path, table)


def _without_cluster(index: Index, context: Context) -> Statement:
    other = cluster_moves_to(index.on, context)
    action = "SET WITHOUT CLUSTER" if other is None else f"CLUSTER ON {quote(other)}"
    words = "TABLE" if index.on_kind == "table" else "MATERIALIZED VIEW"
    return Statement(
        sql=f"ALTER {words} {qualified(index.on)} {action}",
        form="cluster_on",
        on=(index.parent() or index.ref,),
    )
