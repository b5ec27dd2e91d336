"""Sequences: made, dropped, altered."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.statements import newer, sequence_clauses
from colonnade.dialects.postgresql.quote import qualified
from colonnade.ops import CreateObject, DropObject, Operation
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
    return Alteration(statements=(create, *trappings(each, None, context), *owned))


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
    """DROP SEQUENCE; its count is gone afterwards."""
    assert isinstance(operation, DropObject)
    return Alteration(
        statements=(
            Statement(
                sql=f"DROP SEQUENCE {qualified(operation.object.path)}",
                form="drop_sequence",
                on=(operation.object.ref,),
                hazards=frozenset({Hazard.DELETES_DATA}),
            ),
        )
    )
