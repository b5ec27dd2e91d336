"""Mermaid `erDiagram`.

By default only what every version since 11.5 reads alike is written: safe ids with quoted aliases, type words
without blanks, and the exact name or type in the comment wherever a word had to be respelled.
Facts about the notation were found by rendering with Mermaid 9.4 to 12.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, assert_never

from colonnade.formats.box_colours import BORDERS, FILLS
from colonnade.formats.box_ids import box_ids
from colonnade.formats.diagram_parts import by_area, part_of
from colonnade.formats.losses import Loss, Written
from colonnade.formats.mermaid_text import AttributeWords, comment_text, label_text, title_text
from colonnade.formats.printable import printable
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Multiplicity, Row

MAX_TEXT_CHARACTERS: Final = 50_000
"""Default of Mermaid's `maxTextSize`: above it a picture of an error message is drawn, and no error is raised."""

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


class MermaidVersion(StrEnum):
    """The oldest Mermaid that has to read the text."""

    V10_5 = "10.5"
    """No colours: `classDef` came later."""
    V11_5 = "11.5"
    V11_16 = "11.16"
    """Exact attribute names in backticks and exact types such as `decimal(10,2)`."""


def write(diagram: Diagram, *, target_version: MermaidVersion = MermaidVersion.V11_5) -> Written:
    """The diagram as one `erDiagram`; a text too long for Mermaid's default limit is a loss that says so."""
    shown, losses = printable(diagram)
    writer = _Writer(ids=box_ids(shown), version=target_version, losses=list(losses))
    text = writer.text(shown)
    if len(text) > MAX_TEXT_CHARACTERS:
        writer.losses.append(
            Loss(
                object=diagram.title or "diagram",
                what=f"a text of {len(text):,} characters",
                why=f"Mermaid draws none above {MAX_TEXT_CHARACTERS:,} unless maxTextSize is raised: write it by area",
            )
        )
    return Written(text=text, losses=tuple(writer.losses))


@dataclass(frozen=True, slots=True)
class _Writer:
    ids: Mapping[str, str]
    version: MermaidVersion
    losses: list[Loss]

    def text(self, diagram: Diagram) -> str:
        lines: list[str] = []
        if diagram.title:
            lines += ["---", f"title: {title_text(diagram.title)}", "---"]
        lines.append("erDiagram")
        for box in diagram.boxes:
            lines += self.box(box)
        titles = {box.id: box.name or box.title for box in diagram.boxes}
        lines += [self.edge(edge, titles) for edge in self.one_loop_each(diagram.edges, titles)]
        lines += self.classes(diagram)
        self.losses.extend(
            Loss(
                object=diagram.title or "diagram", what=f"the note {note!r}", why="Mermaid has no notes in an erDiagram"
            )
            for note in diagram.notes
        )
        return "\n".join(lines) + "\n"

    def box(self, box: Box) -> list[str]:
        word = self.ids[box.id]
        head = word if word == box.title else f'{word}["{label_text(box.title)}"]'
        if self._coloured:
            head += f":::{box.style.value}"
        self.losses.extend(_box_losses(box))
        if not box.rows:
            return [f"    {head}"]
        words = AttributeWords(exact=self.version is MermaidVersion.V11_16, ascii_only=not self._coloured)
        return [f"    {head} {{", *(f"        {self.row(row, words)}" for row in box.rows), "    }"]

    @property
    def _coloured(self) -> bool:
        return self.version is not MermaidVersion.V10_5

    def row(self, row: Row, words: AttributeWords) -> str:
        type_word, type_note = words.type(row.type)
        name_word, name_note = words.name(row.name)
        facts = [fact for fact, shown in (("NN", row.required), ("PII", row.pii)) if shown]
        facts += [note for note in (type_note, name_note, row.note) if note]
        parts = [type_word, name_word, ", ".join(mark.value for mark in row.marks)]
        if facts:
            parts.append(f'"{comment_text(", ".join(facts))}"')
        return " ".join(part for part in parts if part)

    def one_loop_each(self, edges: tuple[Edge, ...], titles: Mapping[str, str]) -> list[Edge]:
        """The edges with those from a box to itself made one: Mermaid silently draws the last of several only."""
        loops: dict[str, list[Edge]] = {}
        for edge in edges:
            if edge.source == edge.target:
                loops.setdefault(edge.source, []).append(edge)
        kept: list[Edge] = []
        for edge in edges:
            same = loops.get(edge.source, []) if edge.source == edge.target else [edge]
            if edge is not same[0]:
                continue
            kept.append(edge if len(same) == 1 else _merged(same))
            self.losses.extend(
                Loss(
                    object=f"{titles[edge.source]} -> {titles[edge.source]}",
                    what=f"the line {other.label or other.id!r} of its own",
                    why="Mermaid draws one line from an entity to itself; the labels share it",
                )
                for other in same[1:]
            )
        return kept

    def edge(self, edge: Edge, titles: Mapping[str, str]) -> str:
        place = f"{titles[edge.source]} -> {titles[edge.target]}"
        source, target = self.ids[edge.source], self.ids[edge.target]
        ends = _LEFT[edge.source_end], _RIGHT[edge.target_end]
        line = "--" if edge.identifying else ".."
        label = edge.label
        match edge.kind:
            case EdgeKind.ASSOCIATION:
                pass
            case EdgeKind.INHERITANCE:
                source, target, ends, line = target, source, ("||", "o|"), "--"
                label = label or "is a"
            case EdgeKind.COMPOSITION:
                line = "--"
                label = label or "consists of"
            case EdgeKind.AGGREGATION:
                line = ".."
                label = label or "has"
            case _:
                assert_never(edge.kind)
        if edge.kind is not EdgeKind.ASSOCIATION:
            self.losses.append(
                Loss(
                    object=place,
                    what=f"that the line is a {edge.kind.value}",
                    why="Mermaid's erDiagram has no sign for it",
                )
            )
        return f'    {source} {ends[0]}{line}{ends[1]} {target} : "{label_text(label)}"'

    def classes(self, diagram: Diagram) -> list[str]:
        used = {box.style for box in diagram.boxes}
        if not self._coloured:
            return []
        return [
            f"    classDef {style.value} fill:{FILLS[style].lower()},"
            f"stroke:{BORDERS[style].colour.lower()},stroke-width:{BORDERS[style].width_px}px"
            for style in BoxStyle
            if style in used
        ]


