"""A divided table as a facet of its entity, where the facet says it exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from colonnade.model import Partitioning, PartitionMethod, PeriodUnit, Type
from colonnade.realize.abstract.ground import Ground
from colonnade.realize.make.divisions import partitions
from colonnade.schema import DomainType, Table


def division(table: Table, ground: Ground) -> Partitioning | None:
    """How the rows of a table are divided; None where they are not, or the overlay has to say it."""
    idioms = ground.idioms.partitions
    by = idioms.read_key(table.partition_by) if idioms is not None and table.partition_by is not None else None
    if idioms is None or table.partition_by is None or by is None:
        return None
    method = PartitionMethod(table.partition_by.strategy.value)
    found = []
    counts = set[int | None]()
    for each in ground.partitions.get(table.path, ()):
        assert each.partition_of is not None
        partition, count = idioms.read_bound(each.name, each.partition_of.bound)
        bare = Partitioning(method=method, by=by, count=count, partitions=(partition,))
        said = ground.names.word(each.name) == each.name and each.path[:-1] == table.path[:-1]
        if said and idioms.write_bound(bare, partition) == each.partition_of.bound:
            found.append(partition)
            counts.add(count)
    if not found or len(counts) > 1:
        return None
    made = Partitioning(method=method, by=by, count=counts.pop(), partitions=tuple(found))
    if idioms.write_key(made, {}) != table.partition_by:
        return None
    type_ = _type_of_key(table, by, ground)
    for short in _shorter(made):
        if set(partitions(short, table.name, type_)) == set(made.partitions):
            return short
    return made


def _type_of_key(table: Table, by: tuple[str, ...], ground: Ground) -> Type | None:
    column = table.columns.get(by[0])
    if column is None:
        return None
    bases = {ground.idioms.qualified(each.path): each.base for each in ground.schema.of_kind(DomainType)}
    spelled = column.type
    while spelled in bases:
        spelled = bases[spelled]
    return ground.idioms.read_type(spelled, {})


def _shorter(made: Partitioning) -> Iterator[Partitioning]:
    """Ways to say a division without the names of its partitions."""
    yield replace(made, partitions=())
    first = min((each.start[0] for each in made.partitions if each.start), default="")
    for unit in PeriodUnit:
        short = replace(made, every=unit, start=first[1:11], count=len(made.partitions), partitions=())
        if made.method is PartitionMethod.RANGE and short.first_day is not None:
            yield short
