"""What a diagram shows of a model, free of any notation and of any geometry.

`draw` lays it out and paints it, `formats` writes it as Mermaid, PlantUML, D2 or DOT.
All texts are the user's own and unescaped: every notation escapes for itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class BoxStyle(StrEnum):
    """Sensitivity of an entity as a fill; the first that matches wins."""

    PII = "pii"
    CONFIDENTIAL = "confidential"
    NORMAL = "normal"


FILLS: Final[Mapping[BoxStyle, str]] = MappingProxyType(
    {BoxStyle.PII: "#FFE6E6", BoxStyle.CONFIDENTIAL: "#FFF3E0", BoxStyle.NORMAL: "#E8F4F8"}
)
"""Fill of a box by its style, the same in every notation and picture."""


class Mark(StrEnum):
    """A key role of a row."""

    PRIMARY = "PK"
    FOREIGN = "FK"
    UNIQUE = "UK"


class Multiplicity(StrEnum):
    """How many of this end one of the other end has; drawn as a crow's foot."""

    ONE = "1"
    ZERO_OR_ONE = "0..1"
    ONE_OR_MORE = "1..*"
    ZERO_OR_MORE = "0..*"


class EdgeKind(StrEnum):
    """What a line means. `source` is the child of an inheritance and the whole of a composition or aggregation."""

    ASSOCIATION = "association"
    INHERITANCE = "inheritance"
    COMPOSITION = "composition"
    AGGREGATION = "aggregation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An attribute in a box."""

    name: str
    type: str
    marks: tuple[Mark, ...] = ()
    required: bool = False
    pii: bool = False
    note: str = ""
    """Other short facts, such as `generated` or `default now()`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An entity."""

    id: str
    """Unique in the diagram; any text."""
    title: str
    """Name as the user reads it (business name, else name)."""
    name: str
    area: str = ""
    """Subject area (domain) the entity belongs to, or empty."""
    owner: str = ""
    about: str = ""
    style: BoxStyle = BoxStyle.NORMAL
    rows: tuple[Row, ...] = ()
    kind: str = "entity"
    """`entity`, or `view` when views are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relationship between two boxes.

    `source_end` says how many sources one target has, and stands at the source's end of the line.
    """

    id: str
    source: str
    target: str
    kind: EdgeKind = EdgeKind.ASSOCIATION
    source_end: Multiplicity = Multiplicity.ONE
    target_end: Multiplicity = Multiplicity.ZERO_OR_MORE
    identifying: bool = False
    label: str = ""
    source_rows: tuple[str, ...] = ()
    """Names of the rows the line belongs to at the source, when known."""
    target_rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Boxes and the edges between them; every edge end is the id of a box."""

    title: str
    boxes: tuple[Box, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """Facts the run verified, shown as a closing note; never a claim that nothing checked."""
