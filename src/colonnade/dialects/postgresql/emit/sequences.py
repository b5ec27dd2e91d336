"""Sequences: made, dropped, altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.column_numbers import identity_named
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.sequence_clauses import (
    all_clauses,
    restart,
    sequence_clauses,
    within_bounds,
)
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.statements import newer
from colonnade.dialects.postgresql.names import aside_name
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import Ref, Sequence


@EMIT.on(CreateObject, "sequence")
def create_sequence(operation: Operation, context: Context) -> Alteration | None:
    """CREATE SEQUENCE."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, Sequence)
    unlogged = "UNLOGGED " if each.options.unlogged and newer(context, 15) else ""
    kind = [] if each.options.type is None else [f"AS {each.options.type}"]
    clauses = "".join(f"\n    {clause}" for clause in (*kind, *sequence_clauses(each.options)))
    create = Statement(
        sql=f"CREATE {unlogged}SEQUENCE {qualified(each.path)}{clauses}",
        form="create_sequence",
        on=(each.ref,),
    )
    owned = () if each.owned_by is None else (owned_by(each),)
    return Alteration(statements=(*_aside(each, context), create, *trappings(each, None, context), *owned))


def _aside(each: Sequence, context: Context) -> Iterator[Statement]:
    """An identity column that is to lose its identity may still hold the name with its own sequence."""
    holder = identity_named(each.path, context.before)
    if holder is not None:
        yield Statement(
            sql=f"ALTER SEQUENCE {qualified(each.path)} RENAME TO {quote(aside_name(each.name))}",
            form="rename_sequence",
            on=(each.ref,),
        )


@EMIT.on(AlterObject, "sequence")
def alter_sequence(operation: Operation, context: Context) -> Alteration | None:
    """ALTER SEQUENCE; the owner of a sequence that a column owns is that of the table and follows it."""
    assert isinstance(operation, AlterObject)
    before, after = operation.before, operation.after
    assert isinstance(before, Sequence)
    assert isinstance(after, Sequence)
    found: list[Statement] = []
    if after.options != before.options:
        found += _changes(before, after, context)
    moves = after.owned_by != before.owned_by
    follows = after.owned_by is not None and not moves
    if moves and before.owned_by is not None and (after.owned_by is None or after.owner != before.owner):
        found.append(owned_by(replace(before, owned_by=None)))
    found += trappings(after, replace(before, owner=after.owner) if follows else before, context)
    if moves and after.owned_by is not None:
        found.append(owned_by(after))
    return Alteration(statements=tuple(found))


def _changes(before: Sequence, after: Sequence, context: Context) -> Iterator[Statement]:
    old, new = before.options, after.options
    if replace(old, unlogged=new.unlogged) != new:
        moved = within_bounds(qualified(after.path), old, new, "bigint")
        if moved is not None:
            yield Statement(sql=moved, form="advance_sequence", on=(after.ref,))
        clauses = all_clauses(new, new.type or "bigint")
        clauses = (*clauses, *restart(old, new, "bigint"))
        kind = [] if new.type == old.type else [f"AS {new.type or 'bigint'}"]
        yield Statement(
            sql=f"ALTER SEQUENCE {qualified(after.path)} {' '.join((*kind, *clauses))}",
            form="alter_sequence",
            on=(after.ref,),
        )
    if old.unlogged != new.unlogged and newer(context, 15):
        word = "UNLOGGED" if new.unlogged else "LOGGED"
        yield Statement(
            sql=f"ALTER SEQUENCE {qualified(after.path)} SET {word}", form="sequence_persistence", on=(after.ref,)
        )


def owned_by(each: Sequence) -> Statement:
    """Tie a sequence to the column it is dropped with, or cut it loose."""
    owner = "NONE" if each.owned_by is None else qualified(each.owned_by)
    also = () if each.owned_by is None else (Ref("table", each.owned_by[:-1]),)
    return Statement(
        sql=f"ALTER SEQUENCE {qualified(each.path)} OWNED BY {owner}",
        form="sequence_owned_by",
        on=(each.ref, *also),
    )


@EMIT.on(DropObject, "sequence")
def drop_sequence(operation: Operation, context: Context) -> Alteration | None:
    """DROP SEQUENCE; its count is gone afterwards.

    It stepped aside where an identity column's own sequence has taken its name.
    """
    assert isinstance(operation, DropObject)
    path = operation.object.path
    if identity_named(path, context.before) is not None:
        path = (*path[:-1], aside_name(path[-1]))
    return Alteration(
        statements=(
            Statement(
                sql=f"DROP SEQUENCE {qualified(path)}",
                form="drop_sequence",
                on=(operation.object.ref,),
                hazards=frozenset({Hazard.DELETES_DATA}),
            ),
        )
    )
