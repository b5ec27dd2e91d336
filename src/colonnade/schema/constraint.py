"""Constraints of a table: keys, references, checks and exclusions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from colonnade.schema.ref import QName, Ref, Sql
from colonnade.schema.value import TablePart


class Action(StrEnum):
    """What happens to a referring row when the row it refers to goes or changes its key."""

    NO_ACTION = "no action"
    RESTRICT = "restrict"
    CASCADE = "cascade"
    SET_NULL = "set null"
    SET_DEFAULT = "set default"


class Match(StrEnum):
    """How a composite reference with some nulls is judged."""

    SIMPLE = "simple"
    FULL = "full"
    PARTIAL = "partial"


class Deferral(StrEnum):
    """When a constraint is checked."""

    NEVER = "not deferrable"
    IMMEDIATE = "deferrable"
    DEFERRED = "deferrable initially deferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint(TablePart):
    """What all constraints of a table share; they share one set of names per table too."""

    kind: ClassVar[str] = "constraint"

    named: bool = True
    """False when the engine shows no name (SQLite) and `path` ends with one made from the structure."""
    shared_name: str | None = None
    """Its name where an earlier constraint of the table has the same (SQLite) and `path` ends with one made from it."""
    deferral: Deferral = Deferral.NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Constraint):
    """A primary key or a unique constraint."""

    primary: bool
    columns: tuple[str, ...]
    include: tuple[str, ...] = ()
    nulls_distinct: bool = True
    without_overlaps: bool = False
    """The last column is a period that must not overlap (PostgreSQL 18)."""
    options: Mapping[str, str] = field(default_factory=dict)
    tablespace: str | None = None
    clustered: bool = False
    """CLUSTER ON its index."""
    on_conflict: str | None = None
    """SQLite's conflict rule in lower case; None for its default, abort."""
    descending: tuple[str, ...] = ()
    """Columns in descending order (SQLite)."""
    collations: Mapping[str, str] = field(default_factory=dict)
    """Collation of a key column where it differs from the column's (SQLite)."""
    index_comment: str | None = None
    attached_to: QName | None = None
    """Path of the parent table's index that this key's index is attached to."""

    def needs(self) -> Iterator[Ref]:
        yield from TablePart.needs(self)
        for name in (*self.columns, *self.include):
            yield Ref("column", (*self.table, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey(Constraint):
    """A reference to a key of a table."""

    columns: tuple[str, ...]
    target: QName
    target_columns: tuple[str, ...]
    match: Match = Match.SIMPLE
    on_delete: Action = Action.NO_ACTION
    on_update: Action = Action.NO_ACTION
    on_delete_columns: tuple[str, ...] = ()
    """Only these columns are set (ON DELETE SET NULL (a, b), PostgreSQL 15)."""
    valid: bool = True
    enforced: bool = True
    period: bool = False
    """The last column is a PERIOD (PostgreSQL 18)."""

    def needs(self) -> Iterator[Ref]:
        yield from TablePart.needs(self)
        yield Ref("table", self.target)
        for name in self.columns:
            yield Ref("column", (*self.table, name))
        for name in self.target_columns:
            yield Ref("column", (*self.target, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Constraint):
    """A condition that every row meets."""

    expression: Sql
    """Without the outer CHECK and its parentheses."""
    valid: bool = True
    enforced: bool = True
    inheritable: bool = True
    local: bool = True
    """False when it is only inherited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Constraint):
    """No two rows may be alike by the named operators (PostgreSQL EXCLUDE)."""

    definition: Sql
    """From EXCLUDE on, in normal form, without the deferral."""
    options: Mapping[str, str] = field(default_factory=dict)
    tablespace: str | None = None
    clustered: bool = False
    index_comment: str | None = None
    attached_to: QName | None = None
