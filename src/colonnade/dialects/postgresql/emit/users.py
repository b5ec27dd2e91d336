"""What uses a column or a type, as far as the server would refuse to change it underneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from colonnade.dialects.postgresql.emit.statements import children_of
from colonnade.schema import (
    Constraint,
    EngineObject,
    ForeignKey,
    Index,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Table,
)

_FOLLOW = frozenset({"constraint", "index", "sequence", "table", "statistics"})
"""Kinds that the server changes along with a column they use."""


def with_heirs(table: Table, schema: Schema) -> Iterator[Table]:
    """A table and all that inherit from it or are its partitions, at any depth."""
    seen = {table.path}
    waiting = [table]
    while waiting:
        each = waiting.pop(0)
        yield each
        for child in children_of(each, schema):
            if child.path not in seen:
                seen.add(child.path)
                waiting.append(child)


def column_refs(tables: Iterable[Table], name: str) -> frozenset[Ref]:
    """Identities of one column in several tables."""
    return frozenset(each.column_ref(name) for each in tables if name in each.columns)


def in_the_way(refs: frozenset[Ref], schema: Schema) -> Iterator[Ref]:
    """Objects that must go while a column changes its type, and generated columns computed from it."""
    for each in schema:
        if isinstance(each, Table):
            for column in each.columns.values():
                if (
                    column.generated is not None
                    and not refs.isdisjoint(column.depends)
                    and each.column_ref(column.name) not in refs
                ):
                    yield each.column_ref(column.name)
        elif (each.kind_of() not in _FOLLOW or _loses(each)) and not refs.isdisjoint(each.needs()):
            yield each.ref


def _loses(each: SchemaObject) -> bool:
    """Whether the server forgets something when it makes the object anew with its column.

    Statistics targets of index columns and statistics objects, and the owner of the latter: see
    RememberIndexForRebuilding() and
    RememberStatisticsForRebuilding() in tablecmds.c keep the definition and the comment alone.
    """
    match each:
        case Index(keys=keys):
            return any(key.statistics is not None for key in keys)
        case EngineObject(engine_kind="statistics", attributes=attributes, owner=owner):
            return bool(attributes) or owner is not None
        case _:
            return False


def away(tables: Iterable[Table], name: str, schema: Schema) -> Iterator[Ref]:
    """Everything that uses a column of tables which has another type for a while, its indexes and constraints too."""
    refs = column_refs(tables, name)
    yield from in_the_way(refs, schema)
    for each in schema:
        if isinstance(each, Index | Constraint) and not refs.isdisjoint(each.needs()):
            yield each.ref


def foreign_keys_on(refs: frozenset[Ref], schema: Schema) -> Iterator[ForeignKey]:
    """Foreign keys that have one of the columns on either side."""
    for each in schema.of_kind(ForeignKey):
        if any(_is_on(refs, each.table, each.columns)) or any(_is_on(refs, each.target, each.target_columns)):
            yield each


def _is_on(refs: frozenset[Ref], table: QName, columns: tuple[str, ...]) -> Iterator[bool]:
    return (Ref("column", (*table, name)) in refs for name in columns)


def users_of(ref: Ref, schema: Schema) -> Iterator[SchemaObject]:
    """Objects that depend on another directly; a table for its columns too."""
    for each in schema:
        if ref in each.depends or (
            isinstance(each, Table) and any(ref in column.depends for column in each.columns.values())
        ):
            yield each
