"""Which end of a relationship is the parent: the end that is drawn first, to the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from colonnade.draw.arrange.sizes import BoxSize, size
from colonnade.errors import InputError
from colonnade.model.diagram import Box, Diagram, Edge, EdgeKind, Multiplicity


class DanglingEdgeError(InputError):
    """An edge names a box that the diagram does not have."""

    code = "CO166"


class DuplicateBoxError(InputError):
    """Two boxes of a diagram have one id."""

    code = "CO162"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An edge between box numbers; `edge` is its number in the diagram."""

    edge: int
    parent: int
    child: int
    parent_offset: float | None
    """Offset from the top of the box of the row the line belongs to, when it belongs to one."""
    child_offset: float | None
    child_is_source: bool

    @property
    def is_loop(self) -> bool:
        """Whether both ends are on one box."""
        return self.parent == self.child


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is to be arranged."""

    diagram: Diagram
    sizes: tuple[BoxSize, ...]
    links: tuple[Link, ...]


_MOST_HUB_ENDS = 10
"""Room for this many lines from a parent is kept; beyond, like lines run together at it."""
_MANY = frozenset({Multiplicity.ONE_OR_MORE, Multiplicity.ZERO_OR_MORE})


def child_is_source(edge: Edge) -> bool:
    """Say whether the dependent end of `edge`, the one with the foreign key, is its source."""
    match edge.kind:
        case EdgeKind.INHERITANCE:
            return True
        case EdgeKind.COMPOSITION | EdgeKind.AGGREGATION:
            return False
        case EdgeKind.ASSOCIATION:
            if (edge.source_end in _MANY) != (edge.target_end in _MANY):
                return edge.source_end in _MANY
            return edge.source_end is Multiplicity.ZERO_OR_ONE and edge.target_end is Multiplicity.ONE
        case _:
            assert_never(edge.kind)


def problem(diagram: Diagram) -> Problem:
    """Number and measure the parts of `diagram`.

    Raises `DuplicateBoxError` and `DanglingEdgeError`.
    """
    numbers: dict[str, int] = {}
    for number, box in enumerate(diagram.boxes):
        if box.id in numbers:
            raise DuplicateBoxError(f"two boxes have the id {box.id!r}", fields={"id": box.id})
        numbers[box.id] = number
    for edge in diagram.edges:
        for end in (edge.source, edge.target):
            if end not in numbers:
                raise DanglingEdgeError(
                    f"edge {edge.id!r} ends at {end!r}, which is no box of the diagram",
                    fields={"edge": edge.id, "box": end},
                )
    children, parents = [0] * len(diagram.boxes), [0] * len(diagram.boxes)
    for edge in diagram.edges:
        source, target = numbers[edge.source], numbers[edge.target]
        child, parent = (source, target) if child_is_source(edge) else (target, source)
        children[child] += 1
        parents[parent] += 1
    sizes = tuple(
        size(box, children[number] + min(parents[number], _MOST_HUB_ENDS)) for number, box in enumerate(diagram.boxes)
    )
    links = tuple(_link(diagram, number, edge, numbers, sizes) for number, edge in enumerate(diagram.edges))
    return Problem(diagram=diagram, sizes=sizes, links=links)


def _link(diagram: Diagram, number: int, edge: Edge, numbers: dict[str, int], sizes: tuple[BoxSize, ...]) -> Link:
    source, target = numbers[edge.source], numbers[edge.target]
    source_offset = _offset(diagram.boxes[source], sizes[source], edge.source_rows)
    target_offset = _offset(diagram.boxes[target], sizes[target], edge.target_rows)
    if child_is_source(edge):
        return Link(
            edge=number,
            parent=target,
            child=source,
            parent_offset=target_offset,
            child_offset=source_offset,
            child_is_source=True,
        )
    return Link(
        edge=number,
        parent=source,
        child=target,
        parent_offset=source_offset,
        child_offset=target_offset,
        child_is_source=False,
    )


def _offset(box: Box, measured: BoxSize, names: tuple[str, ...]) -> float | None:
    for number, row in enumerate(box.rows):
        if row.name in names:
            return measured.row_middle(number)
    return None
