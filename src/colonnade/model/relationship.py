"""Relationships between entities, of seven kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.model import spelling as spell
from colonnade.model.attribute import Attribute
from colonnade.model.constraint import Index, Rule, made_key
from colonnade.model.diagram import Multiplicity
from colonnade.model.named import Named, none
from colonnade.schema.constraint import Action, Deferral, Match

MANY = frozenset({Multiplicity.ONE_OR_MORE, Multiplicity.ZERO_OR_MORE})
"""Multiplicities that allow more than one."""

HAS = "has"
"""The verb of a relationship that nobody gave one."""


class RelationshipKind(StrEnum):
    """All kinds there are."""

    ONE_TO_ONE = "one to one"
    ONE_TO_MANY = "one to many"
    MANY_TO_ONE = "many to one"
    MANY_TO_MANY = "many to many"
    INHERITANCE = "inheritance"
    COMPOSITION = "composition"
    AGGREGATION = "aggregation"


class Nature(StrEnum):
    """What the two have to do with each other.

    The source of a composition or an aggregation is the whole. A part of a composition dies with the whole, one of an
    aggregation survives it. The source of an inheritance is the child.
    """

    ASSOCIATION = "association"
    COMPOSITION = "composition"
    AGGREGATION = "aggregation"
    INHERITANCE = "inheritance"


class Strength(StrEnum):
    """How much the child depends on the parent; the key of an identifying one is part of the child's key."""

    STRONG = "strong"
    WEAK = "weak"
    IDENTIFYING = "identifying"
    NON_IDENTIFYING = "non identifying"


class Side(StrEnum):
    """An end of a relationship."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Junction:
    """The table of a many-to-many relationship, where naming does not give it."""

    name: str = field(default="", metadata=spell.text("Name of the table."))
    source_by: tuple[str, ...] = field(default=(), metadata=spell.words("Columns that refer to the source."))
    target_by: tuple[str, ...] = field(default=(), metadata=spell.words("Columns that refer to the target."))
    key_name: str = field(default="", metadata=spell.text("Name of its primary key in the database."))
    source_name: str = field(default="", metadata=spell.text("Name of the constraint that refers to the source."))
    target_name: str = field(default="", metadata=spell.text("Name of the constraint that refers to the target."))
    indexes: Named[Index] = field(default_factory=none, metadata=spell.named(Index, "Indexes of the table."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """How many of one entity have to do with how many of another.

    `source_end` says how many sources one target has; `customer 1 places 0..* order` reads: one customer places any
    number of orders, and an order has exactly one customer. The reference is carried by the entity at the many end,
    and by the target where neither end is many.
    """

    source: str = field(metadata=spell.text("Entity at the start.", refers=spell.Refers.ENTITY))
    target: str = field(metadata=spell.text("Entity at the end.", refers=spell.Refers.ENTITY))
    source_end: Multiplicity = field(
        default=Multiplicity.ONE, metadata=spell.choice(Multiplicity, "How many sources one target has.")
    )
    target_end: Multiplicity = field(
        default=Multiplicity.ZERO_OR_MORE, metadata=spell.choice(Multiplicity, "How many targets one source has.")
    )
    verb: str = field(default=HAS, metadata=spell.text("What the source does with the target."))
    nature: Nature = field(default=Nature.ASSOCIATION, metadata=spell.choice(Nature, "What sort of tie it is."))
    strength: Strength = field(
        default=Strength.STRONG, metadata=spell.choice(Strength, "How much the child depends on the parent.")
    )
    by: tuple[str, ...] = field(
        default=(), metadata=spell.words("Attributes of the carrying entity that refer; naming gives them otherwise.")
    )
    to: tuple[str, ...] = field(
        default=(), metadata=spell.words("Attributes referred to, where they are not the primary key.")
    )
    on_delete: Action | None = field(
        default=None,
        metadata=spell.choice(Action, "When the row referred to is deleted; the nature decides otherwise."),
    )
    on_update: Action | None = field(default=None, metadata=spell.choice(Action, "When the key referred to changes."))
    match: Match = field(default=Match.SIMPLE, metadata=spell.choice(Match, "How nulls are judged."))
    deferral: Deferral = field(default=Deferral.NEVER, metadata=spell.choice(Deferral, "When it is checked."))
    name: str = field(default="", metadata=spell.text("Name of the constraint where naming does not give it."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    attributes: Named[Attribute] = field(
        default_factory=none, metadata=spell.named(Attribute, "Attributes of a many-to-many relationship.")
    )
    junction: Junction | None = field(
        default=None, metadata=spell.part(Junction, "Table of a many-to-many relationship.")
    )
    business_name: str = field(default="", metadata=spell.text("Name that the business uses."))
    about: str = field(default="", metadata=spell.text("What it means."))
    message: str = field(default="", metadata=spell.text("What a caller is told who breaks the reference."))
    rules: Named[Rule] = field(default_factory=none, metadata=spell.named(Rule, "Business rules."))
    indexing: tuple[str, ...] = field(default=(), metadata=spell.words("Advice on indexes."))

    @property
    def key(self) -> str:
        """The name it is found by: its own, or the sentence it is."""
        if self.name:
            return self.name
        by = f" by {', '.join(self.by)}" if self.by else ""
        return made_key(f"{self.source} {self.verb} {self.target}{by}")

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.key

    @property
    def kind(self) -> RelationshipKind:
        """Which of the seven kinds it is."""
        if self.nature is not Nature.ASSOCIATION:
            return RelationshipKind[self.nature.name]
        return _BY_ENDS[self.source_end in MANY, self.target_end in MANY]

    @property
    def is_many_to_many(self) -> bool:
        """Whether both ends are many, so that a junction carries it."""
        return self.source_end in MANY and self.target_end in MANY

    @property
    def carrier(self) -> Side:
        """The side whose table carries the reference (neither, but the junction, for many to many)."""
        return Side.SOURCE if self.source_end in MANY and self.target_end not in MANY else Side.TARGET

    @property
    def child(self) -> str:
        """Key of the entity that carries the reference."""
        return self.source if self.carrier is Side.SOURCE else self.target

    @property
    def parent(self) -> str:
        """Key of the entity that is referred to."""
        return self.target if self.carrier is Side.SOURCE else self.source

    @property
    def parent_end(self) -> Multiplicity:
        """How many parents one child has: 1 or 0..1, which decides whether the reference may be null."""
        return self.target_end if self.carrier is Side.SOURCE else self.source_end

    @property
    def child_end(self) -> Multiplicity:
        """How many children one parent has."""
        return self.source_end if self.carrier is Side.SOURCE else self.target_end

    @property
    def effective_on_delete(self) -> Action:
        """The action that holds: the stated one, else what the nature asks for."""
        if self.on_delete is not None:
            return self.on_delete
        if self.nature is Nature.COMPOSITION:
            return Action.CASCADE
        if self.nature is Nature.AGGREGATION:
            return Action.SET_NULL if self.parent_end is Multiplicity.ZERO_OR_ONE else Action.RESTRICT
        return Action.NO_ACTION


_BY_ENDS = {
    (False, False): RelationshipKind.ONE_TO_ONE,
    (False, True): RelationshipKind.ONE_TO_MANY,
    (True, False): RelationshipKind.MANY_TO_ONE,
    (True, True): RelationshipKind.MANY_TO_MANY,
}
