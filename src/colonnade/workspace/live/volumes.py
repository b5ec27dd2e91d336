"""Rows that a design expects, beside those that its database holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.dialect import Dialect
from colonnade.facts import Facts
from colonnade.model import Model
from colonnade.realize.naming import Names
from colonnade.schema import Ref, Schema, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCheck:
    """The rows of an entity, expected and there."""

    entity: str
    table: str
    expected_rows: int
    live_rows: int | None
    """As the engine's statistics estimate them; null where they were never taken."""
    ratio: float | None
    """Live rows for each expected one; null where either is not known, or none is expected."""


def volumes(model: Model, dialect: Dialect, schema: Schema, facts: Facts) -> tuple[VolumeCheck, ...]:
    """Every entity that says how many rows are expected, with what the statistics of its database say."""
    return tuple(_checks(model, dialect, schema, facts))


def _checks(model: Model, dialect: Dialect, schema: Schema, facts: Facts) -> Iterator[VolumeCheck]:
    names = Names(model, dialect)
    for entity in model.entities.values():
        expected = entity.volume.rows if entity.volume is not None else None
        if expected is None:
            continue
        path = names.path(entity)
        live = _rows(Ref("table", path), schema, facts)
        yield VolumeCheck(
            entity=entity.key,
            table=".".join(path),
            expected_rows=expected,
            live_rows=live,
            ratio=round(live / expected, 4) if live is not None and expected else None,
        )


def _rows(ref: Ref, schema: Schema, facts: Facts) -> int | None:
    """The rows of a table, or of all its partitions; None where one of them was not measured."""
    parts = [
        each.ref
        for each in schema.of_kind(Table)
        if each.partition_of is not None and each.partition_of.parent == ref.path
    ]
    if not parts:
        return facts.rows.get(ref)
    found = [_rows(each, schema, facts) for each in parts]
    known = [each for each in found if each is not None]
    return sum(known) if len(known) == len(found) else None
