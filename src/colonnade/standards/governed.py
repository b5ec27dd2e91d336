"""A design under a standard: its tables with what they are for, and its references between modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.findings import RuleBook
from colonnade.model import Entity, Model
from colonnade.model.derive.bundles import effective_attributes
from colonnade.model.facets import TablePurpose
from colonnade.realize.naming import Names
from colonnade.schema import QName, Table
from colonnade.standards.names import Parts, Vocabulary
from colonnade.standards.standard import Purpose, Standard
from colonnade.standards.subject import SchemaSubject
from colonnade.text import snake_case


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernedTable:
    """A table of a design as its standard sees it: of a schema, of a model, or of both."""

    name: str
    object: str
    """The table as its user knows it."""
    table: Table | None = None
    entity: Entity | None = None
    parts: Parts | None = None
    """What its name says."""
    columns: frozenset[str] = frozenset()

    @property
    def purpose(self) -> TablePurpose | None:
        """What it is for: what the design says, else what the name does."""
        if self.entity is not None and self.entity.purpose is not None:
            return self.entity.purpose
        return self.parts.purpose if self.parts is not None else None

    @property
    def module(self) -> str:
        """The part of the product that it is of: by its name, else by its subject area."""
        if self.parts is not None and self.parts.module:
            return self.parts.module
        return self.entity.area if self.entity is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleLink:
    """A reference from a table of one module to a table of another."""

    source: str
    target: str
    object: str
    """The referring object as its user knows it."""
    said: str
    """Both tables with their columns."""


@dataclass(frozen=True, kw_only=True)
class GovernedSubject:
    """A design under a standard: its schema, its model, or both."""

    standard: Standard
    today: date
    schema: SchemaSubject | None = None
    model: Model | None = None
    facts: Facts = field(default_factory=lambda: NOTHING_MEASURED)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words and patterns of names."""
        return Vocabulary(self.standard)

    @cached_property
    def tables(self) -> tuple[GovernedTable, ...]:
        """Every table of the design, partitions left out."""
        return tuple(self._of_schema(self.schema) if self.schema is not None else self._of_model())

    @cached_property
    def by_path(self) -> Mapping[QName, GovernedTable]:
        """Tables of the schema by their names."""
        return {each.table.path: each for each in self.tables if each.table is not None}

    def _of_schema(self, schema: SchemaSubject) -> Iterator[GovernedTable]:
        entities: dict[QName, Entity] = {}
        if self.model is not None:
            names = Names(self.model, schema.dialect)
            entities = {names.path(each): each for each in self.model.entities.values()}
        for table in schema.tables:
            yield GovernedTable(
                name=table.name,
                object=schema.name(table),
                table=table,
                entity=entities.get(table.path),
                parts=self.vocabulary.parts(table.name),
                columns=frozenset(table.columns),
            )

    def _of_model(self) -> Iterator[GovernedTable]:
        model = self.model
        for each in model.entities.values() if model is not None else ():
            name = each.physical or snake_case(each.name)
            attributes = effective_attributes(model, each).values() if model is not None else ()
            yield GovernedTable(
                name=name,
                object=f"entity {each.key}",
                entity=each,
                parts=self.vocabulary.parts(name),
                columns=frozenset(one.physical or snake_case(one.name) for one in attributes),
            )

    def demanded(self, table: GovernedTable) -> Purpose | None:
        """What the standard says of the purpose of a table."""
        return self.standard.purpose(table.purpose)

    @cached_property
    def links(self) -> tuple[ModuleLink, ...]:
        """References between modules, as the schema has them, else as the model has."""
        return tuple(self._schema_links(self.schema) if self.schema is not None else self._model_links())

    def _schema_links(self, schema: SchemaSubject) -> Iterator[ModuleLink]:
        for table in schema.tables:
            source = self.by_path[table.path]
            for each in schema.references(table):
                target = self.by_path.get(each.target)
                if target is not None and source.module and target.module and source.module != target.module:
                    said = f"{source.name} ({', '.join(each.columns)}) refers to {target.name}"
                    yield ModuleLink(source=source.module, target=target.module, object=schema.name(each), said=said)

    def _model_links(self) -> Iterator[ModuleLink]:
        if self.model is None:
            return
        tables = {each.entity.key: each for each in self.tables if each.entity is not None}
        for each in self.model.relationships.values():
            # the source of a relationship is the one side, the target the one that refers
            one, many = tables.get(each.source), tables.get(each.target)
            if one is not None and many is not None and one.module and many.module and one.module != many.module:
                said = f"{many.name} refers to {one.name}"
                yield ModuleLink(source=many.module, target=one.module, object=many.object, said=said)


STANDARD_RULES: RuleBook[GovernedSubject] = RuleBook()
"""Rules about designs under a standard."""
