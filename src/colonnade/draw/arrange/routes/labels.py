"""Labels of lines: beside their line, off every box and off each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Final, TypeAlias

from colonnade.draw.arrange.links import Problem, child_is_source
from colonnade.draw.arrange.routes.nets import Net
from colonnade.draw.arrange.spacing import LABEL_HEIGHT, LABEL_LIMIT, LABEL_SIZE
from colonnade.draw.geometry import PlacedArea, PlacedBox, PlacedLabel, Point, RoutedEdge, Side
from colonnade.draw.text import Fitted, fit

_PAD: Final = 4.0
_CAPTION: Final = 34.0
_CELL: Final = 160.0
_MOST_TRIED: Final = 90
_END: Final = 22.0
"""Kept free of labels at the ends of a line, where its signs are."""
_BESIDE: Final = 13.0
"""Between the middle of a label and a level line that is too short to carry it."""


_Span: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class _Taken:
    """Spans that may not be overlapped, found by place; equal spans, as those of a bundle, count once."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], dict[_Span, None]] = {}

    @staticmethod
    def _keys(span: _Span) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = span
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
                yield column, row

    def add(self, span: _Span) -> None:
        """Take a place."""
        for key in self._keys(span):
            self._cells.setdefault(key, {})[span] = None

    def hits(self, span: _Span) -> set[_Span]:
        """Return the taken places that `span` meets."""
        left, top, right, bottom = span
        return {
            other
            for key in self._keys(span)
            for other in self._cells.get(key, ())
            if other[0] < right and left < other[2] and other[1] < bottom and top < other[3]
        }


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
    strokes = [{_stroke(one, other) for one, other in pairwise(edge.points)} for edge in edges]
    for own in strokes:
        for stroke in own:
            lines.add(stroke)
    placed: list[RoutedEdge] = []
    for edge, own in zip(edges, strokes, strict=True):
        label = _place(edge, own, solid, lines, wide) if edge.edge.label else None
        if label is not None:
            solid.add(_span(label))
        placed.append(replace(edge, label=label))
    return tuple(placed)


def _place(edge: RoutedEdge, own: set[_Span], solid: _Taken, lines: _Taken, wide: float) -> PlacedLabel | None:
    """Return the first free place that no other line crosses, else the free place that fewest cross."""
    text = fit(edge.edge.label, LABEL_LIMIT, LABEL_SIZE)
    if not text.text:
        return None
    best: tuple[int, PlacedLabel] | None = None
    for label in islice(_candidates(edge, text), _MOST_TRIED):
        span = _span(label)
        if span[0] < 0 or span[2] > wide or solid.hits(span):
            continue
        foreign = len(lines.hits(span) - own)
        if foreign == 0:
            return label
        if best is None or foreign < best[0]:
            best = (foreign, label)
    return best[1] if best else None


def _span(label: PlacedLabel) -> _Span:
    return (
        label.x - label.width / 2,
        label.y - label.height / 2,
        label.x + label.width / 2,
        label.y + label.height / 2,
    )


def _solid(edges: Sequence[RoutedEdge], boxes: Sequence[PlacedBox], areas: Sequence[PlacedArea]) -> _Taken:
    """Gather what no label may cover: boxes, captions, and the signs at the ends of lines."""
    solid = _Taken()
    for box in boxes:
        solid.add((box.x - 3, box.y - 2, box.x + box.width + 3, box.y + box.height + 2))
    for area in areas:
        solid.add((area.x, area.y, area.x + area.caption.width + 28, area.y + _CAPTION))
    for edge in edges:
        for end, side in ((edge.points[0], edge.source_side), (edge.points[-1], edge.target_side)):
            left = end.x if side is Side.RIGHT else end.x - _END
            solid.add((left, end.y - 4, left + _END, end.y + 4))
    return solid


def _stroke(one: Point, other: Point) -> _Span:
    return (
        min(one.x, other.x) - 0.5,
        min(one.y, other.y) - 0.5,
        max(one.x, other.x) + 0.5,
        max(one.y, other.y) + 0.5,
    )


def _candidates(edge: RoutedEdge, text: Fitted) -> Iterator[PlacedLabel]:
    """Yield places along the line, the longest stretches first, the middle of each before its ends.

    Of a line in a bundle only the end at the child is its own.
    """
    wide = text.width + 2 * _PAD
    stretches = [
        (-(abs(one.x - other.x) + abs(one.y - other.y)), index)
        for index, (one, other) in enumerate(pairwise(edge.points))
    ]
    if edge.bundle is not None:
        stretches = [stretches[0 if child_is_source(edge.edge) else -1]]
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
