"""The order of a plan: what must come before what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from colonnade.collector import paused
from colonnade.dialect import Dialect, kind_of
from colonnade.graph import CycleError, topological
from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
)
from colonnade.plan.circles import Move, broken, effect_of
from colonnade.plan.expand import CantPlanError
from colonnade.plan.needs import Effect, only_loses_default, only_loses_rules
from colonnade.plan.overloads import call_before
from colonnade.schema import Check, ForeignKey, Namespace, Ref, Role, Schema, Table
from colonnade.schema import Sequence as SequenceObject

_ATTEMPTS = 200
"""Circles broken before giving up; real schemas need a handful."""

_CHANGES = (AlterObject, AlterColumn, RebuildTable)
"""Operations before which whatever they displace has to go."""

_NO_PLACE = Ref("", ())
"""Where an operation that touches nothing stands."""

_OF_COLUMNS = frozenset({"inherits", "of_type", "partition_of", "partition_by"})
"""Properties of a table that ask for certain columns."""


@paused()
def order(operations: Sequence[Operation], dialect: Dialect) -> tuple[Move, ...]:
    """The operations in an order in which each finds what it needs.

    Raises CantPlanError when a circle can't be broken.
    """
    moves = absorb(operations)
    waived: set[tuple[int, int]] = set()
    for _ in range(_ATTEMPTS):
        graph, wishes = _graph(moves, dialect, waived)
        keys = [_key(move, dialect, place) for place, move in enumerate(moves)]
        try:
            found = topological(graph, key=lambda node: keys[node])
        except CycleError as error:
            cycle = [int(str(node)) for node in error.cycle]
            try:
                moves = broken(cycle, moves, dialect)
            except CantPlanError:
                let_go = wishes & set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
                if not let_go:
                    raise
                waived |= {_ids(moves, wish) for wish in let_go}
        else:
            return tuple(moves[node] for node in found)
    raise CantPlanError("the change needs itself in too many circles", hint="make it in two steps")


def _ids(moves: Sequence[Move], wish: tuple[int, int]) -> tuple[int, int]:
    """A pair of moves by their operations, which stay the same objects while circles are broken."""
    return id(moves[wish[0]].operation), id(moves[wish[1]].operation)


def absorb(operations: Sequence[Operation]) -> list[Move]:
    """Drops of parts go with the drop of their whole, as the engine does it.

    A foreign key to another table is dropped by itself, so that tables in a circle can go.
    """
    dropped = {each.object.ref for each in operations if isinstance(each, DropObject)}
    columns = {ref for each in operations if isinstance(each, DropColumn) for ref in each.touches()}
    taken: defaultdict[Ref, list[Operation]] = defaultdict(list)
    rest: list[Operation] = []
    for each in operations:
        whole = _whole(each, dropped, columns) if isinstance(each, DropObject) else None
        if whole is None:
            rest.append(each)
        else:
            taken[whole].append(each)
    if not taken:
        return [Move(operation=each) for each in rest]
    moves = []
    for each in rest:
        marks = each.touches() if isinstance(each, DropObject | DropColumn) else frozenset()
        moves.append(Move(operation=each, absorbed=tuple(_with_theirs(marks, taken))))
    return moves


def _with_theirs(marks: Iterable[Ref], taken: dict[Ref, list[Operation]]) -> Iterable[Operation]:
    for mark in sorted(marks):
        for each in taken.get(mark, ()):
            yield each
            yield from _with_theirs(each.touches(), taken)


def _whole(drop: DropObject, dropped: set[Ref], columns: set[Ref]) -> Ref | None:
    each = drop.object
    attached = getattr(each, "attached_to", None)
    above = each.parent()
    if above in dropped and not (isinstance(each, ForeignKey) and each.target != each.table):
        return above
    if attached is not None:
        for ref in dropped:
            if ref.kind in {"index", "constraint"} and (*ref.path[:1], ref.path[-1]) == attached:
                return ref
    if isinstance(each, SequenceObject) and each.owned_by is not None:
        owner = Ref("column", each.owned_by)
        if owner in columns:
            return owner
        if Ref("table", owner.parent_path) in dropped:
            return Ref("table", owner.parent_path)
    return None


def _graph(
    moves: Sequence[Move], dialect: Dialect, waived: set[tuple[int, int]]
) -> tuple[dict[int, set[int]], set[tuple[int, int]]]:
    """For every move, the moves that must come before it, and which pairs are no more than a wish.

    Wishes keep ambiguous calls of routines apart, which is not always possible.
    """
    effects = [effect_of(move) for move in moves]
    makers: defaultdict[Ref, list[int]] = defaultdict(list)
    removers: dict[Ref, int] = {}
    for node, each in enumerate(effects):
        for ref in each.makes:
            makers[ref].append(node)
        for ref in each.removes:
            removers[ref] = node
    before: dict[int, set[int]] = {node: set() for node in range(len(moves))}
    for node, each in enumerate(effects):
        _after_makers(node, each, moves, makers, before)
        if each.old_needs:
            _before_removers(node, each, moves, makers, removers, before)
    _in_sequence(moves, before)
    _names_free_first(moves, dialect, before)
    _inherited_last(moves, before)
    _heirs_last(moves, before)
    wishes: set[tuple[int, int]] = set()
    for node, those in call_before(moves, effects).items():
        wanted = {each for each in those - before[node] if not waived or _ids(moves, (node, each)) not in waived}
        before[node] |= wanted
        wishes |= {(node, each) for each in wanted}
    return before, wishes


def _after_makers(
    node: int,
    each: Effect,
    moves: Sequence[Move],
    makers: dict[Ref, list[int]],
    before: dict[int, set[int]],
) -> None:
    move, mine = moves[node], before[node]
    adds = isinstance(move.operation, AddColumn)
    for ref in each.new_needs:
        for maker in makers.get(ref, ()):
            change = moves[maker].operation
            stands = ref in move.early and isinstance(change, AlterObject)
            if maker != node and not stands and not (adds and _joins(change)):
                mine.add(maker)


def _joins(change: Operation) -> bool:
    """Whether a table takes a type, a parent or a place for which it must have its columns already."""
    match change:
        case AlterObject(before=Table() as old, after=Table() as new):
            return (new.of_type is not None and new.of_type != old.of_type) or (
                new.partition_of is not None and new.partition_of != old.partition_of
            )
        case _:
            return False


def _before_removers(
    node: int,
    each: Effect,
    moves: Sequence[Move],
    makers: dict[Ref, list[int]],
    removers: dict[Ref, int],
    before: dict[int, set[int]],
) -> None:
    drops = isinstance(moves[node].operation, DropObject | DropColumn)
    typed = _former_type(moves[node].operation)
    for ref in each.old_needs:
        remover = removers.get(ref)
        if remover is not None and remover != node:
            before[remover].add(node)
        if (drops and ref not in moves[node].early) or ref == typed:
            for maker in makers.get(ref, ()):
                change = moves[maker].operation
                if maker == node or not isinstance(change, _CHANGES):
                    continue
                if _frees(change, moves[node].operation):
                    before[node].add(maker)
                elif not _bears(change, moves[node].operation):
                    before[maker].add(node)


def _frees(change: Operation, drop: Operation) -> bool:
    """Whether only a change makes it possible to drop a part: a column of a type, an index held by a parent's."""
    match change, drop:
        case AlterObject(before=Table() as old, after=Table() as new), DropColumn():
            return _former_type(change) is not None or _leaves(old, new)
        case AlterObject(before=Table() as old, after=Table() as new), DropObject(object=Check(local=False) as part):
            return part.parent() == old.ref and _leaves(old, new)
        case AlterObject(before=Table() as old, after=Table() as new), DropObject(object=part):
            attached = getattr(part, "attached_to", None)
            return attached is not None and part.parent() == old.ref and old.partition_of != new.partition_of
        case _:
            return False


