"""Periods of the calendar, one after another: the partitions that a range of days begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never

from colonnade.model import Base, Partition, Partitioning, PeriodUnit, Type

_MIDNIGHT = {Base.DATETIME: " 00:00:00", Base.TIMESTAMP: " 00:00:00+00"}
"""What makes a day its first moment; with the zone for an instant, so that the session's own does not count."""


def periods(of: Partitioning, table: str, type_: Type) -> Iterator[Partition]:
    """A partition for each period that the division begins with; none where it names no first day.

    Days of an attribute that is an instant begin in UTC.
    """
    first = of.first_day
    if of.every is None or first is None:
        return
    suffix = _MIDNIGHT.get(type_.base, "")
    for _ in range(of.count or 1):
        following = after(first, of.every)
        yield Partition(
            name=f"{table}_{label(first, of.every)}",
            start=(f"'{first.isoformat()}{suffix}'",),
            end=(f"'{following.isoformat()}{suffix}'",),
        )
        first = following


def after(first: date, unit: PeriodUnit) -> date:
    """The first day of the next period."""
    match unit:
        case PeriodUnit.DAY:
            return first + timedelta(days=1)
        case PeriodUnit.WEEK:
            return first + timedelta(weeks=1)
        case PeriodUnit.MONTH:
            return _months_after(first, 1)
        case PeriodUnit.QUARTER:
            return _months_after(first, 3)
        case PeriodUnit.YEAR:
            return _months_after(first, 12)
        case _:
            assert_never(unit)


def _months_after(first: date, count: int) -> date:
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, first.day)


def label(first: date, unit: PeriodUnit) -> str:
    """What a period is called in the name of its partition."""
    match unit:
        case PeriodUnit.DAY | PeriodUnit.WEEK:
            return f"{first:%Y_%m_%d}"
        case PeriodUnit.MONTH | PeriodUnit.QUARTER:
            return f"{first:%Y_%m}"
        case PeriodUnit.YEAR:
            return f"{first:%Y}"
        case _:
            assert_never(unit)
