"""A layout as SVG: one text with its own style sheet, nothing loaded from elsewhere."""

from __future__ import annotations

from colonnade.draw.geometry import Layout, PlacedArea, Point, RoutedEdge
from colonnade.draw.paint.boxes import box_group
from colonnade.draw.paint.frame import below, frame, heading, is_loose
from colonnade.draw.paint.glyphs import source_sign, symbols, target_sign
from colonnade.draw.paint.markup import number, tag, text
from colonnade.draw.paint.strokes import own_ways, rounded
from colonnade.draw.paint.theme import LIGHT, Theme, style_sheet
from colonnade.draw.text import clean, escape

_NAMED_IN_DESCRIPTION = 40


def svg(layout: Layout, theme: Theme = Theme.AUTO) -> str:
    """Return the drawing as a well-formed SVG document, with title, legend and closing notes.

    Equal layouts give equal bytes. Boxes carry `data-entity`, lines `data-edge`, `data-source` and `data-target`.
    """
    around = frame(layout)
    title = escape(layout.diagram.title) or "Diagram"
    inner = (
        tag("title", {"id": "cn-t"}, title)
        + tag("desc", {"id": "cn-d"}, escape(_description(layout)))
        + tag("style", {}, style_sheet(theme))
        + tag(
            "rect",
            {"class": "cn-page", "x": 0, "y": around.top, "width": "100%", "height": "100%", "fill": LIGHT.page},
        )
        + heading(layout, around)
        + body(layout)
        + below(layout, around)
    )
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "cn-diagram",
        "role": "img",
        "aria-labelledby": "cn-t cn-d",
        "width": around.width,
        "height": around.height,
        "viewBox": f"0 {number(around.top)} {number(around.width)} {number(around.height)}",
    }
    return tag("svg", attributes, inner) + "\n"


def body(layout: Layout) -> str:
    """Return definitions, areas, lines, boxes and labels, in the coordinates of the layout."""
    names = entity_ids(layout)
    titles = {placed.box.id: placed.box.title or placed.box.name for placed in layout.boxes}
    drawn = own_ways(layout.edges)
    lines = [_edge(routed, way, titles) for routed, way in zip(layout.edges, drawn, strict=True)]
    lines += [_joint(point) for point in layout.joints]
    return (
        tag("defs", {}, symbols())
        + tag("g", {"class": "cn-areas"}, "".join(map(_area, layout.areas)))
        + tag("g", {"class": "cn-lines"}, "".join(lines))
        + tag("g", {"class": "cn-boxes"}, "".join(box_group(placed, names[placed.box.id]) for placed in layout.boxes))
        + tag("g", {"class": "cn-labels"}, "".join(_label(place, line) for place, line in enumerate(layout.edges)))
    )


def entity_ids(layout: Layout) -> dict[str, str]:
    """Return for every box the id of its group in the drawing: plain characters, unique."""
    used: set[str] = set()
    names: dict[str, str] = {}
    for placed in layout.boxes:
        plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in placed.box.id)[:60]
        name = stem = f"entity-{plain or 'box'}"
        count = 1
        while name in used:
            count += 1
            name = f"{stem}-{count}"
        used.add(name)
        names[placed.box.id] = name
    return names


def _description(layout: Layout) -> str:
    boxes, edges = len(layout.boxes), len(layout.edges)
    names = [clean(placed.box.title) or clean(placed.box.name) for placed in layout.boxes[:_NAMED_IN_DESCRIPTION]]
    more = f" and {boxes - len(names)} more" if boxes > len(names) else ""
    return f"Entity-relationship diagram, entities: {boxes}, relationships: {edges}. {', '.join(names)}{more}."


def _area(area: PlacedArea) -> str:
    outline: dict[str, str | float] = {
        "class": "cn-area",
        "x": area.x,
        "y": area.y,
        "width": area.width,
        "height": area.height,
        "rx": 12,
    }
    inner = tag("title", {}, escape(area.name)) + tag("rect", outline)
    return tag("g", {"data-area": area.name}, inner + text(area.caption.text, "cn-caption", area.x + 14, area.y + 25))


def _edge(routed: RoutedEdge, way: tuple[Point, ...], titles: dict[str, str]) -> str:
    edge = routed.edge
    label = f": {edge.label}" if edge.label else ""
    told = f"{titles[edge.source]} ({edge.source_end}) \u2192 {titles[edge.target]} ({edge.target_end}){label}"
    inner = (
        tag("title", {}, escape(told))
        + tag("path", {"class": "cn-line cn-loose" if is_loose(edge) else "cn-line", "d": rounded(way)})
        + source_sign(edge, routed.points[0], routed.source_side)
        + target_sign(edge, routed.points[-1], routed.target_side)
    )
    attributes: dict[str, str | float] = {
        "class": "cn-edge",
        "data-edge": edge.id,
        "data-kind": edge.kind.value,
        "data-source": edge.source,
        "data-target": edge.target,
    }
    return tag("g", attributes, inner)


def _joint(at: Point) -> str:
    return tag("circle", {"class": "cn-joint", "cx": at.x, "cy": at.y, "r": 2.6})


def _label(place: int, routed: RoutedEdge) -> str:
    label = routed.label
    if label is None:
        return ""
    full = tag("title", {}, escape(routed.edge.label)) if label.text.cut else ""
    attributes: dict[str, str | float] = {
        "class": "cn-label",
        "data-edge": routed.edge.id,
        "data-number": str(place),
        "x": label.x,
        "y": label.y + 3.7,
    }
    return tag("text", attributes, full + escape(label.text.text))
