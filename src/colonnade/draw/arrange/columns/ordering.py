"""The order of boxes in neighbouring columns, so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from colonnade.draw.arrange.spacing import BOX_GAP

_SWEEPS = 14
_WAYPOINT_HEIGHT = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A link inside a part; offsets are where its ends are below the tops of the boxes."""

    parent: int
    child: int
    parent_offset: float
    child_offset: float


_Wire: TypeAlias = tuple[int, float, int, float]


class _Board:
    """Columns with waypoints (negative numbers) where a link passes a column, and the wires between neighbours."""

    def __init__(self, columns: Sequence[Sequence[int]], arcs: Sequence[Arc], heights: Mapping[int, float]) -> None:
        self.columns = [list(column) for column in columns]
        self.heights = dict(heights)
        self.wires: list[list[_Wire]] = [[] for _ in columns]
        """Per column, wires from it to the next: left item, offset, right item, offset."""
        place = {item: number for number, column in enumerate(columns) for item in column}
        self._waypoints = 0
        for arc in arcs:
            left, left_offset, right, right_offset = arc.parent, arc.parent_offset, arc.child, arc.child_offset
            if place[left] > place[right]:
                left, left_offset, right, right_offset = right, right_offset, left, left_offset
            for column in range(place[left], place[right]):
                if column + 1 == place[right]:
                    self.wires[column].append((left, left_offset, right, right_offset))
                else:
                    waypoint = self._waypoint(column + 1)
                    self.wires[column].append((left, left_offset, waypoint, _WAYPOINT_HEIGHT / 2))
                    left, left_offset = waypoint, _WAYPOINT_HEIGHT / 2

    def _waypoint(self, column: int) -> int:
        self._waypoints += 1
        self.heights[-self._waypoints] = _WAYPOINT_HEIGHT
        self.columns[column].append(-self._waypoints)
        return -self._waypoints

    def tops(self, column: Sequence[int]) -> dict[int, float]:
        """Stack a column around the level 0."""
        total = sum(self.heights[item] + BOX_GAP for item in column) - BOX_GAP
        level = -total / 2
        tops: dict[int, float] = {}
        for item in column:
            tops[item] = level
            level += self.heights[item] + BOX_GAP
        return tops

    def cost(self) -> tuple[int, float]:
        """Crossings, then the sum of level differences."""
        crossings, climb = 0, 0.0
        tops = [self.tops(column) for column in self.columns]
        for number, wires in enumerate(self.wires):
            ends = sorted(
                (tops[number][left] + left_offset, tops[number + 1][right] + right_offset)
                for left, left_offset, right, right_offset in wires
            )
            crossings += inversions([right for _, right in ends])
            climb += sum(abs(right - left) for left, right in ends)
        return crossings, climb


def inversions(values: Sequence[float]) -> int:
    """Count pairs in the wrong order."""
    count = 0
    seen: list[float] = []
    for value in values:
        place = bisect_right(seen, value)
        count += len(seen) - place
        seen.insert(place, value)
    return count


def ordered(columns: Sequence[Sequence[int]], arcs: Sequence[Arc], heights: Mapping[int, float]) -> list[list[int]]:
    """Return `columns` with every column in the order that crosses least, found by sweeps of barycentres and swaps."""
    if len(columns) < 2:
        return [list(column) for column in columns]
    board = _Board(columns, arcs, heights)
    best, best_cost = [list(column) for column in board.columns], board.cost()
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        numbers = range(1, len(columns)) if rightwards else range(len(columns) - 2, -1, -1)
        for number in numbers:
            _sort_by_neighbours(board, number, rightwards=rightwards)
        if sweep >= 2:
            _swap_neighbours(board)
        cost = board.cost()
        if cost < best_cost:
            best, best_cost = [list(column) for column in board.columns], cost
    return [[item for item in column if item >= 0] for column in best]


def _sort_by_neighbours(board: _Board, number: int, *, rightwards: bool) -> None:
    neighbour = number - 1 if rightwards else number + 1
    fixed, own = board.tops(board.columns[neighbour]), board.tops(board.columns[number])
    wishes: dict[int, list[float]] = {}
    for left, left_offset, right, right_offset in board.wires[min(number, neighbour)]:
        if rightwards:
            wishes.setdefault(right, []).append(fixed[left] + left_offset - right_offset)
        else:
            wishes.setdefault(left, []).append(fixed[right] + right_offset - left_offset)
    level = {
        item: sum(wishes[item]) / len(wishes[item]) if item in wishes else own[item] for item in board.columns[number]
    }
    middle = {item: level[item] + board.heights[item] / 2 for item in level}
    board.columns[number].sort(key=lambda item: middle[item])


def _swap_neighbours(board: _Board) -> None:
    """Swap two items of a column that follow each other wherever fewer lines cross then."""
    for number, column in enumerate(board.columns):
        ends: dict[int, list[list[float]]] = {item: [[], []] for item in column}
        for side, wires in ((0, board.wires[number - 1] if number else []), (1, board.wires[number])):
            if not wires:
                continue
            tops = board.tops(board.columns[number - 1 if side == 0 else number + 1])
            for left, left_offset, right, right_offset in wires:
                own, other = (right, tops[left] + left_offset) if side == 0 else (left, tops[right] + right_offset)
                ends[own][side].append(other)
        for _ in range(2):
            for index in range(len(column) - 1):
                upper, lower = column[index], column[index + 1]
                now = sum(_above(ends[lower][side], ends[upper][side]) for side in (0, 1))
                then = sum(_above(ends[upper][side], ends[lower][side]) for side in (0, 1))
                if then < now:
                    column[index], column[index + 1] = lower, upper


def _above(ones: Sequence[float], others: Sequence[float]) -> int:
    return sum(1 for one in ones for other in others if one < other)
