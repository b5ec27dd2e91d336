"""D2 with `sql_table` shapes.

Every name, type and label is quoted: bare words such as `label`, `icon` or `null` are commands. Checked with D2 0.9.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, assert_never

from colonnade.formats.box_colours import BORDERS, FILLS, INK, LINE
from colonnade.formats.box_ids import box_ids
from colonnade.formats.losses import Loss, Written
from colonnade.formats.printable import printable
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row

_FEET: Final[Mapping[Multiplicity, str]] = {
    Multiplicity.ONE: "cf-one-required",
    Multiplicity.ZERO_OR_ONE: "cf-one",
    Multiplicity.ONE_OR_MORE: "cf-many-required",
    Multiplicity.ZERO_OR_MORE: "cf-many",
}
_CONSTRAINTS: Final[Mapping[Mark, str]] = {
    Mark.PRIMARY: "primary_key",
    Mark.FOREIGN: "foreign_key",
    Mark.UNIQUE: "unique",
}
_TITLE_ID: Final = "diagram_title"
_NOTES_ID: Final = "diagram_notes"


def write(diagram: Diagram) -> Written:
    """The diagram as D2 text; names of columns that differ in case only are numbered, which is a loss."""
    shown, losses = printable(diagram)
    writer = _Writer(ids=box_ids(shown), losses=list(losses))
    return Written(text=writer.text(shown), losses=tuple(writer.losses))


def quoted(text: str) -> str:
    """The text as a double-quoted D2 string, without substitutions."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return f'"{escaped}"'


