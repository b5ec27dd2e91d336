"""Whole tables, and their constraints, which stand and fall with them."""

from __future__ import annotations

from itertools import pairwise

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.sqlite.emit.broken import Aside
from colonnade.dialects.sqlite.emit.clauses import create_table
from colonnade.dialects.sqlite.emit.parts import constraints_in_target, constraints_now
from colonnade.dialects.sqlite.emit.rebuild import rebuilt
from colonnade.dialects.sqlite.emit.registry import EMIT, NOTHING, UNKNOWN_HERE, only
from colonnade.dialects.sqlite.kinds import OWN_PREFIX
from colonnade.dialects.sqlite.quote import quote
from colonnade.dialects.sqlite.traits import fold
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation, RebuildTable, RenameObject
from colonnade.schema import Table


@EMIT.on(CreateObject, "table")
def create(operation: Operation, context: Context) -> Alteration | None:
    """CREATE TABLE with the constraints that the target gives it, for none can be added later."""
    assert isinstance(operation, CreateObject)
    assert isinstance(operation.object, Table)
    table = operation.object
    sql = create_table(table, constraints_in_target(context.after, table.path))
    return only(Statement(sql=sql, form="create_table", on=(table.ref,)))


@EMIT.on(DropObject, "table")
def drop(operation: Operation, context: Context) -> Alteration | None:
    """DROP TABLE, which takes indexes, triggers and constraints along."""
    assert isinstance(operation, DropObject)
    table = operation.object
    return only(Statement(sql=f"DROP TABLE {quote(table.name)}", form="drop_table", on=(table.ref,)))


@EMIT.on(AlterObject, "table")
def alter(operation: Operation, context: Context) -> Alteration | None:
    """STRICT and WITHOUT ROWID can't be altered: the table is built anew."""
    assert isinstance(operation, AlterObject)
    if operation.changed() <= UNKNOWN_HERE:
        return NOTHING
    before = context.before.table(operation.before.path)
    after = AlterObject(before=before, after=operation.after).apply(context.before).table(before.path)
    constraints = constraints_now(context.before, before.path)
    return rebuilt(
        RebuildTable(before=before, after=after, constraints_before=constraints, constraints_after=constraints),
        context,
    )


@EMIT.on(RenameObject, "table")
def rename(operation: Operation, context: Context) -> Alteration | None:
    """RENAME TO; references, indexes, triggers and views follow.

    Where only the case of letters changes, the engine finds the new name taken, so that it goes there in two steps.
    """
    assert isinstance(operation, RenameObject)
    old, new = operation.ref.name, operation.to.name
    steps = [old, new]
    if fold(old) == fold(new):
        steps = [old, f"{OWN_PREFIX}rename_{new}", new]
    aside = Aside(context.before)
    renamed = (
        Statement(sql=f"ALTER TABLE {quote(a)} RENAME TO {quote(b)}", form="rename_table", on=(operation.ref,))
        for a, b in pairwise(steps)
    )
    return only(*aside.away(), *renamed, *aside.back(operation.ref.path, operation.to.path))


@EMIT.on(CreateObject, "constraint")
@EMIT.on(DropObject, "constraint")
@EMIT.on(AlterObject, "constraint")
@EMIT.on(RenameObject, "constraint")
def constraint(operation: Operation, context: Context) -> Alteration | None:
    """Nothing by itself: a new table is created with its constraints, an old one is built anew with them."""
    return NOTHING
