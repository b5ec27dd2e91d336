"""Attributes and domains: what is known of one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.model import facets
from colonnade.model import spelling as spell
from colonnade.model.classification import Classification, Level
from colonnade.model.constraint import Check
from colonnade.model.named import Named, none
from colonnade.model.types import Base, Default, Type
from colonnade.schema.constraint import Action, Deferral, Match


class Identity(StrEnum):
    """How the engine numbers rows.

    `SERIAL` is the older form, where the engine knows the difference: a default that asks the column's own sequence.
    """

    ALWAYS = "always"
    BY_DEFAULT = "by default"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An attribute alone refers to an entity: `customer_id: integer required -> customer`.

    The light form of a relationship, for one that says nothing more; `Model.relationships` has it as a whole one.
    """

    to: str = field(metadata=spell.text("Entity that is referred to.", refers=spell.Refers.ENTITY))
    attribute: str = field(default="", metadata=spell.text("Attribute referred to, where it is not the key."))
    on_delete: Action | None = field(
        default=None, metadata=spell.choice(Action, "When the row referred to is deleted.")
    )
    on_update: Action | None = field(default=None, metadata=spell.choice(Action, "When the key referred to changes."))
    match: Match = field(default=Match.SIMPLE, metadata=spell.choice(Match, "How nulls are judged."))
    deferral: Deferral = field(default=Deferral.NEVER, metadata=spell.choice(Deferral, "When it is checked."))
    name: str = field(default="", metadata=spell.text("Name of the constraint in the database."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One fact about an entity, a column later. The order of attributes is the order of columns."""

    name: str = field(metadata=spell.text("Name; the key in the file."))
    type: Type = field(metadata=spell.type_of("Type, or name of a domain.", key="type"))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    physical: str = field(default="", metadata=spell.text("Name of the column where naming does not give it."))
    primary: bool = field(default=False, metadata=spell.flag("Part of the primary key; implies required.", key="key"))
    key_name: str = field(
        default="", metadata=spell.text("Name of the primary key in the database; on its first attribute.")
    )
    required: bool = field(default=False, metadata=spell.flag("A value must be given."))
    unique: bool = field(default=False, metadata=spell.flag("No two rows have the same value."))
    unique_name: str = field(default="", metadata=spell.text("Name of the unique constraint in the database."))
    identity: Identity | None = field(default=None, metadata=spell.choice(Identity, "The engine numbers the rows."))
    default: Default | None = field(default=None, metadata=spell.default("Value where none is given."))
    generated: str = field(default="", metadata=spell.sql("Expression that the value is computed from."))
    virtual: bool = field(default=False, metadata=spell.flag("Computed when read, not stored (generated)."))
    check: str = field(default="", metadata=spell.sql("Condition that the value meets."))
    collation: str = field(default="", metadata=spell.text("How texts are compared and sorted.", key="collate"))
    references: Reference | None = field(
        default=None, metadata=spell.part(Reference, "The entity that the value alone refers to.")
    )
    level: Level | None = field(
        default=None, metadata=spell.choice(Level, "How closely it is kept.", key="classification")
    )
    pii: bool = field(default=False, metadata=spell.flag("Personal: says who somebody is."))
    sensitive: bool = field(default=False, metadata=spell.flag("Sensitive: harms somebody when known."))
    business_name: str = field(default="", metadata=spell.text("Name that the business uses."))
    about: str = field(default="", metadata=spell.text("What it means."))
    message: str = field(default="", metadata=spell.text("What a caller is told whose value it does not take."))
    privacy: tuple[str, ...] = field(default=(), metadata=spell.words("Privacy tags."))
    compliance: tuple[str, ...] = field(default=(), metadata=spell.words("Frameworks it falls under."))
    quality: tuple[facets.QualityRule, ...] = field(
        default=(), metadata=spell.parts(facets.QualityRule, "Demands on the data.")
    )
    masking: facets.Masking | None = field(
        default=None, metadata=spell.part(facets.Masking, "How it is hidden in a copy.")
    )
    retention: facets.Retention | None = field(
        default=None, metadata=spell.part(facets.Retention, "How long the value is kept.")
    )
    access: tuple[facets.AccessPolicy, ...] = field(
        default=(), metadata=spell.parts(facets.AccessPolicy, "Who may read or write it.")
    )
    lineage: tuple[facets.Lineage, ...] = field(
        default=(), metadata=spell.parts(facets.Lineage, "Where the value comes from.")
    )

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.name

    @property
    def is_required(self) -> bool:
        """Whether a value must be given, by its own word or as part of the key."""
        return self.required or self.primary

    @property
    def classification(self) -> Classification:
        """What the attribute itself states; `Model.classification_of` adds what its domain states."""
        return Classification(level=self.level, pii=self.pii, sensitive=self.sensitive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A type with a meaning, used by many attributes.

    One of an enum that says nothing more is an enum type in the database.
    """

    name: str = field(metadata=spell.text("Name; the key in the file, with the namespace in front."))
    namespace: str = field(default="", metadata=spell.text("Namespace in the database."))
    type: Type = field(metadata=spell.type_of("Type, or name of another domain.", key="type"))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    physical: str = field(default="", metadata=spell.text("Name in the database where naming does not give it."))
    required: bool = field(default=False, metadata=spell.flag("A value must be given."))
    default: Default | None = field(default=None, metadata=spell.default("Value where none is given."))
    check: str = field(default="", metadata=spell.sql("Condition that the value meets."))
    checks: Named[Check] = field(
        default_factory=none, metadata=spell.named(Check, "More conditions, each with a name.")
    )
    collation: str = field(default="", metadata=spell.text("How texts are compared and sorted.", key="collate"))
    level: Level | None = field(
        default=None, metadata=spell.choice(Level, "How closely it is kept.", key="classification")
    )
    pii: bool = field(default=False, metadata=spell.flag("Personal: says who somebody is."))
    sensitive: bool = field(default=False, metadata=spell.flag("Sensitive: harms somebody when known."))
    business_name: str = field(default="", metadata=spell.text("Name that the business uses."))
    about: str = field(default="", metadata=spell.text("What it means."))
    owner: str = field(default="", metadata=spell.text("Who answers for it."))
    privacy: tuple[str, ...] = field(default=(), metadata=spell.words("Privacy tags."))
    compliance: tuple[str, ...] = field(default=(), metadata=spell.words("Frameworks it falls under."))
    quality: tuple[facets.QualityRule, ...] = field(
        default=(), metadata=spell.parts(facets.QualityRule, "Demands on the data.")
    )
    masking: facets.Masking | None = field(
        default=None, metadata=spell.part(facets.Masking, "How it is hidden in a copy.")
    )

    @property
    def key(self) -> str:
        """The name it is found by: with the namespace in front, where it has one."""
        return qualified(self.namespace, self.name)

    @property
    def id(self) -> str:
        """First qualified name; does not change with a rename."""
        return self.stable_id or self.key

    @property
    def is_enum(self) -> bool:
        """Whether it is a list of words and nothing more."""
        return self.type.base is Base.ENUM and not (self.check or self.checks or self.required or self.default)

    @property
    def classification(self) -> Classification:
        """What the domain states for every attribute of it."""
        return Classification(level=self.level, pii=self.pii, sensitive=self.sensitive)


def qualified(namespace: str, name: str) -> str:
    """The key of a thing in a namespace; a part that holds a dot or a double quote is quoted as SQL quotes it."""
    if not namespace and "." not in name and '"' not in name:
        return name
    parts = (namespace, name) if namespace else (name,)
    return ".".join(f'"{part.replace(chr(34), chr(34) * 2)}"' if "." in part or '"' in part else part for part in parts)


def split_key(key: str) -> tuple[str, str]:
    """The namespace (perhaps empty) and the name in a key; undoes `qualified`. Raises ValueError on a broken quote."""
    parts: list[str] = []
    at = 0
    while True:
        part, at = _quoted_part(key, at) if key.startswith('"', at) else _plain_part(key, at, last=bool(parts))
        parts.append(part)
        if at == len(key):
            break
        if key[at] != "." or len(parts) == 2:
            raise ValueError(f"{key!r} is not a name or a namespace and a name")
        at += 1
    if not all(parts):
        raise ValueError(f"{key!r} has an empty part")
    return (parts[0], parts[1]) if len(parts) == 2 else ("", parts[0])


def _quoted_part(key: str, start: int) -> tuple[str, int]:
    at = start + 1
    while True:
        end = key.find('"', at)
        if end < 0:
            raise ValueError(f"{key!r} has a quote that is not closed")
        if not key.startswith('""', end):
            return key[start + 1 : end].replace('""', '"'), end + 1
        at = end + 2


def _plain_part(key: str, start: int, *, last: bool) -> tuple[str, int]:
    end = len(key) if last else key.find(".", start)
    end = len(key) if end < 0 else end
    if last and "." in key[start:]:
        raise ValueError(f"{key!r} has more than two parts; quote a name that holds a dot")
    return key[start:end], end
