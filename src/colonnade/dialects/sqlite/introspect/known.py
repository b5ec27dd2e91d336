"""Names of a database as SQLite looks them up: without regard to the case of ASCII letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from colonnade.dialects.sqlite.introspect.rows import Stored
from colonnade.dialects.sqlite.read.tokens import Lexeme, Token, unquoted
from colonnade.dialects.sqlite.read.written import WrittenTable
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import Ref

_BUILT_IN = frozenset({"BINARY", "NOCASE", "RTRIM"})
_RELATIONS = frozenset({"table", "view", "virtual_table"})


def collation(name: str) -> str:
    """A collation's name as it is compared: those that are built in in upper case."""
    return name.upper() if name.upper() in _BUILT_IN else name


class Known:
    """Every relation, and every column of the tables, under its folded name."""

    def __init__(self, everything: Iterable[Stored], written: Mapping[str, WrittenTable]) -> None:
        self.relations = {
            fold(each.name): Ref(each.kind, (each.name,)) for each in everything if each.kind in _RELATIONS
        }
        self.columns = {
            fold(name): {fold(column.name): column.name for column in table.columns} for name, table in written.items()
        }
        self._collations = {
            fold(name): {column.name: collation(column.collation) for column in table.columns if column.collation}
            for name, table in written.items()
        }
        self._primary = {fold(name): _primary(table) for name, table in written.items()}

    def relation(self, name: str) -> Ref | None:
        """The relation of this name."""
        return self.relations.get(fold(name))

    def own_name(self, table: str) -> str:
        """A table's name as it was given, or the name asked for when there is no such table."""
        found = self.relations.get(fold(table))
        return found.path[0] if found else table

    def columns_of(self, table: str) -> Mapping[str, str]:
        """Folded names of a table's columns, each with the name as it was given."""
        return self.columns.get(fold(table), {})

    def column(self, table: str, name: str) -> str:
        """A column's name as it was given, or the name asked for when there is no such column."""
        return self.columns_of(table).get(fold(name), name)

    def collation(self, table: str, column: str) -> str:
        """The collation of a column."""
        return self._collations.get(fold(table), {}).get(column, "BINARY")

    def primary_key(self, table: str) -> tuple[str, ...]:
        """The columns of a table's primary key; empty when there is none."""
        return tuple(self.column(table, name) for name in self._primary.get(fold(table), ()))

    def used(self, table: str, parts: Sequence[Token], *, but: str | None = None) -> tuple[Ref, ...]:
        """The columns of a table that an expression names, each once, in order."""
        columns = self.columns_of(table)
        own = self.own_name(table)
        found: dict[Ref, None] = {}
        for place, token in enumerate(parts):
            if token.lexeme not in {Lexeme.WORD, Lexeme.DOUBLE, Lexeme.NAME}:
                continue
            name = columns.get(fold(unquoted(token)))
            called = place + 1 < len(parts) and parts[place + 1].text in {"(", "."}
            if name is not None and name != but and not called:
                found[Ref("column", (own, name))] = None
        return tuple(found)

    def refs(self, names: Iterable[str], *, but: str) -> tuple[Ref, ...]:
        """The relations among some folded names, in order, one left out."""
        found = {self.relations[name] for name in names if name in self.relations and name != fold(but)}
        return tuple(sorted(found))


def _primary(table: WrittenTable) -> tuple[str, ...]:
    for key in table.keys:
        if key.primary:
            return tuple(unquoted(part.parts[0]) for part in key.keys)
    return ()
