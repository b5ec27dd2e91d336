"""Graphviz DOT: one table of HTML cells for each entity, with ports `p0`, `p1`, … at its rows.

A port `p0` is the left end of the first row and `p0e` its right end.

Names of ids, arrowheads and the HTML subset are those of the Graphviz manual, checked with 2.43.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, assert_never

from colonnade.formats.box_colours import BORDERS, FILLS, INK, LINE
from colonnade.formats.box_ids import box_ids
from colonnade.formats.losses import Loss, Written
from colonnade.formats.printable import printable
from colonnade.model.diagram import Box, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row

_FEET: Final[Mapping[Multiplicity, str]] = {
    Multiplicity.ONE: "teetee",
    Multiplicity.ZERO_OR_ONE: "teeodot",
    Multiplicity.ONE_OR_MORE: "crowtee",
    Multiplicity.ZERO_OR_MORE: "crowodot",
}
_NOTES_ID: Final = "diagram_notes"
# References are decoded before escapes such as `\N` are, so a backslash has to escape itself even then.
_BACKSLASH: Final = "&#92;&#92;"


def write(diagram: Diagram) -> Written:
    """The diagram as a `digraph`."""
    shown, losses = printable(diagram)
    writer = _Writer(ids=box_ids(shown), losses=list(losses))
    return Written(text=writer.text(shown), losses=tuple(writer.losses))


def quoted(text: str) -> str:
    """The text as a quoted DOT string: no escape such as `\\N` and no character reference is left in it."""
    escaped = text.replace("&", "&amp;").replace("\\", _BACKSLASH).replace('"', '\\"')
    return f'"{escaped}"'


def tooltip(text: str) -> str:
    """The text as a quoted tooltip, where escapes are expanded twice."""
    return quoted(text.replace("\\", "\\\\"))


def html(text: str) -> str:
    """The text inside an HTML-like label."""
    for sign, reference in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("\\", _BACKSLASH),
        ("]", "&#93;"),
    ):
        text = text.replace(sign, reference)
    return text


@dataclass(frozen=True, slots=True)
class _Writer:
    ids: Mapping[str, str]
    losses: list[Loss]
    ports: dict[str, dict[str, str]] = field(default_factory=dict)
    """Port of each row, by box id and row name."""

    def text(self, diagram: Diagram) -> str:
        lines = [f"digraph {quoted(diagram.title)} {{" if diagram.title else "digraph {"]
        lines.append(
            f'  graph [rankdir=LR, nodesep=0.5, ranksep=1.2, bgcolor=white, fontname="Helvetica", fontcolor="{INK}"];'
        )
        if diagram.title:
            lines.append(f"  graph [label=<<B>{html(diagram.title)}</B>>, labelloc=t, fontsize=20];")
        lines.append(f'  node [shape=plain, fontname="Helvetica", fontsize=12, fontcolor="{INK}"];')
        lines.append(f'  edge [dir=both, color="{LINE}", fontname="Helvetica", fontsize=10, fontcolor="{INK}"];')
        for box in diagram.boxes:
            lines += self.box(box)
        names = {box.id: box.name or box.title for box in diagram.boxes}
        for edge in diagram.edges:
            lines.append(self.edge(edge, f"{names[edge.source]} -> {names[edge.target]}"))
        if diagram.notes:
            text = "".join(f'{html(note)}<BR ALIGN="LEFT"/>' for note in diagram.notes)
            lines.append(
                f'  {quoted(_NOTES_ID)} [shape=note, style=filled, fillcolor="#FFFDE7", margin=0.15, label=<{text}>];'
            )
        return "\n".join([*lines, "}"]) + "\n"

    def box(self, box: Box) -> list[str]:
        border = BORDERS[box.style]
        view = '<BR/><FONT POINT-SIZE="9">view</FONT>' if box.kind == "view" else ""
        under = " \u00b7 ".join(text for text in (box.area, box.owner) if text)
        under = f'<BR/><FONT POINT-SIZE="9">{html(under)}</FONT>' if under else ""
        frame = f'BORDER="{border.width_px}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4"'
        head = f'<FONT POINT-SIZE="14"><B>{html(box.title)}</B></FONT>{view}{under}'
        lines = [
            f"  {quoted(self.ids[box.id])} [tooltip={tooltip(box.about or box.title)}, label=<",
            f'    <TABLE {frame} COLOR="{border.colour}" BGCOLOR="white">',
            f'    <TR><TD COLSPAN="4" BGCOLOR="{FILLS[box.style]}">{head}</TD></TR>',
        ]
        if box.rows:
            lines.append("    <HR/>")
        ports = self.ports.setdefault(box.id, {})
        for place, row in enumerate(box.rows):
            ports.setdefault(row.name, f"p{place}")
            lines.append(f"    {_row(row, place)}")
        return [*lines, "    </TABLE>>];"]

    def edge(self, edge: Edge, place: str) -> str:
        source, target = self.ends(edge, place)
        style = "" if edge.identifying else ", style=dashed"
        tail, head = _FEET[edge.source_end], _FEET[edge.target_end]
        match edge.kind:
            case EdgeKind.ASSOCIATION:
                pass
            case EdgeKind.INHERITANCE:
                # From the parent, so that it is laid out before its children.
                source, target, tail, head, style = target, source, "onormal", "none", ""
            case EdgeKind.COMPOSITION:
                tail, style = "diamond", ""
            case EdgeKind.AGGREGATION:
                tail, style = "odiamond", ""
            case _:
                assert_never(edge.kind)
        if edge.kind in (EdgeKind.COMPOSITION, EdgeKind.AGGREGATION) and edge.source_end is not Multiplicity.ONE:
            self.losses.append(
                Loss(object=place, what=f"{edge.source_end.value} at its source", why="the diamond stands in its place")
            )
        label = f", label={quoted(edge.label)}" if edge.label else ""
        return f"  {source} -> {target} [arrowtail={tail}, arrowhead={head}{style}{label}];"

    def ends(self, edge: Edge, place: str) -> tuple[str, str]:
        """The two boxes, or the ports of their rows where each end is one row that is drawn."""
        source, target = quoted(self.ids[edge.source]), quoted(self.ids[edge.target])
        if edge.kind is EdgeKind.INHERITANCE or not (edge.source_rows or edge.target_rows):
            return source, target
        match edge.source_rows, edge.target_rows:
            case ((near,), (far,)):
                source_port, target_port = self.ports[edge.source].get(near), self.ports[edge.target].get(far)
                if source_port is not None and target_port is not None:
                    # Ranks run from left to right, so a line leaves at the right; one to itself stays there.
                    arrival = f"{target_port}e:e" if edge.source == edge.target else f"{target_port}:w"
                    return f"{source}:{source_port}e:e", f"{target}:{arrival}"
            case _:
                self.losses.append(Loss(object=place, what="the rows at its ends", why="a line joins one row with one"))
        return source, target


def _row(row: Row, place: int) -> str:
    marks = " ".join(mark.value for mark in row.marks)
    facts = " ".join(word for word, shown in (("NN", row.required), ("PII", row.pii)) if shown)
    facts = " ".join(text for text in (facts, row.note) if text)
    name = f"<B>{html(row.name)}</B>" if Mark.PRIMARY in row.marks else html(row.name)
    cells = (
        f'<TD ALIGN="LEFT" PORT="p{place}"><FONT POINT-SIZE="9">{marks}</FONT></TD>'
        if marks
        else f'<TD PORT="p{place}"></TD>',
        f'<TD ALIGN="LEFT">{name}</TD>',
        f'<TD ALIGN="LEFT">{html(row.type)}</TD>',
        f'<TD ALIGN="LEFT" PORT="p{place}e"><FONT POINT-SIZE="9">{html(facts)}</FONT></TD>'
        if facts
        else f'<TD PORT="p{place}e"></TD>',
    )
    return f"<TR>{''.join(cells)}</TR>"
