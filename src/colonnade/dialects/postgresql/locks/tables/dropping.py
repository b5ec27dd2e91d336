"""What goes with a relation, a column or a constraint, and the locks that its going takes.

Source: performMultipleDeletions() in dependency.c locks each object that goes, and the removal of a foreign key the
table it refers to, since triggers stand on both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from colonnade.dialects.postgresql.locks.effects import Mode
from colonnade.dialects.postgresql.locks.tables import triggers
from colonnade.dialects.postgresql.locks.work import Work
from colonnade.schema import (
    Constraint,
    Exclusion,
    ForeignKey,
    Index,
    Key,
    MaterializedView,
    Policy,
    Ref,
    SchemaObject,
    Sequence,
    Table,
    Trigger,
    View,
)

_STRONGEST = Mode.ACCESS_EXCLUSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What a statement drops."""

    cascade: bool
    """Without it the server refuses when something else needs what goes, so that nothing else is touched."""
    done: set[Ref] = field(default_factory=set)


def drop_relation(work: Work, ref: Ref, going: Going) -> None:
    """A table, view, sequence or index goes with all that hangs on it."""
    if ref in going.done:
        return
    going.done.add(ref)
    match ref.kind:
        case "table":
            _drop_table(work, ref, going)
        case "view" | "materialized_view":
            work.lock(_STRONGEST, ref, *(each.ref for each in work.known.indexes(ref)))
        case "sequence":
            work.lock(_STRONGEST, ref, *_tables_with(work, ref, going))
        case "index":
            drop_index(work, ref, work.known.index_owner(ref))
            return
        case _:
            return
    table = work.known.table(ref)
    columns = () if table is None else (table.column_ref(name) for name in table.columns)
    drop_users(work, frozenset({ref, *columns}), going)


def _tables_with(work: Work, ref: Ref, going: Going) -> tuple[Ref, ...]:
    """Tables with columns of a type, or with defaults of a sequence, that goes."""
    return tuple(table for table, _ in work.known.columns_with(frozenset({ref}))) if going.cascade else ()


def _drop_table(work: Work, ref: Ref, going: Going) -> None:
    known = work.known
    work.lock(_STRONGEST, ref, *(each.ref for each in known.indexes(ref)), *known.sequences(ref))
    table = known.table(ref)
    if table is not None and table.partition_of is not None:
        parent = Ref("table", table.partition_of.parent)
        work.lock(_STRONGEST, parent, known.default_partition(parent))
    for own in known.referring(ref):
        work.lock_with_partitions(_STRONGEST, Ref("table", own.target))
    for theirs in known.referred(ref) if going.cascade else ():
        work.lock_with_partitions(_STRONGEST, Ref("table", theirs.table))
    for child in known.children(ref):
        drop_relation(work, child, going)
    for sequence in known.sequences(ref):
        drop_relation(work, sequence, going)


def drop_index(work: Work, ref: Ref, owner: Ref | None) -> None:
    """An index goes: its table is locked with it, and where it is partitioned those below too."""
    work.lock(_STRONGEST, ref, owner)
    partitioned = owner is not None and work.known.is_partitioned(owner)
    for index, table in work.known.partitions_of_index(ref) if partitioned else ():
        work.lock(_STRONGEST, index, table)


def drop_column(work: Work, ref: Ref, name: str, going: Going) -> None:
    """A column of one table goes."""
    known = work.known
    work.lock(_STRONGEST, *(each.ref for each in known.indexes(ref) if name in each.columns))
    for sequence in known.sequences(ref, name):
        drop_relation(work, sequence, going)
    for own in known.referring(ref):
        if name in own.columns:
            work.lock_with_partitions(_STRONGEST, Ref("table", own.target))
    for theirs in known.referred(ref) if going.cascade else ():
        if name in theirs.target_columns:
            work.lock_with_partitions(_STRONGEST, Ref("table", theirs.table))
    drop_users(work, frozenset({Ref("column", (*ref.path, name))}), going)


def drop_constraint(work: Work, constraint: SchemaObject, *, cascade: bool) -> None:
    """A constraint of one table goes, with the references that need it."""
    match constraint:
        case ForeignKey():
            work.lock_with_partitions(_STRONGEST, Ref("table", constraint.target))
        case Key() | Exclusion():
            index = Ref("index", (*constraint.path[:-2], constraint.path[-1]))
            drop_index(work, index, Ref("table", constraint.table))
            for theirs in work.known.referred(Ref("table", constraint.table)) if cascade else ():
                if isinstance(constraint, Key) and set(theirs.target_columns) == set(constraint.columns):
                    work.lock_with_partitions(_STRONGEST, Ref("table", theirs.table))
        case _:
            pass


def drop_users(work: Work, refs: frozenset[Ref], going: Going) -> None:
    """What needs objects that go, goes with them (CASCADE; without it the statement would be refused)."""
    for each in work.known.users(refs) if going.cascade else ():
        if each.ref in going.done:
            continue
        match each:
            case View() | MaterializedView():
                drop_relation(work, each.ref, going)
            case Trigger():
                triggers.drop(work, each.name, Ref("table", each.path[:-1]))
            case Policy():
                work.lock(_STRONGEST, each.parent())
            case Table() | Index() | Sequence() | Constraint():
                pass
            case _ if each.kind_of() == "rule":
                work.lock(_STRONGEST, each.parent())
            case _:
                pass


def drop_type(work: Work, ref: Ref, going: Going) -> None:
    """A type goes with the columns that have it."""
    for table, column in work.known.columns_with(frozenset({ref})) if going.cascade else ():
        work.lock(_STRONGEST, table)
        drop_column(work, table, column.name, going)
    drop_users(work, frozenset({ref}), going)
