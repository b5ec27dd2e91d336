"""Entities: the things a business keeps data about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from colonnade.model import facets
from colonnade.model import spelling as spell
from colonnade.model.attribute import Attribute, qualified
from colonnade.model.classification import Level
from colonnade.model.constraint import Check, Index, Key, Rule, Trigger
from colonnade.model.diagram import Multiplicity
from colonnade.model.named import Named, none
from colonnade.model.relationship import Relationship


class Strategy(StrEnum):
    """How an inheritance becomes tables: subtype tables that share the key, one table for all, one whole table each."""

    JOINED = "joined"
    SINGLE_TABLE = "single table"
    CONCRETE = "concrete"


class Deletion(StrEnum):
    """What becomes of a row that is deleted."""

    REMOVE = "remove"
    MARK = "mark"
    """It stays, marked by the bundle that says when or whether it was deleted; a second deletion removes it."""


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A thing that data is kept about, a table later.

    A key of one attribute that says nothing more is a word of that attribute (`key`, `unique`), the others are in
    `declared_keys`; `keys` has all of them.
    """

    name: str = field(metadata=spell.text("Name; the key in the file, with the namespace in front."))
    namespace: str = field(default="", metadata=spell.text("Namespace in the database."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    physical: str = field(default="", metadata=spell.text("Name of the table where naming does not give it."))
    business_name: str = field(default="", metadata=spell.text("Name that the business uses."))
    about: str = field(default="", metadata=spell.text("What it is."))
    area: str = field(
        default="", metadata=spell.text("Subject area, with a subarea after a slash.", refers=spell.Refers.AREA)
    )
    owner: str = field(default="", metadata=spell.text("Who answers for the data."))
    steward: str = field(default="", metadata=spell.text("Who looks after the data."))
    level: Level | None = field(
        default=None, metadata=spell.choice(Level, "How closely it is kept.", key="classification")
    )
    compliance: tuple[str, ...] = field(default=(), metadata=spell.words("Frameworks it falls under."))
    purpose: facets.TablePurpose | None = field(
        default=None, metadata=spell.choice(facets.TablePurpose, "What the table is for.")
    )
    tier: facets.Tier | None = field(default=None, metadata=spell.choice(facets.Tier, "How quick access must be."))
    is_a: str = field(default="", metadata=spell.text("Entity that this one is a kind of.", refers=spell.Refers.ENTITY))
    strategy: Strategy | None = field(
        default=None, metadata=spell.choice(Strategy, "How the inheritance becomes tables; on the root.")
    )
    discriminator: str = field(default="", metadata=spell.text("Attribute that says which kind a row is; on the root."))
    discriminator_value: str = field(default="", metadata=spell.text("Value of the discriminator for this kind."))
    uses: tuple[str, ...] | None = field(
        default=None,
        metadata=spell.words(
            "Bundles of attributes; what the model says where absent.", key="use", refers=spell.Refers.BUNDLE
        ),
    )
    attributes: Named[Attribute] = field(
        default_factory=none, metadata=spell.named(Attribute, "What is known of it, in the order of the columns.")
    )
    declared_keys: Named[Key] = field(
        default_factory=none, metadata=spell.named(Key, "Keys that a word of one attribute can't say.", key="keys")
    )
    checks: Named[Check] = field(default_factory=none, metadata=spell.named(Check, "Conditions that every row meets."))
    indexes: Named[Index] = field(default_factory=none, metadata=spell.named(Index, "Ways to find rows quickly."))
    rules: Named[Rule] = field(default_factory=none, metadata=spell.named(Rule, "Business rules."))
    triggers: Named[Trigger] = field(
        default_factory=none, metadata=spell.named(Trigger, "What the database does by itself when rows change.")
    )
    audited_by: str = field(
        default="",
        metadata=spell.text("Entity that every change of a row is written to.", refers=spell.Refers.ENTITY),
    )
    unaudited: tuple[str, ...] = field(
        default=(),
        metadata=spell.words(
            "Attributes whose values are kept out of it, such as hashes of passwords.",
            refers=spell.Refers.OWN_ATTRIBUTE,
        ),
    )
    history: str = field(
        default="", metadata=spell.text("Table of all versions of the rows, made and filled by the database.")
    )
    deletion: Deletion = field(
        default=Deletion.REMOVE, metadata=spell.choice(Deletion, "What a DELETE does: `remove` the row or `mark` it.")
    )
    quality: tuple[facets.QualityRule, ...] = field(
        default=(), metadata=spell.parts(facets.QualityRule, "Demands on the data.")
    )
    access: tuple[facets.AccessPolicy, ...] = field(
        default=(), metadata=spell.parts(facets.AccessPolicy, "Who may read or write which rows.")
    )
    retention: facets.Retention | None = field(
        default=None, metadata=spell.part(facets.Retention, "How long rows are kept.")
    )
    volume: facets.Volume | None = field(default=None, metadata=spell.part(facets.Volume, "Rows that are expected."))
    patterns: tuple[facets.AccessPattern, ...] = field(
        default=(), metadata=spell.parts(facets.AccessPattern, "Ways in which the data is asked for.")
    )
    partition: facets.Partitioning | None = field(
        default=None, metadata=spell.part(facets.Partitioning, "How rows are divided.")
    )
    distribute: tuple[str, ...] = field(
        default=(),
        metadata=spell.words("Attributes that decide on which node a row is.", refers=spell.Refers.OWN_ATTRIBUTE),
    )
    lineage: tuple[facets.Lineage, ...] = field(
        default=(), metadata=spell.parts(facets.Lineage, "Where the rows come from.")
    )
    version: str = field(default="1.0", metadata=spell.text("Version of the design of this entity."))
    created_by: str = field(default="", metadata=spell.text("Who designed it first."))
    created_at: str = field(default="", metadata=spell.text("When, in ISO 8601."))
    changes: tuple[facets.Change, ...] = field(
        default=(), metadata=spell.parts(facets.Change, "Who changed what, when.")
    )

    @property
    def key(self) -> str:
        """The name it is found by: with the namespace in front, where it has one."""
        return qualified(self.namespace, self.name)

    @property
    def id(self) -> str:
        """First qualified name; does not change with a rename."""
        return self.stable_id or self.key

    @cached_property
    def primary_key(self) -> Key | None:
        """The primary key, whichever way it was declared."""
        for each in self.declared_keys.values():
            if each.primary:
                return each
        parts = [each for each in self.attributes.values() if each.primary]
        if not parts:
            return None
        name = next((each.key_name for each in parts if each.key_name), "")
        return Key(attributes=tuple(each.name for each in parts), primary=True, name=name)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """All keys: the primary one, those that are words of an attribute, the declared ones."""
        primary = (self.primary_key,) if self.primary_key else ()
        words = tuple(
            Key(attributes=(each.name,), name=each.unique_name) for each in self.attributes.values() if each.unique
        )
        return (*primary, *words, *(each for each in self.declared_keys.values() if not each.primary))

    @cached_property
    def identifier(self) -> tuple[str, ...]:
        """Names of the attributes of the primary key, in its order; empty without one."""
        return self.primary_key.attributes if self.primary_key else ()

    @cached_property
    def inline_relationships(self) -> tuple[Relationship, ...]:
        """The relationships that are words of its attributes."""
        return tuple(
            inline_relationship(self, each) for each in self.attributes.values() if each.references is not None
        )

    def requires(self, name: str) -> bool:
        """Whether a value must be given for this attribute, by its own word or as part of the primary key."""
        return self.attributes[name].required or name in self.identifier

    def with_attributes(self, attributes: Named[Attribute]) -> Entity:
        """The same with other attributes."""
        return replace(self, attributes=attributes)


def inline_relationship(entity: Entity, attribute: Attribute) -> Relationship:
    """The whole relationship that a reference in an attribute stands for.

    Raises ValueError when the attribute refers to nothing.
    """
    reference = attribute.references
    if reference is None:
        raise ValueError(f"{entity.key}.{attribute.name} refers to nothing")
    alone = attribute.unique or entity.identifier == (attribute.name,)
    return Relationship(
        source=reference.to,
        target=entity.key,
        source_end=Multiplicity.ONE if entity.requires(attribute.name) else Multiplicity.ZERO_OR_ONE,
        target_end=Multiplicity.ZERO_OR_ONE if alone else Multiplicity.ZERO_OR_MORE,
        by=(attribute.name,),
        to=(reference.attribute,) if reference.attribute else (),
        on_delete=reference.on_delete,
        on_update=reference.on_update,
        match=reference.match,
        deferral=reference.deferral,
        name=reference.name,
    )