def _leaves(old: Table, new: Table) -> bool:
    """Whether a table no longer has a parent, so that what comes from there becomes its own, and can go."""
    if new.partition_of is not None:
        return False
    return old.partition_of is not None or not set(old.inherits) <= set(new.inherits)


def _former_type(operation: Operation) -> Ref | None:
    """The type that a table of it leaves."""
    match operation:
        case AlterObject(before=Table(of_type=path), after=Table() as new) if path is not None and path != new.of_type:
            return Ref("composite", path)
        case _:
            return None


def _bears(change: Operation, drop: Operation) -> bool:
    """Whether a change of a table leaves its set of columns to itself, so that a column may go after it."""
    match change:
        case AlterObject(after=Table()) if isinstance(drop, DropColumn):
            return change.changed().isdisjoint(_OF_COLUMNS)
        case _:
            return False


def _in_sequence(moves: Sequence[Move], before: dict[int, set[int]]) -> None:
    """Several changes of one object stay in the order in which they were given."""
    last: dict[Ref, int] = {}
    for node, move in enumerate(moves):
        if isinstance(move.operation, AlterColumn | AlterObject | CreateObject | AddColumn):
            for ref in move.operation.touches():
                if ref in last:
                    before[node].add(last[ref])
                last[ref] = node


def _inherited_last(moves: Sequence[Move], before: dict[int, set[int]]) -> None:
    """A check that a table only inherits comes with that of the parent, which is made first."""
    stated: defaultdict[str, set[int]] = defaultdict(set)
    inherited: list[tuple[int, str]] = []
    for node, move in enumerate(moves):
        match move.operation:
            case CreateObject(object=Check(local=True) as each):
                stated[each.name].add(node)
            case CreateObject(object=Check() as each):
                inherited.append((node, each.name))
            case _:
                pass
    for node, name in inherited:
        before[node] |= stated[name]


