"""What must hold of the geometry of any layout; each function returns the breaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from colonnade.draw import Layout, PlacedBox, Point, Rectangle, RoutedEdge, Side

Segment = tuple[Point, Point]


def overlapping_boxes(layout: Layout) -> list[str]:
    """No two boxes meet."""
    boxes = sorted(layout.boxes, key=lambda box: box.x)
    found = []
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            if other.x >= one.x + one.width:
                break
            if one.rectangle.overlaps(other.rectangle):
                found.append(f"{one.box.id} and {other.box.id}")
    return found


def segments(edge: RoutedEdge) -> Iterator[Segment]:
    return pairwise(edge.points)


def slanted_lines(layout: Layout) -> list[str]:
    """Every stretch of a line is level or upright, and has a length."""
    return [
        f"{edge.edge.id}: {one} {other}"
        for edge in layout.edges
        for one, other in segments(edge)
        if (one.x == other.x) == (one.y == other.y)
    ]


class _Near:
    """Finds the rectangles around a place, so that laws of big drawings are quick to check."""

    CELL = 400.0

    def __init__(self, named: Iterable[tuple[str, Rectangle]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, Rectangle]]] = {}
        for name, rectangle in named:
            for key in self._keys(rectangle):
                self._cells.setdefault(key, []).append((name, rectangle))

    def _keys(self, rectangle: Rectangle) -> Iterator[tuple[int, int]]:
        for column in range(int(rectangle.x // self.CELL), int(rectangle.right // self.CELL) + 1):
            for row in range(int(rectangle.y // self.CELL), int(rectangle.bottom // self.CELL) + 1):
                yield column, row

    def overlapping(self, rectangle: Rectangle, margin: float = 0.0) -> list[str]:
        """Names of the rectangles that `rectangle` overlaps by more than -`margin`."""
        near = {name: other for key in self._keys(rectangle) for name, other in self._cells.get(key, ())}
        return [name for name, other in near.items() if rectangle.overlaps(other, margin)]


def lines_through_boxes(layout: Layout) -> list[str]:
    """No stretch of any line enters any box; at its own ends a line only touches the side."""
    boxes = _Near((box.box.id, box.rectangle) for box in layout.boxes)
    found = []
    for edge in layout.edges:
        for one, other in segments(edge):
            stretch = Rectangle(
                x=min(one.x, other.x), y=min(one.y, other.y), width=abs(one.x - other.x), height=abs(one.y - other.y)
            )
            found += [f"{edge.edge.id} through {name}" for name in boxes.overlapping(stretch, margin=-0.11)]
    return found


def loose_ends(layout: Layout) -> list[str]:
    """A line begins on the stated side of its source and ends on that of its target, leaving both outwards."""
    boxes = {box.box.id: box for box in layout.boxes}
    found = []
    for edge in layout.edges:
        ends = (
            (edge.points[0], edge.points[1], boxes[edge.edge.source], edge.source_side),
            (edge.points[-1], edge.points[-2], boxes[edge.edge.target], edge.target_side),
        )
        for end, following, box, side in ends:
            x = box.x if side is Side.LEFT else box.x + box.width
            on_side = abs(end.x - x) < 0.11 and box.y < end.y < box.y + box.height
            outward = following.y == end.y and (following.x < end.x) == (side is Side.LEFT)
            if not (on_side and outward):
                found.append(f"{edge.edge.id} at {box.box.id}")
    return found


def stretches_on_each_other(layout: Layout) -> list[str]:
    """No two lines run on each other, but in a bundle."""
    found = []
    for upright in (True, False):
        tracks: dict[float, list[tuple[float, float, RoutedEdge]]] = {}
        for edge in layout.edges:
            for one, other in segments(edge):
                if (one.x == other.x) is upright:
                    at, low, high = (one.x, one.y, other.y) if upright else (one.y, one.x, other.x)
                    tracks.setdefault(at, []).append((min(low, high), max(low, high), edge))
        for at, stretches in tracks.items():
            stretches.sort(key=lambda stretch: stretch[:2])
            for index, (_, end, edge) in enumerate(stretches):
                for start, _, following in stretches[index + 1 :]:
                    if start >= end - 0.5:
                        break
                    together = edge.bundle is not None and edge.bundle == following.bundle
                    if following is not edge and not together:
                        found.append(f"{edge.edge.id} and {following.edge.id} at {at}")
    return found


def bad_labels(layout: Layout) -> list[str]:
    """Labels meet no box and no other label, and stay on the page."""
    labels = [(edge.edge.id, edge.label.rectangle) for edge in layout.edges if edge.label is not None]
    near_labels, near_boxes = _Near(labels), _Near((box.box.id, box.rectangle) for box in layout.boxes)
    found = []
    for name, room in labels:
        found += [f"{name} on {box}" for box in near_boxes.overlapping(room)]
        found += [f"{name} on {other}" for other in near_labels.overlapping(room) if other != name]
        if room.x < 0 or room.y < 0 or room.right > layout.width or room.bottom > layout.height:
            found.append(f"{name} off the page")
    return found


def straying_from_areas(layout: Layout) -> list[str]:
    """An area holds its own boxes and no others, and meets no other area."""
    found = []
    for index, area in enumerate(layout.areas):
        for box in layout.boxes:
            own = box.box.area == area.name
            if own != _holds(area.rectangle, box) or (not own and area.rectangle.overlaps(box.rectangle)):
                found.append(f"{box.box.id} and {area.name}")
        found += [
            f"{area.name} and {other.name}"
            for other in layout.areas[index + 1 :]
            if area.rectangle.overlaps(other.rectangle)
        ]
    return found


def _holds(area: Rectangle, box: PlacedBox) -> bool:
    return area.x <= box.x and area.y <= box.y and box.x + box.width <= area.right and box.y + box.height <= area.bottom


def off_the_page(layout: Layout) -> list[str]:
    """Everything has places between 0 and the width and height."""
    points: Sequence[tuple[str, Point]] = [
        *((edge.edge.id, point) for edge in layout.edges for point in edge.points),
        *((box.box.id, Point(x=box.x, y=box.y)) for box in layout.boxes),
        *((box.box.id, Point(x=box.x + box.width, y=box.y + box.height)) for box in layout.boxes),
        *((area.name, Point(x=area.x, y=area.y)) for area in layout.areas),
        *((area.name, Point(x=area.x + area.width, y=area.y + area.height)) for area in layout.areas),
    ]
    return [name for name, at in points if not (0 <= at.x <= layout.width and 0 <= at.y <= layout.height)]


def misplaced_rows(layout: Layout) -> list[str]:
    """Rows stand inside their box, under each other, with room for their texts."""
    found = []
    for box in layout.boxes:
        level = box.y + box.header_height
        for row in box.rows:
            fits = box.gutter + row.name.width + row.type.width <= box.width
            if row.y < level or row.y + row.height > box.y + box.height or not fits:
                found.append(f"{box.box.id}.{row.row.name}")
            level = row.y + row.height
    return found


ALL = (
    overlapping_boxes,
    slanted_lines,
    lines_through_boxes,
    loose_ends,
    stretches_on_each_other,
    bad_labels,
    straying_from_areas,
    off_the_page,
    misplaced_rows,
)
