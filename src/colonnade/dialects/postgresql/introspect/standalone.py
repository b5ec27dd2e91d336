"""Sequences, user types and statistics objects: small objects of many shapes, read in one query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect import constraints, sequences, statistics, type_queries, types
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.item import items
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading, Version
from colonnade.schema import Ref, SchemaObject

_CATALOGS = {"sequence": Catalog.CLASS, "statistics": Catalog.STATISTIC_EXT}
_READERS = {
    "sequence": sequences.sequence,
    "statistics": statistics.statistics,
    "enum": types.enum,
    "composite": types.composite,
    "range": types.range_,
    "base_type": types.base_type,
    "shell_type": types.shell_type,
}


def _queries(version: Version) -> Mapping[str, str]:
    parts = (*sequences.selects(), *statistics.selects(), *type_queries.selects(version))
    return {"standalone": "\nUNION ALL\n".join(parts) + "\nORDER BY 1, 3, 4"}


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for item in items(rows):
        if item.kind == "identity":
            continue
        ref = Ref(item.kind, item.path)
        identities.add(_CATALOGS.get(item.kind, Catalog.TYPE), item.oid, ref)
        if item.kind == "composite":
            identities.add(Catalog.CLASS, item.relation, ref)


def _build(reading: Reading) -> Iterator[SchemaObject]:
    of_domains = constraints.of_domains(reading)
    for item in items(reading.rows):
        if reading.identities.is_member(_CATALOGS.get(item.kind, Catalog.TYPE), item.oid):
            continue
        if item.kind == "domain":
            yield from types.domain(item, reading, of_domains)
        elif item.kind != "identity":
            yield from _READERS[item.kind](item, reading)


READER = Reader(queries=_queries, identify=_identify, build=_build)
