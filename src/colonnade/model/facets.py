"""What a design says of its data beyond its shape: quality, masking, retention, access, workload, lineage, history."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from decimal import Decimal
from enum import StrEnum

from colonnade.model import spelling as spell


class QualityKind(StrEnum):
    """What a quality rule measures."""

    COMPLETENESS = "completeness"
    UNIQUENESS = "uniqueness"
    VALIDITY = "validity"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"


class QualitySeverity(StrEnum):
    """What a broken quality rule is."""

    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRule:
    """A measurable demand on the data of an attribute or an entity."""

    kind: QualityKind = field(metadata=spell.choice(QualityKind, "What is measured."))
    expression: str = field(default="", metadata=spell.sql("Condition that a good row meets."))
    threshold: Decimal = field(
        default=Decimal(1), metadata=spell.number("Share of good rows that is enough, from 0 to 1.")
    )
    severity: QualitySeverity = field(
        default=QualitySeverity.ERROR, metadata=spell.choice(QualitySeverity, "What a broken rule is.")
    )
    notify: tuple[str, ...] = field(
        default=(), metadata=spell.words("Channels that hear of it, such as slack://data-team.")
    )
    name: str = field(default="", metadata=spell.text("Name in reports."))
    about: str = field(default="", metadata=spell.text("What the rule is for."))


class MaskingStrategy(StrEnum):
    """How a value is hidden."""

    ENCRYPT = "encrypt"
    TOKENIZE = "tokenize"
    SUBSTITUTE = "substitute"
    SCRAMBLE = "scramble"
    NULLIFY = "nullify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masking:
    """How the values of an attribute are hidden in a copy."""

    strategy: MaskingStrategy = field(metadata=spell.choice(MaskingStrategy, "How a value is hidden."))
    keep_format: bool = field(default=False, metadata=spell.flag("The masked value looks like a real one."))
    keep_relationships: bool = field(
        default=False, metadata=spell.flag("Equal values stay equal in every table and run.")
    )
    function: str = field(default="", metadata=spell.text("Name of the masking function."))


class PeriodUnit(StrEnum):
    """A unit of a period of the calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class RetentionEnd(StrEnum):
    """What happens when the period is over."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    ARCHIVE = "archive"
    SOFT_DELETE = "soft delete"
    COMPRESS = "compress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long data is kept, counted from what, and what then. No count means for ever."""

    count: int | None = field(default=None, metadata=spell.whole("How many units; absent means for ever."))
    unit: PeriodUnit = field(default=PeriodUnit.YEAR, metadata=spell.choice(PeriodUnit, "Unit of the period."))
    after: str = field(
        default="",
        metadata=spell.text("Attribute from which the period counts.", refers=spell.Refers.OWN_ATTRIBUTE),
    )
    then: RetentionEnd = field(
        default=RetentionEnd.DELETE, metadata=spell.choice(RetentionEnd, "What happens when it is over.")
    )
    where: str = field(default="", metadata=spell.sql("Only rows that meet this condition."))
    because: str = field(default="", metadata=spell.text("The law or rule that asks for it."))


