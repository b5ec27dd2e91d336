"""A diagram whose texts can be printed: no character in it is invisible, breaks a line or breaks XML."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace

from colonnade.formats.losses import Loss
from colonnade.model.diagram import Box, Diagram, Edge, Row

UNNAMED = "(unnamed)"

_CONTROL_PICTURES = 0x2400
_LAST_C0 = 0x1F
_DELETE = 0x7F
_REPLACEMENT = "\ufffd"
# Controls that turn the writing direction of everything after them (Unicode Standard Annex 9, section 2).
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BYTE_ORDER_MARK = "\ufeff"
_UNPRINTABLE_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def printable_text(text: str) -> str:
    """The text with each control character as its picture (a line feed as `␊`) and what XML refuses as `\ufffd`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable_character(character) for character in text)


def _printable_character(character: str) -> str:
    code = ord(character)
    if code <= _LAST_C0:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\u2421"
    if character in _DIRECTION_CONTROLS or character == _BYTE_ORDER_MARK:
        return _REPLACEMENT
    if unicodedata.category(character) in _UNPRINTABLE_CATEGORIES or _is_noncharacter(code):
        return _REPLACEMENT
    return character


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def shortened(text: str, limit_characters: int) -> str:
    """The text in one line, cut at the limit; ends in an ellipsis only if something was cut."""
    one_line = " ".join(text.split())
    if len(one_line) <= limit_characters:
        return one_line
    return one_line[:limit_characters].rstrip() + "\u2026"


@dataclass(frozen=True, slots=True)
class _Cleaner:
    losses: list[Loss] = field(default_factory=list)

    def text(self, owner: str, text: str) -> str:
        shown = printable_text(text)
        if shown != text:
            self.losses.append(
                Loss(object=owner, what=f"characters of {text!r}", why="no diagram can print a control character")
            )
        return shown

    def name(self, owner: str, text: str) -> str:
        if text.strip():
            return self.text(owner, text)
        self.losses.append(Loss(object=owner, what="the blank name", why=f"shown as {UNNAMED}"))
        return UNNAMED

    def prose(self, text: str) -> str:
        """Prose may be rewrapped, so its line breaks are no loss."""
        return printable_text(" ".join(text.split()))

    def row(self, owner: str, row: Row) -> Row:
        place = f"{owner}.{row.name}"
        return replace(
            row,
            name=self.name(place, row.name),
            type=self.text(place, row.type.strip()),
            note=self.prose(row.note),
        )

    def box(self, box: Box) -> Box:
        owner = box.name or box.id
        return replace(
            box,
            title=self.name(owner, box.title or box.name),
            name=printable_text(box.name),
            area=self.prose(box.area),
            owner=self.prose(box.owner),
            about=self.prose(box.about),
            rows=tuple(self.row(owner, row) for row in box.rows),
        )

    def edge(self, edge: Edge) -> Edge:
        return replace(
            edge,
            label=self.prose(edge.label),
            source_rows=tuple(printable_text(name) for name in edge.source_rows),
            target_rows=tuple(printable_text(name) for name in edge.target_rows),
        )


def printable(diagram: Diagram) -> tuple[Diagram, tuple[Loss, ...]]:
    """The diagram as every notation can print it, and what had to be replaced for that."""
    cleaner = _Cleaner()
    shown = replace(
        diagram,
        title=cleaner.prose(diagram.title),
        boxes=tuple(cleaner.box(box) for box in diagram.boxes),
        edges=tuple(cleaner.edge(edge) for edge in diagram.edges),
        notes=tuple(cleaner.prose(note) for note in diagram.notes if note.strip()),
    )
    return shown, tuple(cleaner.losses)
