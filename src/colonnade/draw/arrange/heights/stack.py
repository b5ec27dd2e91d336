"""Heights on the page: every column a stack with least distances, moved so that lines run straight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from colonnade.draw.arrange.columns.page import Element, Kind, Region
from colonnade.draw.arrange.spacing import (
    AREA_BOTTOM,
    AREA_GAP,
    AREA_TOP,
    BOX_GAP,
    LINE_TO_BOX,
    LINE_TO_LINE,
)

PAGE_SLACK = 60.0
"""How far beyond the tallest column others may move up or down, so that lines run straight."""
_REGION_SLACK = 24.0
_SWEEPS = 12
_ONE_SIDED = 4
"""Sweeps that look only back; the later ones look to both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A wish that two things of different columns be level: `left` at its offset with `right` at its."""

    left: Element
    left_offset: float
    right: Element
    right_offset: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """The columns to be stacked; `heights` are those of boxes, with what is kept free below them."""

    columns: tuple[tuple[Element, ...], ...]
    regions: tuple[Region, ...]
    heights: Mapping[int, float]

    def height(self, element: Element) -> float:
        """Height of a thing; only boxes have one."""
        return self.heights[element.number] if element.kind is Kind.BOX else 0.0

    def gap(self, upper: Element, lower: Element) -> float:
        """Least distance from the lower edge of `upper` to the upper edge of `lower`."""
        match upper.kind, lower.kind:
            case (Kind.BOX, Kind.BOX):
                return BOX_GAP
            case (Kind.LINE, Kind.LINE):
                return LINE_TO_LINE
            case (Kind.ENTER, below):
                edge = AREA_TOP if self.regions[upper.number].name else 0.0
                return edge if below is not Kind.LINE else max(edge, LINE_TO_LINE)
            case (above, Kind.LEAVE):
                edge = AREA_BOTTOM if self.regions[lower.number].name else 0.0
                return edge if above is not Kind.LINE else LINE_TO_LINE
            case (Kind.LEAVE, Kind.LINE) | (Kind.LINE, Kind.ENTER):
                return LINE_TO_LINE + 2
            case (Kind.LEAVE, _) | (_, Kind.ENTER):
                return AREA_GAP
            case _:
                return LINE_TO_BOX


def levels(stacks: Stacks, wires: Sequence[Wire], wished: Mapping[Element, float]) -> dict[Element, float]:
    """Return the top of every element.

    The regions are as high on the page and as low as their columns allow; inside them, boxes and lines move to where
    their wires are level. `wished` are places to begin from, as far as they are known.
    """
    compact = _compact(stacks)
    floor = max((compact[column[-1]] + stacks.height(column[-1]) for column in stacks.columns if column), default=0.0)
    numbers = {element: number for number, element in enumerate(compact)}
    found = list(compact.values())
    runs = [_runs(stacks, column, compact, numbers, floor) for column in stacks.columns]
    pulls = _pulls(wires, numbers)
    if wished:
        start = [wished.get(element, level) for element, level in compact.items()]
        for column in runs:
            for run in column:
                _settle(run, found, [(start[number], 1.0) for number in run.members])
    for sweep in range(_SWEEPS):
        order = range(len(runs)) if sweep % 2 == 0 else range(len(runs) - 1, -1, -1)
        sides = (sweep % 2,) if sweep < _ONE_SIDED else (0, 1)
        for number in order:
            for run in runs[number]:
                targets = [_wish(pulls[member], sides, found) for member in run.members]
                if any(target is not None for target in targets):
                    _settle(
                        run,
                        found,
                        [target or (found[member], 0.02) for member, target in zip(run.members, targets, strict=True)],
                    )
    return dict(zip(compact, found, strict=True))


def _compact(stacks: Stacks) -> dict[Element, float]:
    """Put everything as high as it goes: the longest way through the distances, in topological order."""
    below: dict[Element, list[tuple[Element, float]]] = {}
    waiting: dict[Element, int] = {}
    for column in stacks.columns:
        for element in column:
            below.setdefault(element, [])
            waiting.setdefault(element, 0)
        for upper, lower in pairwise(column):
            slack = _REGION_SLACK if lower.kind is Kind.LEAVE and stacks.regions[lower.number].name else 0.0
            below[upper].append((lower, stacks.height(upper) + stacks.gap(upper, lower) + slack))
            waiting[lower] += 1
    found = dict.fromkeys(waiting, 0.0)
    ready = [element for element, count in waiting.items() if count == 0]
    for element in ready:
        for lower, distance in below[element]:
            found[lower] = max(found[lower], found[element] + distance)
            waiting[lower] -= 1
            if waiting[lower] == 0:
                ready.append(lower)
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands between two region edges of a column."""

    members: tuple[int, ...]
    shifts: tuple[float, ...]
    """Least distances of the members from the first one."""
    low: float
    high: float
    """Where the first member may be when all the others follow as closely as they may."""


