"""From two schemas to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from colonnade.collector import paused
from colonnade.dialect import Context, Dialect, Hazard, Kept, Price, Statement
from colonnade.diff import Difference, compare, diff
from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
    RenameColumn,
    RenameObject,
)
from colonnade.plan.circles import Move
from colonnade.plan.expand import CantPlanError, expand, split_late
from colonnade.plan.order import order
from colonnade.plan.running import RunningSchema, taken_along
from colonnade.plan.step import Plan, Step
from colonnade.schema import Ref, Schema, Table
from colonnade.schema.fingerprint import fingerprint, fingerprints


def plan(
    before: Schema,
    after: Schema,
    dialect: Dialect,
    *,
    facts: Facts = NOTHING_MEASURED,
    stated: Mapping[str, str] | None = None,
) -> Plan:
    """The steps from one schema to another, both in the engine's normal form.

    Raises CantPlanError, UnknownRenameError.
    """
    return plan_of(diff(before, after, dict(stated or {}), dialect.traits.fold), before, after, dialect, facts=facts)


@paused()
def plan_of(
    difference: Difference,
    before: Schema,
    after: Schema,
    dialect: Dialect,
    *,
    facts: Facts = NOTHING_MEASURED,
    moved: Schema | None = None,
    restored: Schema | None = None,
) -> Plan:
    """The steps that carry a known difference out.

    `moved` is the schema after the renames as the engine itself tells it, SQL text included; without it the renames
    are applied to all but the text. `restored` is the schema after the renames and their inverses, as the engine tells
    it: what it leaves otherwise than it was comes back at the end of a rollback.
    """
    if moved is before:
        moved = None
    before, after = before.indexed(), after.indexed()
    renamed = moved
    if renamed is None:
        renamed = before
        for rename in difference.renames:
            renamed = rename.apply(renamed)
    renamed = renamed.indexed()
    start, end = fingerprints(before, after)
    first = [Move(operation=rename) for rename in difference.renames]
    steps = _steps(first, before, after, dialect, facts, label=_label(start, end))
    if steps and restored is not None:
        restored = restored.indexed()
        left = _moves(compare(restored, before), restored, before, dialect)
        texts = tuple(
            each for move in _steps(left, restored, before, dialect, facts, label="") for each in move.statements
        )
        steps[0] = replace(steps[0], rollback=(*steps[0].rollback, *texts))
    rest = _moves(difference.changes, renamed, after, dialect)
    label = _label(start if renamed is before else fingerprint(renamed), end)
    steps.extend(_steps(rest, renamed, after, dialect, facts, label=label, number=len(steps)))
    return Plan(
        engine=dialect.name,
        version=before.version or after.version,
        start=start,
        end=end,
        steps=_in_transactions(steps),
    )


def _label(start: str, end: str) -> str:
    """Beginning of the names under which a plan keeps what it deletes."""
    return f"kept_{start[7:15]}{end[7:15]}"


def _moves(operations: Sequence[Operation], before: Schema, after: Schema, dialect: Dialect) -> tuple[Move, ...]:
    if dialect.regroup is not None:
        operations = dialect.regroup(operations, before, after)
    return order(expand(operations, before, after, dialect), dialect)


def _steps(
    moves: Sequence[Move],
    before: Schema,
    after: Schema,
    dialect: Dialect,
    facts: Facts,
    *,
    label: str,
    number: int = 0,
) -> list[Step]:
    found: list[Step] = []
    now = RunningSchema(before)
    fresh: set[Ref] = set()
    silent: tuple[Statement, ...] = ()
    for move in taken_along(moves, now, after):
        statements = _statements(move.operation, now.schema, after, dialect)
        price = _price(statements, now.schema, dialect, facts, frozenset(fresh))
        if isinstance(move.operation, CreateObject) and isinstance(move.operation.object, Table):
            fresh.add(move.operation.object.ref)
        kept = _kept(move.operation, now.schema, price.hazards, dialect, f"{label}_{number + len(found) + 1}")
        undoing = now.carry_out_revocably((*move.absorbed, move.operation))
        inverse = tuple(_with_values(each, kept) for each in undoing)
        if not statements and _goes_with_parents(move.operation, now.schema):
            silent = (*_rollback(inverse, now.schema, before, dialect, ()), *silent)
        if statements:
            found.append(
                Step(
                    sequence=number + len(found) + 1,
                    operation=move.operation,
                    absorbed=move.absorbed,
                    object=_object(move.operation),
                    statements=(*kept.save, *statements),
                    rollback=(*_rollback(inverse, now.schema, before, dialect, kept.restore), *silent),
                    price=price,
                    transaction=1,
                    validation_query=dialect.validation(move.operation, now.schema) if dialect.validation else None,
                    reason=_reason(move.operation),
                )
            )
            silent = ()
    return found


def _goes_with_parents(operation: Operation, now: Schema) -> bool:
    """Whether a column goes by itself when that of a parent does; what is its own comes back after it."""
    if not isinstance(operation, DropColumn):
        return False
    table = now.table(operation.table)
    paths = (table.partition_of.parent,) if table.partition_of is not None else table.inherits
    above = (now.get(Ref("table", path)) for path in paths)
    return any(isinstance(each, Table) and operation.column.name in each.columns for each in above)


def _statements(operation: Operation, before: Schema, after: Schema, dialect: Dialect) -> tuple[Statement, ...]:
    context = Context(before=before, after=after, version=before.version or after.version)
    found = dialect.emitters.emit(operation, context)
    if found is None:
        raise CantPlanError(
            f"{_object(operation)} can't be changed where the plan changes it",
            hint="make the change in two steps",
            fields={"object": str(_object(operation))},
        )
    return found.statements


def _object(operation: Operation) -> Ref:
    match operation:
        case RenameObject(ref=ref):
            return ref
        case RenameColumn(table=table, name=name):
            return Ref("column", (*table, name))
        case RebuildTable(before=table):
            return table.ref
        case _:
            return min(operation.touches(), default=Ref("database", ("",)))


_NOTHING_KEPT = Kept(save=(), restore=())


def _kept(operation: Operation, schema: Schema, hazards: frozenset[Hazard], dialect: Dialect, name: str) -> Kept:
    found = dialect.keep(operation, schema, name, hazards) if dialect.keep is not None else None
    return found or _NOTHING_KEPT


def _with_values(inverse: Operation, kept: Kept) -> Operation:
    return replace(inverse, values=kept.values) if isinstance(inverse, RebuildTable) and kept.values else inverse


def _rollback(
    inverse: Sequence[Operation],
    now: Schema,
    start: Schema,
    dialect: Dialect,
    restore: tuple[Statement, ...],
) -> tuple[Statement, ...]:
    """The statements that lead from the schema after a move back to the one before it, kept rows included."""
    if len(inverse) == 1:
        refilled = _refilled(inverse[0]) if restore else None
        if refilled is not None:
            first, last = refilled
            filled = _in_turn((first,), now, start, dialect)
            return (*filled, *restore, *_in_turn((last,), first.apply(now), start, dialect))
        direct = dialect.emitters.emit(inverse[0], Context(before=now, after=start, version=now.version))
        if direct is not None and not direct.displaces:
            return (*direct.statements, *restore)
        back = now
        for each in inverse:
            back = each.apply(back)
        moves = _moves(inverse, now, back, dialect)
    elif any(isinstance(each, AlterObject) and "inherits" in each.changed() for each in inverse):
        back = now
        for each in inverse:
            back = each.apply(back)
        moves = _moves(inverse, now, back, dialect)
    else:
        moves = order([part for each in inverse for part in split_late(each)], dialect)
    found: list[Statement] = []
    running = RunningSchema(now)
    waiting = restore
    for move in taken_along(moves, running, start):
        found.extend(_statements(move.operation, running.schema, start, dialect))
        running.carry_out((*move.absorbed, move.operation))
        if waiting and isinstance(move.operation, CreateObject) and isinstance(move.operation.object, Table):
            found.extend(waiting)
            waiting = ()
    return (*found, *waiting)


def _refilled(operation: Operation) -> tuple[Operation, Operation] | None:
    """A column that must have a value comes back without that demand, is filled, and then gets it again.

    So does one that counts by itself, which may refuse to be told a value.
    """
    match operation:
        case AddColumn(table=path, column=column) if not column.nullable and column.default is None:
            loose = replace(column, nullable=True, not_null=None, identity=None)
            return (
                AddColumn(table=path, column=loose),
                AlterColumn(table=path, before=loose, after=column),
            )
        case _:
            return None


def _in_turn(operations: Sequence[Operation], now: Schema, start: Schema, dialect: Dialect) -> tuple[Statement, ...]:
    return tuple(each for operation in operations for each in _statements(operation, now, start, dialect))


_NEEDS_ROWS = frozenset(
    {Hazard.BUILDS_INDEX, Hazard.SCANS_TABLE, Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA, Hazard.BREAKS_CLIENTS}
)
"""Hazards that a table can't have which the same plan has made: it has no rows, and nobody uses it yet."""


