"""What was measured on a live database; never designed, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.schema import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Figures of a live database by object; an object without a figure was not measured."""

    rows: Mapping[Ref, int] = field(default_factory=dict)
    """Live rows of a table or materialised view, as the engine's statistics estimate them."""
    size_bytes: Mapping[Ref, int] = field(default_factory=dict)
    """Bytes of a relation on disk, without its indexes."""


NOTHING_MEASURED = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """What an engine counts of one table; a figure that it does not keep, or has not taken yet, is None."""

    table: Ref
    rows: int | None = None
    """Live rows, as the statistics estimate them."""
    dead_rows: int | None = None
    """Rows that are gone but still take room."""
    size_bytes: int | None = None
    """On disk, without its indexes."""
    index_size_bytes: int | None = None
    """All its indexes, those of its keys included."""
    full_scans: int | None = None
    """How often it was read from the first row to the last."""
    index_scans: int | None = None
    inserted: int | None = None
    updated: int | None = None
    updated_in_place: int | None = None
    """Updates that touched no index."""
    deleted: int | None = None
    last_vacuum: str | None = None
    """ISO 8601; by hand or by the engine itself."""
    last_analyze: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFigures:
    """What an engine counts of one index; a figure that it does not keep, or has not taken yet, is None."""

    index: Ref
    table: Ref
    size_bytes: int | None = None
    scans: int | None = None
    """How often it was read since the figures began."""
    entries_read: int | None = None
    rows_fetched: int | None = None
    last_scan: str | None = None
    """ISO 8601; kept since PostgreSQL 16."""
    rows_per_key: float | None = None
    """Mean number of rows of one value of all its columns, by the statistics: 1 tells rows best apart."""
    valid: bool = True
    """Whether the engine may use it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFigures:
    """What an engine counts of a whole database; a figure that it does not keep is None."""

    size_bytes: int
    free_bytes: int | None = None
    """Room within the file that holds nothing (SQLite)."""
    connections: int | None = None
    commits: int | None = None
    rollbacks: int | None = None
    deadlocks: int | None = None
    temporary_bytes: int | None = None
    """Written by statements that had too little memory."""
    cache_hit_ratio: float | None = None
    """Share of the blocks asked for that were in the engine's memory, from 0 to 1; None before any was asked for."""
    since: str | None = None
    """When the figures began; None where they were never reset, and where the engine does not say."""
    tables: tuple[TableFigures, ...] = ()
