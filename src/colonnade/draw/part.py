"""Parts of a diagram: what is around an entity, one subject area, fewer rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from colonnade.errors import InputError
from colonnade.model.diagram import Box, Diagram


class NoSuchBoxError(InputError):
    """The diagram has no such entity."""

    code = "CO164"


class NoSuchAreaError(InputError):
    """The diagram has no such subject area."""

    code = "CO165"


def around(diagram: Diagram, entity: str, depth: int = 1) -> Diagram:
    """Return `entity`, given by its id, with all that is at most `depth` relationships away from it.

    Raises `NoSuchBoxError`.
    """
    if all(box.id != entity for box in diagram.boxes):
        raise NoSuchBoxError(f"no entity {entity!r} in the diagram", fields={"entity": entity})
    kept = {entity}
    for _ in range(depth):
        reached = {edge.target for edge in diagram.edges if edge.source in kept}
        reached |= {edge.source for edge in diagram.edges if edge.target in kept}
        if reached <= kept:
            break
        kept |= reached
    return _only(diagram, kept)


def only_area(diagram: Diagram, area: str) -> Diagram:
    """Return the entities of subject area `area` and the relationships between them.

    Raises `NoSuchAreaError`.
    """
    kept = {box.id for box in diagram.boxes if box.area == area}
    if not kept:
        known = sorted({box.area for box in diagram.boxes if box.area})
        raise NoSuchAreaError(
            f"no subject area {area!r} in the diagram",
            hint=f"areas: {', '.join(known)}" if known else "the diagram has no subject areas",
            fields={"area": area},
        )
    return _only(diagram, kept)


def keys_only(diagram: Diagram) -> Diagram:
    """Return the diagram with only those rows that are part of a key or that a relationship belongs to."""
    tied: dict[str, set[str]] = {box.id: set() for box in diagram.boxes}
    for edge in diagram.edges:
        tied.get(edge.source, set()).update(edge.source_rows)
        tied.get(edge.target, set()).update(edge.target_rows)

    def shown(box: Box) -> Box:
        return replace(box, rows=tuple(row for row in box.rows if row.marks or row.name in tied[box.id]))

    return replace(diagram, boxes=tuple(shown(box) for box in diagram.boxes))


def _only(diagram: Diagram, kept: Iterable[str]) -> Diagram:
    ids = set(kept)
    return replace(
        diagram,
        boxes=tuple(box for box in diagram.boxes if box.id in ids),
        edges=tuple(edge for edge in diagram.edges if edge.source in ids and edge.target in ids),
    )
