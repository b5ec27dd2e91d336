"""Tables and their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from colonnade.schema.privilege import Grant
from colonnade.schema.ref import QName, Ref, Sql
from colonnade.schema.sequence import SequenceOptions
from colonnade.schema.value import SchemaObject


class Persistence(StrEnum):
    """Whether rows survive a crash."""

    PERMANENT = "permanent"
    UNLOGGED = "unlogged"


class GeneratedAs(StrEnum):
    """Where the value of a generated column lives."""

    STORED = "stored"
    VIRTUAL = "virtual"


class IdentityMode(StrEnum):
    """Whether a user may give the value of an identity column."""

    ALWAYS = "always"
    BY_DEFAULT = "by_default"


class PartitionStrategy(StrEnum):
    """How rows are spread over partitions."""

    RANGE = "range"
    LIST = "list"
    HASH = "hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A column numbered by the engine through a sequence of its own."""

    mode: IdentityMode
    sequence: QName | None = None
    """Name of the sequence when it is not the engine's default for this column."""
    options: SequenceOptions = field(default_factory=SequenceOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A column computed from others in its row."""

    expression: Sql
    stored: GeneratedAs = GeneratedAs.STORED


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNull:
    """What is unusual about a NOT NULL constraint (PostgreSQL 18 and SQLite: it has a name; it may be NOT VALID)."""

    name: str | None = None
    valid: bool = True
    inheritable: bool = True
    local: bool | None = None
    """Whether an heir states it itself, where that is otherwise than with its column (PostgreSQL 18)."""
    comment: str | None = None
    on_conflict: str | None = None
    """SQLite's conflict rule in lower case; None for its default, abort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, in the engine's own spelling of its type."""

    name: str
    type: str
    nullable: bool = True
    default: Sql | None = None
    generated: Generated | None = None
    identity: Identity | None = None
    not_null: NotNull | None = None
    """Set only when NOT NULL has something the engine's default has not."""
    collation: QName | None = None
    """None for the default collation of the type."""
    storage: str | None = None
    """Where values live (plain, external, extended, main); None for the default of the type."""
    compression: str | None = None
    statistics: int | None = None
    """Statistics target; None for the server's default."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Per-column storage parameters (n_distinct) or options of a foreign table's column."""
    local: bool = True
    """False when the column is only inherited."""
    autoincrement: bool = False
    """SQLite AUTOINCREMENT: numbers are never used twice."""
    hidden: bool = False
    comment: str | None = None
    privileges: tuple[Grant, ...] | None = None
    depends: tuple[Ref, ...] = field(default=(), compare=False, repr=False)
    """What its type, default, expression or collation need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionBy:
    """How a partitioned table spreads its rows."""

    strategy: PartitionStrategy
    key: Sql
    """The key list in normal form, without the strategy, such as `placed_at` or `lower(name), id`."""
    columns: tuple[str, ...] = ()
    """Plain columns of the key in order; an expression is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionOf:
    """The place of a partition in its parent."""

    parent: QName
    bound: Sql
    """`FOR VALUES FROM … TO …`, `FOR VALUES IN …`, `FOR VALUES WITH …` or `DEFAULT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Where the rows of a foreign table live."""

    server: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(SchemaObject):
    """A table: ordinary, partitioned, partition or foreign.

    Two tables are equal when they have the same columns, whatever their order: no engine can move a
    column without writing the table anew, so order is kept for a first CREATE and is never a difference.
    """

    kind: ClassVar[str] = "table"

    columns: Mapping[str, Column] = field(default_factory=dict)
    persistence: Persistence = Persistence.PERMANENT
    options: Mapping[str, str] = field(default_factory=dict)
    """Storage parameters, those of the TOAST table with the prefix `toast.`."""
    tablespace: str | None = None
    access_method: str | None = None
    inherits: tuple[QName, ...] = ()
    of_type: QName | None = None
    partition_by: PartitionBy | None = None
    partition_of: PartitionOf | None = None
    foreign: Foreign | None = None
    row_security: bool = False
    force_row_security: bool = False
    replica_identity: str | None = None
    """`full`, `nothing`, `index NAME`, or None for the default."""
    strict: bool = False
    without_rowid: bool = False

    def needs(self) -> Iterator[Ref]:
        """What must exist before the table, its columns' types and expressions included."""
        yield from self.depends
        yield from (Ref("table", path) for path in self.inherits)
        if self.partition_of is not None:
            yield Ref("table", self.partition_of.parent)
        for column in self.columns.values():
            yield from column.depends

    def column_ref(self, name: str) -> Ref:
        """The identity of one of its columns."""
        return Ref("column", (*self.path, name))
