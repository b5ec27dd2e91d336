"""The table of results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measure import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: times, a ratio to ours where it is a peer or a limit, and what it should be."""

    timing: Timing
    ours: Timing | None = None
    """What a peer or a limit is compared with."""
    aim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line with a figure that is no time."""

    name: str
    value: str
    aim: str = ""


def lines(rows: Iterator[Row | Figure]) -> Iterator[str]:
    """A table in Markdown."""
    yield "| what | best s | median s | processor s | peak MiB | times ours | aim |"
    yield "| --- | --: | --: | --: | --: | --: | --- |"
    for row in rows:
        if isinstance(row, Figure):
            yield f"| {row.name}: {row.value} | | | | | | {row.aim} |"
            continue
        each = row.timing
        peak = "" if each.peak_mib is None else f"{each.peak_mib:.0f}"
        ratio = "" if row.ours is None else f"{each.median_s / row.ours.median_s:.2f}"
        seconds = " | ".join(f"{value:.3f}" for value in (each.best_s, each.median_s, each.cpu_s))
        yield f"| {each.name} | {seconds} | {peak} | {ratio} | {row.aim} |"
