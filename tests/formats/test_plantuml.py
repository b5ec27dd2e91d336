"""PlantUML, as its engine draws it; the virtual machine starts slowly, so each test draws all it needs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from colonnade.formats import plantuml
from colonnade.model.diagram import FILLS, Box, BoxStyle, Diagram, Edge, EdgeKind, Mark, Multiplicity, Row
from tests.formats import provers
from tests.formats.expected import assert_same_boxes_and_lines, marks, nonblank, shown
from tests.formats.hostile import NAMES, fuzzed_names, hostile_diagram
from tests.formats.real_diagrams import corpus_files, needs_corpus, sqlite_diagram
from tests.formats.seen import in_plantuml

_ICONS = {BoxStyle.PII: "🔒", BoxStyle.CONFIDENTIAL: "⚠️", BoxStyle.NORMAL: "📄"}


def _row_texts(row: Row) -> Iterator[str]:
    lead = "🔐 " if row.pii else ""
    key = Mark.PRIMARY in row.marks
    nullable = "" if row.required or key else "?"
    tail = " ".join(
        text for text in (f": {row.type}" if row.type else "", nullable, *(f"«{m}»" for m in marks(row))) if text
    )
    yield from (lead, row.name, tail) if key else (f"{lead}{row.name} {tail}",)
    yield row.note


def _texts(diagram: Diagram) -> Counter[str]:
    """All texts of the picture, each as often as it stands there."""
    texts = [diagram.title, *diagram.notes]
    for box in diagram.boxes:
        texts.append(f"{_ICONS[box.style]} {box.title}")
        texts += [f"Domain: {box.area}"] * bool(box.area) + [f"Owner: {box.owner}"] * bool(box.owner)
        texts += ["«view»"] * (box.kind == "view")
        texts += [text for row in box.rows for text in _row_texts(row)]
        texts.append(box.about if len(box.about) <= 50 else box.about[:50].rstrip() + "…")
    for edge in diagram.edges:
        texts.append(edge.label)
        if edge.kind in (EdgeKind.COMPOSITION, EdgeKind.AGGREGATION):
            texts += [edge.source_end.value, edge.target_end.value]
    return Counter(nonblank(*texts))


def assert_drawn(diagrams: list[Diagram]) -> None:
    pictures = provers.plantuml([plantuml.write(diagram).text for diagram in diagrams])
    for diagram, picture in zip(diagrams, pictures, strict=True):
        seen, expected = in_plantuml(picture), shown(diagram)
        assert_same_boxes_and_lines(seen, expected)
        found = Counter(nonblank(*seen.texts))
        assert found - _texts(expected) == _texts(expected) - found == Counter()


def test_hostile_names_are_drawn_as_they_are() -> None:
    starts = range(0, len(NAMES), 40)
    assert_drawn(
        [hostile_diagram(NAMES[start : start + 40], rows=1, title=NAMES[start], offset=start) for start in starts]
    )


def test_names_put_together_of_signs_are_drawn() -> None:
    diagrams = []
    for seed in range(3):
        names = fuzzed_names(seed, 20)
        diagrams.append(hostile_diagram(tuple(dict.fromkeys(names)), row_names=names, title=names[0]))
    assert_drawn(diagrams)


def test_real_schemas_are_drawn_whole() -> None:
    needs_corpus()
    diagrams = [sqlite_diagram(file) for file in corpus_files("sqlite", "*.sql")]
    assert_drawn([diagram for diagram in diagrams if len(diagram.boxes) <= 12])


def _pair(**edge: object) -> Diagram:
    boxes = (Box(id="a", title="A", name="a"), Box(id="b", title="B", name="b"))
    return Diagram(title="", boxes=boxes, edges=(Edge(id="e", source="a", target="b", **edge),))  # type: ignore[arg-type]


_LEFT = {"1": "||", "0..1": "|o", "1..*": "}|", "0..*": "}o"}
_RIGHT = {"1": "||", "0..1": "o|", "1..*": "|{", "0..*": "o{"}


def test_feet_are_those_of_the_cardinalities() -> None:
    diagrams = []
    for source, target in product(Multiplicity, Multiplicity):
        for identifying in (False, True):
            diagram = _pair(source_end=source, target_end=target, identifying=identifying)
            line = "--" if identifying else ".."
            assert f"a {_LEFT[source]}{line}{_RIGHT[target]} b\n" in plantuml.write(diagram).text
            diagrams.append(diagram)
    pictures = provers.plantuml([plantuml.write(diagram).text for diagram in diagrams])
    drawings = {picture.source.split("<path", 1)[1].split("<!--")[0] for picture in pictures}
    assert len(drawings) == len(diagrams), "each pair of ends looks different"


def test_each_kind_has_its_sign() -> None:
    texts = {kind: plantuml.write(_pair(kind=kind)).text for kind in EdgeKind}
    assert "b <|-- a" in texts[EdgeKind.INHERITANCE]
    assert 'a "1" *-- "0..*" b' in texts[EdgeKind.COMPOSITION]
    assert 'a "1" o-- "0..*" b' in texts[EdgeKind.AGGREGATION]
    pictures = provers.plantuml(list(texts.values()))
    assert len({picture.source for picture in pictures}) == len(texts)


def test_keys_come_first_starred_and_bold() -> None:
    rows = (Row(name="city", type="varchar(40)"), Row(name="id", type="uuid", marks=(Mark.PRIMARY,), required=True))
    text = plantuml.write(Diagram(title="", boxes=(Box(id="a", title="A", name="a", rows=rows),))).text
    body = [line.strip() for line in text.split("{\n")[1].split("}\n")[0].splitlines()]
    assert body == ["* {field} <b>id</b> : uuid <<PK>>", "--", "{field} city : varchar(40) ?"]


def test_a_note_ends_in_an_ellipsis_only_if_it_was_cut() -> None:
    def note(about: str) -> str:
        box = Box(id="a", title="A", name="a", about=about)
        return plantuml.write(Diagram(title="", boxes=(box,))).text.split("note right of a : ")[1].splitlines()[0]

    assert note("x" * 50) == "x" * 50
    assert note("x" * 51) == "x" * 50 + "…"


def test_the_closing_note_says_what_was_verified_and_nothing_else() -> None:
    diagram = Diagram(title="t", boxes=(Box(id="a", title="A", name="a"),), notes=("Every key has an index",))
    silent, speaking = provers.plantuml([plantuml.write(replace(diagram, notes=())).text, plantuml.write(diagram).text])
    assert "Every key has an index" in in_plantuml(speaking).texts
    assert set(in_plantuml(speaking).texts) - set(in_plantuml(silent).texts) == {"Every key has an index"}


def test_the_preprocessor_never_sees_a_name() -> None:
    names = ("%date()", "!include /etc/passwd", '%getenv("HOME")', "!theme spacelab", "$x", "@enduml")
    diagram = hostile_diagram(names, row_names=names)
    for line in plantuml.write(diagram).text.splitlines()[1:-1]:
        assert "%" not in line
        assert "!" not in line
        assert "@" not in line
        assert "$" not in line


def test_fills_tell_the_sensitivity() -> None:
    boxes = tuple(Box(id=style, title=style, name=style, style=style) for style in BoxStyle)
    (picture,) = provers.plantuml([plantuml.write(Diagram(title="", boxes=boxes)).text])
    assert all(f'fill="{fill}"' in picture.source for fill in FILLS.values())
