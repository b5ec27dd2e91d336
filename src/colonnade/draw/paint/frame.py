"""What stands around a drawing: the title above, the legend and the closing notes below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from colonnade.draw.arrange.spacing import MARGIN
from colonnade.draw.geometry import Layout, Point, Side
from colonnade.draw.paint.boxes import fill
from colonnade.draw.paint.glyphs import icon, mark_icon, multiplicity_sign, source_sign, target_sign
from colonnade.draw.paint.markup import number, tag, text
from colonnade.draw.text import Face, clean, fit, width
from colonnade.model.diagram import BoxStyle, Edge, EdgeKind, Mark, Multiplicity

_HEADING: Final = 78.0
_TEXT: Final = 12.0
_ROW: Final = 26.0
_SWATCH: Final = 34.0
_STROKES: Final = ((False, "identifying"), (True, "not identifying"))
_LEAST_WIDTH: Final = 420.0

_STYLES: Final = (
    (BoxStyle.NORMAL, "entity"),
    (BoxStyle.PII, "holds personal data"),
    (BoxStyle.CONFIDENTIAL, "confidential"),
)
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


class Entry(NamedTuple):
    """A sign, drawn from the origin, the room it takes, and its text."""

    sign: str
    room: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The outline of the whole picture; `top` is where it begins, above the layout's 0."""

    top: float
    width: float
    height: float
    legend: tuple[tuple[Entry, ...], ...]
    """Rows of entries."""
    notes: tuple[str, ...]
    """Lines of text."""


def frame(layout: Layout) -> Frame:
    """Measure what stands around `layout`."""
    wide = max(layout.width, _LEAST_WIDTH, min(width(clean(layout.diagram.title), 22, Face.BOLD) + 2 * MARGIN, 900.0))
    rows = _wrapped(_entries(layout), wide - 2 * MARGIN)
    notes = tuple(line for note in layout.diagram.notes for line in _lines(clean(note), wide - 2 * MARGIN - 28))
    legend_height = len(rows) * _ROW + 10 if rows else 0.0
    notes_height = len(notes) * 18 + 22 + 14 if notes else 0.0
    tall = _HEADING - MARGIN + layout.height - MARGIN + 30 + legend_height + notes_height + 14
    return Frame(top=MARGIN - _HEADING, width=wide, height=tall, legend=rows, notes=notes)


def heading(layout: Layout, around: Frame) -> str:
    """Return the title and the counts."""
    title = fit(layout.diagram.title, around.width - 2 * MARGIN, 22, Face.BOLD)
    inner = text(title.text, "cn-heading", MARGIN, around.top + 38)
    return tag("g", {"class": "cn-top"}, inner + text(counts(layout), "cn-small", MARGIN, around.top + 58))


def counts(layout: Layout) -> str:
    """Say how much the drawing shows."""
    boxes, edges = len(layout.boxes), len(layout.edges)
    entities = "entity" if boxes == 1 else "entities"
    relationships = "relationship" if edges == 1 else "relationships"
    return f"{boxes} {entities} \u00b7 {edges} {relationships}"


def below(layout: Layout, around: Frame) -> str:
    """Return the legend and the notes."""
    level = layout.height - MARGIN + 30
    parts = [_legend_rows(around.legend, MARGIN, level)]
    level += len(around.legend) * _ROW
    if around.notes:
        level += 10 if around.legend else 0
        outline = {"x": MARGIN, "y": level, "width": around.width - 2 * MARGIN, "height": len(around.notes) * 18 + 22}
        lines = [
            text(line, "cn-small", MARGIN + 14, level + 24 + index * 18) for index, line in enumerate(around.notes)
        ]
        rectangle = tag("rect", {"class": "cn-area", **outline, "rx": 8})
        parts.append(tag("g", {"class": "cn-notes"}, rectangle + "".join(lines)))
    return "".join(parts)


def legend(layout: Layout, room: float) -> str:
    """Return the legend alone, as an SVG element at most `room` wide."""
    rows = _wrapped(_entries(layout), room - 16)
    tall = len(rows) * _ROW + 8
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "cn-diagram",
        "role": "img",
        "aria-label": "Legend",
        "width": room,
        "height": tall,
    }
    return tag("svg", attributes, _legend_rows(rows, 8, 8))


