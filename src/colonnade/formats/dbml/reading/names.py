"""Which table, column or enum a name in a document means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from colonnade.errors import Place
from colonnade.formats.dbml.ast import Column, Endpoint, EnumType, Table
from colonnade.formats.dbml.cursor import near_hint
from colonnade.formats.dbml.reading.partials import Injected
from colonnade.formats.dbml.tokens import DbmlError
from colonnade.model import qualified

_PUBLIC: Final = "public"
"""The namespace of everything that names none."""


def key_of(path: tuple[str, ...]) -> str:
    """The key in the model of what stands at a path: `public` is the same as no namespace."""
    namespace, name = split(path)
    return qualified(namespace, name)


def split(path: tuple[str, ...]) -> tuple[str, str]:
    """Namespace, empty for the public one, and name."""
    namespace = path[-2] if len(path) > 1 else ""
    return ("" if namespace == _PUBLIC else namespace), path[-1]


@dataclass(frozen=True, slots=True)
class Names:
    """The tables and enums of a document by key, and the aliases of tables."""

    tables: Mapping[str, Injected]
    aliases: Mapping[str, str]
    enums: Mapping[str, EnumType]
    bundles: Mapping[str, tuple[Column, ...]]

    @classmethod
    def of(cls, tables: Iterable[Injected], enums: Iterable[EnumType], bundles: Iterable[Table]) -> Names:
        """Raises DbmlError where a name is given twice."""
        found: dict[str, Injected] = {}
        aliases: dict[str, str] = {}
        for each in tables:
            key = key_of(each.table.path)
            if key in found:
                raise _double("table", key, each.table.place)
            found[key] = each
            if each.table.alias is not None:
                if each.table.alias in aliases:
                    raise _double("alias", each.table.alias, each.table.place)
                aliases[each.table.alias] = key
        listed: dict[str, EnumType] = {}
        for enum in enums:
            key = key_of(enum.path)
            if key in listed:
                raise _double("enum", key, enum.place)
            listed[key] = enum
        parts = {".".join(bundle.path): bundle.columns for bundle in bundles}
        return cls(found, aliases, listed, parts)

    def table(self, path: tuple[str, ...], place: Place) -> str:
        """The key of the table that a path or an alias means."""
        key = key_of(path)
        if key in self.tables:
            return key
        if len(path) == 1 and path[0] in self.aliases:
            return self.aliases[path[0]]
        raise DbmlError(
            f"there is no table {'.'.join(path)!r}",
            hint=near_hint(key, [*self.tables, *self.aliases]) if self.tables else "define it with Table",
            place=place,
        )

    def columns(self, key: str) -> dict[str, Column]:
        """The columns of a table with those of its bundles."""
        each = self.tables[key]
        shared = [column for use in each.uses for column in self.bundles[use]]
        return {column.name: column for column in (*shared, *each.table.columns)}

    def endpoint(self, end: Endpoint) -> tuple[str, tuple[str, ...]]:
        """The table and the columns that an end of a reference means."""
        key = self.table(end.table, end.place)
        known = self.columns(key)
        for column in end.columns:
            if column not in known:
                raise DbmlError(
                    f"the table {key!r} has no column {column!r}", hint=near_hint(column, known), place=end.place
                )
        return key, end.columns


def _double(what: str, name: str, place: Place) -> DbmlError:
    return DbmlError(f"the {what} {name!r} is defined twice", hint="names are unique", place=place)
