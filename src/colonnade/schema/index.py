"""Indexes that are not the body of a constraint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.ref import QName, Ref, Sql
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexKey:
    """One column or expression of an index."""

    column: str | None = None
    expression: Sql | None = None
    collation: QName | None = None
    opclass: str | None = None
    """Operator class when it is not the default of the type, with its parameters, in normal form."""
    descending: bool = False
    nulls_first: bool | None = None
    """None for the engine's default in this direction."""
    statistics: int | None = None
    """Statistics target of an expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(SchemaObject):
    """An index of a table or materialised view."""

    kind: ClassVar[str] = "index"

    on: QName
    on_kind: str = "table"
    keys: tuple[IndexKey, ...] = ()
    method: str = "btree"
    unique: bool = False
    nulls_distinct: bool = True
    include: tuple[str, ...] = ()
    predicate: Sql | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    tablespace: str | None = None
    clustered: bool = False
    valid: bool = True
    attached_to: QName | None = None
    """Path of the partitioned table's index that this one is a partition of."""
    only: bool = False
    """Stands on the partitioned table alone (ON ONLY) until partitions' indexes are attached."""

    def parent(self) -> Ref | None:
        return Ref(self.on_kind, self.on)

    def needs(self) -> Iterator[Ref]:
        yield from SchemaObject.needs(self)
        if self.on_kind == "table":
            for name in (*(key.column for key in self.keys), *self.include):
                if name is not None:
                    yield Ref("column", (*self.on, name))
        if self.attached_to is not None:
            yield Ref("index", self.attached_to)
