"""Polylines: the points of every line, once columns and tracks have their x."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from colonnade.draw.arrange.links import Problem
from colonnade.draw.arrange.routes.channels import Trunk
from colonnade.draw.arrange.routes.nets import End, Net
from colonnade.draw.arrange.routes.stops import Levels, Routes, Stop
from colonnade.draw.geometry import PlacedBox, Point, RoutedEdge, Side


def drawn_edges(
    problem: Problem,
    wanted: Sequence[Net],
    lines: Routes,
    found: Levels,
    trunk_x: Mapping[tuple[int, int], float],
    boxes: Sequence[PlacedBox],
) -> tuple[RoutedEdge, ...]:
    """Return the edges in the diagram's order, each from its source to its target."""
    drawn: dict[int, RoutedEdge] = {}
    for number, (net, leaves) in enumerate(zip(wanted, lines, strict=True)):
        for leaf, stops in enumerate(leaves):
            link = problem.links[net.links[leaf]]
            end = net.leaves[leaf]
            points = _points(number, net.hub, end, stops, found, trunk_x, boxes)
            sides = (net.hub.side, end.side)
            if link.child_is_source:
                points, sides = points[::-1], sides[::-1]
            drawn[link.edge] = RoutedEdge(
                edge=problem.diagram.edges[link.edge],
                points=tuple(points),
                source_side=sides[0],
                target_side=sides[1],
                bundle=number if net.is_bundle else None,
            )
    return tuple(drawn[number] for number in range(len(drawn)))


def _points(
    net: int,
    hub: End,
    leaf: End,
    stops: Sequence[Stop],
    found: Levels,
    trunk_x: Mapping[tuple[int, int], float],
    boxes: Sequence[PlacedBox],
) -> list[Point]:
    points = [Point(x=_side_x(boxes[hub.box], hub.side), y=stops[0].level(found))]
    for one, other in itertools.pairwise(stops):
        x = trunk_x[net, one.root]
        points += [Point(x=x, y=one.level(found)), Point(x=x, y=other.level(found))]
    points.append(Point(x=_side_x(boxes[leaf.box], leaf.side), y=stops[-1].level(found)))
    return _without_needless(points)


def _side_x(box: PlacedBox, side: Side) -> float:
    return box.x if side is Side.LEFT else box.x + box.width


def _without_needless(points: Sequence[Point]) -> list[Point]:
    """Drop points that are doubled or lie on a straight line between their neighbours."""
    kept: list[Point] = []
    for number, exact in enumerate(points):
        point = Point(x=round(exact.x, 1), y=round(exact.y, 1))
        if kept and kept[-1] == point and number < len(points) - 1:
            continue
        while len(kept) >= 2 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return kept


def joints(
    wanted: Sequence[Net], trunks: Sequence[Trunk], trunk_x: Mapping[tuple[int, int], float]
) -> tuple[Point, ...]:
    """Return where three or more lines of a bundle meet."""
    found: list[Point] = []
    for trunk in trunks:
        if not wanted[trunk.key[0]].is_bundle or trunk.is_straight:
            continue
        meeting: dict[float, int] = {}
        for pin in trunk.pins:
            level = round(pin.level, 1)
            meeting[level] = meeting.get(level, 0) + 1
        top, bottom = min(meeting), max(meeting)
        for level, count in meeting.items():
            if count + (level > top) + (level < bottom) >= 3:
                found.append(Point(x=round(trunk_x[trunk.key], 1), y=level))
    return tuple(found)
