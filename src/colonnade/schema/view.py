"""Views and materialised views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.ref import Sql
from colonnade.schema.table import Column
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class View(SchemaObject):
    """A named query."""

    kind: ClassVar[str] = "view"

    definition: Sql
    """The query alone, without a closing semicolon."""
    columns: tuple[Column, ...] = ()
    """What is stated of columns: comments, defaults, privileges, without types; all names where the text lists them
    (SQLite)."""
    shape: tuple[Column, ...] = field(default=(), compare=False)
    """Names, types and collations of all columns as the engine sees them: found, not designed. Empty where nobody has
    asked an engine."""
    options: Mapping[str, str] = field(default_factory=dict)
    """security_barrier, security_invoker, check_option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterializedView(SchemaObject):
    """A named query whose rows are kept."""

    kind: ClassVar[str] = "materialized_view"

    definition: Sql
    columns: tuple[Column, ...] = ()
    """What is stated of columns, as of a view's."""
    shape: tuple[Column, ...] = field(default=(), compare=False)
    """Names, types and collations of all columns, as of a view's."""
    options: Mapping[str, str] = field(default_factory=dict)
    tablespace: str | None = None
    access_method: str | None = None
    populated: bool = field(default=True, compare=False)
    """Whether it holds rows now; a matter of data, not of design."""
