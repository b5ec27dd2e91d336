"""What stands around a drawing: the title above, the legend and the closing notes below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from colonnade.draw.arrange.spacing import MARGIN
from colonnade.draw.geometry import Layout, Point, Side
from colonnade.draw.paint.glyphs import icon, mark_icon, multiplicity_sign, number, source_sign, target_sign
from colonnade.draw.paint.theme import LIGHT
from colonnade.draw.text import Face, clean, escape, fit, width
from colonnade.model.diagram import BoxStyle, Edge, EdgeKind, Mark, Multiplicity

_HEADING: Final = 78.0
_TEXT: Final = 12.0
_ROW: Final = 26.0
_SWATCH: Final = 34.0
_LEAST_WIDTH: Final = 420.0

_STYLES: Final = ((BoxStyle.NORMAL, "entity"), (BoxStyle.PII, "holds personal data"), (BoxStyle.CONFIDENTIAL, "confidential"))
_MARKS: Final = ((Mark.PRIMARY, "primary key"), (Mark.FOREIGN, "foreign key"), (Mark.UNIQUE, "unique"))
_ENDS: Final = (
    (Multiplicity.ONE, "exactly one"),
    (Multiplicity.ZERO_OR_ONE, "none or one"),
    (Multiplicity.ONE_OR_MORE, "one or more"),
    (Multiplicity.ZERO_OR_MORE, "any number"),
)
_KINDS: Final = (
    (EdgeKind.INHERITANCE, "is a"),
    (EdgeKind.COMPOSITION, "consists of"),
    (EdgeKind.AGGREGATION, "has"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The outline of the whole picture; `top` is where it begins, above the layout's 0."""

    top: float
    width: float
    height: float
    legend: tuple[tuple[tuple[str, str], ...], ...]
    """Rows of entries: the sign, drawn from the origin, and its text."""
    notes: tuple[str, ...]
    """Lines of text."""


def frame(layout: Layout) -> Frame:
    """Measure what stands around `layout`."""
    wide = max(layout.width, _LEAST_WIDTH, min(width(clean(layout.diagram.title), 22, Face.BOLD) + 2 * MARGIN, 900.0))
    rows = _wrapped(_entries(layout), wide - 2 * MARGIN)
    notes = tuple(line for note in layout.diagram.notes for line in _lines(clean(note), wide - 2 * MARGIN - 28))
    legend_height = len(rows) * _ROW + 10 if rows else 0.0
    notes_height = len(notes) * 18 + 22 + 14 if notes else 0.0
    tall = _HEADING + layout.height - MARGIN + 30 + legend_height + notes_height + 14
    return Frame(top=MARGIN - _HEADING, width=wide, height=tall, legend=rows, notes=notes)


def heading(layout: Layout, around: Frame) -> str:
    """Return the title and the counts."""
    title = fit(layout.diagram.title, around.width - 2 * MARGIN, 22, Face.BOLD)
    boxes, edges = len(layout.boxes), len(layout.edges)
    counts = f"{boxes} {'entity' if boxes == 1 else 'entities'} \u00b7 {edges} {'relationship' if edges == 1 else 'relationships'}"
    return (
        f'<g class="cn-top"><text class="cn-heading" x="{number(MARGIN)}" y="{number(around.top + 38)}">{escape(title.text)}</text>'
        f'<text class="cn-small" x="{number(MARGIN)}" y="{number(around.top + 58)}">{counts}</text></g>'
    )


