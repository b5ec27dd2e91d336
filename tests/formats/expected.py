"""What a picture of a diagram has to show, told from the diagram alone."""

from __future__ import annotations

from collections import Counter

from colonnade.formats.box_ids import box_ids
from colonnade.formats.printable import printable
from colonnade.model.diagram import Diagram, Row
from tests.formats.seen import Line, Seen, words


def shown(diagram: Diagram) -> Diagram:
    """The diagram with pictures for characters that cannot be printed."""
    return printable(diagram)[0]


def joined(lines: Counter[Line]) -> Counter[frozenset[str]]:
    """How many lines join two boxes, whichever way they run."""
    counts: Counter[frozenset[str]] = Counter()
    for line, number in lines.items():
        counts[frozenset((line.source, line.target))] += number
    return counts


def assert_same_boxes_and_lines(seen: Seen, diagram: Diagram, *, besides: frozenset[str] = frozenset()) -> None:
    ids = box_ids(diagram)
    assert set(seen.boxes) == {ids[box.id] for box in diagram.boxes} | besides
    lines = Counter(Line(source=ids[edge.source], target=ids[edge.target]) for edge in diagram.edges)
    assert joined(seen.lines) == joined(lines)


def nonblank(*texts: str) -> tuple[str, ...]:
    return tuple(words(text) for text in texts if words(text))


def marks(row: Row) -> tuple[str, ...]:
    return tuple(mark.value for mark in row.marks)


def flags(row: Row) -> tuple[str, ...]:
    return tuple(flag for flag, given in (("NN", row.required), ("PII", row.pii)) if given)
