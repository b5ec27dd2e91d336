"""Keys, checks, indexes, rules and triggers of an entity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.model import spelling as spell
from colonnade.model.facets import Command
from colonnade.schema.constraint import Deferral


class ConstraintKind(StrEnum):
    """Every kind of constraint, as SQL spells it."""

    PRIMARY_KEY = "PRIMARY KEY"
    FOREIGN_KEY = "FOREIGN KEY"
    UNIQUE = "UNIQUE"
    NOT_NULL = "NOT NULL"
    CHECK = "CHECK"
    INDEX = "INDEX"
    UNIQUE_INDEX = "UNIQUE INDEX"


MAX_KEY = 160
"""A key that is made from a thing is cut to this many characters, so that it stays one in every notation."""


def made_key(text: str) -> str:
    """A key made from what a thing is; a long one is cut and told apart by a digest of the whole."""
    if len(text) <= MAX_KEY:
        return text
    return f"{text[:MAX_KEY]}… {hashlib.sha256(text.encode()).hexdigest()[:8]}"


def listed(names: tuple[str, ...]) -> str:
    """Names in brackets, as the key of a thing without a name."""
    return f"({', '.join(names)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Attributes that tell one row from every other: the primary key or an alternate one."""

    attributes: tuple[str, ...] = field(
        metadata=spell.words("Attributes of the key, in order.", refers=spell.Refers.OWN_ATTRIBUTE)
    )
    primary: bool = field(default=False, metadata=spell.flag("The primary key."))
    name: str = field(default="", metadata=spell.text("Name in the database where naming does not give it."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    include: tuple[str, ...] = field(
        default=(), metadata=spell.words("Attributes carried along.", refers=spell.Refers.OWN_ATTRIBUTE)
    )
    nulls_distinct: bool = field(default=True, metadata=spell.flag("Nulls differ from each other."))
    deferral: Deferral = field(default=Deferral.NEVER, metadata=spell.choice(Deferral, "When it is checked."))
    about: str = field(default="", metadata=spell.text("What it is for."))
    message: str = field(default="", metadata=spell.text("What a caller is told who breaks it."))
    business_rule: str = field(default="", metadata=spell.text("Business rule behind it."))
    compliance_reason: str = field(default="", metadata=spell.text("Law or standard behind it."))
    performance_impact: str = field(default="", metadata=spell.text("What it costs or gains."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name or ("primary key" if self.primary else made_key(listed(self.attributes)))

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A condition that every row meets."""

    expression: str = field(metadata=spell.sql("The condition.", key="check"))
    name: str = field(default="", metadata=spell.text("Name in the database where naming does not give it."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    about: str = field(default="", metadata=spell.text("What it is for."))
    message: str = field(default="", metadata=spell.text("What a caller is told who breaks it."))
    business_rule: str = field(default="", metadata=spell.text("Business rule behind it."))
    compliance_reason: str = field(default="", metadata=spell.text("Law or standard behind it."))
    performance_impact: str = field(default="", metadata=spell.text("What it costs or gains."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name or made_key(self.expression)

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.key


class IndexMethod(StrEnum):
    """How an index is built; what an engine lacks is substituted and reported by its dialect."""

    BTREE = "btree"
    HASH = "hash"
    GIN = "gin"
    GIST = "gist"
    SPGIST = "spgist"
    BRIN = "brin"
    BLOOM = "bloom"
    HNSW = "hnsw"
    IVFFLAT = "ivfflat"
    FULLTEXT = "fulltext"
    SPATIAL = "spatial"


class Nulls(StrEnum):
    """Where nulls stand in an index that says so."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """One attribute or expression of an index; exactly one of the two is given."""

    attribute: str = field(default="", metadata=spell.text("Name of an attribute.", refers=spell.Refers.OWN_ATTRIBUTE))
    expression: str = field(default="", metadata=spell.sql("Expression."))
    descending: bool = field(default=False, metadata=spell.flag("From high to low."))
    nulls: Nulls | None = field(default=None, metadata=spell.choice(Nulls, "Where nulls stand."))
    collation: str = field(default="", metadata=spell.text("How texts are compared.", key="collate"))
    operators: str = field(default="", metadata=spell.text("Operator class, such as gin_trgm_ops."))

    @property
    def of(self) -> str:
        """The attribute's name or the expression."""
        return self.attribute or self.expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A way to find rows quickly."""

    parts: tuple[IndexPart, ...] = field(metadata=spell.parts(IndexPart, "What is indexed, in order.", key="columns"))
    method: IndexMethod = field(default=IndexMethod.BTREE, metadata=spell.choice(IndexMethod, "How it is built."))
    unique: bool = field(default=False, metadata=spell.flag("No two rows that it covers are the same."))
    where: str = field(default="", metadata=spell.sql("Only rows that meet this condition."))
    include: tuple[str, ...] = field(
        default=(), metadata=spell.words("Attributes carried along.", refers=spell.Refers.OWN_ATTRIBUTE)
    )
    nulls_distinct: bool = field(default=True, metadata=spell.flag("Nulls differ from each other (unique)."))
    name: str = field(default="", metadata=spell.text("Name in the database where naming does not give it."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    about: str = field(default="", metadata=spell.text("What it is for."))
    business_rule: str = field(default="", metadata=spell.text("Business rule behind it."))
    compliance_reason: str = field(default="", metadata=spell.text("Law or standard behind it."))
    performance_impact: str = field(default="", metadata=spell.text("What it costs or gains."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        if self.name:
            return self.name
        method = "" if self.method is IndexMethod.BTREE else self.method.value
        where = f" where {self.where}" if self.where else ""
        return made_key(method + listed(tuple(part.of for part in self.parts)) + where)

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.key


class Enforcement(StrEnum):
    """What keeps a business rule."""

    DOCUMENTED = "documented"
    CHECK = "check"
    TRIGGER = "trigger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A business rule: kept by a check or a trigger, or documented as kept by people or programs."""

    name: str = field(metadata=spell.text("Name; the key in the file."))
    about: str = field(default="", metadata=spell.text("The rule in words."))
    enforcement: Enforcement = field(
        default=Enforcement.DOCUMENTED, metadata=spell.choice(Enforcement, "What keeps it.")
    )
    expression: str = field(default="", metadata=spell.sql("Condition that every row meets, where one keeps it."))
    on: tuple[Command, ...] = field(
        default=(),
        metadata=spell.choices(
            Command, "Commands that a trigger looks at; none means insert and update.", key="commands"
        ),
    )
    message: str = field(default="", metadata=spell.text("What a caller is told who breaks it."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What the database does by itself once a row has changed: statements in the words of its tables and columns.

    `NEW` and `OLD` are the row after and before; `row_json(NEW)` is the row as JSON.
    """

    name: str = field(metadata=spell.text("Name; the key in the file."))
    about: str = field(default="", metadata=spell.text("What it is for."))
    after: tuple[Command, ...] = field(
        default=(), metadata=spell.choices(Command, "Changes that it follows; none means insert, update and delete.")
    )
    of: tuple[str, ...] = field(
        default=(),
        metadata=spell.words("Only updates that set one of these attributes.", refers=spell.Refers.OWN_ATTRIBUTE),
    )
    when: str = field(default="", metadata=spell.sql("Only when this holds of NEW and OLD."))
    run: tuple[str, ...] = field(
        default=(), metadata=spell.words("Statements that insert, update or delete, in order.")
    )
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.name

    @property
    def commands(self) -> tuple[Command, ...]:
        """The changes that it follows."""
        return self.after or (Command.INSERT, Command.UPDATE, Command.DELETE)
