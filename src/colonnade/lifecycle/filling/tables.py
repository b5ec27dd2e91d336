"""Tables as they are filled: their columns with what is known of the values, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from colonnade.lifecycle.filling.limits import limits
from colonnade.lifecycle.filling.values import Kind
from colonnade.schema import Check, Column, ForeignKey, Schema, Table
from colonnade.schema.table import IdentityMode
from colonnade.schema.types import DomainType, EnumType

Path = tuple[str, ...]
_BOUND = re.compile(r"FOR VALUES (?:FROM|IN) \((?:'([^']*)'|(-?\d+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A table to fill."""

    path: Path
    kinds: Mapping[str, Kind]
    """Of the columns that a value can be given for, in their order."""
    required: frozenset[str]
    defaulted: frozenset[str]
    references: Sequence[ForeignKey]
    checks: Mapping[str, Sequence[str]]
    """The columns that each condition names, by the name of the condition."""


def targets(schema: Schema) -> list[Target]:
    """The tables of a schema, each after those that it refers to; where references form a circle, as they come."""
    domains = {each.path: each for each in schema if isinstance(each, DomainType)}
    enums = {each.path: each for each in schema if isinstance(each, EnumType)}
    parts = [each for each in schema if isinstance(each, Check | ForeignKey)]
    starts = _starts(schema)
    found = {
        each.path: _with_starts(
            _target(each, [one for one in parts if one.table == each.path], domains, enums), each, starts
        )
        for each in schema
        if isinstance(each, Table) and each.partition_of is None and each.foreign is None
    }
    return [found[path] for path in _in_order(found)]


def _starts(schema: Schema) -> Mapping[Path, Sequence[str]]:
    """The first value of every partition, by the table that is divided."""
    found: dict[Path, list[str]] = {}
    for each in schema:
        if isinstance(each, Table) and each.partition_of is not None:
            bound = _BOUND.match(str(each.partition_of.bound))
            if bound is not None:
                found.setdefault(each.partition_of.parent, []).append(bound[1] or bound[2])
    return found


def _with_starts(target: Target, table: Table, starts: Mapping[Path, Sequence[str]]) -> Target:
    """The same, the column that divides a table having values that have their partition."""
    by = table.partition_by.columns if table.partition_by is not None else ()
    if len(by) != 1 or by[0] not in target.kinds or not starts.get(table.path):
        return target
    kind = target.kinds[by[0]]
    fitting = replace(kind, limits=replace(kind.limits, starts=tuple(starts[table.path])))
    return replace(target, kinds={**target.kinds, by[0]: fitting})


def _in_order(found: Mapping[Path, Target]) -> list[Path]:
    graph = {
        path: {one.target for one in each.references if one.target in found and one.target != path}
        for path, each in found.items()
    }
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            # What closes the circle is filled without that reference, where it may be left out.
            one, other = error.args[1][:2]
            graph[other].discard(one)


def _target(
    table: Table,
    parts: Sequence[Check | ForeignKey],
    domains: Mapping[Path, DomainType],
    enums: Mapping[Path, EnumType],
) -> Target:
    checks = [each for each in parts if isinstance(each, Check)]
    columns = {name: each for name, each in table.columns.items() if _is_given(each)}
    said = [str(each.expression) for each in checks]
    kinds = {name: _kind(each, said, domains, enums) for name, each in columns.items()}
    return Target(
        path=table.path,
        kinds=kinds,
        required=frozenset(name for name, each in columns.items() if not each.nullable),
        defaulted=frozenset(name for name, each in columns.items() if each.default is not None or each.identity),
        references=[each for each in parts if isinstance(each, ForeignKey)],
        checks={each.path[-1]: [name for name in columns if _names(str(each.expression), name)] for each in checks},
    )


def _is_given(column: Column) -> bool:
    identity = column.identity is not None and column.identity.mode is IdentityMode.ALWAYS
    return column.generated is None and not identity and not column.hidden


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _kind(
    column: Column, said: Sequence[str], domains: Mapping[Path, DomainType], enums: Mapping[Path, EnumType]
) -> Kind:
    of, conditions = column.type, list(said)
    for domain in _domains(of, domains):
        of = domain.base
        conditions += [_of_value(str(each.expression), column.name) for each in domain.checks]
    enum = enums.get(_path(of))
    return Kind(
        name=column.name,
        type=of,
        limits=limits(column.name, conditions),
        labels=enum.values if enum is not None else (),
    )


def _of_value(text: str, name: str) -> str:
    return re.sub(r"\bVALUE\b", name, text)


def _domains(of: str, domains: Mapping[Path, DomainType]) -> Iterator[DomainType]:
    seen: set[Path] = set()
    while (path := _path(of)) in domains and path not in seen:
        seen.add(path)
        yield domains[path]
        of = domains[path].base


def _path(of: str) -> Path:
    """The path that the name of a type is; a name alone is of the default namespace."""
    parts = tuple(part.strip('"') for part in of.split("."))
    return parts if len(parts) > 1 else ("public", *parts)
