"""Who needs whom: what an operation makes and removes, and what must be there before and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from colonnade.ops import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateObject,
    DropColumn,
    DropObject,
    Operation,
    RebuildTable,
    RenameObject,
)
from colonnade.schema import (
    Column,
    DomainType,
    Exclusion,
    ForeignKey,
    Key,
    Ref,
    Routine,
    Schema,
    SchemaObject,
    Sequence,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an operation means for the order of a plan."""

    makes: frozenset[Ref] = frozenset()
    """Identities that have their final shape only after it."""
    removes: frozenset[Ref] = frozenset()
    old_needs: frozenset[Ref] = frozenset()
    """What must still be there when it runs, because the thing before the change needs it."""
    new_needs: frozenset[Ref] = frozenset()
    """What must have its final shape when it runs, because the thing after the change needs it."""


def effect(operation: Operation) -> Effect:
    """The effect of an operation."""
    match operation:
        case CreateObject(object=each):
            return Effect(makes=_identities(each), new_needs=frozenset(each.needs()))
        case DropObject(object=each):
            return Effect(removes=_identities(each), old_needs=frozenset(_held_by(each)))
        case AlterObject(before=old, after=new):
            return Effect(
                makes=frozenset()
                if _only_owner_column(old, new) or _is_aside(operation)
                else frozenset({new.ref}) | _index_of(new),
                old_needs=frozenset({*_needs_itself(old), *_late_needs(old)}),
                new_needs=frozenset() if only_loses_rules(old, new) else _needs_after(old, new),
            )
        case AddColumn(table=path, column=column):
            return Effect(
                makes=frozenset({Ref("column", (*path, column.name))}),
                new_needs=frozenset({Ref("table", path), *column.depends}),
            )
        case DropColumn(table=path, column=column):
            return Effect(
                removes=frozenset({Ref("column", (*path, column.name))}),
                old_needs=frozenset({Ref("table", path), *column.depends}),
            )
        case AlterColumn(table=path, before=was, after=column):
            return Effect(
                makes=frozenset() if _only_default(was, column) else frozenset({Ref("column", (*path, column.name))}),
                old_needs=frozenset({Ref("table", path), *was.depends}),
                new_needs=frozenset() if only_loses_default(was, column) else frozenset({*column.depends}),
            )
        case RebuildTable(before=old, after=new, parts_before=old_parts, parts_after=new_parts):
            own = operation.touches()
            handed_down = {
                Ref("column", (*path, name))
                for table in (old, *old_parts)
                for path in table.inherits
                for name in table.columns
            }
            return Effect(
                makes=own,
                old_needs=frozenset(need for table in (old, *old_parts) for need in table.needs()) - own - handed_down,
                new_needs=frozenset(need for table in (new, *new_parts) for need in table.needs()) - own,
            )
        case RenameObject(ref=Ref(kind="constraint", path=path), to=to):
            indexes = {Ref("index", (*each[:-2], each[-1])) for each in (path, to.path)}
            return Effect(makes=operation.touches() | indexes)
        case _:
            return Effect(makes=operation.touches())


def _only_owner_column(old: SchemaObject, new: SchemaObject) -> bool:
    """Whether a sequence only gets another column it goes with, for which the column's default need not wait."""
    return isinstance(old, Sequence) and isinstance(new, Sequence) and replace(old, owned_by=new.owned_by) == new


def _held_by(each: SchemaObject) -> Iterator[Ref]:
    """What can't go while an object is there.

    A foreign key is made only when the keys of all partitions are attached, but bears that a partition goes.
    """
    target = each.target if isinstance(each, ForeignKey) else None
    for need in each.needs():
        if target is None or need.kind != "constraint" or need.parent_path == target:
            yield need


def _late_needs(old: SchemaObject) -> Iterator[Ref]:
    """What an object is tied to without needing it to be made."""
    if isinstance(old, Table):
        yield from replica_index(old)
    if isinstance(old, Sequence) and old.owned_by is not None:
        yield Ref("column", old.owned_by)


def only_loses_default(old: Column, new: Column) -> bool:
    """Whether nothing but a column's default goes, mostly out of the way of another change."""
    return old.default is not None and replace(old, default=None, depends=new.depends) == new


def only_loses_rules(old: SchemaObject, new: SchemaObject) -> bool:
    """Whether nothing but checks and the default of a domain go, mostly out of the way of another change."""
    if not isinstance(old, DomainType) or not isinstance(new, DomainType):
        return False
    less = all(each in old.checks for each in new.checks) and new.default in {None, old.default}
    return less and replace(old, default=new.default, checks=new.checks, depends=new.depends) == new


