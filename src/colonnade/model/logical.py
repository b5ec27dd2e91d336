"""The model: the whole logical design of a database, and per engine what goes beyond it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from colonnade.model import facets
from colonnade.model import spelling as spell
from colonnade.model.attribute import Attribute, Domain
from colonnade.model.classification import Classification
from colonnade.model.diagram import Multiplicity
from colonnade.model.entity import Entity
from colonnade.model.named import Named, none
from colonnade.model.parts import Area, Bundle, Naming, Overlay, Tenancy, View
from colonnade.model.relationship import Nature, Relationship
from colonnade.model.types import Base

PORTABLE = "sql"
"""The dialect of expressions that every engine understands or can have translated."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """The logical design.

    A relationship that says no more than that one attribute refers to an entity is a word of that attribute, the
    others are in `declared_relationships`; `relationships` has all of them.
    """

    name: str = field(metadata=spell.text("Name of the model.", key="model"))
    version: str = field(default="", metadata=spell.text("Version of the model."))
    about: str = field(default="", metadata=spell.text("What it is the model of."))
    owner: str = field(default="", metadata=spell.text("Who answers for it."))
    standard: tuple[str, ...] = field(default=(), metadata=spell.words("Standards of the organisation that apply."))
    compliance: tuple[str, ...] = field(default=(), metadata=spell.words("Frameworks it falls under."))
    dialect: str = field(
        default=PORTABLE, metadata=spell.text("Dialect of the expressions: sql, the portable one, or an engine's.")
    )
    namespace: str = field(
        default="", metadata=spell.text("Namespace in the database of all that names no other.", key="schema")
    )
    naming: Naming = field(
        default_factory=Naming, metadata=spell.part(Naming, "How physical names come from logical ones.")
    )
    index_references: bool = field(
        default=True, metadata=spell.flag("An index for every reference that no key or index begins with.")
    )
    uses: tuple[str, ...] = field(
        default=(),
        metadata=spell.words("Bundles for every entity that names none.", key="use", refers=spell.Refers.BUNDLE),
    )
    personal_access: facets.PersonalAccess | None = field(
        default=None,
        metadata=spell.part(
            facets.PersonalAccess, "Who sees rows with personal or sensitive data, where an entity does not say it."
        ),
    )
    tenancy: Tenancy | None = field(
        default=None, metadata=spell.part(Tenancy, "Whose rows are kept apart, and by what.")
    )
    created_by: str = field(default="", metadata=spell.text("Who designed it first."))
    created_at: str = field(default="", metadata=spell.text("When, in ISO 8601."))
    changes: tuple[facets.Change, ...] = field(
        default=(), metadata=spell.parts(facets.Change, "Who changed what, when.")
    )
    areas: Named[Area] = field(default_factory=none, metadata=spell.named(Area, "Subject areas."))
    bundles: Named[Bundle] = field(
        default_factory=none, metadata=spell.named(Bundle, "Bundles of attributes, beside the predefined ones.")
    )
    domains: Named[Domain] = field(default_factory=none, metadata=spell.named(Domain, "Types with a meaning."))
    entities: Named[Entity] = field(
        default_factory=none, metadata=spell.named(Entity, "The things data is kept about.")
    )
    declared_relationships: Named[Relationship] = field(
        default_factory=none,
        metadata=spell.named(Relationship, "How they have to do with each other.", key="relationships"),
    )
    views: Named[View] = field(default_factory=none, metadata=spell.named(View, "Stored queries."))
    overlays: Named[Overlay] = field(
        default_factory=none, metadata=spell.tree("What only one engine needs, by engine, kind and id.", key="engines")
    )

    @cached_property
    def relationships(self) -> Named[Relationship]:
        """All relationships but inheritances: those that are words of an attribute, then the declared ones."""
        found = [each for entity in self.entities.values() for each in entity.inline_relationships]
        return Named([*found, *self.declared_relationships.values()])

    @cached_property
    def inheritances(self) -> Named[Relationship]:
        """A relationship from each entity to the one it is a kind of."""
        return Named(
            Relationship(
                source=entity.key,
                target=entity.is_a,
                verb="is a",
                nature=Nature.INHERITANCE,
                source_end=Multiplicity.ZERO_OR_ONE,
                target_end=Multiplicity.ONE,
            )
            for entity in self.entities.values()
            if entity.is_a
        )

    def classification_of(self, attribute: Attribute) -> Classification:
        """What the attribute states joined with what its domain, and the domain of that, state."""
        found = attribute.classification
        of, seen = attribute.type, set[str]()
        while of.base is Base.ARRAY and of.element is not None:
            of = of.element
        while of.base is Base.DOMAIN and of.name in self.domains and of.name not in seen:
            seen.add(of.name)
            domain = self.domains[of.name]
            found = found.joined(domain.classification)
            of = domain.type
        return found

    def classification_of_entity(self, entity: Entity) -> Classification:
        """The strictest of what the entity and its attributes state."""
        found = Classification(level=entity.level)
        for attribute in entity.attributes.values():
            found = found.joined(self.classification_of(attribute))
        return found
