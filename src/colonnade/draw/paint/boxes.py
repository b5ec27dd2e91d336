"""An entity as SVG: outline, header, rows with their marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from colonnade.draw.arrange.sizes import LOCK_ROOM, MARK_PITCH, NAME_SIZE, PAD, TITLE_SIZE, TYPE_SIZE
from colonnade.draw.geometry import PlacedBox, PlacedRow
from colonnade.draw.paint.glyphs import ICON_SIZE, icon, mark_icon
from colonnade.draw.paint.markup import number, tag, text
from colonnade.draw.paint.theme import LIGHT
from colonnade.draw.text import clean, escape
from colonnade.model.diagram import BoxStyle, Mark

_CORNER = 7.0
_DOT = " \u00b7 "
_ORDER = (Mark.PRIMARY, Mark.FOREIGN, Mark.UNIQUE)
_BASELINE = 0.36
"""From the middle of a line of text down to its baseline, as a share of the size."""


def box_group(placed: PlacedBox, name: str) -> str:
    """Return the entity as a group with the id `name`."""
    box = placed.box
    outline = {"x": placed.x, "y": placed.y, "width": placed.width, "height": placed.height, "rx": _CORNER}
    inner = (
        tag("title", {}, escape(_told(placed)))
        + tag("rect", {"class": "cn-card", **outline, "fill": LIGHT.card})
        + tag("path", {"class": "cn-head", "fill": fill(box.style), "d": _head(placed)})
        + _header_texts(placed)
        + _header_sign(placed)
        + (tag("g", {"class": "cn-rows"}, "".join(_rows(placed))) if placed.rows else "")
        + tag("rect", {"class": "cn-frame", **outline})
    )
    return tag("g", {"class": f"cn-box cn-{box.style}", "id": name, "data-entity": box.id}, inner)


def fill(style: BoxStyle) -> str:
    """Return the colour of a header in the light theme, for viewers that know no style sheets."""
    match style:
        case BoxStyle.NORMAL:
            return LIGHT.normal
        case BoxStyle.PII:
            return LIGHT.pii
        case BoxStyle.CONFIDENTIAL:
            return LIGHT.confidential
        case _:
            assert_never(style)


def _head(placed: PlacedBox) -> str:
    """Return the outline of the header: round above, and below too when there are no rows."""
    wide, corner = placed.width - 2 * _CORNER, f"{_CORNER:g} {_CORNER:g} 0 0 1"
    start = f"M{number(placed.x)} {number(placed.y + _CORNER)}a{corner} {_CORNER:g} -{_CORNER:g}h{number(wide)}"
    right = f"a{corner} {_CORNER:g} {_CORNER:g}"
    if placed.rows:
        return f"{start}{right}v{number(placed.header_height - _CORNER)}h-{number(placed.width)}z"
    down = f"v{number(placed.height - 2 * _CORNER)}a{corner} -{_CORNER:g} {_CORNER:g}"
    return f"{start}{right}{down}h-{number(wide)}a{corner} -{_CORNER:g} -{_CORNER:g}z"


def _header_texts(placed: PlacedBox) -> str:
    x = placed.x + PAD
    if placed.subtitle is None:
        middle = placed.y + placed.header_height / 2
        return text(placed.title.text, "cn-title", x, middle + TITLE_SIZE * _BASELINE)
    return text(placed.title.text, "cn-title", x, placed.y + 20) + text(
        placed.subtitle.text, "cn-sub", x, placed.y + 36
    )


def _header_sign(placed: PlacedBox) -> str:
    x, y = placed.x + placed.width - PAD - 15, placed.y + placed.header_height / 2 - 8
    match placed.box.style:
        case BoxStyle.PII:
            return icon("lock", x, y, 16)
        case BoxStyle.CONFIDENTIAL:
            return icon("shield", x, y, 16)
        case BoxStyle.NORMAL:
            return ""
        case _:
            assert_never(placed.box.style)


def _told(placed: PlacedBox) -> str:
    box = placed.box
    facts = [clean(box.title), clean(box.name) if clean(box.name) != clean(box.title) else ""]
    facts += [f"area: {clean(box.area)}" if box.area else "", f"owner: {clean(box.owner)}" if box.owner else ""]
    return _DOT.join(fact for fact in [*facts, clean(box.about)] if fact) or placed.title.text


def _rows(placed: PlacedBox) -> Iterator[str]:
    yield _rule(placed.x, placed.y + placed.header_height, placed.width)
    keys = 0
    while keys < len(placed.rows) and Mark.PRIMARY in placed.rows[keys].row.marks:
        keys += 1
    if 0 < keys < len(placed.rows):
        yield _rule(placed.x + 8, placed.rows[keys].y, placed.width - 16)
    for row in placed.rows:
        yield _row(placed, row)


def _rule(x: float, y: float, wide: float) -> str:
    return tag("path", {"class": "cn-rule", "d": f"M{number(x)} {number(y)}h{number(wide)}"})


def _row(placed: PlacedBox, drawn: PlacedRow) -> str:
    row, middle = drawn.row, drawn.y + drawn.height / 2
    parts: list[str] = []
    facts = [clean(row.name), clean(row.type)] if drawn.name.cut or drawn.type.cut else []
    facts += [clean(row.note)] if row.note else []
    if facts:
        parts.append(tag("title", {}, escape(_DOT.join(facts))))
    x = placed.x + PAD - 3
    for mark in _ORDER:
        if mark in row.marks:
            parts.append(icon(mark_icon(mark), x, middle - ICON_SIZE / 2))
            x += MARK_PITCH
    name = {"class": "cn-name cn-must" if row.required else "cn-name", "x": placed.x + placed.gutter}
    optional = "" if row.required else tag("tspan", {"class": "cn-maybe"}, "?")
    parts.append(tag("text", {**name, "y": middle + NAME_SIZE * _BASELINE}, escape(drawn.name.text) + optional))
    right = placed.x + placed.width - PAD
    if row.pii:
        parts.append(icon("lock", right - 11, middle - 6.5, 13))
        right -= LOCK_ROOM
    parts.append(text(drawn.type.text, "cn-type", right, middle + TYPE_SIZE * _BASELINE))
    return tag("g", {"class": "cn-row", "data-row": row.name}, "".join(parts))
