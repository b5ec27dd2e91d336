"""How PostgreSQL divides a table: its key, the bounds of partitions, and what a partition gets from its parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from colonnade.dialects.postgresql.arguments import split
from colonnade.dialects.postgresql.names import default_names
from colonnade.dialects.postgresql.quote import quote
from colonnade.idioms import PartitionIdioms, PartitionOrigin
from colonnade.model.facets import Partition, Partitioning
from colonnade.schema import (
    Check,
    Column,
    Index,
    IndexKey,
    Key,
    NotNull,
    PartitionBy,
    PartitionOf,
    PartitionStrategy,
    QName,
    SchemaObject,
    Sql,
    Table,
)


def write_key(of: Partitioning, columns: Mapping[str, str]) -> PartitionBy:
    """PARTITION BY as the server prints it; an expression stands in parentheses, a call needs none."""
    plain = tuple(columns.get(each, each) for each in of.by if not each.startswith("("))
    words = (_expression(each) if each.startswith("(") else quote(columns.get(each, each)) for each in of.by)
    return PartitionBy(strategy=PartitionStrategy(of.method.value), key=Sql(", ".join(words)), columns=plain)


_CALL = re.compile(r'[\w."]+\(.*\)\Z', re.DOTALL)


def _expression(text: str) -> str:
    inner = text[1:-1]
    return inner if _CALL.match(inner) else text


def read_key(by: PartitionBy) -> tuple[str, ...] | None:
    """The words of a model for a key; None where one has a collation or an operator class."""
    found: list[str] = []
    known = {quote(name): name for name in by.columns}
    for each in (part.strip() for part in split(by.key, ",")):
        if each in known:
            found.append(known[each])
        elif _CALL.match(each):
            found.append(f"({each})")
        elif each.startswith("(") and each.endswith(")"):
            found.append(each)
        else:
            return None
    return tuple(found)


def write_bound(of: Partitioning, partition: Partition) -> Sql:
    """FOR VALUES … or DEFAULT; the modulus of a hash is the number of partitions."""
    if partition.remainder is not None:
        count = of.count or len(of.partitions)
        return Sql(f"FOR VALUES WITH (modulus {count}, remainder {partition.remainder})")
    if partition.values:
        return Sql(f"FOR VALUES IN ({', '.join(partition.values)})")
    if partition.start or partition.end:
        return Sql(f"FOR VALUES FROM ({', '.join(partition.start)}) TO ({', '.join(partition.end)})")
    return Sql("DEFAULT")


_RANGE = re.compile(r"FOR VALUES FROM \((.*)\) TO \((.*)\)\Z", re.DOTALL)
_LIST = re.compile(r"FOR VALUES IN \((.*)\)\Z", re.DOTALL)
_HASH = re.compile(r"FOR VALUES WITH \(modulus (\d+), remainder (\d+)\)\Z")


def read_bound(name: str, bound: Sql) -> tuple[Partition, int | None]:
    """A partition of a bound, and the modulus of a hash."""
    if found := _HASH.match(bound):
        return Partition(name=name, remainder=int(found[2])), int(found[1])
    if found := _LIST.match(bound):
        return Partition(name=name, values=_values(found[1])), None
    if found := _RANGE.match(bound):
        return Partition(name=name, start=_values(found[1]), end=_values(found[2])), None
    return Partition(name=name), None


def _values(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in split(text, ","))


def divide(
    parent: Table, parts: Sequence[SchemaObject], of: PartitionOf, path: QName, origin: PartitionOrigin
) -> tuple[SchemaObject, ...]:
    """A partition, and the checks, keys and indexes that it has from its parent, with the names the server gives.

    One made by CREATE TABLE … PARTITION OF numbers its columns as the parent does since PostgreSQL 17, and has the
    parent's names of NOT NULL since 18.
    """
    columns = {name: _column(parent, column, origin) for name, column in parent.columns.items()}
    table = Table(path=path, columns=columns, partition_of=of)
    return (table, *(made for each in parts if (made := _part(each, path)) is not None))


def _column(parent: Table, column: Column, origin: PartitionOrigin) -> Column:
    bare = replace(column, comment=None, privileges=None, statistics=None, identity=None, not_null=None, local=True)
    if origin is PartitionOrigin.ATTACHED:
        return bare
    named = column.not_null.name if column.not_null is not None else None
    name = named or default_names(parent.name, column.name, "not_null")[1]
    return replace(bare, identity=column.identity, not_null=None if column.nullable else NotNull(name=name))


def _part(each: SchemaObject, path: QName) -> SchemaObject | None:
    match each:
        case Check(inheritable=True):
            return replace(each, path=(*path, each.name), local=False, comment=None, depends=())
        case Key():
            label = "pkey" if each.primary else "key"
            columns = "" if each.primary else _joined((*each.columns, *each.include))
            return replace(
                each,
                path=(*path, default_names(path[-1], columns, label)[1]),
                attached_to=(*each.path[:-2], each.name),
                comment=None,
                index_comment=None,
                clustered=False,
                depends=(),
            )
        case Index(only=False):
            columns = _joined((*(_key_name(key) for key in each.keys), *each.include))
            return replace(
                each,
                path=(*path[:-1], default_names(path[-1], columns, "idx")[1]),
                on=path,
                attached_to=each.path,
                comment=None,
                clustered=False,
                depends=(),
            )
        case _:
            return None


def _joined(names: Iterable[str]) -> str:
    """Names joined as ChooseIndexNameAddition() in commands/indexcmds.c does; two of one name are told apart."""
    found: list[str] = []
    for name in names:
        number, wanted = 0, name
        while wanted in found:
            number += 1
            wanted = f"{name}{number}"
        found.append(wanted)
    return "_".join(found)


def _key_name(key: IndexKey) -> str:
    """What FigureIndexColname() in parser/parse_target.c calls a column of an index."""
    if key.column is not None:
        return key.column
    call = re.match(r'([\w."]+)\(', str(key.expression))
    return call[1].rpartition(".")[2].strip('"') if call else "expr"


PARTITIONS = PartitionIdioms(
    write_key=write_key, read_key=read_key, write_bound=write_bound, read_bound=read_bound, divide=divide
)
