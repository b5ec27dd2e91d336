"""What a statement costs others: locks, rewrites, scans, hazards, and how long it may take."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Blocks, Hazard, LockClaim, Price, Statement
from colonnade.dialects.postgresql.emit.users import with_heirs
from colonnade.dialects.postgresql.lock_forms import (
    ACCESS_EXCLUSIVE,
    ACCESS_SHARE,
    EXCLUSIVE,
    FORMS,
    ROW_EXCLUSIVE,
    ROW_SHARE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    Form,
)
from colonnade.facts import Facts
from colonnade.schema import Ref, Schema, Table

_BLOCKS = {
    ACCESS_EXCLUSIVE: Blocks.READS,
    EXCLUSIVE: Blocks.WRITES,
    SHARE_ROW_EXCLUSIVE: Blocks.WRITES,
    SHARE: Blocks.WRITES,
    SHARE_UPDATE_EXCLUSIVE: Blocks.DDL,
    ROW_EXCLUSIVE: Blocks.NOTHING,
    ROW_SHARE: Blocks.NOTHING,
    ACCESS_SHARE: Blocks.NOTHING,
}
_RELATIONS = frozenset({"table", "index", "view", "materialized_view", "sequence"})
_STRONGEST = Form(first=ACCESS_EXCLUSIVE, others=ACCESS_EXCLUSIVE)
"""What is claimed of a form that isn't listed."""

SCAN_BYTES_PER_MS = 800_000
REWRITE_BYTES_PER_MS = 80_000
INDEX_ROWS_PER_MS = 300
"""Rates of a million rows of 117 bytes held in memory, PostgreSQL 15.18 on two cores (ADD CHECK and SET NOT NULL;
ALTER TYPE; CREATE INDEX on a text of 32 characters). Data that has to come from a disk takes longer."""


def price(statement: Statement, schema: Schema, facts: Facts) -> Price:
    """What a statement costs others.

    The duration is the bytes read or written, and the rows put into an index, divided by the rates above; it is None
    where the first relation was not measured.
    """
    form = FORMS.get(statement.form, _STRONGEST)
    heirs = tuple(_heirs(statement, form, schema))
    target = statement.on[0] if statement.on and statement.on[0].kind in _RELATIONS else None
    touched = (*((target,) if target is not None else ()), *heirs)
    return Price(
        locks=tuple(dict.fromkeys(_claims(statement, form, heirs))),
        rewrites=touched if form.rewrites else (),
        scans=touched if form.scans else (),
        hazards=statement.hazards | ({Hazard.REWRITES_TABLE} if form.rewrites else frozenset()),
        duration_ms=_duration(form, touched, facts),
    )


def _heirs(statement: Statement, form: Form, schema: Schema) -> Iterator[Ref]:
    """Partitions and heirs of the first relation, which a statement without ONLY reaches too."""
    if not form.reaches_heirs or not statement.on or " ONLY " in statement.sql.partition("(")[0]:
        return
    table = schema.get(next((ref for ref in statement.on if ref.kind == "table"), statement.on[0]))
    if isinstance(table, Table):
        for each in with_heirs(table, schema):
            if each.path != table.path:
                yield each.ref


def _claims(statement: Statement, form: Form, heirs: tuple[Ref, ...]) -> Iterator[LockClaim]:
    claimed = [(ref, form.others if place else form.first) for place, ref in enumerate(statement.on)]
    claimed += [(ref, form.first) for ref in heirs]
    for ref, mode in claimed:
        if mode is not None and ref.kind in _RELATIONS:
            yield LockClaim(object=ref, mode=mode, blocks=_BLOCKS[mode])


def _duration(form: Form, touched: tuple[Ref, ...], facts: Facts) -> float | None:
    if not touched or touched[0] not in facts.size_bytes:
        return None
    size = sum(facts.size_bytes.get(ref, 0) for ref in touched)
    rows = sum(facts.rows.get(ref, 0) for ref in touched)
    found = 0.0
    if form.rewrites:
        found += size / REWRITE_BYTES_PER_MS
    if form.scans:
        found += size / SCAN_BYTES_PER_MS
    if form.indexes:
        found += rows / INDEX_ROWS_PER_MS
    return found
