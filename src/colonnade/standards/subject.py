"""A schema with what rules ask of it, worked out once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from colonnade.dialect import Dialect
from colonnade.findings import RuleBook
from colonnade.schema import (
    EngineObject,
    ForeignKey,
    Index,
    Key,
    MaterializedView,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Table,
    parts_of,
)
from colonnade.schema.naming import dotted
from colonnade.standards.demands import Limits, NamingStyle


class SchemaSubject:
    """A schema under inspection, and what the team demands of names and sizes."""

    def __init__(
        self,
        schema: Schema,
        dialect: Dialect,
        *,
        naming: NamingStyle | None = None,
        limits: Limits | None = None,
        roles_created: frozenset[str] | None = None,
    ) -> None:
        """`roles_created` are those that the scripts behind the schema create; None where there are no scripts."""
        self.schema = schema
        self.dialect = dialect
        self.naming = naming or NamingStyle()
        self.limits = limits or Limits()
        self.roles_created = roles_created

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Tables that are not partitions: a partition has the faults of its parent."""
        return tuple(each for each in self.schema.of_kind(Table) if each.partition_of is None)

    @cached_property
    def _parts(self) -> dict[Ref, tuple[SchemaObject, ...]]:
        return dict(parts_of(self.schema))

    def parts(self, each: SchemaObject) -> tuple[SchemaObject, ...]:
        """Constraints, indexes, triggers, policies and rules of a relation."""
        return self._parts.get(each.ref, ())

    def keys(self, table: Table) -> tuple[Key, ...]:
        """Primary key and unique constraints of a table."""
        return tuple(each for each in self.parts(table) if isinstance(each, Key))

    def primary_key(self, table: Table) -> Key | None:
        """The primary key of a table."""
        return next((each for each in self.keys(table) if each.primary), None)

    def indexes(self, each: Table | MaterializedView) -> tuple[Index, ...]:
        """Indexes of a relation that are not the body of a key."""
        return tuple(part for part in self.parts(each) if isinstance(part, Index))

    def references(self, table: Table) -> tuple[ForeignKey, ...]:
        """Foreign keys of a table."""
        return tuple(each for each in self.parts(table) if isinstance(each, ForeignKey))

    @cached_property
    def referring(self) -> dict[QName, tuple[ForeignKey, ...]]:
        """Foreign keys by the table they refer to."""
        found: defaultdict[QName, list[ForeignKey]] = defaultdict(list)
        for each in self.schema.of_kind(ForeignKey):
            found[each.target].append(each)
        return {path: tuple(those) for path, those in found.items()}

    def leading(self, table: Table) -> Iterator[tuple[str, ...]]:
        """The column lists that an index of the table begins with: those of keys and of whole indexes."""
        for key in self.keys(table):
            yield key.columns
        for index in self.indexes(table):
            if index.predicate is None and index.method == "btree":
                yield _plain(index)

    def name(self, each: SchemaObject) -> str:
        """The object as its user knows it: kind and name, without the default namespace."""
        path = each.path
        if len(path) > 1 and path[0] == self.dialect.traits.default_namespace:
            path = path[1:]
        return f"{each.ref.kind} {dotted(path)}"

    def column(self, table: Table, name: str) -> str:
        """A column as its user knows it."""
        return f"column {self.name(table).partition(' ')[2]}.{name}"

    def engine_objects(self, kind: str) -> Iterator[EngineObject]:
        """Objects of a kind that has no class of its own."""
        for each in self.schema.of_kind(EngineObject):
            if each.engine_kind == kind:
                yield each


_CREATES_ROLE = re.compile(
    r'\bCREATE\s+(?:ROLE|USER|GROUP)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?!MAPPING\b)("[^"]+"|\w+)', re.IGNORECASE
)


def roles_created_in(text: str) -> frozenset[str]:
    """The roles that a script creates, inside a block of code too."""
    names = (found[1] for found in _CREATES_ROLE.finditer(text))
    return frozenset(name.strip('"') if name.startswith('"') else name.lower() for name in names)


def _plain(index: Index) -> tuple[str, ...]:
    """The plain columns that an index begins with."""
    found: list[str] = []
    for key in index.keys:
        if key.column is None:
            break
        found.append(key.column)
    return tuple(found)


SCHEMA_RULES: RuleBook[SchemaSubject] = RuleBook()
"""Rules about physical schemas."""
