"""What a workload asks of indexes, and what they cost: figures that are measured, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QueryFrequency(StrEnum):
    """How often a query runs in a day."""

    VERY_HIGH = "very_high"
    """More than 1,000 times."""
    HIGH = "high"
    """100 to 1,000 times."""
    MEDIUM = "medium"
    """10 times to less than 100."""
    LOW = "low"
    """Less than 10 times."""

    @classmethod
    def of(cls, per_day: float) -> QueryFrequency:
        """The word for a number of executions in a day."""
        if per_day > 1000:
            return cls.VERY_HIGH
        if per_day >= 100:
            return cls.HIGH
        return cls.MEDIUM if per_day >= 10 else cls.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPattern:
    """Queries that differ in their values only, and what an index does for them."""

    description: str
    """The query with a mark for each value."""
    frequency: QueryFrequency
    executions_per_day: float
    example_query: str
    """One of them as it was run."""
    performance_benefit: float | None
    """Percent of the time without the index that it saves; None where no query with values is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceCost:
    """What keeping an index costs, measured on a copy of its table."""

    insert_overhead_ms: float
    """More milliseconds for each row that is inserted; about 0, or below, where nothing can be told from noise."""
    update_overhead_ms: float
    """More milliseconds for each row that is updated."""
    storage_overhead_mb: float
    """Mebibytes of it after a rebuild."""
    rebuild_time_estimate_ms: float
    """Milliseconds that its rebuild took."""
