"""Diagrams of a source, whole or a part of it, in every notation and as pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from colonnade.draw import Theme, around, html, keys_only, layout, only_area, png, svg
from colonnade.draw.part import NoSuchBoxError
from colonnade.errors import InputError
from colonnade.formats import d2, dot, mermaid, plantuml
from colonnade.formats.losses import Loss, Written
from colonnade.model.derive.drawing import diagram_of
from colonnade.model.diagram import Diagram
from colonnade.text import did_you_mean
from colonnade.workspace.normal import model_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source


class Notation(StrEnum):
    """What a diagram is written as."""

    MERMAID = "mermaid"
    PLANTUML = "plantuml"
    D2 = "d2"
    DOT = "dot"
    SVG = "svg"
    PNG = "png"
    HTML = "html"


class UnknownNotationError(InputError):
    """Nobody said what a diagram is to be written as, and the ending of the file does not tell."""

    code = "CO186"


_ENDINGS: Mapping[str, Notation] = {
    ".mmd": Notation.MERMAID,
    ".mermaid": Notation.MERMAID,
    ".puml": Notation.PLANTUML,
    ".plantuml": Notation.PLANTUML,
    ".d2": Notation.D2,
    ".dot": Notation.DOT,
    ".gv": Notation.DOT,
    ".svg": Notation.SVG,
    ".png": Notation.PNG,
    ".html": Notation.HTML,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a source is shown."""

    area: str | None = None
    """One subject area (or namespace, where there are no areas)."""
    around: str | None = None
    """An entity, with what is at most `depth` relationships away."""
    depth: int = 1
    keys: bool = False
    """Only attributes that are a part of a key or of a relationship."""
    views: bool = False
    """Views too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A diagram that was written."""

    source: str
    notation: Notation
    entities: int
    relationships: int
    losses: tuple[Loss, ...]
    file: str | None
    """Where it stands; null where it is in `text`."""
    text: str | None
    """The diagram; null where it was written to a file, and for a PNG."""


def notation_of(given: Notation | None, path: Path | None) -> Notation:
    """The notation that was asked for, or that the ending of a file tells. Raises UnknownNotationError."""
    if given is not None:
        return given
    found = _ENDINGS.get(path.suffix.lower()) if path is not None else None
    if found is None:
        known = ", ".join(Notation)
        raise UnknownNotationError("what is the diagram to be written as?", hint=f"--as with one of {known}")
    return found


def diagram(source: Source, part: Part) -> Diagram:
    """The diagram of a source. Raises NoSuchAreaError, NoSuchBoxError."""
    model = model_of(source)
    found = diagram_of(model, views=part.views)
    if not any(box.area for box in found.boxes):
        # A database knows no subject areas, but namespaces, which are what comes nearest.
        spaces = {each.key: each.namespace for each in model.entities.values()}
        spaces |= {each.key: each.namespace for each in model.views.values()}
        if len(set(spaces.values())) > 1:
            found = replace(
                found, boxes=tuple(replace(box, area=spaces.get(box.id) or "public") for box in found.boxes)
            )
    if part.area is not None:
        found = only_area(found, part.area)
    if part.around is not None:
        found = around(found, _box(found, part.around), part.depth)
    return keys_only(found) if part.keys else found


def _box(found: Diagram, name: str) -> str:
    """The id of the box that a user names."""
    exact = [box.id for box in found.boxes if name in {box.id, box.name, box.title}]
    ends = [box.id for box in found.boxes if box.id.rpartition(".")[2] == name]
    if not (exact or ends):
        hint = did_you_mean(name, [box.id for box in found.boxes])
        raise NoSuchBoxError(f"there is no entity {name!r} in the diagram", hint=hint, fields={"entity": name})
    return (exact or ends)[0]


_WRITERS: Mapping[Notation, Callable[[Diagram], Written]] = {
    Notation.MERMAID: mermaid.write,
    Notation.PLANTUML: plantuml.write,
    Notation.D2: d2.write,
    Notation.DOT: dot.write,
}


def draw(shown: Diagram, notation: Notation, *, theme: Theme = Theme.AUTO, tell: Tell = silent) -> Written | bytes:
    """A diagram in a notation; a PNG is bytes. Raises NoRendererError, NoFontError."""
    writer = _WRITERS.get(notation)
    if writer is not None:
        return writer(shown)
    tell(f"Arranging {len(shown.boxes)} entities")
    placed = layout(shown)
    match notation:
        case Notation.SVG:
            return Written(text=svg(placed, theme))
        case Notation.HTML:
            return Written(text=html(placed, theme=theme))
        case _:
            return png(placed, theme=theme)
