"""What differs between what was predicted of a statement and what the server did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from colonnade.dialects.postgresql.locks import Effects, Mode, strongest
from colonnade.schema import Ref
from tests.dialects.postgresql.locks.observing import Observed

_OF_QUERIES = frozenset({Mode.ACCESS_SHARE, Mode.ROW_SHARE, Mode.ROW_EXCLUSIVE})
"""Modes in which the planner opens every index of a table in a query: they say nothing that the table's doesn't."""


def differences(sql: str, seen: Observed, said: Effects, *, held: bool = False) -> list[str]:
    """What differs; a statement that waits shows its locks on tables only, as the rest comes after the wait."""
    seen_locks = _comparable({ref: map(Mode, modes) for ref, modes in seen.locks.items()}, tables_only=held)
    said_locks = _comparable(said.locks, tables_only=held)
    found = []
    if seen_locks != said_locks:
        found.append(f"{sql}: locks are {seen_locks}, predicted {said_locks}")
    if not held and set(seen.files) != set(said.files):
        found.append(f"{sql}: new files are {sorted(seen.files)}, predicted {sorted(said.files)}")
    if not held and not set(seen.scans) <= {*said.scans, *said.reads}:
        found.append(f"{sql}: scans are {sorted(seen.scans)}, predicted {sorted(said.scans)}")
    return found


def _comparable(locks: Mapping[Ref, Iterable[Mode]], *, tables_only: bool) -> dict[Ref, frozenset[Mode]]:
    found: dict[Ref, frozenset[Mode]] = {}
    for ref, modes in locks.items():
        kept = {mode for mode in modes if ref.kind != "index" or mode not in _OF_QUERIES}
        if kept and not (tables_only and ref.kind == "index"):
            found[ref] = strongest(kept)
    return found
