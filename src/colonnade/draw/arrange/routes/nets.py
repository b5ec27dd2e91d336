"""Lines before they have a way: the sides they leave from, those that share a trunk, and where on a side they end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from colonnade.draw.arrange.links import Link, Problem
from colonnade.draw.arrange.spacing import PORT_GAP, PORT_INSET
from colonnade.draw.geometry import Side
from colonnade.model.diagram import Edge, Mark

BUNDLE_LEAST: Final = 4
"""This many like lines to one side of one entity run together; fewer run apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An end of a net at a box; `offset` is wished for, below the top of the box."""

    box: int
    side: Side
    offset: float
    pinned: bool
    """Whether the offset is that of a row, or merely the middle of the box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """Lines with one hub, the parent's end. A net of one leaf is an ordinary line."""

    hub: End
    leaves: tuple[End, ...]
    links: tuple[int, ...]
    """For every leaf, the number of its link."""

    @property
    def is_bundle(self) -> bool:
        """Whether several lines share the trunk."""
        return len(self.leaves) > 1


def nets(problem: Problem, columns: Mapping[int, int]) -> tuple[Net, ...]:
    """Choose the sides of every line and join like lines to a much-referenced entity; `columns` are the boxes'."""
    gathered: dict[tuple[object, ...], list[tuple[int, End, End]]] = {}
    twins: dict[tuple[int, int], int] = {}
    for number, link in enumerate(problem.links):
        hub_side, leaf_side = _sides(columns[link.parent], columns[link.child])
        hub = _end(problem, link.parent, hub_side, link.parent_offset)
        leaf = _end(problem, link.child, leaf_side, link.child_offset)
        edge = problem.diagram.edges[link.edge]
        rank = twins[link.parent, link.child] = twins.get((link.parent, link.child), -1) + 1
        key = (link.parent, hub_side, hub.offset, link.is_loop, rank, *_look(edge, link))
        gathered.setdefault(key, []).append((number, hub, leaf))
    found: list[Net] = []
    for lines in gathered.values():
        if len(lines) >= BUNDLE_LEAST:
            leaves, links = tuple(leaf for _, _, leaf in lines), tuple(number for number, _, _ in lines)
            found.append(Net(hub=lines[0][1], leaves=leaves, links=links))
        else:
            found += [Net(hub=hub, leaves=(leaf,), links=(number,)) for number, hub, leaf in lines]
    return tuple(found)


def _look(edge: Edge, link: Link) -> tuple[object, ...]:
    """What makes two lines look the same at the hub."""
    end = edge.target_end if link.child_is_source else edge.source_end
    return edge.kind, edge.identifying, end, link.child_is_source


def _sides(parent: int, child: int) -> tuple[Side, Side]:
    if parent < child:
        return Side.RIGHT, Side.LEFT
    if parent > child:
        return Side.LEFT, Side.RIGHT
    return Side.RIGHT, Side.RIGHT


def _end(problem: Problem, box: int, side: Side, offset: float | None) -> End:
    if offset is None:
        for number, row in enumerate(problem.diagram.boxes[box].rows):
            if Mark.PRIMARY in row.marks:
                return End(box=box, side=side, offset=problem.sizes[box].row_middle(number), pinned=False)
        return End(box=box, side=side, offset=problem.sizes[box].height / 2, pinned=False)
    return End(box=box, side=side, offset=offset, pinned=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where every net ends: offsets below the tops of the boxes."""

    hubs: tuple[float, ...]
    leaves: tuple[tuple[float, ...], ...]


def ports(problem: Problem, found: Sequence[Net], towards: Mapping[tuple[int, int], float]) -> Ports:
    """Spread the ends on each side of each box so that none touch and those of one row do not cross.

    `towards` has, per net and leaf number (-1 for the hub), the level that the line goes to from there.
    """
    sides: dict[tuple[int, Side], list[tuple[float, float, int, int]]] = {}
    for number, net in enumerate(found):
        for leaf, end in ((-1, net.hub), *enumerate(net.leaves)):
            sides.setdefault((end.box, end.side), []).append((end.offset, towards[number, leaf], number, leaf))
    offsets: dict[tuple[int, int], float] = {}
    for (box, _), ends in sides.items():
        ends.sort()
        for (_, _, number, leaf), offset in zip(
            ends, _spread([end[0] for end in ends], problem.sizes[box].height), strict=True
        ):
            offsets[number, leaf] = offset
    return Ports(
        hubs=tuple(offsets[number, -1] for number in range(len(found))),
        leaves=tuple(
            tuple(offsets[number, leaf] for leaf in range(len(net.leaves))) for number, net in enumerate(found)
        ),
    )


def _spread(wished: Sequence[float], height: float) -> list[float]:
    """Return ascending offsets near the wished ones, `PORT_GAP` apart or as far as the side allows."""
    low, high = PORT_INSET, height - PORT_INSET
    gap = min(PORT_GAP, (high - low) / max(len(wished) - 1, 1))
    pools: list[list[float]] = []
    for index, wish in enumerate(wished):
        pools.append([wish - index * gap, 1.0])
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            level, count = pools.pop()
            total = pools[-1][1] + count
            pools[-1] = [(pools[-1][0] * pools[-1][1] + level * count) / total, total]
    ceiling = max(high - (len(wished) - 1) * gap, low)
    placed: list[float] = []
    for level, count in pools:
        for _ in range(int(count)):
            placed.append(min(max(level, low), ceiling) + len(placed) * gap)
    return placed