def below(layout: Layout, around: Frame) -> str:
    """Return the legend and the notes."""
    level = layout.height - MARGIN + 30
    parts = ['<g class="cn-legend">']
    for row in around.legend:
        x = MARGIN
        for sign, text in row:
            parts.append(f'<g transform="translate({number(x)} {number(level)})">{sign}')
            parts.append(f'<text class="cn-small" x="{_SWATCH + 6:g}" y="13">{escape(text)}</text></g>')
            x += _entry_width(text)
        level += _ROW
    parts.append("</g>")
    if around.notes:
        level += 10 if around.legend else 0
        tall = len(around.notes) * 18 + 22
        parts.append(f'<g class="cn-notes"><rect class="cn-area" x="{number(MARGIN)}" y="{number(level)}" ')
        parts.append(f'width="{number(around.width - 2 * MARGIN)}" height="{number(tall)}" rx="8"/>')
        for index, line in enumerate(around.notes):
            parts.append(f'<text class="cn-small" x="{number(MARGIN + 14)}" y="{number(level + 24 + index * 18)}">{escape(line)}</text>')
        parts.append("</g>")
    return "".join(parts)


def _entries(layout: Layout) -> list[tuple[str, str]]:
    """Say what the signs that occur in the drawing mean."""
    diagram = layout.diagram
    rows = [row for box in diagram.boxes for row in box.rows]
    marks = {mark for row in rows for mark in row.marks}
    styles = {box.style for box in diagram.boxes}
    entries = [(_swatch(style), text) for style, text in _STYLES if style in styles]
    entries += [(icon(mark_icon(mark), 18, 2), text) for mark, text in _MARKS if mark in marks]
    if any(row.required for row in rows):
        entries.append(('<text class="cn-name cn-must" x="8" y="13">abc</text>', "required"))
    if any(not row.required for row in rows):
        entries.append(('<text class="cn-name" x="8" y="13">abc<tspan class="cn-maybe">?</tspan></text>', "optional"))
    if any(row.pii for row in rows):
        entries.append((icon("lock", 18, 2), "personal data"))
    return entries + _line_entries(diagram.edges)


def _line_entries(edges: tuple[Edge, ...]) -> list[tuple[str, str]]:
    counted = [edge for edge in edges if edge.kind is not EdgeKind.INHERITANCE]
    ends = {edge.target_end for edge in counted} | {edge.source_end for edge in counted if edge.kind is EdgeKind.ASSOCIATION}
    kinds = {edge.kind for edge in edges}
    at = Point(x=_SWATCH, y=9)
    entries = [(_stroke("") + multiplicity_sign(end, at, Side.LEFT), text) for end, text in _ENDS if end in ends]
    for kind, text in _KINDS:
        if kind in kinds:
            edge = Edge(id="", source="", target="", kind=kind)
            sign = source_sign if kind is not EdgeKind.INHERITANCE else target_sign
            entries.append((_stroke("") + sign(edge, at, Side.LEFT), text))
    if any(edge.identifying for edge in counted):
        entries.append((_stroke(""), "identifying"))
    if any(not edge.identifying for edge in counted):
        entries.append((_stroke(" cn-loose"), "not identifying"))
    return entries


def _stroke(names: str) -> str:
    return f'<path class="cn-line{names}" d="M0 9h{_SWATCH:g}"/>'


def _swatch(style: BoxStyle) -> str:
    fill = {BoxStyle.NORMAL: LIGHT.normal, BoxStyle.PII: LIGHT.pii, BoxStyle.CONFIDENTIAL: LIGHT.confidential}[style]
    return (
        f'<g class="cn-{style}"><rect class="cn-head" x="8" y="1" width="26" height="16" rx="4" fill="{fill}"/>'
        '<rect class="cn-frame" x="8" y="1" width="26" height="16" rx="4"/></g>'
    )


def _entry_width(text: str) -> float:
    return _SWATCH + 6 + width(text, _TEXT) + 22


def _wrapped(entries: list[tuple[str, str]], room: float) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows: list[list[tuple[str, str]]] = []
    used = room + 1
    for entry in entries:
        wide = _entry_width(entry[1])
        if used + wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    return tuple(tuple(row) for row in rows)


def _lines(text: str, room: float) -> list[str]:
    """Break `text` at blanks into lines that fit."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, _TEXT) > room:
            lines.append(line)
            longer = word
        line = fit(longer, room, _TEXT).text
    return [*lines, line] if line else lines
