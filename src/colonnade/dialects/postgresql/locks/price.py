"""What a statement costs others: locks, rewrites, scans, hazards, and how long it may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.dialect import Blocks, Hazard, LockClaim, Price, Statement
from colonnade.dialects.postgresql.locks.effects import Effects, Mode, NewFile, conflicts
from colonnade.dialects.postgresql.locks.known import Known, Session
from colonnade.dialects.postgresql.locks.statement import judged
from colonnade.facts import Facts
from colonnade.schema import Schema

_RELATIONS = frozenset({"table", "index", "view", "materialized_view", "sequence"})
_OURS = Session(search_path=(), checks_bodies=False)
"""The session that runs a plan: every name is in full, and check_function_bodies is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How fast a server works, for estimates."""

    scan_bytes_per_ms: int = 800_000
    """Rows read that are in memory."""
    rewrite_bytes_per_ms: int = 80_000
    """Rows written anew, read from memory."""
    index_rows_per_ms: int = 300
    """Rows put into one index."""
    store_bytes_per_ms: int = 100_000
    """What the store gives or takes when nothing is in memory: assumed, not measured; a disk of 100 MB/s."""


RATES = Rates()
"""The first three were measured on a million rows of 117 bytes held in memory, PostgreSQL 15.18 on two cores (ADD CHECK
and SET NOT NULL; ALTER TYPE; CREATE INDEX on a text of 32 characters)."""


def blocks(mode: Mode) -> Blocks:
    """What others can't do on a relation while a lock in this mode is held."""
    stopped = conflicts(mode)
    if Mode.ACCESS_SHARE in stopped:
        return Blocks.READS
    if Mode.ROW_EXCLUSIVE in stopped:
        return Blocks.WRITES
    return Blocks.DDL if Mode.SHARE_UPDATE_EXCLUSIVE in stopped else Blocks.NOTHING


def price(statement: Statement, schema: Schema, facts: Facts) -> Price:
    """What a statement costs others.

    The duration is the bytes read or written, and the rows put into indexes, divided by the rates above: from the time
    with all in memory to that with nothing there. None where what is read or written was not measured.
    """
    known = Known(schema, _OURS, schema.version)
    found = judged(statement.sql, known)
    if found is None:
        strongest = frozenset({Mode.ACCESS_EXCLUSIVE})
        found = Effects(locks={ref: strongest for ref in statement.on if ref.kind in _RELATIONS})
    rewritten = tuple(ref for ref, why in found.files.items() if why is NewFile.REWRITTEN and ref.kind != "index")
    times = _durations(found, facts)
    return Price(
        locks=tuple(claims(found, known)),
        rewrites=rewritten,
        scans=tuple(ref for ref in found.scans if ref not in rewritten),
        hazards=statement.hazards | ({Hazard.REWRITES_TABLE} if rewritten else frozenset()),
        duration_ms=None if times is None else times[0],
        longest_ms=None if times is None else times[1],
    )


def claims(found: Effects, known: Known) -> Iterator[LockClaim]:
    """All locks but those on indexes whose table is locked as much."""
    has_indexes = any(ref.kind == "index" for ref in found.locks)
    owners = {each.ref: ref for ref in found.locks for each in known.indexes(ref)} if has_indexes else {}
    for ref, modes in found.locks.items():
        above = found.locks[owners[ref]] if ref in owners else frozenset[Mode]()
        for mode in sorted(modes):
            if not any(conflicts(mode) <= conflicts(each) for each in above):
                yield LockClaim(object=ref, mode=mode.value, blocks=blocks(mode))


def _durations(found: Effects, facts: Facts, rates: Rates = RATES) -> tuple[float, float] | None:
    """Time with all in memory, and with all to be fetched from and written to the store."""
    rewritten = tuple(ref for ref, why in found.files.items() if why is NewFile.REWRITTEN and ref.kind != "index")
    touched = tuple(dict.fromkeys((*rewritten, *found.scans, *found.reads)))
    if not facts.size_bytes or any(ref not in facts.size_bytes for ref in touched):
        return None
    written = sum(facts.size_bytes[ref] for ref in rewritten)
    read = sum(facts.size_bytes[ref] for ref in touched if ref not in rewritten)
    rows = sum(facts.rows.get(ref, 0) for ref in found.builds)
    least = written / rates.rewrite_bytes_per_ms + read / rates.scan_bytes_per_ms + rows / rates.index_rows_per_ms
    return least, least + (2 * written + read) / rates.store_bytes_per_ms
