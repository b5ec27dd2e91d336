"""Statistics objects: made, dropped, altered."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.quote import qualified
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import EngineObject, Ref

TARGET = "target"
"""Attribute with the statistics target."""


@EMIT.on(CreateObject, "statistics")
def create_statistics(operation: Operation, context: Context) -> Alteration | None:
    """CREATE STATISTICS."""
    assert isinstance(operation, CreateObject)
    each = operation.object
    assert isinstance(each, EngineObject)
    create = Statement(sql=each.definition, form="create_statistics", on=_locks(each))
    target = () if TARGET not in each.attributes else (_target(each),)
    return Alteration(statements=(create, *target, *trappings(each, None, context)))


@EMIT.on(AlterObject, "statistics")
def alter_statistics(operation: Operation, context: Context) -> Alteration | None:
    """A new target, owner or comment in place; anything else is another object."""
    assert isinstance(operation, AlterObject)
    each, before = operation.after, operation.before
    assert isinstance(each, EngineObject)
    assert isinstance(before, EngineObject)
    if {"definition", "on"} & operation.changed():
        return None
    target = () if each.attributes == before.attributes else (_target(each),)
    return Alteration(statements=(*target, *trappings(each, before, context)))


@EMIT.on(DropObject, "statistics")
def drop_statistics(operation: Operation, context: Context) -> Alteration | None:
    """DROP STATISTICS."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, EngineObject)
    return Alteration(
        statements=(Statement(sql=f"DROP STATISTICS {qualified(each.path)}", form="drop_statistics", on=_locks(each)),)
    )


def _target(each: EngineObject) -> Statement:
    target = each.attributes.get(TARGET, "-1")
    return Statement(
        sql=f"ALTER STATISTICS {qualified(each.path)} SET STATISTICS {target}",
        form="set_statistics_target",
        on=_locks(each),
    )


def _locks(each: EngineObject) -> tuple[Ref, ...]:
    return (each.ref,) if each.on is None else (each.ref, each.on)
