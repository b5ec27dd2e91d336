"""DOT, as Graphviz draws it."""

from __future__ import annotations

import json
import subprocess
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colonnade.formats import dot
from colonnade.formats.box_ids import box_ids
from colonnade.model.diagram import FILLS, Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row
from tests.formats import provers
from tests.formats.expected import assert_same_boxes_and_lines, flags, marks, nonblank, shown
from tests.formats.hostile import NAMES, fuzzed_names, hostile_diagram
from tests.formats.real_diagrams import corpus_files, needs_corpus, sqlite_diagram
from tests.formats.seen import in_dot


def assert_drawn(diagram: Diagram) -> None:
    (picture,) = provers.dot([dot.write(diagram).text])
    seen, expected = in_dot(picture), shown(diagram)
    besides = frozenset({"diagram_notes"}) if expected.notes else frozenset()
    assert_same_boxes_and_lines(seen, expected, besides=besides)
    ids = box_ids(expected)
    for box in expected.boxes:
        head = nonblank(
            box.title, "view" if box.kind == "view" else "", " · ".join(t for t in (box.area, box.owner) if t)
        )
        rows = [
            nonblank(" ".join(marks(row)), row.name, row.type, " ".join((*flags(row), row.note))) for row in box.rows
        ]
        assert seen.boxes[ids[box.id]] == (*head, *(text for row in rows for text in row))
    labels = nonblank(expected.title, *(edge.label for edge in expected.edges), *expected.notes)
    assert not set(labels) - set(seen.texts)


@pytest.mark.parametrize("start", range(0, len(NAMES), 40))
def test_hostile_names_are_drawn_as_they_are(start: int) -> None:
    assert_drawn(hostile_diagram(NAMES[start : start + 40], title=NAMES[start], offset=start))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=12), min_size=2, max_size=6, unique=True))
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


def _arrow(diagram: Diagram) -> dict[str, object]:
    program = provers.program("dot")
    text = dot.write(diagram).text
    run = subprocess.run([program, "-Tjson"], input=text.encode(), capture_output=True, check=True)
    (edge,) = json.loads(run.stdout)["edges"]
    return edge  # type: ignore[no-any-return]


_FEET = {"1": "teetee", "0..1": "teeodot", "1..*": "crowtee", "0..*": "crowodot"}


@pytest.mark.parametrize(("source", "target"), list(product(Multiplicity, Multiplicity)))
def test_feet_are_those_of_the_cardinalities(source: Multiplicity, target: Multiplicity) -> None:
    edge = _arrow(_pair(source_end=source, target_end=target))
    assert (edge["arrowtail"], edge["arrowhead"]) == (_FEET[source.value], _FEET[target.value])
    assert edge["style"] == "dashed"
    assert "style" not in _arrow(_pair(source_end=source, target_end=target, identifying=True))


def test_each_kind_has_its_sign() -> None:
    parent_to_child = _arrow(_pair(kind=EdgeKind.INHERITANCE))
    assert (parent_to_child["arrowtail"], parent_to_child["arrowhead"]) == ("onormal", "none")
    assert parent_to_child["tail"] == 1, "the parent is laid out first"
    assert _arrow(_pair(kind=EdgeKind.COMPOSITION))["arrowtail"] == "diamond"
    assert _arrow(_pair(kind=EdgeKind.AGGREGATION))["arrowtail"] == "odiamond"


def test_lines_end_at_the_rows_they_belong_to() -> None:
    rows = (Row(name="id", type="int", marks=(Mark.PRIMARY,)), Row(name="a:b", type="int"))
    boxes = (Box(id="a", title="A", name="a", rows=rows), Box(id="b", title="B", name="b", rows=rows))
    single = Edge(id="1", source="a", target="b", source_rows=("id",), target_rows=("a:b",))
    edge = _arrow(Diagram(title="", boxes=boxes, edges=(single,)))
    assert (edge["tailport"], edge["headport"]) == ("p0e:e", "p1:w")
    double = Edge(id="2", source="a", target="b", source_rows=("id", "a:b"), target_rows=("id", "a:b"))
    written = dot.write(Diagram(title="", boxes=boxes, edges=(double,)))
    assert [loss.object for loss in written.losses] == ["a -> b"]


def test_fills_tell_the_sensitivity() -> None:
    boxes = tuple(Box(id=style, title=style, name=style, style=style) for style in BoxStyle)
    (picture,) = provers.dot([dot.write(Diagram(title="", boxes=boxes)).text])
    assert all(f'fill="{fill.lower()}"' in picture.source for fill in FILLS.values())
