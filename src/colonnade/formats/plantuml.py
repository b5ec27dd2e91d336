"""PlantUML entities and relations.

Only what 1.2020.2 (Debian stable) and the releases since read alike is written. No theme is named, since
themes are not shipped everywhere, and no text of the user begins a line or reaches the preprocessor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

from colonnade.formats.box_colours import BORDERS, FILLS, LINE
from colonnade.formats.box_ids import box_ids
from colonnade.formats.losses import Loss, Written
from colonnade.formats.printable import printable, shortened
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row

NOTE_CHARACTERS: Final = 50
"""A note shows so much of a description."""

_ICONS: Final[Mapping[BoxStyle, str]] = {
    BoxStyle.PII: "\U0001f512",
    BoxStyle.CONFIDENTIAL: "\u26a0\ufe0f",
    BoxStyle.NORMAL: "\U0001f4c4",
}
_PII_ROW: Final = "\U0001f510"

_LEFT: Final[Mapping[Multiplicity, str]] = {
    Multiplicity.ONE: "||",
    Multiplicity.ZERO_OR_ONE: "|o",
    Multiplicity.ONE_OR_MORE: "}|",
    Multiplicity.ZERO_OR_MORE: "}o",
}
_RIGHT: Final[Mapping[Multiplicity, str]] = {
    Multiplicity.ONE: "||",
    Multiplicity.ZERO_OR_ONE: "o|",
    Multiplicity.ONE_OR_MORE: "|{",
    Multiplicity.ZERO_OR_MORE: "o{",
}

_HEADER: Final = (
    "hide circle",
    "hide methods",
    "set separator none",
    "skinparam shadowing false",
    "skinparam defaultFontName SansSerif",
    f"skinparam classArrowColor {LINE}",
    "skinparam classBackgroundColor white",
    f"skinparam classBorderColor {BORDERS[BoxStyle.NORMAL].colour}",
    f"skinparam noteBorderColor {LINE}",
    "skinparam noteBackgroundColor #FFFDE7",
    "skinparam roundCorner 4",
)


def write(diagram: Diagram) -> Written:
    """The diagram between `@startuml` and `@enduml`."""
    shown, losses = printable(diagram)
    ids = box_ids(shown)
    lines = ["@startuml"]
    if shown.title:
        lines.append(f"title {creole(shown.title)}")
    lines += _HEADER
    for box in shown.boxes:
        lines += ["", *_box(box, ids[box.id])]
    if shown.edges:
        lines.append("")
    lines += [_edge(edge, ids) for edge in shown.edges]
    if shown.notes:
        lines += ["", "note as closing_note", *(f"* {creole(note)}" for note in shown.notes), "end note"]
    lines.append("@enduml")
    return Written(text="\n".join(lines) + "\n", losses=(*losses, *_losses(shown)))


def _box(box: Box, word: str) -> list[str]:
    view = " <<view>>" if box.kind == "view" else ""
    lines = [f'entity "{_ICONS[box.style]} {quoted(box.title)}" as {word}{view} {_colours(box.style)} {{']
    facts = [f"  {name}: {creole(value)}" for name, value in (("Domain", box.area), ("Owner", box.owner)) if value]
    keys = [_row(row) for row in box.rows if Mark.PRIMARY in row.marks]
    others = [_row(row) for row in box.rows if Mark.PRIMARY not in row.marks]
    for place, block in enumerate(block for block in (facts, keys, others) if block):
        if place:
            lines.append("  --")
        lines += block
    lines.append("}")
    if box.about:
        lines.append(f"note right of {word} : {creole(shortened(box.about, NOTE_CHARACTERS))}")
    return lines


def _colours(style: BoxStyle) -> str:
    return f"{FILLS[style]};line:{BORDERS[style].colour.removeprefix('#')}"


def _row(row: Row) -> str:
    name = creole(row.name)
    if Mark.PRIMARY in row.marks:
        name = f"<b>{name}</b>"
    parts = [f"{_PII_ROW} {name}" if row.pii else name]
    if row.type:
        parts.append(f": {creole(row.type)}")
    if not row.required and Mark.PRIMARY not in row.marks:
        parts.append("?")
    parts += [f"<<{mark.value}>>" for mark in row.marks]
    if row.note:
        parts.append(f"<i>{creole(row.note)}</i>")
    star = "* " if Mark.PRIMARY in row.marks else ""
    # A field marker keeps a row with brackets from being taken for a method and moved to the end.
    return f"  {star}{{field}} {' '.join(parts)}"


def _edge(edge: Edge, ids: Mapping[str, str]) -> str:
    source, target = ids[edge.source], ids[edge.target]
    line = "--" if edge.identifying else ".."
    match edge.kind:
        case EdgeKind.ASSOCIATION:
            text = f"{source} {_LEFT[edge.source_end]}{line}{_RIGHT[edge.target_end]} {target}"
        case EdgeKind.INHERITANCE:
            text = f"{target} <|-- {source}"
        case EdgeKind.COMPOSITION:
            text = f'{source} "{edge.source_end.value}" *-- "{edge.target_end.value}" {target}'
        case EdgeKind.AGGREGATION:
            text = f'{source} "{edge.source_end.value}" o-- "{edge.target_end.value}" {target}'
        case _:
            assert_never(edge.kind)
    return f'{text} : "{quoted(edge.label)}"' if edge.label else text


_ALWAYS_PLAIN: Final = frozenset(" (),?")
_PLAIN_ALONE: Final = frozenset("_-./[]:")
# Entities of these two break the engine: their decoded form lands in a regular expression's replacement text.
_BY_CODE_POINT: Final = frozenset("\\$")
_GUILLEMETS: Final = frozenset("\u00ab\u00bb")
_ZERO_WIDTH: Final = "&#8203;"


def creole(text: str) -> str:
    """The text as PlantUML prints it unchanged: signs with a meaning become character references."""
    return "".join(_sign(text, place) for place in range(len(text)))


def quoted(text: str) -> str:
    """The text for between double quotes.

    There an end in `>` would be read as a type parameter or a direction, and so would a start in `<`.
    """
    written = creole(text)
    before = _ZERO_WIDTH if written.startswith("<") else ""
    after = _ZERO_WIDTH if written.endswith(">") else ""
    return f"{before}{written}{after}"


def _sign(text: str, place: int) -> str:
    sign = text[place]
    if sign in _BY_CODE_POINT or text[place : place + 3].casefold() == "<u+":
        return f"<U+{ord(sign):04X}>"
    if sign.isalnum() or sign in _ALWAYS_PLAIN:
        return sign
    if not sign.isascii():
        return f"&#{ord(sign)};" if sign in _GUILLEMETS else sign
    if sign in _PLAIN_ALONE and place and text[place - 1] != sign and text[place + 1 : place + 2] != sign:
        return sign
    return f"&#{ord(sign)};"


def _losses(diagram: Diagram) -> list[Loss]:
    names = {box.id: box.name or box.title for box in diagram.boxes}
    losses = [
        Loss(
            object=box.name or box.title,
            what=f"the description after {NOTE_CHARACTERS} characters",
            why="notes are kept short",
        )
        for box in diagram.boxes
        if len(box.about) > NOTE_CHARACTERS
    ]
    losses += [
        Loss(
            object=f"{names[edge.source]} -> {names[edge.target]}",
            what="the attributes at its ends",
            why="PlantUML joins entities only",
        )
        for edge in diagram.edges
        if edge.source_rows or edge.target_rows
    ]
    return losses
