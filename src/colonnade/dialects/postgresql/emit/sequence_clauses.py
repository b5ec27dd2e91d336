"""The options of sequences as SQL."""

from __future__ import annotations

from colonnade.dialects.postgresql.quote import literal
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


def within_bounds(sequence: str, before: SequenceOptions, after: SequenceOptions, type_: str) -> str | None:
    """A query that moves the count into narrower bounds, which the server asks for; None where they aren't narrower.

    `sequence` is its name as SQL. A count that was below the bounds begins at the lower one.
    """
    old, new = limits(before, type_), limits(after, type_)
    low, high = max(new[0], old[0]), min(new[1], old[1])
    if (new[0] <= old[0] and new[1] >= old[1]) or low > high:
        return None
    return (
        f"SELECT pg_catalog.setval({literal(sequence)}::pg_catalog.regclass,"
        f" LEAST(GREATEST(last_value, {low}), {high}), is_called AND last_value >= {low})\n"
        f"FROM {sequence}\nWHERE last_value NOT BETWEEN {low} AND {high}"
    )


def restart(before: SequenceOptions, after: SequenceOptions, type_: str) -> tuple[str, ...]:
    """RESTART where no number lies within both the old and the new bounds, so that the count can't go on."""
    old, new = limits(before, type_), limits(after, type_)
    return ("RESTART",) if max(new[0], old[0]) > min(new[1], old[1]) else ()


def limits(options: SequenceOptions, type_: str) -> tuple[int, int]:
    """The lowest and the highest number."""
    low, high = bounds(options.type or type_, descending=(options.increment or 1) < 0)
    return (
        low if options.minimum is None else options.minimum,
        high if options.maximum is None else options.maximum,
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
