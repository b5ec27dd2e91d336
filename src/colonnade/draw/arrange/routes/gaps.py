"""The way of every line through the gaps between boxes, column by column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.heights.stack import Stacks
from colonnade.draw.arrange.routes.nets import Net, Ports
from colonnade.draw.geometry import Side

_NEAREST: Final = 7
"""Gaps of a column that are looked at for one line."""
_BEND: Final = 26.0
_CROWD: Final = 4.0
_NEW: Final = 14.0
"""What a passage of its own costs a line that could run with its bundle."""
_FOREIGN: Final = 18.0
"""What it costs to pass through a subject area."""
_FAR: Final = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A line in a gap of a column; `before` is the passage nearer to the hub."""

    net: int
    column: int
    gap: int
    before: int | None
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Passages by number, and for every net and leaf the numbers of its passages from the hub on."""

    passages: tuple[Passage, ...]
    by_leaf: tuple[tuple[tuple[int, ...], ...], ...]


class _Gaps:
    """The gaps of one column: the free height in each and how many lines it holds."""

    def __init__(self, stacks: Stacks, column: Sequence[Element], found: Mapping[Element, float]) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.inside: list[bool] = []
        self.lines = [0] * (len(column) + 1)
        line = Element(Kind.LINE, -1)
        within = False
        for index in range(len(column) + 1):
            low, high = -_FAR, _FAR
            if index > 0:
                above = column[index - 1]
                low = found[above] + stacks.height(above) + stacks.gap(above, line)
                if above.kind is not Kind.BOX:
                    within = above.kind is Kind.ENTER and bool(stacks.regions[above.number].name)
            if index < len(column):
                high = found[column[index]] - stacks.gap(line, column[index])
            if low > high:
                low = high = (low + high) / 2
            self.low.append(low)
            self.high.append(high)
            self.inside.append(within)

    def near(self, level: float, other: float) -> range:
        """Numbers of the gaps around the way from `level` to `other`, the nearest ones if there are many."""
        middle = bisect_left(self.high, (level + other) / 2)
        first = min(bisect_left(self.high, min(level, other)), middle - _NEAREST // 2)
        last = max(bisect_left(self.high, max(level, other)), middle + _NEAREST // 2)
        if last - first > 2 * _NEAREST:
            first, last = middle - _NEAREST, middle + _NEAREST
        return range(max(first, 0), min(last, len(self.high) - 1) + 1)


def ways(
    stacks: Stacks,
    found: Mapping[Element, float],
    wanted: Sequence[Net],
    ports: Ports,
    columns: Mapping[int, int],
) -> Ways:
    """Find a way for every line: least climbing, few bends, spread over the gaps, bundles together."""
    gaps = [_Gaps(stacks, column, found) for column in stacks.columns]
    passages: list[Passage] = []
    by_leaf: list[tuple[tuple[int, ...], ...]] = [() for _ in wanted]

    def reach(net: Net) -> int:
        return max(abs(columns[net.hub.box] - columns[leaf.box]) for leaf in net.leaves)

    for number in sorted(range(len(wanted)), key=lambda number: (reach(wanted[number]), number)):
        net = wanted[number]
        start = found[Element(Kind.BOX, net.hub.box)] + ports.hubs[number]
        tree: dict[tuple[int, int], int] = {}
        chosen: dict[int, tuple[int, ...]] = {}
        order = sorted(
            range(len(net.leaves)), key=lambda leaf: (-abs(columns[net.leaves[leaf].box] - columns[net.hub.box]), leaf)
        )
        for leaf in order:
            end = found[Element(Kind.BOX, net.leaves[leaf].box)] + ports.leaves[number][leaf]
            crossed = _crossed(columns[net.hub.box], columns[net.leaves[leaf].box], net.hub.side)
            route = _route(gaps, passages, tree, crossed, start, end)
            way: list[int] = []
            for column, gap, level in route:
                known = tree.get((column, gap))
                if known is None:
                    known = len(passages)
                    passages.append(
                        Passage(net=number, column=column, gap=gap, before=way[-1] if way else None, level=level)
                    )
                    tree[column, gap] = known
                    gaps[column].lines[gap] += 1
                way.append(known)
            chosen[leaf] = tuple(way)
        by_leaf[number] = tuple(chosen[leaf] for leaf in range(len(net.leaves)))
    return Ways(passages=tuple(passages), by_leaf=tuple(by_leaf))


def _crossed(hub: int, leaf: int, side: Side) -> range:
    if side is Side.RIGHT:
        return range(hub + 1, leaf)
    return range(hub - 1, leaf, -1)


def _route(
    gaps: Sequence[_Gaps],
    passages: Sequence[Passage],
    tree: Mapping[tuple[int, int], int],
    crossed: range,
    start: float,
    end: float,
) -> list[tuple[int, int, float]]:
    """Choose one gap per column: the cheapest sequence, column by column from the hub."""
    states: list[tuple[float, float, int | None, list[tuple[int, int, float]]]] = [(0.0, start, None, [])]
    count = len(crossed)
    for step, column in enumerate(crossed):
        row = gaps[column]
        candidates = list(
            row.near(start + (end - start) * step / (count + 1), start + (end - start) * (step + 2) / (count + 1))
        )
        candidates += [gap for other, gap in tree if other == column and gap not in candidates]
        following: list[tuple[float, float, int | None, list[tuple[int, int, float]]]] = []
        for gap in candidates:
            known = tree.get((column, gap))
            best: tuple[float, float, int | None, list[tuple[int, int, float]]] | None = None
            for cost, level, last, way in states:
                if known is not None:
                    if passages[known].before != last or (last is None and way):
                        continue
                    reached, total = passages[known].level, cost
                else:
                    reached = min(max(level, row.low[gap]), row.high[gap])
                    climb = abs(reached - level)
                    total = cost + climb + (_BEND if climb > 1 else 0.0) + _CROWD * row.lines[gap]
                    total += _NEW * bool(tree) + _FOREIGN * row.inside[gap]
                if best is None or total < best[0]:
                    best = (total, reached, known, [*way, (column, gap, reached)])
            if best is not None:
                following.append(best)
        states = following
    best_end = min(
        states, key=lambda state: state[0] + abs(end - state[1]) + (_BEND if abs(end - state[1]) > 1 else 0.0)
    )
    return best_end[3]
