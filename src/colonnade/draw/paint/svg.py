"""A layout as SVG: one text with its own style sheet, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.draw.arrange.sizes import LOCK_ROOM, MARK_PITCH, NAME_SIZE, PAD, SUBTITLE_SIZE, TITLE_SIZE, TYPE_SIZE
from colonnade.draw.arrange.spacing import MARGIN
from colonnade.draw.geometry import Layout, PlacedArea, PlacedBox, PlacedLabel, PlacedRow, Point, RoutedEdge
from colonnade.draw.paint.frame import Frame, below, frame, heading
from colonnade.draw.paint.glyphs import ICON_SIZE, icon, mark_icon, number, source_sign, symbols, target_sign
from colonnade.draw.paint.theme import LIGHT, Theme, style_sheet
from colonnade.draw.text import clean, escape
from colonnade.model.diagram import BoxStyle, Mark

_BEND = 7.0
_CORNER = 7.0
_DOT = " \u00b7 "
_ORDER = (Mark.PRIMARY, Mark.FOREIGN, Mark.UNIQUE)
_FILLS = {BoxStyle.NORMAL: LIGHT.normal, BoxStyle.PII: LIGHT.pii, BoxStyle.CONFIDENTIAL: LIGHT.confidential}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The parts of a drawing, for a page that frames them itself."""

    frame: Frame
    body: str
    """Definitions, areas, lines, boxes and labels."""


def svg(layout: Layout, theme: Theme = Theme.AUTO) -> str:
    """Return the drawing as a well-formed SVG document, with title, legend and closing notes.

    Equal layouts give equal bytes. Boxes carry `data-entity`, lines `data-edge`, `data-source` and `data-target`.
    """
    around = frame(layout)
    title = escape(layout.diagram.title) or "Diagram"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cn-diagram" role="img" aria-labelledby="cn-t cn-d" '
        f'width="{number(around.width)}" height="{number(around.height)}" '
        f'viewBox="0 {number(around.top)} {number(around.width)} {number(around.height)}">'
        f'<title id="cn-t">{title}</title><desc id="cn-d">{escape(_description(layout))}</desc>'
        f"<style>{style_sheet(theme)}</style>"
        f'<rect class="cn-page" x="0" y="{number(around.top)}" width="100%" height="100%" fill="{LIGHT.page}"/>'
        f"{heading(layout, around)}{body(layout)}{below(layout, around)}</svg>\n"
    )


def body(layout: Layout) -> str:
    """Return definitions, areas, lines, boxes and labels, in the coordinates of the layout."""
    names = entity_ids(layout)
    titles = {placed.box.id: placed.box.title or placed.box.name for placed in layout.boxes}
    parts = [f"<defs>{symbols()}</defs>"]
    parts += ['<g class="cn-areas">', *map(_area, layout.areas), "</g>"]
    parts += ['<g class="cn-lines">', *(_edge(edge, titles) for edge in layout.edges), *map(_joint, layout.joints), "</g>"]
    parts += ['<g class="cn-boxes">', *(_box(placed, names[placed.box.id]) for placed in layout.boxes), "</g>"]
    parts += ['<g class="cn-labels">', *(_label(edge, edge.label) for edge in layout.edges if edge.label), "</g>"]
    return "".join(parts)


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
    names = [clean(placed.box.title) or clean(placed.box.name) for placed in layout.boxes[:40]]
    more = f" and {boxes - 40} more" if boxes > 40 else ""
    return f"Entity-relationship diagram, entities: {boxes}, relationships: {edges}. {', '.join(names)}{more}."


def _area(area: PlacedArea) -> str:
    return (
        f'<g data-area="{escape(area.name)}"><title>{escape(area.name)}</title>'
        f'<rect class="cn-area" x="{number(area.x)}" y="{number(area.y)}" width="{number(area.width)}" '
        f'height="{number(area.height)}" rx="12"/>'
        f'<text class="cn-caption" x="{number(area.x + 14)}" y="{number(area.y + 25)}">{escape(area.caption.text)}</text></g>'
    )


def _edge(routed: RoutedEdge, titles: dict[str, str]) -> str:
    edge = routed.edge
    loose = "" if edge.identifying or edge.kind.value in {"inheritance", "composition"} else " cn-loose"
    first, last = routed.points[0], routed.points[-1]
    label = f": {edge.label}" if edge.label else ""
    told = f"{titles[edge.source]} ({edge.source_end}) \u2192 {titles[edge.target]} ({edge.target_end}){label}"
    return (
        f'<g class="cn-edge" data-edge="{escape(edge.id)}" data-kind="{edge.kind}" data-source="{escape(edge.source)}" '
        f'data-target="{escape(edge.target)}"><title>{escape(told)}</title>'
        f'<path class="cn-line{loose}" d="{_rounded(routed.points)}"/>'
        f"{source_sign(edge, first, routed.source_side)}{target_sign(edge, last, routed.target_side)}</g>"
    )


