"""Lines as path data: corners rounded, and a trunk that many lines share drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from colonnade.draw.arrange.links import child_is_source
from colonnade.draw.geometry import Point, RoutedEdge
from colonnade.draw.paint.markup import number

_BEND: Final = 7.0
_Track: TypeAlias = tuple[bool, float]
"""Whether upright, and the x or y that all its points have."""


def from_parent(routed: RoutedEdge) -> tuple[Point, ...]:
    """Return the points of a line beginning at the parent's end, where the lines of a bundle run together."""
    return routed.points[::-1] if child_is_source(routed.edge) else routed.points


def own_ways(edges: Sequence[RoutedEdge]) -> list[tuple[Point, ...]]:
    """Return for every line what is to be drawn: all of it, or what the lines of its bundle before it left over."""
    drawn: dict[int, dict[_Track, list[tuple[float, float]]]] = {}
    ways: list[tuple[Point, ...]] = []
    for routed in edges:
        points = from_parent(routed)
        if routed.bundle is not None:
            tracks = drawn.setdefault(routed.bundle, {})
            points = _left_over(points, tracks)
            for one, other in pairwise(points):
                low, high = sorted(_along(one, other))
                tracks.setdefault(_track(one, other), []).append((low, high))
        ways.append(points)
    return ways


def _track(one: Point, other: Point) -> _Track:
    return (True, one.x) if one.x == other.x else (False, one.y)


def _along(one: Point, other: Point) -> tuple[float, float]:
    return (one.y, other.y) if one.x == other.x else (one.x, other.x)


def _left_over(points: tuple[Point, ...], tracks: dict[_Track, list[tuple[float, float]]]) -> tuple[Point, ...]:
    """Cut off the beginning that is drawn already."""
    for index, (one, other) in enumerate(pairwise(points)):
        start, end = _along(one, other)
        reached = start
        for low, high in sorted(tracks.get(_track(one, other), ()), reverse=end < start):
            if low <= reached <= high:
                reached = max(reached, min(high, end)) if end > start else min(reached, max(low, end))
        if reached != end:
            upright = one.x == other.x
            branch = Point(x=one.x, y=reached) if upright else Point(x=reached, y=one.y)
            return (branch, *points[index + 1 :])
    return points[-2:]


def rounded(points: Sequence[Point]) -> str:
    """Return path data that rounds the corners of a polyline."""
    parts = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(_BEND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, bend), _towards(corner, after, bend)
        parts.append(f"L{_at(start)}Q{_at(corner)} {_at(end)}")
    return "".join(parts) + f"L{_at(points[-1])}"


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def _distance(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(start: Point, aim: Point, step: float) -> Point:
    length = _distance(start, aim)
    if length == 0:
        return start
    return Point(x=start.x + (aim.x - start.x) * step / length, y=start.y + (aim.y - start.y) * step / length)
