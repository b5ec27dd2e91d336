"""What a source holds: counts and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.schema import (
    Check,
    Exclusion,
    ForeignKey,
    Key,
    Ref,
    Schema,
    SchemaObject,
    Table,
)

_COUNTED: Mapping[str, str] = {
    "table": "tables",
    "view": "views",
    "materialized_view": "materialized_views",
    "index": "indexes",
    "sequence": "sequences",
    "enum": "enums",
    "domain": "domains",
    "function": "functions",
    "procedure": "procedures",
    "aggregate": "aggregates",
    "trigger": "triggers",
    "policy": "policies",
    "extension": "extensions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Counts by what is counted, and every object."""

    counts: Mapping[str, int]
    objects: tuple[Ref, ...]


def contents(schema: Schema) -> Contents:
    """The counts and objects of a schema."""
    counts = dict.fromkeys(("tables", "columns", "primary_keys", "foreign_keys", "unique_keys", "checks"), 0)
    counts |= dict.fromkeys(("exclusions", *_COUNTED.values(), "routines", "partitions"), 0)
    for each in schema:
        _count(each, counts)
    counts["routines"] = counts["functions"] + counts["procedures"] + counts["aggregates"]
    return Contents(counts=counts, objects=tuple(sorted(schema.objects)))


def _count(each: SchemaObject, counts: dict[str, int]) -> None:
    word = _COUNTED.get(each.ref.kind)
    if word is not None:
        counts[word] += 1
    match each:
        case Table():
            counts["columns"] += len(each.columns)
            counts["partitions"] += each.partition_of is not None
        case Key():
            counts["primary_keys" if each.primary else "unique_keys"] += 1
        case ForeignKey():
            counts["foreign_keys"] += 1
        case Check():
            counts["checks"] += 1
        case Exclusion():
            counts["exclusions"] += 1
        case _:
            counts.setdefault(f"{each.ref.kind}s", 0)
            if word is None:
                counts[f"{each.ref.kind}s"] += 1
