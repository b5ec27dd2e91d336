"""Mermaid, as its engine draws it; an attribute takes a tenth of a second, so the diagrams are small."""

from __future__ import annotations

import re
from itertools import product

import pytest

from colonnade.formats import mermaid
from colonnade.formats.box_ids import box_ids
from colonnade.formats.mermaid import MermaidVersion
from colonnade.formats.mermaid_text import AttributeWords
from colonnade.model.diagram import FILLS, Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row
from tests.formats import provers
from tests.formats.expected import assert_same_boxes_and_lines, flags, marks, nonblank, shown
from tests.formats.hostile import NAMES, fuzzed_names, hostile_diagram
from tests.formats.real_diagrams import CORPUS, needs_corpus, sqlite_diagram
from tests.formats.seen import in_mermaid, words


def _row_texts(row: Row, given: AttributeWords) -> tuple[str, ...]:
    """Type, name, keys and comment; a respelled type or name stands in the comment as it is."""
    type_word, type_note = given.type(row.type)
    name_word, name_note = given.name(row.name)
    assert row.type in (type_word, type_note, "")
    assert row.name == name_word or name_note == f"name: {row.name}"
    comment = ", ".join(text for text in (*flags(row), type_note, name_note, row.note) if text)
    return type_word, name_word, ",".join(marks(row)), words(comment)


def assert_drawn(diagram: Diagram) -> None:
    (picture,) = provers.mermaid([mermaid.write(diagram).text])
    seen, expected = in_mermaid(picture), shown(diagram)
    assert_same_boxes_and_lines(seen, expected)
    ids = box_ids(expected)
    for box in expected.boxes:
        given = AttributeWords(exact=False, ascii_only=False)
        rows = [_row_texts(row, given) for row in box.rows]
        assert seen.boxes[ids[box.id]] == (words(box.title), *(text for row in rows for text in row))
    labels = nonblank(expected.title, *(edge.label for edge in expected.edges))
    assert not set(labels) - set(seen.texts)


@pytest.mark.parametrize("start", range(0, len(NAMES), 20))
def test_hostile_names_are_drawn_as_they_are(start: int) -> None:
    assert_drawn(hostile_diagram(NAMES[start : start + 20], rows=1, title=NAMES[start], offset=start))


@pytest.mark.parametrize("seed", range(1))
def test_names_put_together_of_signs_are_drawn(seed: int) -> None:
    names = fuzzed_names(seed, 20)
    assert_drawn(hostile_diagram(tuple(dict.fromkeys(names)), row_names=names, rows=1))


def test_a_real_schema_is_drawn_whole() -> None:
    needs_corpus()
    assert_drawn(sqlite_diagram(CORPUS / "sqlite" / "benchbase_twitter.sql"))


def test_newer_versions_keep_names_and_types_as_they_are() -> None:
    names = ("a b", "decimal(10,2)", "2fa", "`tick`", "__init__", "größe", "character varying(20)[]", "pk", "<b>")
    rows = tuple(Row(name=name, type=name) for name in names)
    diagram = Diagram(title="", boxes=(Box(id="t", title="t", name="t", rows=rows),))
    written = mermaid.write(diagram, target_version=MermaidVersion.V11_16)
    (picture,) = provers.mermaid([written.text])
    assert in_mermaid(picture).boxes["t"] == ("t", *(text for name in names for text in (name, name, "", "")))


def test_older_versions_get_no_colours() -> None:
    diagram = hostile_diagram(NAMES[:8], rows=1)
    text = mermaid.write(diagram, target_version=MermaidVersion.V10_5).text
    assert "classDef" not in text
    assert ":::" not in text
    (picture,) = provers.mermaid([text])
    assert_same_boxes_and_lines(in_mermaid(picture), shown(diagram))


def _pair(**edge: object) -> Diagram:
    boxes = (Box(id="a", title="A", name="a"), Box(id="b", title="B", name="b"))
    return Diagram(title="", boxes=boxes, edges=(Edge(id="e", source="a", target="b", **edge),))  # type: ignore[arg-type]


_ENDS = {"1": "onlyOne", "0..1": "zeroOrOne", "1..*": "oneOrMore", "0..*": "zeroOrMore"}


