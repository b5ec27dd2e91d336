"""Types that a user can define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.ref import QName, Sql
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumType(SchemaObject):
    """A closed list of words."""

    kind: ClassVar[str] = "enum"

    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainCheck:
    """A named condition of a domain."""

    name: str
    expression: Sql
    valid: bool = True
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainType(SchemaObject):
    """A type with conditions."""

    kind: ClassVar[str] = "domain"

    base: str
    nullable: bool = True
    not_null_name: str | None = None
    """Name of the NOT NULL constraint where it is not the engine's default (PostgreSQL 17)."""
    default: Sql | None = None
    collation: QName | None = None
    checks: tuple[DomainCheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeField:
    """A named part of a composite type."""

    name: str
    type: str
    collation: QName | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeType(SchemaObject):
    """A row type that belongs to no table."""

    kind: ClassVar[str] = "composite"

    fields: tuple[CompositeField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeType(SchemaObject):
    """A range over a subtype; its multirange comes with it."""

    kind: ClassVar[str] = "range"

    subtype: str
    options: Mapping[str, str] = field(default_factory=dict)
    """Other clauses of CREATE TYPE … AS RANGE in order: subtype_opclass, collation, canonical, subtype_diff,
    multirange_type_name."""
