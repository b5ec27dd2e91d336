"""How a circle of a plan is broken: one move of it becomes a first and a later part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from colonnade.dialect import Dialect
from colonnade.ops import AlterColumn, AlterObject, CreateObject, DropObject, Operation
from colonnade.plan.expand import CantPlanError
from colonnade.plan.needs import Effect, effect
from colonnade.schema import Column, Ref, Table, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a plan before it has SQL: an operation, and the drops that happen by themselves with it."""

    operation: Operation
    absorbed: tuple[Operation, ...] = ()
    early: frozenset[Ref] = frozenset()
    """Views of which it needs no more than the stub."""


def effect_of(move: Move) -> Effect:
    alone = effect(move.operation)
    if not alone.removes and not move.absorbed:
        return alone
    parts = [alone, *(effect(each) for each in move.absorbed)]
    return Effect(
        makes=frozenset().union(*(each.makes for each in parts)),
        removes=(removes := frozenset().union(*(each.removes for each in parts))),
        old_needs=frozenset().union(*(each.old_needs for each in parts)) - removes,
        new_needs=frozenset().union(*(each.new_needs for each in parts)),
    )


def broken(cycle: list[int], moves: list[Move], dialect: Dialect) -> list[Move]:
    """Split one move of a circle into a first and a later part."""
    apart = _drop_apart(cycle, moves)
    if apart is not None:
        return apart
    for split in (_split_default, _split_alter, partial(_split_view, dialect=dialect)):
        for node in sorted(cycle):
            parts = split(moves[node].operation)
            if parts:
                return [
                    *moves[:node],
                    *(Move(operation=each) for each in parts[:-1]),
                    replace(moves[node], operation=parts[-1]),
                    *moves[node + 1 :],
                ]
    relaxed = _with_stub(cycle, moves)
    if relaxed is not None:
        return relaxed
    names = " → ".join(", ".join(str(ref) for ref in sorted(moves[node].operation.touches())) for node in cycle)
    raise CantPlanError(f"these changes need each other: {names}", hint="make the change in two steps")


def _drop_apart(cycle: list[int], moves: list[Move]) -> list[Move] | None:
    """Drop by itself, and first, what would go with its whole but needs something else of the circle: a policy of one
    table that reads another, a rule that writes into an heir."""
    for node in sorted(cycle):
        move = moves[node]
        others = frozenset[Ref]().union(*(effect_of(moves[each]).removes for each in cycle if each != node))
        reaching = tuple(each for each in move.absorbed if effect(each).old_needs & others)
        if reaching:
            left = tuple(each for each in move.absorbed if each not in reaching)
            first = [Move(operation=each) for each in reaching]
            return [*moves[:node], *first, replace(move, absorbed=left), *moves[node + 1 :]]
    return None


def _with_stub(cycle: list[int], moves: list[Move]) -> list[Move] | None:
    """Let what a view's query needs, and what itself needs the view, be made with the view's stub."""
    stubbed = {move.operation.object.ref for move in moves if isinstance(move.operation, CreateObject | DropObject)}
    for late in sorted(cycle):
        change = moves[late].operation
        if not isinstance(change, AlterObject) or not isinstance(change.after, View) or change.after.ref not in stubbed:
            continue
        ref = change.after.ref
        for node in sorted(cycle):
            needs = effect_of(moves[node]).new_needs | effect_of(moves[node]).old_needs
            if node != late and ref not in moves[node].early and ref in needs:
                return [*moves[:node], replace(moves[node], early=moves[node].early | {ref}), *moves[node + 1 :]]
    return None


def _split_default(operation: Operation) -> tuple[Operation, ...]:
    """A table is made without the defaults that need others; they follow, and go before it."""
    match operation:
        case CreateObject(object=Table() as table) | DropObject(object=Table() as table):
            late = [each for each in table.columns.values() if each.default and each.depends]
            without = {each.name: replace(each, default=None, depends=_types_only(each.depends)) for each in late}
            bare = replace(table, columns={**table.columns, **without})
            pairs = [(without[each.name], each) for each in late]
            if not late:
                return ()
            if isinstance(operation, CreateObject):
                return CreateObject(object=bare), *(_turn(table, one, other) for one, other in pairs)
            return *(_turn(table, other, one) for one, other in pairs), DropObject(object=bare)
    return ()


def _turn(table: Table, before: Column, after: Column) -> AlterColumn:
    return AlterColumn(table=table.path, before=before, after=after)


def _types_only(depends: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(ref for ref in depends if ref.kind not in {"function", "sequence", "table", "view", "column"})


def _split_alter(operation: Operation) -> tuple[Operation, ...]:
    """A column loses its default before its other changes, and gets the new one after them."""
    match operation:
        case AlterColumn(table=path, before=old, after=new):
            bare = replace(old, default=None, depends=_types_only(old.depends)) if old.default is not None else old
            done = replace(new, default=None, depends=_types_only(new.depends)) if new.default is not None else new
            found = (
                AlterColumn(table=path, before=old, after=bare),
                AlterColumn(table=path, before=bare, after=done, using=operation.using),
                AlterColumn(table=path, before=done, after=new),
            )
            parts = tuple(each for each in found if each.before != each.after)
            if len(parts) > 1:
                return parts
            if old.type not in {new.type, "text"} and new.type != "text":
                plain = replace(old, type="text", default=None, depends=(), collation=None)
                return (
                    AlterColumn(table=path, before=old, after=plain),
                    AlterColumn(table=path, before=plain, after=new, using=operation.using),
                )
    return ()


def _split_view(operation: Operation, dialect: Dialect) -> tuple[Operation, ...]:
    """A view begins as a stub with the same columns and gets its query later; it ends as one when it goes."""
    match operation:
        case DropObject(object=View() as view) if dialect.stub is not None:
            left = dialect.stub(view)
            if left.definition != view.definition:
                return (AlterObject(before=view, after=left), DropObject(object=left))
        case CreateObject(object=View() as view) if dialect.stub is not None:
            from_nothing = dialect.stub(view)
            if from_nothing.definition != view.definition:
                return (
                    CreateObject(object=from_nothing),
                    AlterObject(before=from_nothing, after=view),
                )
    return ()
