"""The complete DDL of a schema: every object made in an order in which each finds what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from colonnade.dialect import Context, Dialect, Statement
from colonnade.ops import CreateObject, Operation
from colonnade.plan.expand import CantPlanError, split_late
from colonnade.plan.order import order
from colonnade.plan.running import RunningSchema, taken_along
from colonnade.schema import Ref, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """The statements that make one object, or finish it."""

    object: Ref
    statements: tuple[Statement, ...]


def creation(schema: Schema, dialect: Dialect) -> Iterator[Creation]:
    """The statements that make a schema in an empty database, in order, made one object at a time.

    Raises CantPlanError when objects need each other in a circle that can't be broken.
    """
    schema = schema.indexed()
    empty = Schema(engine=schema.engine, version=schema.version)
    operations: list[Operation] = [CreateObject(object=each) for each in schema]
    if dialect.regroup is not None:
        operations = list(dialect.regroup(operations, empty, schema))
    operations = [part for each in operations for part in split_late(each)]
    now = RunningSchema(empty)
    context = Context(before=now.schema, after=schema, version=schema.version)
    for move in taken_along(order(operations, dialect), now, schema):
        if context.before is not now.schema:
            context = replace(context, before=now.schema)
        found = dialect.emitters.emit(move.operation, context)
        if found is None:
            raise CantPlanError(f"{move.operation.touches()} can't be made step by step")
        now.carry_out((*move.absorbed, move.operation))
        if found.statements:
            yield Creation(object=min(move.operation.touches()), statements=found.statements)
