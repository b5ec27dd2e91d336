"""Entities whose rows are divided: the partitions that the design names, or those that let every row in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.idioms import Idioms, PartitionOrigin
from colonnade.model import Model, Partition, Partitioning, PartitionMethod
from colonnade.realize.naming import Names
from colonnade.schema import PartitionOf, Ref, SchemaObject, Table


def divided(model: Model, names: Names, idioms: Idioms, found: Mapping[Ref, SchemaObject]) -> Iterator[SchemaObject]:
    """The partitions of every divided table, with what they have from it."""
    if idioms.partitions is None:
        return
    for entity in model.entities.values():
        if entity.partition is None:
            continue
        path = names.path(entity)
        table = found[Ref("table", path)]
        assert isinstance(table, Table)
        parts = tuple(each for each in found.values() if each.parent() == table.ref)
        for each in partitions(entity.partition, path[-1]):
            place = PartitionOf(parent=path, bound=idioms.partitions.write_bound(entity.partition, each))
            own = (*path[:-1], names.word(each.name))
            yield from idioms.partitions.divide(table, parts, place, own, PartitionOrigin.ATTACHED)


def partitions(of: Partitioning, table: str) -> tuple[Partition, ...]:
    """The partitions that are named; else one for each remainder of a hash, else a default one for all rows.

    Periods of a range need a first and a last day, which no design knows: what keeps a database adds them.
    """
    if of.partitions:
        return of.partitions
    if of.method is PartitionMethod.HASH:
        return tuple(Partition(name=f"{table}_{number}", remainder=number) for number in range(of.count or 1))
    return (Partition(name=f"{table}_default"),)