def _only_default(old: Column, new: Column) -> bool:
    """Whether nothing but a default comes or goes, for which nobody waits who needs the column."""
    return (old.default is None) != (new.default is None) and replace(old, default=new.default) == new


def _is_aside(operation: AlterObject) -> bool:
    """Whether only the replica index of a table changes: what stands on the table does not wait for that."""
    return isinstance(operation.after, Table) and operation.changed() == {"replica_identity"}


def _identities(each: SchemaObject) -> frozenset[Ref]:
    if isinstance(each, Table):
        return frozenset({each.ref, *map(each.column_ref, each.columns)})
    return frozenset({each.ref, *_index_of(each)})


def _index_of(each: SchemaObject) -> frozenset[Ref]:
    """A key stands for its index too, which partitions' indexes are attached to."""
    is_index = isinstance(each, Key | Exclusion)
    return frozenset({Ref("index", (*each.path[:-2], each.path[-1]))}) if is_index else frozenset()


def _needs_itself(each: SchemaObject) -> Iterator[Ref]:
    """What a change of an object itself waits for: those of a table's columns come and go with what they need."""
    if not isinstance(each, Table):
        yield from _held_by(each)
        return
    yield from each.depends
    yield from (Ref("table", path) for path in each.inherits)
    if each.partition_of is not None:
        yield Ref("table", each.partition_of.parent)


def _needs_after(old: SchemaObject, new: SchemaObject) -> frozenset[Ref]:
    if isinstance(old, Table) and isinstance(new, Table):
        needs = {*_needs_itself(new), *replica_index(new)}
        if new.of_type is not None and new.of_type != old.of_type:
            needs |= {new.column_ref(name) for name in new.columns}
        if (new.partition_of, new.inherits) != (old.partition_of, old.inherits):
            above = [new.partition_of.parent] if new.partition_of else []
            for path in (*above, *(each for each in new.inherits if each not in old.inherits)):
                needs |= {Ref("column", (*path, name)) for name in new.columns}
                needs |= {Ref("column", (*new.path, name)) for name in new.columns}
        return frozenset(needs)
    if isinstance(new, Sequence) and new.owned_by is not None and new.owned_by != getattr(old, "owned_by", None):
        return frozenset({*new.needs(), Ref("column", new.owned_by)})
    return frozenset(new.needs())


def replica_index(table: Table) -> Iterator[Ref]:
    """The index, or the key with that index, by which a table tells its replicas about rows."""
    if table.replica_identity is not None and table.replica_identity.startswith("index "):
        name = table.replica_identity.removeprefix("index ")
        yield Ref("index", (*table.path[:-1], name))
        yield Ref("constraint", (*table.path, name))


def users(schema: Schema) -> Mapping[Ref, frozenset[Ref]]:
    """For every identity, the objects and columns that need it directly."""
    found: defaultdict[Ref, set[Ref]] = defaultdict(set)
    for each in schema:
        if isinstance(each, Table):
            _of_table(each, found)
        else:
            for need in _held_by(each):
                found[need].add(each.ref)
    return {ref: frozenset(those) for ref, those in found.items()}


def _of_table(table: Table, found: defaultdict[Ref, set[Ref]]) -> None:
    by_column: set[Ref] = set()
    for name, column in table.columns.items():
        if column.depends:
            ref = table.column_ref(name)
            for need in column.depends:
                found[need].add(ref)
                by_column.add(need)
    for need in table.needs():
        if need not in by_column:
            found[need].add(table.ref)


def users_of(ref: Ref, schema: Schema, known: Mapping[Ref, frozenset[Ref]]) -> frozenset[Ref]:
    """What needs an object or, when it is a table, one of its columns; its own columns left out."""
    found: set[Ref] = set(known.get(ref, ()))
    table = schema.get(ref)
    if isinstance(table, Table):
        for name in table.columns:
            found |= known.get(table.column_ref(name), frozenset())
        found = {each for each in found if not (each.kind == "column" and each.parent_path == table.path)}
    found.discard(ref)
    return frozenset(found)


def can_be_meant(routine: Routine, called: Ref) -> bool:
    """Whether the arguments of one routine begin as those of the other, where a type that takes any fits all."""
    pairs = zip(_types(routine.path), _types(called.path), strict=False)
    return all(one == other or takes_any(one) or takes_any(other) for one, other in pairs)


def takes_any(type_: str) -> bool:
    """Whether a type stands for many, as `anyelement` does."""
    return type_.strip('"').startswith("any")


def _types(path: tuple[str, ...]) -> list[str]:
    return [each for each in path[-1].split(", ") if each]
