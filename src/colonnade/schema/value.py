"""The roots of the physical values: frozen, keyword-only, without parent pointers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.privilege import Grant
from colonnade.schema.ref import QName, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaObject:
    """An object that the engine itself knows by name.

    `owner` is None for the user who loads the schema; `privileges` is None for the engine's default.
    `depends` names what must exist before this object; it is found, not designed, so it takes no part in equality.
    """

    kind: ClassVar[str]

    path: QName
    ref: Ref = field(init=False, compare=False, repr=False)
    """The identity of this object: made once, since everybody asks for it."""
    comment: str | None = None
    owner: str | None = None
    privileges: tuple[Grant, ...] | None = None
    depends: tuple[Ref, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", Ref(self.kind_of(), self.path))

    @property
    def name(self) -> str:
        """The object's own name, without its namespace."""
        return self.path[-1]

    def kind_of(self) -> str:
        """The kind in `ref`; an `EngineObject` carries its own."""
        return self.kind

    def parent(self) -> Ref | None:
        """The object that this one is a part of and goes with, such as the table of an index."""
        return None

    def needs(self) -> Iterator[Ref]:
        """Every object that must exist before this one: its parent and what it depends on."""
        above = self.parent()
        if above is not None:
            yield above
        yield from self.depends


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart(SchemaObject):
    """An object that belongs to one table (or view): its path is the table's and its own name."""

    on_kind: str = "table"
    """Kind of the relation it stands on: table, view or materialized_view."""

    def parent(self) -> Ref | None:
        return Ref(self.on_kind, self.path[:-1])

    @property
    def table(self) -> QName:
        """Qualified name of the relation it stands on."""
        return self.path[:-1]