def _price(
    statements: Sequence[Statement], schema: Schema, dialect: Dialect, facts: Facts, fresh: frozenset[Ref]
) -> Price:
    prices = [_of_fresh(dialect.price(each, schema, facts), each, fresh) for each in statements]
    statements = [
        replace(each, hazards=each.hazards - _NEEDS_ROWS) if each.on[:1] and each.on[0] in fresh else each
        for each in statements
    ]
    return Price(
        locks=tuple(dict.fromkeys(lock for each in prices for lock in each.locks)),
        rewrites=tuple(dict.fromkeys(ref for each in prices for ref in each.rewrites)),
        scans=tuple(dict.fromkeys(ref for each in prices for ref in each.scans)),
        hazards=frozenset().union(*(each.hazards for each in prices), *(each.hazards for each in statements)),
        duration_ms=_sum(each.duration_ms for each in prices),
        longest_ms=_sum(each.longest_ms for each in prices),
    )


def _sum(durations: Iterable[float | None]) -> float | None:
    """None where one of them isn't known."""
    known = list(durations)
    return None if None in known else sum(each for each in known if each is not None)


def _of_fresh(price: Price, statement: Statement, fresh: frozenset[Ref]) -> Price:
    """The price of a statement whose target, the first that it locks, may have been made by the plan itself."""
    if not statement.on or statement.on[0] not in fresh:
        return price
    return replace(price, rewrites=(), scans=(), hazards=price.hazards - _NEEDS_ROWS)


