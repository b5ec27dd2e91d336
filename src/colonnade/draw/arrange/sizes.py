"""How big a box is: its texts measured, its rows stacked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from colonnade.draw.arrange.spacing import PORT_INSET
from colonnade.draw.text import Face, Fitted, clean, fit
from colonnade.model.diagram import Box

TITLE_SIZE: Final = 13.0
SUBTITLE_SIZE: Final = 10.5
NAME_SIZE: Final = 12.0
TYPE_SIZE: Final = 10.5
ROW_HEIGHT: Final = 21.0
PAD: Final = 12.0
MARK_PITCH: Final = 17.0
LOCK_ROOM: Final = 16.0
_HEADER: Final = 34.0
_HEADER_WITH_SUBTITLE: Final = 46.0
_FOOT: Final = 7.0
_LEAST_WIDTH: Final = 150.0
_TITLE_LIMIT: Final = 300.0
_NAME_LIMIT: Final = 260.0
_TYPE_LIMIT: Final = 178.0
_BETWEEN: Final = 18.0
_PORT_LEAST: Final = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSize:
    """A box before it has a place; row offsets count from its top."""

    width: float
    height: float
    header_height: float
    gutter: float
    title: Fitted
    subtitle: Fitted | None
    names: tuple[Fitted, ...]
    types: tuple[Fitted, ...]

    def row_top(self, row: int) -> float:
        """Offset of the top of a row."""
        return self.header_height + 3 + row * ROW_HEIGHT

    def row_middle(self, row: int) -> float:
        """Offset of the middle of a row, where its line ends."""
        return self.row_top(row) + ROW_HEIGHT / 2


def size(box: Box, line_ends: int) -> BoxSize:
    """Measure `box`, leaving room for `line_ends` ends of lines along its sides."""
    title = fit(clean(box.title) or clean(box.name) or clean(box.id) or "?", _TITLE_LIMIT, TITLE_SIZE, Face.BOLD)
    subtitle = None
    if clean(box.name) and clean(box.name) != clean(box.title):
        subtitle = fit(box.name, _TITLE_LIMIT, SUBTITLE_SIZE, Face.MONO)
    names = tuple(
        fit(row.name, _NAME_LIMIT, NAME_SIZE, Face.BOLD if row.required else Face.REGULAR) for row in box.rows
    )
    types = tuple(fit(row.type, _TYPE_LIMIT, TYPE_SIZE, Face.MONO) for row in box.rows)
    most_marks = max((len(set(row.marks)) for row in box.rows), default=0)
    gutter = PAD + max(most_marks, 1) * MARK_PITCH if box.rows else PAD
    widest = max(
        (
            gutter
            + name.width
            + _BETWEEN
            + type_.width
            + PAD
            + (LOCK_ROOM if row.pii else 0.0)
            + (0.0 if row.required else 8.0)
            for row, name, type_ in zip(box.rows, names, types, strict=True)
        ),
        default=0.0,
    )
    header = _HEADER if subtitle is None else _HEADER_WITH_SUBTITLE
    title_width = max(title.width + 26.0, subtitle.width if subtitle else 0.0) + 2 * PAD
    height = header + (6 + _FOOT - 3 + len(box.rows) * ROW_HEIGHT if box.rows else 0.0)
    return BoxSize(
        width=float(round(max(_LEAST_WIDTH, widest, title_width))),
        height=float(round(max(height, 2 * PORT_INSET + (line_ends / 2) * _PORT_LEAST))),
        header_height=header,
        gutter=gutter,
        title=title,
        subtitle=subtitle,
        names=names,
        types=types,
    )
