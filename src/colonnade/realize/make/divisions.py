"""Entities whose rows are divided: the partitions that the design names, or those that let every row in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.idioms import Idioms, PartitionOrigin
from colonnade.model import Base, Entity, Model, Partition, Partitioning, PartitionMethod, Type
from colonnade.realize.naming import Names
from colonnade.realize.periods import periods
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
        for each in partitions(entity.partition, path[-1], _type_of_key(model, entity, entity.partition)):
            place = PartitionOf(parent=path, bound=idioms.partitions.write_bound(entity.partition, each))
            own = (*path[:-1], names.word(each.name))
            yield from idioms.partitions.divide(table, parts, place, own, PartitionOrigin.ATTACHED)


def _type_of_key(model: Model, entity: Entity, of: Partitioning) -> Type | None:
    """The type of the attribute that decides, through its domains; None for an expression."""
    attribute = entity.attributes.get(of.by[0]) if of.by else None
    type_ = attribute.type if attribute is not None else None
    while type_ is not None and type_.base is Base.DOMAIN and type_.name in model.domains:
        type_ = model.domains[type_.name].type
    return type_


def partitions(of: Partitioning, table: str, type_: Type | None) -> tuple[Partition, ...]:
    """The partitions that are named; else the periods that a range begins with, one for each remainder of a hash,
    or a default one for all rows.

    Later periods are for what keeps a database: a default partition beside them would have to be searched for each.
    """
    if of.partitions:
        return of.partitions
    if of.first_day is not None and type_ is not None:
        return tuple(periods(of, table, type_))
    if of.method is PartitionMethod.HASH:
        return tuple(Partition(name=f"{table}_{number}", remainder=number) for number in range(of.count or 1))
    return (Partition(name=f"{table}_default"),)