def _rounded(points: tuple[Point, ...]) -> str:
    """Return path data that rounds the corners of a polyline."""
    first = points[0]
    parts = [f"M{number(first.x)} {number(first.y)}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(_BEND, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, bend), _towards(corner, after, bend)
        parts.append(
            f"L{number(start.x)} {number(start.y)}Q{number(corner.x)} {number(corner.y)} {number(end.x)} {number(end.y)}"
        )
    parts.append(f"L{number(points[-1].x)} {number(points[-1].y)}")
    return "".join(parts)


def _distance(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(start: Point, aim: Point, step: float) -> Point:
    length = _distance(start, aim)
    if length == 0:
        return start
    return Point(x=start.x + (aim.x - start.x) * step / length, y=start.y + (aim.y - start.y) * step / length)


def _joint(at: Point) -> str:
    return f'<circle class="cn-joint" cx="{number(at.x)}" cy="{number(at.y)}" r="2.6"/>'


def _label(routed: RoutedEdge, label: PlacedLabel) -> str:
    full = f"<title>{escape(routed.edge.label)}</title>" if label.text.cut else ""
    return (
        f'<text class="cn-label" data-edge="{escape(routed.edge.id)}" x="{number(label.x)}" y="{number(label.y + 3.7)}">'
        f"{full}{escape(label.text.text)}</text>"
    )


def _box(placed: PlacedBox, name: str) -> str:
    box, x, y, wide, tall = placed.box, placed.x, placed.y, placed.width, placed.height
    head = placed.header_height if placed.rows else tall
    parts = [
        f'<g class="cn-box cn-{box.style}" id="{name}" data-entity="{escape(box.id)}"><title>{escape(_told(placed))}</title>',
        f'<rect class="cn-card" x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(tall)}" '
        f'rx="{_CORNER:g}" fill="{LIGHT.card}"/>',
        f'<path class="cn-head" fill="{_FILLS[box.style]}" d="{_head(placed, head)}"/>',
    ]
    middle = y + placed.header_height / 2
    baseline = middle + TITLE_SIZE * 0.36 if placed.subtitle is None else y + 20
    parts.append(f'<text class="cn-title" x="{number(x + PAD)}" y="{number(baseline)}">{escape(placed.title.text)}</text>')
    if placed.subtitle is not None:
        level = y + 36
        parts.append(f'<text class="cn-sub" x="{number(x + PAD)}" y="{number(level)}">{escape(placed.subtitle.text)}</text>')
    sign = {BoxStyle.PII: "lock", BoxStyle.CONFIDENTIAL: "shield", BoxStyle.NORMAL: ""}[box.style]
    if sign:
        parts.append(icon(sign, x + wide - PAD - 15, y + placed.header_height / 2 - 8, 16))
    if placed.rows:
        parts.append('<g class="cn-rows">')
        parts += _rows(placed)
        parts.append("</g>")
    parts.append(
        f'<rect class="cn-frame" x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(tall)}" rx="{_CORNER:g}"/></g>'
    )
    return "".join(parts)


def _head(placed: PlacedBox, tall: float) -> str:
    x, y, wide = placed.x, placed.y, placed.width
    corner = f"{_CORNER:g}"
    start = f"M{number(x)} {number(y + _CORNER)}a{corner} {corner} 0 0 1 {corner} -{corner}h{number(wide - 2 * _CORNER)}"
    right = f"a{corner} {corner} 0 0 1 {corner} {corner}"
    if tall >= placed.height - 0.1:
        down = f"v{number(tall - 2 * _CORNER)}a{corner} {corner} 0 0 1 -{corner} {corner}"
        return f"{start}{right}{down}h-{number(wide - 2 * _CORNER)}a{corner} {corner} 0 0 1 -{corner} -{corner}z"
    return f"{start}{right}v{number(tall - _CORNER)}h-{number(wide)}z"


def _told(placed: PlacedBox) -> str:
    box = placed.box
    facts = [clean(box.title) or clean(box.name)]
    if clean(box.name) not in facts:
        facts.append(clean(box.name))
    if box.area:
        facts.append(f"area: {clean(box.area)}")
    if box.owner:
        facts.append(f"owner: {clean(box.owner)}")
    if box.about:
        facts.append(clean(box.about))
    return _DOT.join(facts)


def _rows(placed: PlacedBox) -> Iterator[str]:
    top = placed.y + placed.header_height
    yield f'<path class="cn-rule" d="M{number(placed.x)} {number(top)}h{number(placed.width)}"/>'
    keys = 0
    while keys < len(placed.rows) and Mark.PRIMARY in placed.rows[keys].row.marks:
        keys += 1
    if 0 < keys < len(placed.rows):
        line = placed.rows[keys].y
        yield f'<path class="cn-rule" d="M{number(placed.x + 8)} {number(line)}h{number(placed.width - 16)}"/>'
    for row in placed.rows:
        yield _row(placed, row)


def _row(placed: PlacedBox, drawn: PlacedRow) -> str:
    row, middle = drawn.row, drawn.y + drawn.height / 2
    parts = [f'<g class="cn-row" data-row="{escape(row.name)}">']
    facts = [clean(row.name), clean(row.type)] if drawn.name.cut or drawn.type.cut else []
    facts += [clean(row.note)] if row.note else []
    if facts:
        parts.append(f"<title>{escape(_DOT.join(facts))}</title>")
    x = placed.x + PAD - 3
    for mark in _ORDER:
        if mark in row.marks:
            parts.append(icon(mark_icon(mark), x, middle - ICON_SIZE / 2))
            x += MARK_PITCH
    left = placed.x + placed.gutter
    baseline = number(middle + NAME_SIZE * 0.36)
    must = " cn-must" if row.required else ""
    parts.append(f'<text class="cn-name{must}" x="{number(left)}" y="{baseline}">{escape(drawn.name.text)}')
    parts.append("</text>" if row.required else '<tspan class="cn-maybe">?</tspan></text>')
    right = placed.x + placed.width - PAD
    if row.pii:
        parts.append(icon("lock", right - 11, middle - 6.5, 13))
        right -= LOCK_ROOM
    if drawn.type.text:
        parts.append(f'<text class="cn-type" x="{number(right)}" y="{number(middle + TYPE_SIZE * 0.36)}">{escape(drawn.type.text)}</text>')
    parts.append("</g>")
    return "".join(parts)
