"""A big diagram as several smaller ones."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from colonnade.model.diagram import Diagram


def by_area(diagram: Diagram) -> tuple[Diagram, ...]:
    """One diagram for each subject area in order of appearance; boxes without area come as one."""
    areas = list(dict.fromkeys(box.area for box in diagram.boxes))
    if len(areas) < 2:
        return (diagram,)
    return tuple(
        replace(
            part_of(diagram, own=frozenset(box.id for box in diagram.boxes if box.area == area)),
            title=" \u2013 ".join(text for text in (diagram.title, area) if text),
        )
        for area in areas
    )


def part_of(diagram: Diagram, *, own: Set[str]) -> Diagram:
    """The boxes with these ids, the lines that start at them, and the other ends of those without their rows."""
    edges = tuple(edge for edge in diagram.edges if edge.source in own)
    shown = {end for edge in edges for end in (edge.source, edge.target)} | own
    boxes = tuple(box if box.id in own else replace(box, rows=(), about="") for box in diagram.boxes if box.id in shown)
    return replace(diagram, boxes=boxes, edges=edges)
