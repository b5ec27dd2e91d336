"""Last touches to heights: boxes and lines slide, where nothing is in their way, so that fewer lines bend."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.heights.stack import Stacks, Wire

_ROUNDS: Final = 4
_BEND: Final = 60.0
"""A bend costs as much as this much climbing."""
_LEVEL: Final = 0.05


class _Neighbours:
    """Who is above, below and wired to every element."""

    def __init__(self, stacks: Stacks, wires: Sequence[Wire]) -> None:
        self.above: dict[Element, Element] = {}
        self.below: dict[Element, Element] = {}
        self.wired: dict[Element, list[tuple[Element, float]]] = {}
        for column in stacks.columns:
            for upper, lower in itertools.pairwise(column):
                if lower.kind is not Kind.ENTER and lower.kind is not Kind.LEAVE:
                    self.above[lower] = upper
                if upper.kind is not Kind.ENTER and upper.kind is not Kind.LEAVE:
                    self.below[upper] = lower
        for wire in wires:
            shift = wire.left_offset - wire.right_offset
            self.wired.setdefault(wire.right, []).append((wire.left, shift))
            self.wired.setdefault(wire.left, []).append((wire.right, -shift))


def straightened(stacks: Stacks, wires: Sequence[Wire], found: Mapping[Element, float]) -> dict[Element, float]:
    """Return heights with the same order and distances kept, and fewer bends."""
    moved = dict(found)
    near = _Neighbours(stacks, wires)
    ends = (
        min(moved.values(), default=0.0),
        max((level + stacks.height(element) for element, level in moved.items()), default=0.0),
    )
    for turn in range(_ROUNDS):
        columns = stacks.columns if turn % 2 == 0 else stacks.columns[::-1]
        done: set[Element] = set()
        for column in columns:
            for element in column:
                if element in done or element not in near.wired:
                    continue
                unit = _unit(element, near, moved)
                done.update(unit)
                low = max(_low(stacks, near, moved, member, ends[0]) - moved[member] for member in unit)
                high = min(_high(stacks, near, moved, member, ends[1]) - moved[member] for member in unit)
                shift = _best_shift(unit, near, moved, low, high)
                for member in unit:
                    moved[member] += shift
    return moved


def _unit(element: Element, near: _Neighbours, moved: Mapping[Element, float]) -> list[Element]:
    """Return the level line that `element` is part of, or the box alone."""
    if element.kind is not Kind.LINE:
        return [element]
    unit = [element]
    for member in unit:
        for other, shift in near.wired.get(member, ()):
            if other.kind is Kind.LINE and other not in unit and abs(moved[other] + shift - moved[member]) < _LEVEL:
                unit.append(other)
    return unit


def _low(stacks: Stacks, near: _Neighbours, moved: Mapping[Element, float], element: Element, ceiling: float) -> float:
    upper = near.above.get(element)
    return ceiling if upper is None else moved[upper] + stacks.height(upper) + stacks.gap(upper, element)


def _high(stacks: Stacks, near: _Neighbours, moved: Mapping[Element, float], element: Element, floor: float) -> float:
    lower = near.below.get(element)
    bottom = floor if lower is None else moved[lower] - stacks.gap(element, lower)
    return bottom - stacks.height(element)


def _best_shift(
    unit: Sequence[Element], near: _Neighbours, moved: Mapping[Element, float], low: float, high: float
) -> float:
    pulls = list(_pulls(unit, near, moved))
    best, best_cost = 0.0, _cost(pulls, 0.0) - 0.5
    for pull in pulls:
        if low <= pull <= high:
            cost = _cost(pulls, pull)
            if cost < best_cost:
                best, best_cost = pull, cost
    return best


def _pulls(unit: Sequence[Element], near: _Neighbours, moved: Mapping[Element, float]) -> Iterator[float]:
    inside = set(unit)
    for member in unit:
        for other, shift in near.wired.get(member, ()):
            if other not in inside:
                yield moved[other] + shift - moved[member]


def _cost(pulls: Sequence[float], shift: float) -> float:
    return sum(abs(pull - shift) + (_BEND if abs(pull - shift) > _LEVEL else 0.0) for pull in pulls)
