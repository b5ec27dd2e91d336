"""Heights on the page: every column a stack with least distances, moved so that lines run straight."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.draw.arrange.columns.page import Element, Kind, Region
from colonnade.draw.arrange.spacing import (
    AREA_BOTTOM,
    AREA_GAP,
    AREA_TOP,
    BOX_GAP,
    LINE_TO_BOX,
    LINE_TO_LINE,
)

_SWEEPS = 12


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
    found = _compact(stacks)
    floor = max((found[column[-1]] + stacks.height(column[-1]) for column in stacks.columns if column), default=0.0)
    by_column = _wires_by_column(stacks, wires)
    if wished:
        for column in stacks.columns:
            _settle(
                stacks,
                column,
                found,
                {element: (wished.get(element, found[element]), 1.0) for element in column},
                floor,
            )
    for sweep in range(_SWEEPS):
        order = range(len(stacks.columns)) if sweep % 2 == 0 else range(len(stacks.columns) - 1, -1, -1)
        one_sided = sweep < 4
        for number in order:
            sides = (sweep % 2,) if one_sided else (0, 1)
            wishes = _wishes(by_column[number], sides, found)
            if wishes:
                targets = {element: wishes.get(element, (found[element], 0.02)) for element in stacks.columns[number]}
                _settle(stacks, stacks.columns[number], found, targets, floor)
    return found


def _compact(stacks: Stacks) -> dict[Element, float]:
    """Put everything as high as it goes: the longest way through the distances, in topological order."""
    below: dict[Element, list[tuple[Element, float]]] = {}
    waiting: dict[Element, int] = {}
    for column in stacks.columns:
        for element in column:
            below.setdefault(element, [])
            waiting.setdefault(element, 0)
        for upper, lower in itertools.pairwise(column):
            below[upper].append((lower, stacks.height(upper) + stacks.gap(upper, lower)))
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


def _wires_by_column(stacks: Stacks, wires: Sequence[Wire]) -> list[list[tuple[Element, int, Element, float, float]]]:
    """Per column, its elements with the side, the neighbour, the difference wished for, and the weight."""
    place = {element: number for number, column in enumerate(stacks.columns) for element in column}
    by_column: list[list[tuple[Element, int, Element, float, float]]] = [[] for _ in stacks.columns]
    for wire in wires:
        shift = wire.left_offset - wire.right_offset
        by_column[place[wire.right]].append((wire.right, 0, wire.left, shift, wire.weight))
        by_column[place[wire.left]].append((wire.left, 1, wire.right, -shift, wire.weight))
    return by_column


def _wishes(
    wires: Sequence[tuple[Element, int, Element, float, float]], sides: tuple[int, ...], found: Mapping[Element, float]
) -> dict[Element, tuple[float, float]]:
    """Where each element would be level: the weighted median of its neighbours, with the weight of them all."""
    gathered: dict[Element, list[tuple[float, float]]] = {}
    for element, side, other, shift, weight in wires:
        if side in sides:
            gathered.setdefault(element, []).append((found[other] + shift, weight))
    wishes: dict[Element, tuple[float, float]] = {}
    for element, wanted in gathered.items():
        wanted.sort()
        total = sum(weight for _, weight in wanted)
        passed = 0.0
        for index, (level, weight) in enumerate(wanted):
            passed += weight
            if passed > total / 2 + 1e-9:
                wishes[element] = (level, total)
                break
            if passed >= total / 2 - 1e-9:
                wishes[element] = ((level + wanted[index + 1][0]) / 2 if index + 1 < len(wanted) else level, total)
                break
    return wishes


def _settle(
    stacks: Stacks,
    column: Sequence[Element],
    found: dict[Element, float],
    targets: Mapping[Element, tuple[float, float]],
    floor: float,
) -> None:
    """Move what stands between two region edges as near to its targets as order and distances allow.

    Weighted isotonic regression by pooling neighbours that would pass each other (Ayer and others, 1955).
    """
    start = 0
    for index in range(len(column) + 1):
        if index < len(column) and column[index].kind in (Kind.BOX, Kind.LINE):
            continue
        run = column[start:index]
        if run:
            low = 0.0
            if start > 0:
                low = found[column[start - 1]] + stacks.gap(column[start - 1], run[0])
            high = floor - stacks.height(run[-1])
            if index < len(column):
                high = found[column[index]] - stacks.gap(run[-1], column[index]) - stacks.height(run[-1])
            _pool(stacks, run, found, targets, low, high)
        start = index + 1


def _pool(
    stacks: Stacks,
    run: Sequence[Element],
    found: dict[Element, float],
    targets: Mapping[Element, tuple[float, float]],
    low: float,
    high: float,
) -> None:
    shifts = [0.0]
    for upper, lower in itertools.pairwise(run):
        shifts.append(shifts[-1] + stacks.height(upper) + stacks.gap(upper, lower))
    pools: list[list[float]] = []
    for element, shift in zip(run, shifts, strict=True):
        level, weight = targets[element]
        pools.append([level - shift, weight, 1])
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            level, weight, count = pools.pop()
            total = pools[-1][1] + weight
            pools[-1] = [(pools[-1][0] * pools[-1][1] + level * weight) / total, total, pools[-1][2] + count]
    index = 0
    ceiling = max(high - shifts[-1], low)
    for level, _, count in pools:
        for _ in range(int(count)):
            found[run[index]] = min(max(level, low), ceiling) + shifts[index]
            index += 1