def _legend_rows(rows: tuple[tuple[Entry, ...], ...], left: float, top: float) -> str:
    parts: list[str] = []
    for index, row in enumerate(rows):
        x = left
        for entry in row:
            place = {"transform": f"translate({number(x)} {number(top + index * _ROW)})"}
            parts.append(tag("g", place, entry.sign + text(entry.text, "cn-small", entry.room + 6, 13)))
            x += _entry_width(entry)
    return tag("g", {"class": "cn-legend"}, "".join(parts))


def _entries(layout: Layout) -> list[Entry]:
    """Say what the signs that occur in the drawing mean."""
    diagram = layout.diagram
    rows = [row for box in diagram.boxes for row in box.rows]
    marks = {mark for row in rows for mark in row.marks}
    styles = {box.style for box in diagram.boxes}
    entries = [Entry(_swatch(style), 26, told) for style, told in _STYLES if style in styles]
    entries += [Entry(icon(mark_icon(mark), 0, 2), 14, told) for mark, told in _MARKS if mark in marks]
    if any(row.pii for row in rows):
        entries.append(Entry(icon("lock", 0, 2), 14, "personal data"))
    if any(row.required for row in rows):
        entries.append(Entry(text("abc", "cn-name cn-must", 0, 13), 24, "required"))
    if any(not row.required for row in rows):
        maybe = tag("tspan", {"class": "cn-maybe"}, "?")
        entries.append(Entry(tag("text", {"class": "cn-name", "x": 0, "y": 13}, f"abc{maybe}"), 28, "optional"))
    return entries + _line_entries(diagram.edges)


def _line_entries(edges: tuple[Edge, ...]) -> list[Entry]:
    counted = [edge for edge in edges if edge.kind is not EdgeKind.INHERITANCE]
    ends = {edge.target_end for edge in counted} | {
        edge.source_end for edge in counted if edge.kind is EdgeKind.ASSOCIATION
    }
    kinds = {edge.kind for edge in edges}
    at = Point(x=_SWATCH, y=9)
    entries = [
        Entry(_stroke("") + multiplicity_sign(end, at, Side.LEFT), _SWATCH, told) for end, told in _ENDS if end in ends
    ]
    for kind, told in _KINDS:
        if kind in kinds:
            edge = Edge(id="", source="", target="", kind=kind)
            sign = source_sign if kind is not EdgeKind.INHERITANCE else target_sign
            entries.append(Entry(_stroke("") + sign(edge, at, Side.LEFT), _SWATCH, told))
    loose = {is_loose(edge) for edge in edges}
    entries += [
        Entry(_stroke(" cn-loose" if dashed else ""), _SWATCH, told) for dashed, told in _STROKES if dashed in loose
    ]
    return entries


def is_loose(edge: Edge) -> bool:
    """Say whether the line is dashed: the dependent entity has an identity of its own."""
    return not edge.identifying and edge.kind in {EdgeKind.ASSOCIATION, EdgeKind.AGGREGATION}


def _stroke(names: str) -> str:
    return tag("path", {"class": f"cn-line{names}", "d": f"M0 9h{_SWATCH:g}"})


def _swatch(style: BoxStyle) -> str:
    outline = {"x": 0.0, "y": 1.0, "width": 26.0, "height": 16.0, "rx": 4.0}
    inner = tag("rect", {"class": "cn-head", **outline, "fill": fill(style)})
    return tag("g", {"class": f"cn-{style}"}, inner + tag("rect", {"class": "cn-frame", **outline}))


def _entry_width(entry: Entry) -> float:
    return entry.room + 6 + width(entry.text, _TEXT) + 18


def _wrapped(entries: list[Entry], room: float) -> tuple[tuple[Entry, ...], ...]:
    rows: list[list[Entry]] = []
    used = room + 1
    for entry in entries:
        wide = _entry_width(entry)
        if used + wide > room + 18:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += wide
    return tuple(tuple(row) for row in rows)


def _lines(note: str, room: float) -> list[str]:
    """Break `note` at blanks into lines that fit."""
    lines: list[str] = []
    line = ""
    for word in note.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, _TEXT) > room:
            lines.append(line)
            longer = word
        line = fit(longer, room, _TEXT).text
    return [*lines, line] if line else lines
