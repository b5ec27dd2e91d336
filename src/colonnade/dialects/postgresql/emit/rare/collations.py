"""Collations: nothing of one can be altered, so columns move over to a new one of its name."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context, Hazard, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.rare.spoken import alter, changed, create, made, say
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.statements import alter_column, inherited
from colonnade.dialects.postgresql.emit.users import column_refs, in_the_way, users_of, with_heirs
from colonnade.dialects.postgresql.names import aside_name
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import Column, EngineObject, Ref, Schema, Table

_TYPES = frozenset({"domain", "composite", "range"})


@EMIT.on(CreateObject, "collation")
def create_collation(operation: Operation, context: Context) -> Alteration:
    """CREATE COLLATION."""
    each = made(operation)
    return create(each, [each.definition], context)


@EMIT.on(AlterObject, "collation")
def alter_collation(operation: Operation, context: Context) -> Alteration | None:
    """Rename the collation aside, make the new one, move every column over, drop the old one.

    None where no column has it. Raises NotExpressibleError for a type that has it.
    """
    old, new = changed(operation)
    if old.definition == new.definition:
        return alter(old, new, [], context)
    columns = tuple(_columns(old, context.before))
    types = sorted(each.ref for each in users_of(old.ref, context.before) if each.kind in _TYPES)
    if types:
        raise NotExpressibleError(
            f"{old.ref} can't be made anew while {types[0]} has it",
            hint="make a collation of another name and a type that has it",
        )
    if not columns:
        return None
    aside = aside_name(old.name)
    statements = [
        say(old, f"ALTER COLLATION {qualified(old.path)} RENAME TO {quote(aside)}", "rename_collation"),
        *create(new, [new.definition], context).statements,
    ]
    displaced: set[Ref] = {each.ref for each in users_of(old.ref, context.before) if not isinstance(each, Table)}
    for table, column in columns:
        heirs = tuple(with_heirs(table, context.before))
        displaced |= set(in_the_way(column_refs(heirs, column.name), context.before))
        if inherited(table, column, context.before) is None:
            statements.append(_moved(table, column, new))
    dropped = f"DROP COLLATION {qualified((*old.path[:-1], aside))}"
    statements.append(say(old, dropped, "drop_collation"))
    return Alteration(statements=tuple(statements), displaces=frozenset(displaced))


def _columns(collation: EngineObject, schema: Schema) -> Iterator[tuple[Table, Column]]:
    for table in schema.of_kind(Table):
        for column in table.columns.values():
            if column.collation == collation.path:
                yield table, column


def _moved(table: Table, column: Column, collation: EngineObject) -> Statement:
    action = f"TYPE {column.type} COLLATE {qualified(collation.path)}"
    hazards = {Hazard.MAY_FAIL_ON_DATA, Hazard.BUILDS_INDEX}
    return alter_column(table, column.name, action, "alter_column_type", hazards=hazards)