@dataclass(frozen=True, slots=True)
class _Writer:
    ids: Mapping[str, str]
    losses: list[Loss]
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key of each column in its table, by box id and name."""

    def text(self, diagram: Diagram) -> str:
        lines = [*_classes({box.style for box in diagram.boxes})]
        if diagram.title:
            lines += [
                f"{_TITLE_ID}: {quoted(diagram.title)} {{",
                "  shape: text",
                "  near: top-center",
                "  style.font-size: 28",
                "  style.bold: true",
                "}",
            ]
        for box in diagram.boxes:
            lines += self.box(box)
        names = {box.id: box.name or box.title for box in diagram.boxes}
        for edge in diagram.edges:
            lines += self.edge(edge, f"{names[edge.source]} -> {names[edge.target]}")
        if diagram.notes:
            text = "\\n".join(quoted(note)[1:-1] for note in diagram.notes)
            lines += [
                f'{_NOTES_ID}: "{text}" {{',
                "  shape: page",
                "  near: bottom-center",
                '  style.fill: "#FFFDE7"',
                "}",
            ]
        return "\n".join(lines) + "\n"

    def box(self, box: Box) -> list[str]:
        lines = [
            f"{quoted(self.ids[box.id])}: {quoted(box.title)} {{",
            "  shape: sql_table",
            f"  class: {box.style.value}",
        ]
        if box.kind == "view":
            lines.append("  style.stroke-dash: 4")
        unsaid = [
            f"the {name} {value!r}"
            for name, value in (("area", box.area), ("owner", box.owner), ("description", box.about))
            if value
        ]
        if unsaid:
            why = "an sql_table has no place for it, and a tooltip is read as Markdown"
            self.losses.append(Loss(object=box.name or box.title, what=", ".join(unsaid), why=why))
        keys = self.columns.setdefault(box.id, {})
        taken: set[str] = set()
        for row in box.rows:
            key = self.free_key(row.name, taken, f"{box.name or box.title}.{row.name}")
            keys.setdefault(row.name, key)
            lines.append(f"  {quoted(key)}: {quoted(_type(row, key))}{_constraint(row)}")
            if row.note and not _may_be_constraint(row.note):
                place = f"{box.name or box.title}.{row.name}"
                self.losses.append(
                    Loss(object=place, what=f"the note {row.note!r}", why="D2 does not escape it in the picture")
                )
        return [*lines, "}"]

    def free_key(self, name: str, taken: set[str], place: str) -> str:
        key, number = name, 2
        while key.casefold() in taken:
            key, number = f"{name} ({number})", number + 1
        if key != name:
            self.losses.append(
                Loss(
                    object=place,
                    what=f"its name, written as {key!r}",
                    why="D2 does not tell upper from lower case in keys",
                )
            )
        taken.add(key.casefold())
        return key

    def edge(self, edge: Edge, place: str) -> list[str]:
        source, target = self.ends(edge, place)
        feet = f"shape: {_FEET[edge.source_end]}", f"shape: {_FEET[edge.target_end]}"
        dash = not edge.identifying
        match edge.kind:
            case EdgeKind.ASSOCIATION:
                arrow = "<->"
            case EdgeKind.INHERITANCE:
                arrow, feet, dash = "->", ("", "shape: triangle; style.filled: false"), False
            case EdgeKind.COMPOSITION:
                arrow, feet, dash = "<->", ("shape: diamond; style.filled: true", feet[1]), False
            case EdgeKind.AGGREGATION:
                arrow, feet, dash = "<->", ("shape: diamond; style.filled: false", feet[1]), False
            case _:
                assert_never(edge.kind)
        if edge.kind in (EdgeKind.COMPOSITION, EdgeKind.AGGREGATION) and edge.source_end is not Multiplicity.ONE:
            self.losses.append(
                Loss(object=place, what=f"{edge.source_end.value} at its source", why="the diamond stands in its place")
            )
        label = f": {quoted(edge.label)}" if edge.label else ":"
        lines = [f"{source} {arrow} {target}{label} {{"]
        for end, shape in zip(("source", "target"), feet, strict=True):
            if shape:
                lines.append(f"  {end}-arrowhead: {{{shape}}}")
        if dash:
            lines.append("  style.stroke-dash: 4")
        return [*lines, f'  style.stroke: "{LINE}"', "}"]

    def ends(self, edge: Edge, place: str) -> tuple[str, str]:
        """The two boxes, or their columns where each end is one column that is drawn."""
        source, target = quoted(self.ids[edge.source]), quoted(self.ids[edge.target])
        if edge.kind is EdgeKind.INHERITANCE or not (edge.source_rows or edge.target_rows):
            return source, target
        match edge.source_rows, edge.target_rows:
            case ((near,), (far,)):
                source_key = self.columns[edge.source].get(near)
                target_key = self.columns[edge.target].get(far)
                if source_key is not None and target_key is not None:
                    return f"{source}.{quoted(source_key)}", f"{target}.{quoted(target_key)}"
            case _:
                self.losses.append(
                    Loss(object=place, what="the columns at its ends", why="a D2 connection joins one column with one")
                )
        return source, target


def _classes(styles: set[BoxStyle]) -> list[str]:
    # ELK ends lines at the columns they belong to; the default layout ends them at the table.
    lines = ["vars: {d2-config: {layout-engine: elk}}", "direction: right", "classes: {"]
    for style in BoxStyle:
        if style in styles:
            lines += [
                f"  {style.value}: {{",
                f'    style.fill: "{FILLS[style]}"',
                '    style.stroke: "#FFFFFF"',
                f'    style.font-color: "{INK}"',
                f"    style.stroke-width: {BORDERS[style].width_px}",
                "  }",
            ]
    return [*lines, "}"]


def _type(row: Row, key: str) -> str:
    """The type; one that equals the key is taken for a missing one, so it gets a blank that nobody sees."""
    return f"{row.type} " if row.type == key else row.type


def _constraint(row: Row) -> str:
    words = [_CONSTRAINTS[mark] for mark in row.marks]
    words += [f'"{word}"' for word, shown in (("NN", row.required), ("PII", row.pii)) if shown]
    words += [quoted(row.note)] if _may_be_constraint(row.note) else []
    return f" {{constraint: [{'; '.join(words)}]}}" if words else ""


def _may_be_constraint(note: str) -> bool:
    """Whether D2 can print the note: 0.9.0 puts words of constraints into the SVG as markup, unescaped."""
    return bool(note) and not set("<>&") & set(note)
