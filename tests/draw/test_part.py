"""Parts of a diagram."""

from __future__ import annotations

import pytest

from colonnade.draw import around, keys_only, layout, only_area
from colonnade.draw.part import NoSuchAreaError, NoSuchBoxError
from colonnade.model.diagram import Box, Diagram, Edge, Mark, Row


def line() -> Diagram:
    """a - b - c - d in a row, and e alone."""
    boxes = tuple(
        Box(
            id=name,
            title=name,
            name=name,
            area="left" if name in "ab" else "right",
            rows=(
                Row(name="id", type="int", marks=(Mark.PRIMARY,)),
                Row(name="x", type="int"),
                Row(name="y", type="int"),
            ),
        )
        for name in "abcde"
    )
    edges = tuple(
        Edge(id=one + other, source=one, target=other, target_rows=("x",)) for one, other in ("ab", "bc", "cd", "aa")
    )
    return Diagram(title="Line", boxes=boxes, edges=edges, notes=("kept",))


def names(diagram: Diagram) -> str:
    return "".join(box.id for box in diagram.boxes)


@pytest.mark.parametrize(
    ("entity", "depth", "left"),
    [("a", 0, "a"), ("a", 1, "ab"), ("b", 1, "abc"), ("d", 2, "bcd"), ("a", 99, "abcd"), ("e", 3, "e")],
)
def test_around(entity: str, depth: int, left: str) -> None:
    part = around(line(), entity, depth)
    assert names(part) == left
    assert [edge.id for edge in part.edges] == [edge.id for edge in line().edges if set(edge.id) <= set(left)]
    assert part.notes == ("kept",)


def test_around_an_unknown_entity() -> None:
    with pytest.raises(NoSuchBoxError, match="'z'"):
        around(line(), "z")


def test_one_area() -> None:
    part = only_area(line(), "left")
    assert names(part) == "ab"
    assert [edge.id for edge in part.edges] == ["ab", "aa"]


def test_an_unknown_area_names_the_known_ones() -> None:
    with pytest.raises(NoSuchAreaError, match="left, right"):
        only_area(line(), "middle")


def test_keys_only() -> None:
    part = keys_only(line())
    rows = {box.id: [row.name for row in box.rows] for box in part.boxes}
    assert rows == {"a": ["id", "x"], "b": ["id", "x"], "c": ["id", "x"], "d": ["id", "x"], "e": ["id"]}
    assert layout(part).height <= layout(line()).height