def _heirs_last(moves: Sequence[Move], before: dict[int, set[int]]) -> None:
    """An heir is built anew when its parents have the columns that they are to have."""
    changed: defaultdict[str, set[int]] = defaultdict(set)
    rebuilt: list[tuple[int, RebuildTable]] = []
    for node, move in enumerate(moves):
        match move.operation:
            case AddColumn(column=column) | DropColumn(column=column):
                changed[column.name].add(node)
            case RebuildTable() as rebuild if rebuild.before.inherits or rebuild.after.inherits:
                rebuilt.append((node, rebuild))
            case _:
                pass
    for node, rebuild in rebuilt:
        for one, other in ((rebuild.before, rebuild.after), (rebuild.after, rebuild.before)):
            for column in one.columns.values():
                if not column.local and column.name not in other.columns:
                    before[node] |= changed[column.name]


def _names_free_first(moves: Sequence[Move], dialect: Dialect, before: dict[int, set[int]]) -> None:
    """A name is free only when its former holder has gone."""
    holders: dict[tuple[str, tuple[str, ...]], int] = {}
    for node, move in enumerate(moves):
        for each in (move.operation, *move.absorbed):
            if isinstance(each, DropObject):
                holders.update(dict.fromkeys(_names(each.object.ref, dialect), node))
            elif isinstance(each, DropColumn):
                holders["column", (*each.table, each.column.name)] = node
    if not holders:
        return
    for node, move in enumerate(moves):
        made = move.operation
        if isinstance(made, CreateObject):
            wanted = _names(made.object.ref, dialect)
        elif isinstance(made, AddColumn):
            wanted = (("column", (*made.table, made.column.name)),)
        else:
            continue
        for name in wanted:
            holder = holders.get(name)
            if holder is not None and holder != node:
                before[node].add(holder)


def _names(ref: Ref, dialect: Dialect) -> tuple[tuple[str, tuple[str, ...]], ...]:
    kind = dialect.kinds.get(ref.kind)
    words = kind.names.split() if kind and kind.names else [ref.kind]
    if ref.kind == "constraint":
        return (("constraint", ref.path), ("relation", (*ref.path[:-2], ref.path[-1])))
    return tuple((word, ref.path) for word in words)


def _key(move: Move, dialect: Dialect, place: int) -> tuple[int, int, tuple[str, ...]]:
    """Columns that come to a table come in the order in which they were given, other things by name.

    Namespaces come first and go last: whatever is in them may move there, or away.
    """
    match move.operation:
        case DropObject(object=Namespace()):
            phase = 3
        case DropObject() | DropColumn():
            phase = 0
        case AlterColumn(before=old, after=new) if only_loses_default(old, new):
            phase = 0
        case AlterObject(before=old, after=new) if only_loses_rules(old, new):
            phase = 0
        case CreateObject(object=Role() | Namespace()):
            phase = -1
        case CreateObject() | AddColumn():
            phase = 2
        case _:
            phase = 1
    kind = dialect.kinds.get(kind_of(move.operation))
    rank = kind.order if kind else 0
    touched = min(move.operation.touches(), default=_NO_PLACE)
    path = (*touched.path[:-1], f"{place:09}") if isinstance(move.operation, AddColumn) else touched.path
    return (phase, -rank if phase == 0 else rank, path)


def final(moves: Sequence[Move], before: Schema) -> Schema:
    """The schema after all moves."""
    for move in moves:
        for each in (*move.absorbed, move.operation):
            before = each.apply(before)
    return before