def _runs(
    stacks: Stacks,
    column: Sequence[Element],
    compact: Mapping[Element, float],
    numbers: Mapping[Element, int],
    floor: float,
) -> list[_Run]:
    runs: list[_Run] = []
    start = 0
    for index in range(len(column) + 1):
        if index < len(column) and column[index].kind in (Kind.BOX, Kind.LINE):
            continue
        inside = column[start:index]
        if inside:
            shifts = [0.0]
            for upper, lower in pairwise(inside):
                shifts.append(shifts[-1] + stacks.height(upper) + stacks.gap(upper, lower))
            low, high = -PAGE_SLACK, floor + PAGE_SLACK - stacks.height(inside[-1])
            if start > 0:
                low = compact[column[start - 1]] + stacks.gap(column[start - 1], inside[0])
            if index < len(column):
                high = compact[column[index]] - stacks.gap(inside[-1], column[index]) - stacks.height(inside[-1])
            members = tuple(numbers[element] for element in inside)
            runs.append(_Run(members, tuple(shifts), low, max(high - shifts[-1], low)))
        start = index + 1
    return runs


_Pull: TypeAlias = tuple[int, float, float]
"""Number of a neighbour, the difference of levels wished for, the weight."""


def _pulls(wires: Sequence[Wire], numbers: Mapping[Element, int]) -> list[tuple[list[_Pull], list[_Pull]]]:
    """Per element, its neighbours at the left and at the right."""
    pulls: list[tuple[list[_Pull], list[_Pull]]] = [([], []) for _ in numbers]
    for wire in wires:
        left, right = numbers[wire.left], numbers[wire.right]
        shift = wire.left_offset - wire.right_offset
        pulls[right][0].append((left, shift, wire.weight))
        pulls[left][1].append((right, -shift, wire.weight))
    return pulls


def _wish(
    pulls: tuple[list[_Pull], list[_Pull]], sides: tuple[int, ...], found: Sequence[float]
) -> tuple[float, float] | None:
    """Where an element would be level: the weighted median of its neighbours, with the weight of them all."""
    wanted = [(found[other] + shift, weight) for side in sides for other, shift, weight in pulls[side]]
    if len(wanted) < 2:
        return wanted[0] if wanted else None
    wanted.sort()
    total = 0.0
    for _, weight in wanted:
        total += weight
    passed = 0.0
    for index, (level, weight) in enumerate(wanted):
        passed += weight
        if passed > total / 2 + 1e-9:
            return level, total
        if passed >= total / 2 - 1e-9:
            return (level + wanted[index + 1][0]) / 2, total
    return wanted[-1][0], total


def _settle(run: _Run, found: list[float], targets: Sequence[tuple[float, float]]) -> None:
    """Move the members as near to their targets as order and distances allow.

    Weighted isotonic regression by pooling neighbours that would pass each other (Ayer and others, 1955).
    """
    heights: list[float] = []
    weights: list[float] = []
    counts: list[int] = []
    for (target, own), shift in zip(targets, run.shifts, strict=True):
        level, weight, count = target - shift, own, 1
        while heights and heights[-1] >= level:
            before = weights.pop()
            level = (heights.pop() * before + level * weight) / (before + weight)
            weight += before
            count += counts.pop()
        heights.append(level)
        weights.append(weight)
        counts.append(count)
    index = 0
    for level, count in zip(heights, counts, strict=True):
        kept = min(max(level, run.low), run.high)
        for _ in range(count):
            found[run.members[index]] = kept + run.shifts[index]
            index += 1
