"""Partitions made, attached and detached; heirs taken up and let go.

Source: ATExecAttachPartition(), QueuePartitionConstraintValidation(), ATExecDetachPartition() in tablecmds.c.
"""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode
from colonnade.dialects.postgresql.locks.known import Known, OnTable
from colonnade.dialects.postgresql.locks.tables.proofs import Said, below, constant, not_below, said_of
from colonnade.dialects.postgresql.locks.tables.triggers import for_rows
from colonnade.dialects.postgresql.locks.work import Target, Work
from colonnade.schema import PartitionStrategy, Ref

_CHILD_IN_FULL = 14
"""Since this major version DETACH PARTITION takes its own lock on the partition."""


def attach(target: Target, command: Message) -> None:
    """ATTACH PARTITION reads the new partition unless a check proves that its rows fit, and the default one."""
    definition = tree.one(command, "def")
    work, known = target.work, target.known
    child = known.find(tree.relation(tree.one(definition, "name")), "table") if definition is not None else None
    bound = tree.one(definition, "bound") if definition is not None else None
    if child is None or bound is None:
        return
    work.lock(Mode.ACCESS_EXCLUSIVE, *known.family(child))
    others = [each for each in known.children(target.ref) if each != child]
    if not (tree.flag(bound, "is_default") and not others) and not _is_proved(target.ref, child, bound, known):
        work.scan(*known.family(child))
    if not tree.flag(bound, "is_default"):
        _look_into_default(work, target.ref)
    for index in known.indexes(target.ref):
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, index.ref)
        _index_on(target, child, index)
    _references(target, child)


def _look_into_default(work: Work, parent: Ref) -> None:
    default = work.known.default_partition(parent)
    if default is not None:
        work.lock(Mode.ACCESS_EXCLUSIVE, *work.known.family(default))
        work.scan(*work.known.family(default))


def _index_on(target: Target, child: Ref, index: OnTable) -> None:
    """An index like the parent's is taken up, or built."""
    for each in target.known.indexes(child):
        if each.keys == index.keys and each.method == index.method and (each.unique or not index.unique) and index.keys:
            target.work.lock(Mode.ACCESS_EXCLUSIVE, each.ref)
            return
    for ref in target.known.family(child):
        if target.known.stores(ref):
            target.work.draft.build(ref)


def _references(target: Target, child: Ref) -> None:
    for own in target.known.referring(target.ref):
        referred = Ref("table", own.target)
        same = any(each.columns == own.columns and each.target == own.target for each in target.known.referring(child))
        if same:
            target.work.lock_with_partitions(Mode.ACCESS_EXCLUSIVE, referred)
        else:
            target.work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, referred)
            target.work.scan(child)
            target.work.draft.read(referred)


def _is_proved(parent: Ref, child: Ref, bound: Message, known: Known) -> bool:
    """Whether checks of the new partition say that every row lies within its bound."""
    table, own = known.table(parent), known.table(child)
    by = table.partition_by if table is not None else None
    if by is None or own is None or len(by.columns) != 1 or tree.flag(bound, "is_default"):
        return False
    column = own.columns.get(by.columns[0])
    if column is None:
        return False
    said = _said(child, column.name, known)
    if column.nullable and not said.not_null:
        return False
    match by.strategy:
        case PartitionStrategy.RANGE:
            lows, highs = tree.many(bound, "lowerdatums"), tree.many(bound, "upperdatums")
            # A plan may make the parent anew by another key, which the bound is for.
            if not lows or not highs:
                return False
            return _holds(lows[0], "minvalue", said, upper=False) and _holds(highs[0], "maxvalue", said, upper=True)
        case PartitionStrategy.LIST:
            values = {constant(each) for each in tree.many(bound, "listdatums")}
            return bool(values) and said.among is not None and said.among <= values
        case PartitionStrategy.HASH:
            return False


def _said(child: Ref, column: str, known: Known) -> Said:
    found = Said()
    for check in known.checks(child):
        if check.valid and check.enforced:
            each = said_of(check.expression, column)
            found.not_null |= each.not_null
            found.compared += each.compared
            found.among = each.among if found.among is None else found.among
    return found


def _holds(datum: Message, open_end: str, said: Said, *, upper: bool) -> bool:
    if tree.columns_in(datum) == {open_end}:
        return True
    value = constant(datum)
    return value is not None and (below(said, value) if upper else not_below(said, value))


def detach(target: Target, command: Message) -> None:
    """DETACH PARTITION."""
    definition = tree.one(command, "def")
    work, known = target.work, target.known
    child = known.find(tree.relation(tree.one(definition, "name")), "table") if definition is not None else None
    if child is None:
        return
    concurrent = tree.flag(definition, "concurrent")
    in_full = known.major >= _CHILD_IN_FULL or for_rows(known, target.ref)
    work.lock(Mode.ACCESS_EXCLUSIVE if in_full else Mode.SHARE_UPDATE_EXCLUSIVE, child)
    if not concurrent:
        work.lock(Mode.ACCESS_EXCLUSIVE, known.default_partition(target.ref))
    for index in known.indexes(child):
        if index.attached_to is not None:
            work.lock(Mode.ACCESS_EXCLUSIVE, index.ref)
    for own in known.referring(target.ref):
        work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, Ref("table", own.target))


def of_new(work: Work, parent: Ref, bound: Message | None) -> None:
    """CREATE TABLE … PARTITION OF or INHERITS."""
    if bound is None:
        work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, parent)
        return
    work.lock(Mode.ACCESS_EXCLUSIVE, parent)
    if not tree.flag(bound, "is_default"):
        _look_into_default(work, parent)
    work.lock(Mode.SHARE_UPDATE_EXCLUSIVE, *(each.ref for each in work.known.indexes(parent)))
    for own in work.known.referring(parent):
        work.lock_with_partitions(Mode.SHARE_ROW_EXCLUSIVE, Ref("table", own.target))


def inherit(target: Target, command: Message) -> None:
    """INHERIT and NO INHERIT."""
    adds = tree.choice(command, "subtype") == "AT_AddInherit"
    parent = target.known.find(tree.relation(tree.one(command, "def")), "table")
    target.work.lock(Mode.SHARE_UPDATE_EXCLUSIVE if adds else Mode.ACCESS_SHARE, parent)