class Command(StrEnum):
    """What can be done with rows."""

    READ = "read"
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPolicy:
    """Who may do what with which rows and attributes; no commands means all of them."""

    roles: tuple[str, ...] = field(metadata=spell.words("Roles it is for."))
    may: tuple[Command, ...] = field(default=(), metadata=spell.choices(Command, "Commands; none means all."))
    attributes: tuple[str, ...] = field(
        default=(), metadata=spell.words("Only these attributes.", refers=spell.Refers.OWN_ATTRIBUTE)
    )
    where: str = field(default="", metadata=spell.sql("Rows that are seen."))
    check: str = field(default="", metadata=spell.sql("Condition that a written row meets."))
    name: str = field(default="", metadata=spell.text("Name of the policy in the database."))
    about: str = field(default="", metadata=spell.text("What the policy is for."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalAccess:
    """Who sees rows with personal or sensitive data: some roles all of them, programs those that their user made."""

    application: str = field(
        metadata=spell.text("Role as which programs work: it has the rows whose `created by` is its user.")
    )
    trusted: tuple[str, ...] = field(default=(), metadata=spell.words("Roles that have every row."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Rows that are expected, and by what part they grow in a period. Unknown stays None."""

    rows: int | None = field(default=None, metadata=spell.whole("Rows that are expected."))
    growth: Decimal | None = field(default=None, metadata=spell.number("Growth per period, in percent."))
    every: PeriodUnit = field(default=PeriodUnit.YEAR, metadata=spell.choice(PeriodUnit, "The period of the growth."))


class Frequency(StrEnum):
    """How often a query runs: more than 1000, 100 to 1000, 10 to 100, fewer than 10 times a day."""

    VERY_HIGH = "very high"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPattern:
    """A way in which the data is asked for."""

    about: str = field(metadata=spell.text("What is looked for, in words."))
    frequency: Frequency | None = field(default=None, metadata=spell.choice(Frequency, "How often."))
    query: str = field(default="", metadata=spell.sql("The query, as an example."))


class Transformation(StrEnum):
    """How a value comes from its source."""

    DIRECT = "direct"
    AGGREGATION = "aggregation"
    CALCULATION = "calculation"
    JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where a value comes from."""

    source: str = field(metadata=spell.text("System, table or attribute it comes from."))
    transformation: Transformation = field(
        default=Transformation.DIRECT, metadata=spell.choice(Transformation, "How it comes from there.")
    )
    expression: str = field(default="", metadata=spell.sql("The calculation."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of a change log."""

    version: str = field(metadata=spell.text("Version that the change made."))
    at: str = field(default="", metadata=spell.text("When, in ISO 8601."))
    by: str = field(default="", metadata=spell.text("Who."))
    what: str = field(default="", metadata=spell.text("What changed."))


class PartitionMethod(StrEnum):
    """How rows are divided."""

    RANGE = "range"
    LIST = "list"
    HASH = "hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """One partition: its bounds as SQL literals in the model's dialect; none of them means the default partition."""

    name: str = field(metadata=spell.text("Name of the partition."))
    start: tuple[str, ...] = field(default=(), metadata=spell.words("First values, included (range)."))
    end: tuple[str, ...] = field(default=(), metadata=spell.words("Last values, not included (range)."))
    values: tuple[str, ...] = field(default=(), metadata=spell.words("Values (list)."))
    remainder: int | None = field(default=None, metadata=spell.whole("Remainder (hash)."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Partitioning:
    """How the rows of an entity are divided, and into what."""

    method: PartitionMethod = field(metadata=spell.choice(PartitionMethod, "How rows are divided."))
    by: tuple[str, ...] = field(
        metadata=spell.words("Attributes, or expressions, that decide.", refers=spell.Refers.OWN_ATTRIBUTE)
    )
    every: PeriodUnit | None = field(
        default=None, metadata=spell.choice(PeriodUnit, "A partition for each such period (range).")
    )
    start: str = field(
        default="", metadata=spell.text("First day of the first period, in ISO 8601 (range).", key="from")
    )
    count: int | None = field(
        default=None, metadata=spell.whole("Number of partitions (hash), or of periods to begin with (range).")
    )
    partitions: tuple[Partition, ...] = field(
        default=(), metadata=spell.parts(Partition, "The partitions, where they are fixed.")
    )

    @property
    def first_day(self) -> date | None:
        """The day on which a run of periods begins; None where there is none, or not one that such a run can have.

        Months, quarters and years begin with the first of a month, and all end before the calendar does.
        """
        if self.every is None or len(self.by) != 1 or not _DAY.fullmatch(self.start):
            return None
        try:
            found = date.fromisoformat(self.start)
        except ValueError:
            return None
        whole = found.day == 1 or self.every in (PeriodUnit.DAY, PeriodUnit.WEEK)
        return found if whole and found.year + (self.count or 1) < MAXYEAR else None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class TablePurpose(StrEnum):
    """What a table is for."""

    PRIMARY_DATA = "primary data"
    STAGING = "staging"
    AUDIT_TRAIL = "audit trail"
    AGGREGATION = "aggregation"
    CONFIGURATION = "configuration"
    MAPPING = "mapping"


class Tier(StrEnum):
    """How quick access must be."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
