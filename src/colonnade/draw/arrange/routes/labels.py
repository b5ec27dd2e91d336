"""Labels of lines: beside their line, off every box and off each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from colonnade.draw.arrange.links import Problem
from colonnade.draw.arrange.routes.nets import Net
from colonnade.draw.arrange.spacing import LABEL_HEIGHT, LABEL_LIMIT, LABEL_SIZE
from colonnade.draw.geometry import PlacedArea, PlacedBox, PlacedLabel, Point, Rectangle, RoutedEdge, Side
from colonnade.draw.text import Fitted, fit

_PAD: Final = 4.0
_CAPTION: Final = 34.0
_CELL: Final = 240.0
_END: Final = 22.0
"""Kept free of labels at the ends of a line, where its signs are."""
_BESIDE: Final = 13.0
"""Between the middle of a label and a level line that is too short to carry it."""


class _Taken:
    """Rectangles that may not be overlapped, found by place."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Rectangle]] = {}

    def _keys(self, rectangle: Rectangle) -> Iterator[tuple[int, int]]:
        for column in range(int(rectangle.x // _CELL), int(rectangle.right // _CELL) + 1):
            for row in range(int(rectangle.y // _CELL), int(rectangle.bottom // _CELL) + 1):
                yield column, row

    def add(self, rectangle: Rectangle) -> None:
        """Take a place."""
        for key in self._keys(rectangle):
            self._cells.setdefault(key, []).append(rectangle)

    def hits(self, rectangle: Rectangle) -> int:
        """Count the taken places that `rectangle` meets."""
        found = {
            id(other)
            for key in self._keys(rectangle)
            for other in self._cells.get(key, ())
            if other.overlaps(rectangle)
        }
        return len(found)


def label_widths(problem: Problem, wanted: Sequence[Net], columns: Mapping[int, int]) -> dict[int, float]:
    """Return the width that channels need for the labels of the lines that end in them."""
    least: dict[int, float] = {}
    for net in wanted:
        for leaf, number in zip(net.leaves, net.links, strict=True):
            text = problem.diagram.edges[problem.links[number].edge].label
            if text:
                channel = columns[leaf.box] + (1 if leaf.side is Side.RIGHT else 0)
                wide = fit(text, LABEL_LIMIT, LABEL_SIZE).width + 2 * _PAD + 8
                least[channel] = max(least.get(channel, 0.0), wide)
    return least


def labelled(
    edges: Sequence[RoutedEdge], boxes: Sequence[PlacedBox], areas: Sequence[PlacedArea], wide: float
) -> tuple[RoutedEdge, ...]:
    """Return `edges` with their labels placed where they meet fewest lines, on a page `wide` units wide."""
    if not any(edge.edge.label for edge in edges):
        return tuple(edges)
    solid, lines = _solid(edges, boxes, areas), _Taken()
    strokes: list[list[Rectangle]] = []
    for edge in edges:
        own = [_stroke(one, other) for one, other in zip(edge.points, edge.points[1:], strict=False)]
        for stroke in own:
            lines.add(stroke)
        strokes.append(own)
    placed: list[RoutedEdge] = []
    for edge, own in zip(edges, strokes, strict=True):
        text = fit(edge.edge.label, LABEL_LIMIT, LABEL_SIZE)
        if not text.text:
            placed.append(edge)
            continue
        best: tuple[float, PlacedLabel] | None = None
        for rank, label in enumerate(_candidates(edge, text)):
            room = label.rectangle
            if room.x < 0 or room.right > wide or solid.hits(room):
                continue
            foreign = lines.hits(room) - sum(stroke.overlaps(room) for stroke in own)
            cost = foreign + rank * 0.05
            if best is None or cost < best[0]:
                best = (cost, label)
        if best is not None:
            solid.add(best[1].rectangle)
        placed.append(replace(edge, label=best[1] if best else None))
    return tuple(placed)


def _solid(edges: Sequence[RoutedEdge], boxes: Sequence[PlacedBox], areas: Sequence[PlacedArea]) -> _Taken:
    """Gather what no label may cover: boxes, captions, and the signs at the ends of lines."""
    solid = _Taken()
    for box in boxes:
        solid.add(Rectangle(x=box.x - 3, y=box.y - 2, width=box.width + 6, height=box.height + 4))
    for area in areas:
        solid.add(Rectangle(x=area.x, y=area.y, width=area.caption.width + 28, height=_CAPTION))
    for edge in edges:
        for end, side in ((edge.points[0], edge.source_side), (edge.points[-1], edge.target_side)):
            left = end.x if side is Side.RIGHT else end.x - _END
            solid.add(Rectangle(x=left, y=end.y - 4, width=_END, height=8))
    return solid


def _stroke(one: Point, other: Point) -> Rectangle:
    return Rectangle(
        x=min(one.x, other.x) - 0.5,
        y=min(one.y, other.y) - 0.5,
        width=abs(one.x - other.x) + 1,
        height=abs(one.y - other.y) + 1,
    )


def _candidates(edge: RoutedEdge, text: Fitted) -> Iterator[PlacedLabel]:
    """Yield places along the line, the longest stretches first, the middle of each before its ends."""
    wide = text.width + 2 * _PAD
    stretches: list[tuple[float, int]] = []
    for index, (one, other) in enumerate(zip(edge.points, edge.points[1:], strict=False)):
        stretches.append((-(abs(one.x - other.x) + abs(one.y - other.y)), index))
    for _, index in sorted(stretches):
        one, other = edge.points[index], edge.points[index + 1]
        upright = one.x == other.x
        length = abs(one.x - other.x) + abs(one.y - other.y)
        ends = _END * ((index == 0) + (index == len(edge.points) - 2))
        shifts: tuple[tuple[float, float], ...] = ((0.0, 0.0), (wide * 0.35, 0.0), (-wide * 0.35, 0.0))
        if not upright:
            shifts = ((0.0, 0.0),) if length - ends >= wide else ((0.0, -_BESIDE), (0.0, _BESIDE))
            if length < wide * 0.6:
                continue
        else:
            shifts += ((wide * 0.5 + 3, 0.0), (-wide * 0.5 - 3, 0.0))
        for part in (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9):
            x, y = one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part
            for right, down in shifts:
                yield PlacedLabel(
                    text=text, x=round(x + right, 1), y=round(y + down, 1), width=wide, height=LABEL_HEIGHT
                )
