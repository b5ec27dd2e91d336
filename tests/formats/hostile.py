"""Names that notations misread, and diagrams made of them."""

from __future__ import annotations

import random

from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row

NAMES: tuple[str, ...] = (
    "customer", "Customer Order", "a\"b", "'q'", "`tick`", "a|b", "||--o{", "{", "}", "{x}",
    "a}b{c", "[x]", "[[x]]", "(x)", "<b>", "<b>bold</b>", "<table>", "<<x>>", "</td>", "&amp;",
    "&", "&#65;", "#65;", "#quot;", "#", "# heading", "#FF0000", "<U+0041>", "__init__", "_",
    "__", "___", "_id", "_id_", "**bold**", "*", "*x*", "~a~", "~~s~~", "~", "//i//", "--",
    "----", "..", "==", "__x", "--strike--", "a--b", "- item", "+ x", "1. one", "1) one", "1",
    "2fa", "007", "-1", "%date()", "%%{init}%%", "%% comment", "%", "!include x", "!theme x",
    "!define A B", "' comment", "/' block", "'/", "// c", "# c", ";", "a;b", "a:b", "a: null",
    "null", ": x", ":::pii", "a,b", "a.b", "a.b.c", "www.example.com", "http://example.com",
    "a@b.example", "direction LR", "direction TB", "xdirection RL", "end", "end note", "@enduml",
    "@startuml", "subgraph", "one", "many", "to", "one to many", "zero or more", "class",
    "classDef", "style", "style: #x;", "classDef a: #b;", "only", "u", "erDiagram", "title",
    "accTitle: x", "accDescr { x", "entity", "note", "hide", "as", "skinparam x", "package",
    "graph", "node", "edge", "digraph", "strict", "Subgraph", "\\N", "\\G", "\\L", "\\n", "\\",
    "a\\", "\\\\", "a\\nb", "\\\"", "$", "${x}", "$x", "$1", "@x", "...@x", "*.x", "&x", "a -> b",
    "a <-> b", "(a -> b)[0]", "label", "icon", "link", "width", "top", "shape", "near",
    "constraint", "steps", "opacity", "vars", "layers", "ID", "Id", "true", "int[]", "int[](3)",
    "decimal(10,2)", "character varying(20)[]", "timestamp with time zone", "enum('a','b')",
    "double precision", "numeric(10, 2) unsigned", "pk", "FK", "uk", "pk_x", "NN", "a\nb",
    "a\r\nb", "\ttab", "line\u2028sep", "nul\x00", "bell\x07", "🔒", "👩‍👩‍👧‍👦", "日本語", "naïve",
    "größe", "ﬂow", "עברית", "مرحبا", "\u202eevil", "\ufeffbom", "\ud800", "\uffff", " ", "",
    "  lead", "trail  ", "in  ner", "\u00a0", "x" * 300, "wort " * 30, "é", "«x»", "—", "×",
)  # fmt: skip


_FRAGMENTS: tuple[str, ...] = (
    *"\"'`|{}[]()<>&#;:,.!%$@\\/*_~-+=?^ \n\t", "--", "..", "__", "**", "//", "[[", "]]", "<<",
    ">>", "</", "/>", "&#", "&lt;", "<U+", "%%{", "}%%", "${", "direction LR", "end", "style",
    "class", "null", "label", "table", "pk", "\\N", "\\n", "~~", "<b>", "<i>", ":::", "->", "<->",
    "a", "b", "Z", "0", "9", "é", "ﬂ", "日", "🔒", "ע", "\u200d", "\u00a0", "\u2028", "\x7f",
    "\x85", "«", "»",
)  # fmt: skip


def fuzzed_names(seed: int, count: int) -> tuple[str, ...]:
    """Names put together by chance from what notations stumble over; the same for the same seed."""
    chance = random.Random(seed)
    return tuple("".join(chance.choices(_FRAGMENTS, k=chance.randint(1, 9))) for _ in range(count))


def _row(name: str, place: int) -> Row:
    marks = ((Mark.PRIMARY,), (Mark.FOREIGN, Mark.UNIQUE), (Mark.PRIMARY, Mark.FOREIGN), ())
    return Row(
        name=name,
        type=NAMES[(place * 7 + 3) % len(NAMES)],
        marks=marks[place % 4],
        required=place % 2 == 0,
        pii=place % 5 == 0,
        note=NAMES[(place * 11 + 5) % len(NAMES)] if place % 3 == 0 else "",
    )


def hostile_diagram(
    names: tuple[str, ...],
    *,
    row_names: tuple[str, ...] = NAMES,
    rows: int = 3,
    title: str = "hostile",
    offset: int = 0,
) -> Diagram:
    """Each name as a box title, a row, a type, a label, an area, an owner and a description."""
    kinds, ends, styles = tuple(EdgeKind), tuple(Multiplicity), tuple(BoxStyle)
    boxes = tuple(
        Box(
            id=f"{name}{'' if names.count(name) == 1 else place}",
            title=name,
            name=name,
            area=names[-place],
            owner=names[place - 1],
            about=names[(place + 2) % len(names)] * 2,
            style=styles[place % 3],
            kind="view" if place % 7 == 6 else "entity",
            rows=tuple(
                _row(NAMES[(offset + place * rows + i) % len(NAMES)], offset + place * rows + i) for i in range(rows)
            ),
        )
        for place, name in enumerate(names)
    )
    edges = tuple(
        Edge(
            id=f"e{place}",
            source=boxes[place].id,
            target=boxes[(place + 1) % len(boxes)].id,
            kind=kinds[place % len(kinds)],
            source_end=ends[place % 4],
            target_end=ends[(place // 4) % 4],
            identifying=place % 2 == 0,
            label=name,
            source_rows=(boxes[place].rows[0].name,) if rows else (),
            target_rows=(boxes[(place + 1) % len(boxes)].rows[-1].name,) if rows else (),
        )
        for place, name in enumerate(names)
    )
    return Diagram(title=title, boxes=boxes, edges=edges, notes=names[:2])
