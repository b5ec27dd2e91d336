"""How an engine says what the logical design means: types, defaults, conditions, partitions, rules and rights."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.model.facets import AccessPolicy, Command, Partition, Partitioning
from colonnade.model.types import Default, Type
from colonnade.schema import Index, PartitionBy, PartitionOf, QName, Ref, Schema, SchemaObject, Sql, Table, View


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrigger:
    """A business rule that a trigger keeps."""

    name: str
    condition: str
    """What every row meets, said of its columns."""
    commands: tuple[Command, ...]
    message: str
    """What a caller is told who breaks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What follows one kind of change of a row."""

    command: Command
    statements: tuple[str, ...]
    """In the engine's words; NEW and OLD are the row."""
    of: tuple[str, ...] = ()
    """Only updates that set one of these columns; any when empty."""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reactions:
    """What a table does by itself after changes of a row, under one name."""

    name: str
    cases: tuple[Reaction, ...]
    trusted: bool = False
    """It may do what its owner may, whoever changes the row."""
    needs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerIdioms:
    """How an engine reacts to changes of rows."""

    react: Callable[[Table, Reactions], tuple[SchemaObject, ...]]
    row_json: Callable[[Table, str, Collection[str]], str]
    """The row NEW or OLD as JSON, without these columns."""
    changed: Callable[[Table], str]
    """The names of the columns in which NEW differs from OLD, as JSON."""
    now: str
    """The present instant, which goes on within a transaction."""
    actor: str
    """Who changes the row, as far as the engine knows; null where it does not."""
    session: str
    """The session in which it happens; null where there is none."""
    differs: Callable[[str, str], str]
    """The condition that two expressions differ, null being a value like others."""
    touches_afterwards: bool
    """Whether the time of an update is written by an update of its own, after the one that it is the time of."""
    mark_deleted: Callable[[Table, Sequence[str], str | None, str | None, str | None], tuple[SchemaObject, ...]]
    """What makes a deletion mark the row: its key, and the columns of the time, of who did it, and of its living."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Who may do what with a table, in its own columns."""

    policies: tuple[AccessPolicy, ...]
    """For rows."""
    columns: Mapping[str, tuple[AccessPolicy, ...]]
    """For single columns that not everybody may read or write who may read or write the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantColumn:
    """A column that says whose a row is."""

    name: str
    setting: str
    """The setting of the session that holds the tenant."""
    optional: bool = False
    """A row without a value is for every session that the other columns let in."""
    claim: str = ""
    """What a signed context calls the tenant; when empty the setting is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantRoot:
    """The table with a row for each tenant of a level."""

    table: Table
    key: str
    """Its column by which tenants are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantLimit:
    """How much one tenant may use of a table."""

    name: str
    table: Table
    column: str
    """The column of the table that names the tenant."""
    root: TenantRoot
    amount: str = ""
    """The column that is added up; rows are counted when empty."""
    unit: int = 1
    monthly: bool = False
    """What was used counts in its calendar month alone, and a deletion gives nothing back."""
    held: str = ""
    """The column of the root that tells how much; empty when only plans do."""
    plan: str = ""
    """The column of the root that tells the plan."""
    plans: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantGate:
    """What keeps suspended tenants from writing, and from reading where they are blocked."""

    root: TenantRoot
    tenant: TenantColumn
    """The column by which tables name the tenant, and how a session names it."""
    state: str
    """The column of the root that tells the state."""
    states: tuple[str, ...]
    """Those in which a tenant is suspended."""
    tables: tuple[Table, ...]
    """All tables of tenants, the root among them."""
    blocked: bool
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessIdioms:
    """How an engine keeps who may do what."""

    protect: Callable[[Table, Sequence[SchemaObject], Protection], tuple[SchemaObject, ...]]
    """A table with these parts and sequences, as it is protected: itself and what changes or comes with it, the roles
    among them."""
    isolate: Callable[[Table, Sequence[TenantColumn], bool], tuple[SchemaObject, ...]]
    """The table whose rows are seen by the session's tenant alone, which these columns name, and what keeps it so. The
    flag says that other policies decide who sees which of them; else everybody with a grant does."""
    attest: Callable[[Sequence[str]], tuple[SchemaObject, ...]]
    """What verifies signed contexts for sessions of these roles."""
    admit: Callable[[SchemaObject, Sequence[str]], SchemaObject]
    """A namespace whose objects these roles may use."""
    gate: Callable[[TenantGate], tuple[SchemaObject, ...]]
    """What keeps suspended tenants out."""
    invoke: Callable[[View], View]
    """A view that shows to each user what that user may see of the tables below."""


class PartitionOrigin(StrEnum):
    """How a partition came to be one, where the engine remembers it."""

    ATTACHED = "attached"
    """It was made by itself and attached to its parent."""
    MADE = "made"
    """It was made as a part of its parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionIdioms:
    """How an engine divides the rows of a table over partitions that are tables themselves."""

    write_key: Callable[[Partitioning, Mapping[str, str]], PartitionBy]
    """The key of a partitioned table; the mapping gives the column of each attribute."""
    read_key: Callable[[PartitionBy], tuple[str, ...] | None]
    """The columns and bracketed expressions of a key, or None where it says more."""
    write_bound: Callable[[Partitioning, Partition], Sql]
    read_bound: Callable[[str, Sql], tuple[Partition, int | None]]
    """The partition of this name and bound, and the number of partitions that the bound of a hash tells."""
    divide: Callable[[Table, Sequence[SchemaObject], PartitionOf, QName, PartitionOrigin], tuple[SchemaObject, ...]]
    """The partition of a table with these parts: its table, with this path, and what it has from its parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idioms:
    """How an engine says what the logical design means."""

    write_type: Callable[[Type, Mapping[str, str]], str]
    """The engine's spelling of a logical type; the mapping gives that of each domain by its key."""
    read_type: Callable[[str, Mapping[str, str]], Type]
    """The logical type of a spelling, or a native one; the mapping gives the key of each domain by its spelling."""
    write_default: Callable[[Default, str], Sql]
    """A logical default as an expression for a column of a type in the engine's spelling."""
    read_default: Callable[[Sql, str], Default]
    write_condition: Callable[[str], Sql]
    """A condition of a model, written without outer parentheses, in the engine's normal form."""
    read_condition: Callable[[Sql], str]
    qualified: Callable[[QName], str]
    """A qualified name as SQL."""
    parser: str = ""
    """Name of the engine's grammar in sqlglot, which translates texts between engines; empty for the general one."""
    functions: frozenset[str] = frozenset()
    """Functions of the engine in lower case, where it has few enough to be listed; empty for many."""
    own_functions: frozenset[str] = frozenset()
    """Functions in lower case that other engines have not, or not with the same meaning."""
    type_condition: Callable[[str, Type], Sql | None] | None = None
    """The check by which the engine keeps what a logical type promises of a column, where the type alone does not."""
    one_form: Callable[[str], Sql] | None = None
    """The condition that an instant in a column of this name is written in the one form in which instants compare as
    texts; None where the engine compares instants themselves."""
    index: Callable[[Index], Index] | None = None
    """The engine's own form of an index whose method it calls otherwise, such as full text."""
    storage: Callable[[int], Mapping[str, str]] | None = None
    """Storage parameters of an undivided table of which so many rows are expected."""
    touch: Callable[[Table, Sequence[str], str | None, str | None], tuple[SchemaObject, ...]] | None = None
    """What keeps the time of the last update and the number of the version in these columns of a table, the last
    two arguments; before them its primary key."""
    rule: Callable[[Table, RuleTrigger], tuple[SchemaObject, ...]] | None = None
    """What refuses a row that breaks a business rule."""
    triggers: TriggerIdioms | None = None
    """None where rows change without anything that follows."""
    limit: Callable[[TenantLimit], tuple[SchemaObject, ...]] | None = None
    """What refuses that a tenant uses more than it may; nothing where the engine can't keep such a limit."""
    empties_single_columns: bool = False
    """Whether a deletion may empty some columns of a reference and leave the others."""
    access: AccessIdioms | None = None
    """None where nothing can be granted."""
    partitions: PartitionIdioms | None = None
    """None where tables can't be divided."""
    extensions: Callable[[Sequence[SchemaObject]], Sequence[SchemaObject]] | None = None
    """What must be installed in the database for these objects."""
    settle: Callable[[Schema, bool], Schema] | None = None
    """What a realised schema becomes on an engine that has less: checks in place of types, no comments. The flag says
    that the model is in the engine's own words, so that nothing is added that it does not state."""
