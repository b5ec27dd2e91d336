"""Last touches to heights: boxes and lines slide, where nothing is in their way, so that fewer lines bend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.heights.stack import Stacks, Wire

_ROUNDS: Final = 4
_BEND: Final = 60.0
"""A bend costs as much as this much climbing."""
_LEVEL: Final = 0.05
_LEAST_GAIN: Final = 0.5
_MOST_TOGETHER: Final = 40
_FAR: Final = 1e9


def straightened(stacks: Stacks, wires: Sequence[Wire], found: Mapping[Element, float]) -> dict[Element, float]:
    """Return heights with the same order and distances kept, and fewer bends."""
    sliding = _Sliding(stacks, wires, found)
    for turn in range(_ROUNDS):
        for column in stacks.columns if turn % 2 == 0 else stacks.columns[::-1]:
            for element in column:
                if element in sliding.wired:
                    sliding.slide(element)
    return sliding.moved


class _Sliding:
    """Heights while things slide, with who is above, below and wired to every element."""

    def __init__(self, stacks: Stacks, wires: Sequence[Wire], found: Mapping[Element, float]) -> None:
        self.moved = dict(found)
        self.wired: dict[Element, list[tuple[Element, float]]] = {}
        self._stacks = stacks
        self._above: dict[Element, Element] = {}
        self._below: dict[Element, Element] = {}
        self._ceiling = min(found.values(), default=0.0)
        self._floor = max((level + stacks.height(element) for element, level in found.items()), default=0.0)
        for column in stacks.columns:
            for upper, lower in pairwise(column):
                self._above[lower] = upper
                self._below[upper] = lower
        for wire in wires:
            shift = wire.left_offset - wire.right_offset
            self.wired.setdefault(wire.right, []).append((wire.left, shift))
            self.wired.setdefault(wire.left, []).append((wire.right, -shift))

    def slide(self, element: Element) -> None:
        """Move `element`, or all that is level with it, to where most is gained."""
        units = [self._level_with(element, lines_only=True)]
        together = self._level_with(element, lines_only=False)
        if len(units[0]) < len(together) <= _MOST_TOGETHER:
            units.append(together)
        best: tuple[float, float, dict[Element, None]] | None = None
        for unit in units:
            gain, shift = self._best(unit)
            if gain > _LEAST_GAIN and (best is None or gain > best[0]):
                best = (gain, shift, unit)
        if best is not None:
            for member in best[2]:
                self.moved[member] += best[1]

    def _level_with(self, element: Element, *, lines_only: bool) -> dict[Element, None]:
        """Return what hangs together with `element` by level wires: the parts of one line, or boxes too."""
        unit = {element: None}
        if lines_only and element.kind is not Kind.LINE:
            return unit
        waiting = [element]
        while waiting and len(unit) <= _MOST_TOGETHER:
            member = waiting.pop()
            for other, shift in self.wired.get(member, ()):
                level = abs(self.moved[other] + shift - self.moved[member]) < _LEVEL
                if level and other not in unit and (other.kind is Kind.LINE or not lines_only):
                    unit[other] = None
                    waiting.append(other)
        return unit

    def _best(self, unit: Mapping[Element, None]) -> tuple[float, float]:
        """Return the most that moving `unit` can gain, and the move."""
        low = max(self._least(member, unit) for member in unit)
        high = min(self._most(member, unit) for member in unit)
        pulls = [
            self.moved[other] + shift - self.moved[member]
            for member in unit
            for other, shift in self.wired.get(member, ())
            if other not in unit
        ]
        now = _cost(pulls, 0.0)
        best = (0.0, 0.0)
        for pull in pulls:
            if low <= pull <= high:
                best = max(best, (now - _cost(pulls, pull), pull))
        return best

    def _least(self, member: Element, unit: Mapping[Element, None]) -> float:
        upper = self._above.get(member)
        if upper is None:
            return self._ceiling - self.moved[member]
        if upper in unit:
            return -_FAR
        return self.moved[upper] + self._stacks.height(upper) + self._stacks.gap(upper, member) - self.moved[member]

    def _most(self, member: Element, unit: Mapping[Element, None]) -> float:
        lower = self._below.get(member)
        bottom = self.moved[member] + self._stacks.height(member)
        if lower is None:
            return self._floor - bottom
        if lower in unit:
            return _FAR
        return self.moved[lower] - self._stacks.gap(member, lower) - bottom


def _cost(pulls: Sequence[float], shift: float) -> float:
    return sum(abs(pull - shift) + (_BEND if abs(pull - shift) > _LEVEL else 0.0) for pull in pulls)
