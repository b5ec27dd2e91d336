"""Physical names: given ones, else those that the model's naming makes of logical ones."""

from __future__ import annotations

from colonnade.dialect import Dialect
from colonnade.model import Attribute, Case, Domain, Entity, Model, View
from colonnade.schema import QName
from colonnade.text import shorten_utf8, snake_case


class Names:
    """The physical names of a model on one engine."""

    def __init__(self, model: Model, dialect: Dialect) -> None:
        self.naming = model.naming
        self.namespace = model.namespace
        self.limit = dialect.traits.max_identifier_bytes or 1000
        self.default_namespace = dialect.traits.default_namespace

    def word(self, name: str) -> str:
        """A logical name in the model's case."""
        match self.naming.case:
            case Case.SNAKE:
                return snake_case(name)
            case Case.LOWER:
                return name.lower()
            case Case.UPPER:
                return name.upper()
            case Case.AS_IS:
                return name

    def path(self, each: Entity | Domain | View) -> QName:
        """The qualified name of a table, type or view."""
        name = each.physical or self.word(each.name)
        if self.default_namespace is None:
            return (name,)
        return (each.namespace or self.namespace or self.default_namespace, name)

    def column(self, attribute: Attribute) -> str:
        """The name of a column."""
        return attribute.physical or self.word(attribute.name)

    def pattern(self, pattern: str, table: str, columns: tuple[str, ...], target: str = "") -> str:
        """A name by a pattern of the naming, shortened to the engine's limit.

        The table's name and the columns give way evenly, the rest of the pattern stays, as PostgreSQL does it
        (makeObjectName in src/backend/commands/indexcmds.c).
        """
        joined = "_".join(columns)

        def made(one: str, two: str) -> str:
            first = columns[0] if columns and two == joined else two
            return pattern.format(table=one, columns=two, column=first, target=target)

        one, two = table, joined
        while len(made(one, two).encode()) > self.limit and (one or two):
            if len(one.encode()) > len(two.encode()):
                one = shorten_utf8(one, len(one.encode()) - 1)
            else:
                two = shorten_utf8(two, len(two.encode()) - 1)
        return made(one, two)


def free_name(wanted: str, taken: set[str]) -> str:
    """The name itself or, when it is taken, with the first number from 1 that is not; it is taken afterwards."""
    name, number = wanted, 0
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    taken.add(name)
    return name
