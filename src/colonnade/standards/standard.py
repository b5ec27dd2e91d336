"""The standard of an organisation: what it demands of every database design, as data.

Fields that say nothing are empty or None, so that a standard that extends another says only what is different.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from colonnade.findings import Severity
from colonnade.model import spelling as spell
from colonnade.model.facets import TablePurpose
from colonnade.model.parts import Case


class Facet(StrEnum):
    """What a design can be made to say of each table."""

    OWNER = "owner"
    ABOUT = "about"
    RETENTION = "retention"
    PURPOSE = "purpose"
    CLASSIFICATION = "classification"


class Tie(StrEnum):
    """How closely a module is bound to another."""

    STRONG = "strong"
    WEAK = "weak"
    BIDIRECTIONAL = "bidirectional"


class Flow(StrEnum):
    """Which way data goes along a dependency."""

    SOURCE_TO_TARGET = "source to target"
    TARGET_TO_SOURCE = "target to source"
    BIDIRECTIONAL = "bidirectional"


class Conflicts(StrEnum):
    """What holds when both sides changed a row."""

    SOURCE_WINS = "source wins"
    TARGET_WINS = "target wins"
    TIMESTAMP_WINS = "timestamp wins"
    MANUAL_RESOLUTION = "manual resolution"


class Consistency(StrEnum):
    """How far both sides agree at any moment."""

    STRONG = "strong"
    EVENTUAL = "eventual"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A part of the product that tables are named after."""

    name: str = field(default="", metadata=spell.text("Name; the key in the file."))
    about: str = field(default="", metadata=spell.text("What it covers."))
    short: tuple[str, ...] = field(default=(), metadata=spell.words("Abbreviations that names may have instead."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What tables of a purpose are called by, and what they must have."""

    name: str = field(default="", metadata=spell.text("A purpose of the model language; the key in the file."))
    short: tuple[str, ...] = field(default=(), metadata=spell.words("Abbreviations that names may have instead."))
    columns: Mapping[str, str] = field(
        default_factory=dict,
        metadata=spell.texts("Columns that such a table must have, each as a line of the model language."),
    )
    exempt: tuple[Facet, ...] = field(
        default=(), metadata=spell.choices(Facet, "Facets that such a table need not state.")
    )

    @property
    def of(self) -> TablePurpose:
        """The purpose. Raises ValueError."""
        return TablePurpose(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePatterns:
    """How tables, indexes and columns are called."""

    table: str = field(
        default="",
        metadata=spell.text("Pattern of tables: {module}, {purpose} and {entity}; what is in [brackets] may lack."),
    )
    index: str = field(
        default="", metadata=spell.text("Pattern of indexes: {table}, {columns} and {type}, the last in [brackets].")
    )
    case: Case | None = field(default=None, metadata=spell.choice(Case, "The case of tables, columns and indexes."))
    table_length: int | None = field(default=None, metadata=spell.whole("Characters of a table's name."))
    index_length: int | None = field(default=None, metadata=spell.whole("Characters of an index's name."))
    column_length: int | None = field(default=None, metadata=spell.whole("Characters of a column's name."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What every table has."""

    key_types: tuple[str, ...] = field(
        default=(), metadata=spell.words("Types that a primary key of one column may have, as the engine says them.")
    )
    tenant: str = field(default="", metadata=spell.text("Column that says whose row it is."))
    shared: tuple[str, ...] = field(
        default=(), metadata=spell.words("Tables that belong to no tenant; * stands for any text.")
    )
    row_security: bool | None = field(
        default=None, metadata=spell.flag("Tables with the tenant column have row security, forced on their owner.")
    )
    facets: tuple[Facet, ...] = field(default=(), metadata=spell.choices(Facet, "What every table states of itself."))
    marked_deletion: bool | None = field(
        default=None, metadata=spell.flag("Tables of things mark deleted rows and keep them (STD013).")
    )
    documents_indexed: bool | None = field(
        default=None, metadata=spell.flag("Every column of documents has an index into them (STD014).")
    )
    audited: bool | None = field(
        default=None, metadata=spell.flag("Changes of tables of things are recorded (STD015).")
    )
    personal_hidden: bool | None = field(
        default=None, metadata=spell.flag("Personal attributes say how their values are hidden (STD016).")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLimits:
    """How large things may be; where nothing is said, the limits of the project hold."""

    identifier_bytes: int | None = field(default=None, metadata=spell.whole("Bytes of a name (NAM002)."))
    table_columns: int | None = field(default=None, metadata=spell.whole("Columns of a table (STR001)."))
    table_indexes: int | None = field(default=None, metadata=spell.whole("Indexes of a table (IDX004)."))
    index_columns: int | None = field(default=None, metadata=spell.whole("Columns of an index (IDX005)."))
    key_text_characters: int | None = field(default=None, metadata=spell.whole("Characters of a key (KEY008)."))
    table_mb: int | None = field(default=None, metadata=spell.whole("Size of a table on disk (STD012)."))
    table_rows: int | None = field(default=None, metadata=spell.whole("Rows of a table (STD012)."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """How quick statements on a table are to be, and under how many users at once."""

    select_ms: int | None = field(default=None, metadata=spell.whole("Longest SELECT in milliseconds."))
    insert_ms: int | None = field(default=None, metadata=spell.whole("Longest INSERT in milliseconds."))
    update_ms: int | None = field(default=None, metadata=spell.whole("Longest UPDATE in milliseconds."))
    delete_ms: int | None = field(default=None, metadata=spell.whole("Longest DELETE in milliseconds."))
    readers: int | None = field(default=None, metadata=spell.whole("Readers at once."))
    writers: int | None = field(default=None, metadata=spell.whole("Writers at once."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Synchronisation:
    """How two modules that keep the same data stay alike."""

    real_time: bool = field(default=False, metadata=spell.flag("A change goes over at once."))
    every_minutes: int | None = field(default=None, metadata=spell.whole("Minutes between two runs."))
    conflicts: Conflicts = field(
        default=Conflicts.MANUAL_RESOLUTION, metadata=spell.choice(Conflicts, "What holds when both sides changed.")
    )
    consistency: Consistency = field(
        default=Consistency.STRONG, metadata=spell.choice(Consistency, "How far both sides agree at any moment.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """A module may refer to another."""

    source: str = field(metadata=spell.text("Module whose tables refer.", key="from"))
    target: str = field(metadata=spell.text("Module whose tables are referred to.", key="to"))
    tie: Tie = field(default=Tie.STRONG, metadata=spell.choice(Tie, "How closely they are bound."))
    flow: Flow = field(default=Flow.TARGET_TO_SOURCE, metadata=spell.choice(Flow, "Which way data goes."))
    sync: Synchronisation | None = field(
        default=None, metadata=spell.part(Synchronisation, "How both sides stay alike, where both keep the data.")
    )
    about: str = field(default="", metadata=spell.text("What it is for."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionTo:
    """Findings that the organisation lives with, for a stated reason and time."""

    rule: str = field(metadata=spell.text("The rule."))
    object: str = field(default="*", metadata=spell.text("Objects it holds for; * stands for any text."))
    reason: str = field(metadata=spell.text("Why."))
    until: str = field(metadata=spell.text("Last day on which it holds, in ISO 8601."))

    def holds(self, today: date) -> bool:
        """Whether it still holds. Raises ValueError for an `until` that is no day."""
        return today <= date.fromisoformat(self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What an organisation demands of every database design."""

    name: str = field(metadata=spell.text("Name of the standard.", key="standard"))
    version: str = field(metadata=spell.text("Version of the standard, such as 1.2.0."))
    about: str = field(default="", metadata=spell.text("What it is for."))
    owner: str = field(default="", metadata=spell.text("Who answers for it."))
    extends: tuple[str, ...] = field(
        default=(), metadata=spell.words("Standards whose demands hold too, where this one says nothing else.")
    )
    engines: tuple[str, ...] = field(
        default=(), metadata=spell.words("Engines that it is for; the first is that of a model without one.")
    )
    naming: NamePatterns = field(
        default_factory=NamePatterns, metadata=spell.part(NamePatterns, "How things are called.")
    )
    modules: tuple[Module, ...] = field(
        default=(), metadata=spell.parts(Module, "Parts of the product that tables are named after.")
    )
    purposes: tuple[Purpose, ...] = field(
        default=(), metadata=spell.parts(Purpose, "What tables are for, and what such tables have.")
    )
    structure: Structure = field(default_factory=Structure, metadata=spell.part(Structure, "What every table has."))
    limits: SizeLimits = field(default_factory=SizeLimits, metadata=spell.part(SizeLimits, "How large things may be."))
    targets: Targets = field(default_factory=Targets, metadata=spell.part(Targets, "How quick statements are to be."))
    rules: Mapping[str, str] = field(
        default_factory=dict, metadata=spell.texts("How grave the findings of a rule are; off: it does not run.")
    )
    dependencies: tuple[Dependency, ...] = field(
        default=(), metadata=spell.parts(Dependency, "Which modules may refer to which others.")
    )
    exceptions: tuple[ExceptionTo, ...] = field(
        default=(), metadata=spell.parts(ExceptionTo, "Findings that the organisation lives with.")
    )

    @property
    def severities(self) -> Mapping[str, Severity]:
        """How grave rules are by this standard."""
        return {rule: Severity(said) for rule, said in self.rules.items() if said != OFF}

    @property
    def disabled(self) -> frozenset[str]:
        """Rules that don't run by this standard."""
        return frozenset(rule for rule, said in self.rules.items() if said == OFF)

    def purpose(self, wanted: TablePurpose | None) -> Purpose | None:
        """What it says of a purpose."""
        return next((each for each in self.purposes if wanted is not None and each.of is wanted), None)


OFF = "off"
"""What `rules` says of a rule that does not run."""