def test_feet_are_those_of_the_cardinalities() -> None:
    pairs = list(product(Multiplicity, Multiplicity))
    boxes = tuple(Box(id=f"t{n}", title=f"t{n}", name=f"t{n}") for n in range(len(pairs) + 1))
    edges = tuple(
        Edge(
            id=str(n),
            source=f"t{n}",
            target=f"t{n + 1}",
            source_end=pair[0],
            target_end=pair[1],
            identifying=n % 2 == 0,
        )
        for n, pair in enumerate(pairs)
    )
    (picture,) = provers.mermaid([mermaid.write(Diagram(title="", boxes=boxes, edges=edges)).text])
    paths = re.findall(r'<path [^>]*data-edge="true"[^>]*>', picture.source)
    assert len(paths) == len(pairs)
    for number, (path, (source, target)) in enumerate(zip(paths, pairs, strict=True)):
        assert f"er-{_ENDS[source]}Start" in path
        assert f"er-{_ENDS[target]}End" in path
        assert ("edge-pattern-solid" in path) == (number % 2 == 0)


def test_kinds_without_a_sign_become_words_and_losses() -> None:
    for kind, line, label in (
        (EdgeKind.INHERITANCE, "b ||--o| a", "is a"),
        (EdgeKind.COMPOSITION, "a ||--o{ b", "consists of"),
        (EdgeKind.AGGREGATION, "a ||..o{ b", "has"),
    ):
        written = mermaid.write(_pair(kind=kind))
        assert f'{line} : "{label}"' in written.text
        assert [loss.what for loss in written.losses] == [f"that the line is a {kind.value}"]
    assert mermaid.write(_pair()).losses == ()


def test_several_lines_from_a_box_to_itself_share_one_and_are_said() -> None:
    boxes = (Box(id="a", title="A", name="a"),)
    edges = (
        Edge(id="1", source="a", target="a", label="reports to", source_end=Multiplicity.ZERO_OR_ONE),
        Edge(id="2", source="a", target="a", label="mentors", target_end=Multiplicity.ONE_OR_MORE),
    )
    written = mermaid.write(Diagram(title="", boxes=boxes, edges=edges))
    assert 'a |o..o{ a : "reports to, mentors"' in written.text
    assert [loss.what for loss in written.losses] == ["the line 'mentors' of its own"]
    seen = in_mermaid(provers.mermaid([written.text])[0])
    assert list(seen.lines.values()) == [1]


def test_keys_stand_in_the_key_slot_and_the_rest_in_the_comment() -> None:
    row = Row(name="id", type="uuid", marks=(Mark.PRIMARY, Mark.FOREIGN), required=True, pii=True)
    text = mermaid.write(Diagram(title="", boxes=(Box(id="a", title="a", name="a", rows=(row,)),))).text
    assert 'uuid id PK, FK "NN, PII"' in text


def test_fills_and_borders_tell_the_sensitivity() -> None:
    boxes = tuple(
        Box(id=f"t{n}", title=style, name=style, style=style, rows=(Row(name="x", type="int"),))
        for n, style in enumerate(BoxStyle)
    )
    text = mermaid.write(Diagram(title="", boxes=boxes)).text
    assert "classDef pii fill:#ffe6e6,stroke:#d32f2f,stroke-width:3px" in text
    assert "classDef confidential fill:#fff3e0,stroke:#ef6c00,stroke-width:2px" in text
    assert "classDef normal fill:#e8f4f8,stroke:#1976d2,stroke-width:1px" in text
    (picture,) = provers.mermaid([text])
    assert all(f'fill="{fill.lower()}"' in picture.source for fill in FILLS.values())


def _wide(tables: int, columns: int) -> Diagram:
    rows = tuple(Row(name=f"column_number_{n}", type="character_varying") for n in range(columns))
    boxes = tuple(Box(id=f"t{n}", title=f"t{n}", name=f"t{n}", area=f"area {n % 3}", rows=rows) for n in range(tables))
    edges = tuple(Edge(id=str(n), source=f"t{n}", target=f"t{n + 1}") for n in range(tables - 1))
    return Diagram(title="wide", boxes=boxes, edges=edges)


def test_a_text_above_the_limit_is_said_and_can_be_written_by_area() -> None:
    diagram = _wide(120, 20)
    whole = mermaid.write(diagram)
    assert len(whole.text) > mermaid.MAX_TEXT_CHARACTERS
    assert any("maxTextSize" in loss.why for loss in whole.losses)
    parts = mermaid.write_by_area(diagram)
    assert all(len(part.text) <= mermaid.MAX_TEXT_CHARACTERS for part in parts)
    drawn_rows = sum(part.text.count(" column_number_0") for part in parts)
    drawn_lines = sum(part.text.count(" : ") for part in parts)
    assert (drawn_rows, drawn_lines) == (120, 119)
