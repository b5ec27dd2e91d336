"""D2, as its compiler draws it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.formats import d2
from colonnade.formats.box_ids import box_ids
from colonnade.model.diagram import FILLS, Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row
from tests.formats import provers
from tests.formats.expected import assert_same_boxes_and_lines, flags, nonblank, shown
from tests.formats.hostile import NAMES, fuzzed_names, hostile_diagram
from tests.formats.real_diagrams import corpus_files, needs_corpus, sqlite_diagram
from tests.formats.seen import in_d2, words

_KEYS = {Mark.PRIMARY: "PK", Mark.FOREIGN: "FK", Mark.UNIQUE: "UNQ"}


def _numbered(names: list[str]) -> list[str]:
    """Names as D2 can keep them apart: it does not tell upper from lower case."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 2
        while candidate.casefold() in taken:
            candidate, number = f"{name} ({number})", number + 1
        taken.add(candidate.casefold())
        result.append(candidate)
    return result


def _constraint(row: Row) -> str:
    note = "" if set("<>&") & set(row.note) else row.note
    return ", ".join(text for text in (*(_KEYS[mark] for mark in row.marks), *flags(row), note) if text)


def assert_drawn(diagram: Diagram) -> None:
    (picture,) = provers.d2([d2.write(diagram).text])
    seen, expected = in_d2(picture), shown(diagram)
    besides = {"diagram_notes"} if expected.notes else set()
    besides |= {"diagram_title"} if expected.title else set()
    assert_same_boxes_and_lines(seen, expected, besides=frozenset(besides))
    ids = box_ids(expected)
    for box in expected.boxes:
        names = _numbered([row.name for row in box.rows])
        rows = [
            (words(name), words(row.type), words(_constraint(row))) for name, row in zip(names, box.rows, strict=True)
        ]
        assert seen.boxes[ids[box.id]] == (words(box.title), *(text for row in rows for text in row))
    labels = nonblank(expected.title, *(edge.label for edge in expected.edges))
    assert not set(labels) - set(seen.texts)


@pytest.mark.parametrize("start", range(0, len(NAMES), 40))
def test_hostile_names_are_drawn_as_they_are(start: int) -> None:
    assert_drawn(hostile_diagram(NAMES[start : start + 40], title=NAMES[start], offset=start))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=12), min_size=2, max_size=5, unique=True))
def test_any_names_are_drawn(names: list[str]) -> None:
    assert_drawn(hostile_diagram(tuple(names), row_names=tuple(names), title=names[0]))


def test_names_put_together_of_signs_are_drawn() -> None:
    for seed in range(5):
        names = fuzzed_names(seed, 40)
        assert_drawn(hostile_diagram(tuple(dict.fromkeys(names)), row_names=names))


def test_real_schemas_are_drawn_whole() -> None:
    needs_corpus()
    for file in corpus_files("sqlite", "*.sql"):
        assert_drawn(sqlite_diagram(file))


def _pair(**edge: object) -> Diagram:
    boxes = (Box(id="a", title="A", name="a"), Box(id="b", title="B", name="b"))
    return Diagram(title="", boxes=boxes, edges=(Edge(id="e", source="a", target="b", **edge),))  # type: ignore[arg-type]


_FEET = {"1": "cf-one-required", "0..1": "cf-one", "1..*": "cf-many-required", "0..*": "cf-many"}


@pytest.mark.parametrize(("source", "target"), list(product(Multiplicity, Multiplicity)))
def test_feet_are_those_of_the_cardinalities(source: Multiplicity, target: Multiplicity) -> None:
    text = d2.write(_pair(source_end=source, target_end=target)).text
    assert f"source-arrowhead: {{shape: {_FEET[source.value]}}}" in text
    assert f"target-arrowhead: {{shape: {_FEET[target.value]}}}" in text
    (picture,) = provers.d2([text])
    assert "marker-start=" in picture.source
    assert "marker-end=" in picture.source
    assert "stroke-dasharray" in picture.source
    (solid,) = provers.d2([d2.write(_pair(source_end=source, target_end=target, identifying=True)).text])
    assert "stroke-dasharray" not in solid.source


def test_each_kind_has_its_sign() -> None:
    kinds = {kind: provers.d2([d2.write(_pair(kind=kind)).text])[0].source for kind in EdgeKind}
    assert "marker-start=" not in kinds[EdgeKind.INHERITANCE], "only the parent's end has a sign"
    assert "shape: triangle; style.filled: false" in d2.write(_pair(kind=EdgeKind.INHERITANCE)).text
    assert "shape: diamond; style.filled: true" in d2.write(_pair(kind=EdgeKind.COMPOSITION)).text
    assert "shape: diamond; style.filled: false" in d2.write(_pair(kind=EdgeKind.AGGREGATION)).text
    assert len(set(kinds.values())) == len(kinds)


def test_keys_that_differ_in_case_only_are_numbered_and_said() -> None:
    rows = (Row(name="ID", type="int"), Row(name="id", type="text"))
    written = d2.write(Diagram(title="", boxes=(Box(id="a", title="a", name="a", rows=rows),)))
    assert '"id (2)": "text"' in written.text
    assert [loss.object for loss in written.losses] == ["a.id"]


def test_a_type_that_equals_its_column_is_still_shown() -> None:
    box = Box(id="a", title="a", name="a", rows=(Row(name="date", type="date"),))
    (picture,) = provers.d2([d2.write(Diagram(title="", boxes=(box,))).text])
    assert in_d2(picture).boxes["a"] == ("a", "date", "date", "")


def test_markup_in_a_note_is_left_out_and_said() -> None:
    """D2 0.9.0 puts constraint words into the SVG unescaped, so a note could carry a script."""
    box = Box(id="a", title="a", name="a", rows=(Row(name="x", type="int", note="<script>alert(1)</script>"),))
    written = d2.write(Diagram(title="", boxes=(box,)))
    assert "script" not in written.text
    assert [loss.object for loss in written.losses] == ["a.x"]


def test_fills_tell_the_sensitivity() -> None:
    boxes = tuple(Box(id=style, title=style, name=style, style=style) for style in BoxStyle)
    (picture,) = provers.d2([d2.write(Diagram(title="", boxes=boxes)).text])
    assert all(f'fill="{fill}"' in picture.source for fill in FILLS.values())
