"""SVG: well-formed whatever the names, complete, and painted as the legend says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from colonnade.draw import Theme, layout, svg
from colonnade.draw.geometry import Point, Side
from colonnade.draw.paint.glyphs import multiplicity_sign, source_sign, target_sign
from colonnade.draw.paint.strokes import own_ways
from colonnade.draw.text import clean
from colonnade.model.diagram import Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row
from tests.draw.samples import by_chance, diagrams

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<b>&amp;</b>", "\"'`", "]]>", "<!-- x -->", "</svg>", "</script>", "<![CDATA[", "&#0;", "&nbsp;", "\x00\x07\x1b",
    "\u202eevil", "\ud800", "\ufffe", "שלום עולם", "مرحبا", "日本語のテーブル", "👩‍👩‍👧‍👦 🔒", "e\u0301\u0323" * 20,
    "x" * 200,
    "two\nlines", "\t", "", " ", "a{b}c|d", "url(#x)", "javascript:alert(1)", "expression(1)", "%s {0} ${x}",
)  # fmt: skip


def parsed(diagram: Diagram, theme: Theme = Theme.AUTO) -> ET.Element:
    return ET.fromstring(svg(layout(diagram), theme))


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def hostile() -> Diagram:
    boxes = tuple(
        Box(
            id=f"{number} {name}",
            title=name,
            name=name[::-1],
            area=name if number % 5 == 0 else "",
            owner=name,
            about=name,
            style=tuple(BoxStyle)[number % 3],
            rows=(
                Row(name=name, type=name, marks=tuple(Mark), required=True, pii=True, note=name),
                Row(name="", type=""),
            ),
        )
        for number, name in enumerate(HOSTILE)
    )
    edges = tuple(
        Edge(id=one.id, source=one.id, target=other.id, label=one.title, source_rows=(one.title,))
        for one, other in zip(boxes, boxes[1:] + boxes[:1], strict=True)
    )
    return Diagram(title="</title><script>alert(1)</script>", boxes=boxes, edges=edges, notes=HOSTILE)


@pytest.mark.parametrize("theme", Theme)
def test_hostile_names_make_well_formed_pictures(theme: Theme) -> None:
    root = parsed(hostile(), theme)
    assert not list(root.iter(f"{NS}script"))
    boxes = classed(root, "cn-box")
    assert [box.get("data-entity") for box in boxes] == [clean(box.id) for box in hostile().boxes]
    assert len({box.get("id") for box in boxes}) == len(boxes)
    assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(diagrams())
def test_everything_is_in_the_picture_once(diagram: Diagram) -> None:
    root = parsed(diagram)
    boxes, edges = classed(root, "cn-box"), classed(root, "cn-edge")
    assert len(boxes) == len(diagram.boxes)
    assert len(edges) == len(diagram.edges)
    assert len(classed(root, "cn-row")) == sum(len(box.rows) for box in diagram.boxes)
    assert Counter((edge.get("data-source"), edge.get("data-target")) for edge in edges) == Counter(
        (edge.source, edge.target) for edge in diagram.edges
    )
    for group, box in zip(boxes, diagram.boxes, strict=True):
        marks = Counter(use.get("href") for use in group.iter(f"{NS}use"))
        assert marks["#cn-i-key"] == sum(Mark.PRIMARY in row.marks for row in box.rows)
        assert marks["#cn-i-ref"] == sum(Mark.FOREIGN in row.marks for row in box.rows)
        assert marks["#cn-i-uniq"] == sum(Mark.UNIQUE in row.marks for row in box.rows)
        locks = sum(row.pii for row in box.rows) + (box.style is BoxStyle.PII)
        assert marks["#cn-i-lock"] == locks
        bold = len(classed(group, "cn-must"))
        assert bold == sum(row.required for row in box.rows)
        assert len(classed(group, "cn-maybe")) == len(box.rows) - bold


@pytest.mark.parametrize(
    ("style", "fill", "edge"),
    [
        (BoxStyle.NORMAL, "#E8F4F8", "#1976d2"),
        (BoxStyle.PII, "#FFE6E6", "#d32f2f"),
        (BoxStyle.CONFIDENTIAL, "#FFF3E0", "#ef6c00"),
    ],
)
def test_sensitivity_is_a_fill(style: BoxStyle, fill: str, edge: str) -> None:
    box = Box(id="a", title="A", name="a", style=style, rows=(Row(name="id", type="integer"),))
    root = parsed(Diagram(title="", boxes=(box,)), Theme.LIGHT)
    (group,) = classed(root, "cn-box")
    assert f"cn-{style}" in group.get("class", "").split()
    assert classed(group, "cn-head")[0].get("fill") == fill
    sheet = next(root.iter(f"{NS}style")).text or ""
    assert f".cn-{style} .cn-head{{fill:{fill}}}" in sheet
    assert f".cn-{style} .cn-frame{{stroke:{edge}}}" in sheet


def test_an_identifying_line_is_solid_and_others_are_dashed() -> None:
    for identifying in (True, False):
        edge = Edge(id="e", source="a", target="b", identifying=identifying)
        boxes = tuple(Box(id=name, title=name, name=name) for name in "ab")
        (group,) = classed(parsed(Diagram(title="", boxes=boxes, edges=(edge,))), "cn-edge")
        (line,) = classed(group, "cn-line")
        assert ("cn-loose" in line.get("class", "").split()) is not identifying


def test_every_multiplicity_has_its_own_sign() -> None:
    at = Point(x=0, y=0)
    signs = {end: multiplicity_sign(end, at, Side.RIGHT) for end in Multiplicity}
    assert len(set(signs.values())) == len(Multiplicity)
    for end, sign in signs.items():
        assert ("<circle" in sign) == (end in {Multiplicity.ZERO_OR_ONE, Multiplicity.ZERO_OR_MORE})
        assert ("L11 0" in sign) == (end in {Multiplicity.ONE_OR_MORE, Multiplicity.ZERO_OR_MORE})
    assert multiplicity_sign(Multiplicity.ONE, at, Side.RIGHT).count("v10") == 2


def test_every_kind_has_its_own_sign() -> None:
    at = Point(x=0, y=0)
    seen = {}
    for kind in EdgeKind:
        edge = Edge(id="", source="", target="", kind=kind)
        seen[kind] = (source_sign(edge, at, Side.RIGHT), target_sign(edge, at, Side.LEFT))
    assert len(set(seen.values())) == len(EdgeKind)
    assert seen[EdgeKind.INHERITANCE][0] == ""
    assert "Z" in seen[EdgeKind.INHERITANCE][1]
    assert "cn-full" in seen[EdgeKind.COMPOSITION][0]
    assert "cn-full" not in seen[EdgeKind.AGGREGATION][0]


def test_signs_stand_at_the_ends_of_their_line() -> None:
    made = layout(by_chance(2, boxes=25, edges=40))
    root = ET.fromstring(svg(made))
    for routed, group in zip(made.edges, classed(root, "cn-edge"), strict=True):
        (line,) = classed(group, "cn-line")
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", line.get("d", ""))]
        drawn = {(numbers[0], numbers[1]), (numbers[-2], numbers[-1])}
        ends = {(point.x, point.y) for point in (routed.points[0], routed.points[-1])}
        assert drawn == ends if routed.bundle is None else drawn & ends
        assert len(classed(group, "cn-sign")) >= 2


def test_title_counts_legend_and_notes_are_drawn() -> None:
    diagram = by_chance(1, boxes=6, edges=7)
    noted = Diagram(
        title="Orders", boxes=diagram.boxes, edges=diagram.edges, notes=("Checked: every entity has a key.",)
    )
    text = svg(layout(noted))
    for told in (
        ">Orders</text>",
        "6 entities \u00b7 7 relationships",
        "primary key",
        "Checked: every entity has a key.",
    ):
        assert told in text
    plain = svg(layout(diagram))
    assert "cn-notes" not in plain
    assert "foreign key" not in plain, "the legend explains only what is drawn"


def test_a_cut_name_is_told_in_full() -> None:
    long = "a_very_long_name_that_does_not_fit_into_any_box_of_a_diagram_whatever_its_size_may_be" * 2
    box = Box(id="a", title=long, name="a", rows=(Row(name=long, type=long),))
    root = parsed(Diagram(title="", boxes=(box,)))
    (group,) = classed(root, "cn-box")
    assert [element.text for element in group.iter(f"{NS}title")] == [f"{long} \u00b7 a", f"{long} \u00b7 {long}"]
    shown = "".join(element.text or "" for element in group.iter(f"{NS}text"))
    assert long not in shown
    assert "\u2026" in shown


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = svg(layout(hostile()))
    assert not re.search(r"@import|url\(\s*[\"']?(?!#)", text.replace("url(#x)", ""))
    assert set(re.findall(r'(?:href|src)="([^"]*)"', text)) <= {
        f"#cn-i-{name}" for name in ("key", "ref", "uniq", "lock", "shield")
    }


def test_themes_differ_and_auto_holds_both() -> None:
    made = layout(by_chance(1, boxes=3, edges=2))
    light, dark, auto = (svg(made, theme) for theme in Theme)
    assert light != dark
    assert "prefers-color-scheme" not in light + dark
    assert "prefers-color-scheme:dark" in auto


def unit_steps(points: Iterable[Point]) -> Counter[tuple[float, float]]:
    """Every tenth of a unit that a polyline runs along."""
    steps: Counter[tuple[float, float]] = Counter()
    for one, other in pairwise(points):
        if one.x == other.x:
            low, high = sorted((round(one.y * 10), round(other.y * 10)))
            steps.update((one.x, step / 10 + 0.05) for step in range(low, high))
        else:
            low, high = sorted((round(one.x * 10), round(other.x * 10)))
            steps.update((step / 10 + 0.05, one.y) for step in range(low, high))
    return steps


def test_a_trunk_is_drawn_once_and_whole() -> None:
    hub = Box(id="hub", title="hub", name="hub", rows=(Row(name="id", type="int", marks=(Mark.PRIMARY,)),))
    others = tuple(Box(id=f"t{number}", title="t", name="t") for number in range(30))
    edges = tuple(Edge(id=box.id, source="hub", target=box.id) for box in others)
    made = layout(Diagram(title="", boxes=(hub, *others), edges=edges))
    assert {edge.bundle for edge in made.edges} != {None}
    drawn: Counter[tuple[float, float]] = Counter()
    for way in own_ways(made.edges):
        drawn += unit_steps(way)
    needed: Counter[tuple[float, float]] = Counter()
    for edge in made.edges:
        needed |= unit_steps(edge.points)
    assert set(drawn) == set(needed)
    assert max(drawn.values()) == 1