def write_by_area(diagram: Diagram, *, target_version: MermaidVersion = MermaidVersion.V11_5) -> tuple[Written, ...]:
    """One `erDiagram` for each subject area, in order of appearance, each below Mermaid's limit if its boxes allow it.

    A line between two areas is drawn in the area of its source, where the other box stands without its rows.
    """
    return tuple(
        write(piece, target_version=target_version)
        for part in by_area(diagram)
        for piece in _pieces(part, target_version)
    )


def _pieces(diagram: Diagram, version: MermaidVersion) -> tuple[Diagram, ...]:
    """Halves of a part, until each is short enough or is one box."""
    own = [box.id for box in diagram.boxes if box.rows]
    if len(own) < 2 or len(write(diagram, target_version=version).text) <= MAX_TEXT_CHARACTERS:
        return (diagram,)
    middle = len(own) // 2
    halves = tuple(part_of(diagram, own=frozenset(ids)) for ids in (own[:middle], own[middle:]))
    return tuple(piece for half in halves for piece in _pieces(half, version))


def _box_losses(box: Box) -> list[Loss]:
    unsaid = [
        f"the {name} {value!r}"
        for name, value in (("area", box.area), ("owner", box.owner), ("description", box.about))
        if value
    ]
    if box.kind != "entity":
        unsaid.append(f"that it is a {box.kind}")
    why = "Mermaid's erDiagram shows names and attributes only"
    return [Loss(object=box.name or box.title, what=", ".join(unsaid), why=why)] if unsaid else []


def _merged(loops: list[Edge]) -> Edge:
    return replace(
        loops[0],
        label=", ".join(edge.label for edge in loops if edge.label),
        source_end=_loosest([edge.source_end for edge in loops]),
        target_end=_loosest([edge.target_end for edge in loops]),
        identifying=all(edge.identifying for edge in loops),
    )


def _loosest(ends: list[Multiplicity]) -> Multiplicity:
    order = (Multiplicity.ZERO_OR_MORE, Multiplicity.ONE_OR_MORE, Multiplicity.ZERO_OR_ONE, Multiplicity.ONE)
    found = next(end for end in order if end in ends)
    if found is Multiplicity.ONE_OR_MORE and Multiplicity.ZERO_OR_ONE in ends:
        return Multiplicity.ZERO_OR_MORE
    return found
