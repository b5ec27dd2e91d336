"""What every part of the way from a schema to a model asks for."""

from __future__ import annotations

from collections import defaultdict

from colonnade.dialect import Dialect
from colonnade.idioms import Idioms
from colonnade.model import Case, IndexMethod, Model, Naming, qualified
from colonnade.realize.naming import Names
from colonnade.schema import (
    DomainType,
    EnumType,
    Key,
    MaterializedView,
    QName,
    Schema,
    Sequence,
    Table,
    View,
    parts_of,
)

METHODS = frozenset(each.value for each in IndexMethod)
"""Index methods that a model knows."""


class Ground:
    """A schema, and the names that its things have in a model."""

    def __init__(self, schema: Schema, dialect: Dialect, idioms: Idioms, name: str) -> None:
        self.schema = schema
        self.dialect = dialect
        self.idioms = idioms
        self.parts = parts_of(schema)
        naming = Naming(case=_case(schema, dialect))
        self.bare = Model(name=name, dialect=dialect.name, naming=naming, index_references=False)
        """The model without anything in it. Only indexes that are there are wanted."""
        self.names = Names(self.bare, dialect)
        self.tables = {each.path: each for each in schema.of_kind(Table) if is_entity(each)}
        self.partitions: defaultdict[QName, list[Table]] = defaultdict(list)
        """Partitions by the table that they are pieces of."""
        for each in schema.of_kind(Table):
            if each.partition_of is not None:
                self.partitions[each.partition_of.parent].append(each)
        self.domains = {
            idioms.qualified(each.path): self.key(each.path)
            for each in schema
            if isinstance(each, EnumType | DomainType)
        }
        self.sequences = {each.owned_by: each for each in schema.of_kind(Sequence) if each.owned_by is not None}

    def place(self, path: QName) -> tuple[str, str]:
        """Namespace (empty for the default one) and name of a path."""
        if len(path) == 1:
            return "", path[0]
        return ("" if path[0] == self.dialect.traits.default_namespace else path[0]), path[1]

    def key(self, path: QName) -> str:
        """The key of the thing at a path."""
        return qualified(*self.place(path))

    def primary(self, table: Table) -> tuple[str, ...]:
        """Columns of the primary key."""
        for key in self.parts.get(table.ref, ()):
            if isinstance(key, Key) and key.primary:
                return key.columns
        return ()


def is_entity(table: Table) -> bool:
    """Whether a table is a thing of the design; a partition is a piece of its parent, and SQLite takes empty names."""
    return table.partition_of is None and bool(table.name)


def _case(schema: Schema, dialect: Dialect) -> Case:
    snake = Names(Model(name="", naming=Naming(case=Case.SNAKE)), dialect)
    for table in schema.of_kind(Table):
        if any(snake.word(name) != name for name in (table.name, *table.columns)):
            return Case.AS_IS
    others = (each.name for each in schema if isinstance(each, EnumType | DomainType | View | MaterializedView))
    return Case.AS_IS if any(snake.word(name) != name for name in others) else Case.SNAKE
