"""What a laid-out diagram is: places in diagram units (one unit is one CSS pixel at zoom 1; y grows downwards)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from colonnade.draw.text import Fitted
from colonnade.model.diagram import Box, Diagram, Edge, Row


class Side(StrEnum):
    """The side of a box at which a line ends; lines never end at the top or the bottom."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """An upright rectangle; `x` and `y` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    def overlaps(self, other: Rectangle, margin: float = 0.0) -> bool:
        """Say whether the insides meet when both are `margin` apart or less."""
        return (
            self.x < other.right + margin
            and other.x < self.right + margin
            and self.y < other.bottom + margin
            and other.y < self.bottom + margin
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """An attribute in its box; `y` is the top of the row, counted from the top of the diagram."""

    row: Row
    y: float
    height: float
    name: Fitted
    type: Fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """An entity in its place."""

    box: Box
    x: float
    y: float
    width: float
    height: float
    header_height: float
    gutter: float
    """Width kept at the left of every row for key marks."""
    title: Fitted
    subtitle: Fitted | None
    """The technical name, where it differs from the title."""
    rows: tuple[PlacedRow, ...]

    @property
    def rectangle(self) -> Rectangle:
        """The outline."""
        return Rectangle(x=self.x, y=self.y, width=self.width, height=self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel:
    """A text beside a line; (`x`, `y`) is the middle of the text, `width` and `height` the room it takes."""

    text: Fitted
    x: float
    y: float
    width: float
    height: float

    @property
    def rectangle(self) -> Rectangle:
        """The room that nothing else may take."""
        return Rectangle(x=self.x - self.width / 2, y=self.y - self.height / 2, width=self.width, height=self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutedEdge:
    """A relationship as an upright and level polyline from its source to its target."""

    edge: Edge
    points: tuple[Point, ...]
    source_side: Side
    target_side: Side
    label: PlacedLabel | None = None
    """Absent when the edge has none, or when there was no room free of boxes and of other labels."""
    bundle: int | None = None
    """Number of the bundle whose trunk the line shares; lines to one much-referenced entity run together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArea:
    """The background of a subject area."""

    name: str
    caption: Fitted
    x: float
    y: float
    width: float
    height: float

    @property
    def rectangle(self) -> Rectangle:
        """The outline."""
        return Rectangle(x=self.x, y=self.y, width=self.width, height=self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A diagram with a place for everything; boxes and edges keep the diagram's order."""

    diagram: Diagram
    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    edges: tuple[RoutedEdge, ...]
    areas: tuple[PlacedArea, ...] = ()
    joints: tuple[Point, ...] = ()
    """Where a line of a bundle leaves the trunk."""