def _reason(operation: Operation) -> str:
    match operation:
        case CreateObject(object=each):
            return f"{each.ref} is only in the target"
        case DropObject(object=each):
            return f"{each.ref} is not in the target, or stands in the way of a change"
        case DropColumn(table=table, column=column):
            return f"column {'.'.join((*table, column.name))} is not in the target"
        case RenameObject() | RenameColumn():
            return "renamed: the id, or the user, says so"
        case _:
            return f"{_object(operation)} differs"


def _in_transactions(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Number the transaction groups: a statement that can't be in one, or whose effect is needed only after a
    commit, ends the group before it."""
    group = 1
    found: list[Step] = []
    open_early = False
    for step in steps:
        early = any(each.early and _used_later(each, step, steps) for each in step.statements)
        if not all(each.transactional for each in step.statements):
            found.append(_with_transaction(step, None))
            group += 1
            open_early = False
            continue
        if open_early and not early:
            group += 1
        open_early = early
        found.append(_with_transaction(step, group))
    return _dense(found)


def _used_later(statement: Statement, step: Step, steps: Sequence[Step]) -> bool:
    """Whether another step names the new value, which the engine allows only after a commit."""
    literals = [part for part in statement.sql.split("'")[1::2] if part]
    later = (each.sql for each in steps if each is not step)
    return any(literal in sql for sql in later for literal in literals[:1])


def _with_transaction(step: Step, number: int | None) -> Step:
    return replace(step, transaction=number)


def _dense(steps: Sequence[Step]) -> tuple[Step, ...]:
    numbers: dict[int, int] = {}
    found = []
    for step in steps:
        number = step.transaction
        dense = None if number is None else numbers.setdefault(number, len(numbers) + 1)
        found.append(_with_transaction(step, dense))
    return tuple(found)


def needs_allowing(plan: Plan, allowed: frozenset[Hazard]) -> dict[Hazard, tuple[Step, ...]]:
    """The hazards of a plan that were not allowed, each with the steps that have it."""
    missing = sorted(plan.hazards - allowed)
    return {hazard: tuple(step for step in plan if hazard in step.hazards) for hazard in missing}
