"""The options of sequences as SQL."""

from __future__ import annotations

from colonnade.dialects.postgresql.sequence_ranges import bounds
from colonnade.schema import SequenceOptions


def all_clauses(options: SequenceOptions, type_: str) -> tuple[str, ...]:
    """Every option of a sequence said in full, whatever it was before."""
    increment = 1 if options.increment is None else options.increment
    low, high = bounds(type_, descending=increment < 0)
    least = low if options.minimum is None else options.minimum
    most = high if options.maximum is None else options.maximum
    start = (most if increment < 0 else least) if options.start is None else options.start
    return (
        f"INCREMENT BY {increment}",
        "NO MINVALUE" if options.minimum is None else f"MINVALUE {options.minimum}",
        "NO MAXVALUE" if options.maximum is None else f"MAXVALUE {options.maximum}",
        f"START WITH {start}",
        f"CACHE {1 if options.cache is None else options.cache}",
        "CYCLE" if options.cycle else "NO CYCLE",
    )


def sequence_clauses(options: SequenceOptions) -> list[str]:
    """The clauses of a new sequence, without its type."""
    found = []
    if options.start is not None:
        found.append(f"START WITH {options.start}")
    if options.increment is not None:
        found.append(f"INCREMENT BY {options.increment}")
    if options.minimum is not None:
        found.append(f"MINVALUE {options.minimum}")
    if options.maximum is not None:
        found.append(f"MAXVALUE {options.maximum}")
    if options.cache is not None:
        found.append(f"CACHE {options.cache}")
    if options.cycle:
        found.append("CYCLE")
    return found
