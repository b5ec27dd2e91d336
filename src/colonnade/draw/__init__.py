"""Pictures of a model: automatic layout, orthogonal lines, and painting as SVG, PNG and one HTML page.

`layout` gives everything a place; `svg`, `png` and `html` paint what it returns. `around`, `only_area` and
`keys_only` cut a diagram down before it is laid out.
"""

from __future__ import annotations

from colonnade.draw.arrange.layout import layout
from colonnade.draw.geometry import (
    Layout,
    PlacedArea,
    PlacedBox,
    PlacedLabel,
    PlacedRow,
    Point,
    Rectangle,
    RoutedEdge,
    Side,
)
from colonnade.draw.page.html import html
from colonnade.draw.paint.png import Fonts, png
from colonnade.draw.paint.svg import svg
from colonnade.draw.paint.theme import Theme
from colonnade.draw.part import around, keys_only, only_area

__all__ = [
    "layout",
    "svg",
    "png",
    "html",
    "Theme",
    "Fonts",
    "around",
    "only_area",
    "keys_only",
    "Layout",
    "PlacedArea",
    "PlacedBox",
    "PlacedLabel",
    "PlacedRow",
    "Point",
    "Rectangle",
    "RoutedEdge",
    "Side",
]
