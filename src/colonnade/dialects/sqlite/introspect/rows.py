"""The rows of the catalogue statements, typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from colonnade.dialect import Rows
from colonnade.dialects.sqlite.kinds import OWN_PREFIX, VIRTUAL_TABLE
from colonnade.dialects.sqlite.traits import fold

_SHADOW_ENDINGS = {
    "fts3": ("_content", "_segments", "_segdir", "_docsize", "_stat"),
    "fts4": ("_content", "_segments", "_segdir", "_docsize", "_stat"),
    "fts5": ("_data", "_idx", "_content", "_docsize", "_config"),
    "rtree": ("_node", "_rowid", "_parent"),
    "rtree_i32": ("_node", "_rowid", "_parent"),
    "geopoly": ("_node", "_rowid", "_parent"),
}
"""Tables that a module keeps for itself, for versions that don't tell: https://sqlite.org/vtab.html#xshadowname."""


class Stored(NamedTuple):
    """An object as sqlite_schema has it."""

    kind: str
    name: str
    table: str
    """The table it stands on, or its own name."""
    sql: str


class ColumnRow(NamedTuple):
    """A column as pragma_table_xinfo has it."""

    name: str
    type: str
    not_null: bool
    key_place: int
    """From 1 in the primary key, 0 outside of it."""
    hidden: int
    """0 ordinary, 1 hidden, 2 virtual generated, 3 stored generated."""


def text(value: object) -> str:
    """A value of a catalogue row that is text."""
    return value if isinstance(value, str) else ""


def number(value: object) -> int:
    """A value of a catalogue row that is a whole number."""
    return value if isinstance(value, int) else 0


def stored(rows: Mapping[str, Rows]) -> tuple[Stored, ...]:
    """The objects that a user made, without the engine's, the modules' and our own."""
    found = [
        Stored(_kind(text(kind), text(sql)), text(name), text(table), text(sql))
        for kind, name, table, sql in rows["objects"]
        if sql is not None
    ]
    left_out = {fold(text(row[0])) for row in rows["shadows"]} if "shadows" in rows else _shadows(found)
    return tuple(
        each
        for each in found
        if not _is_foreign(each.name) and not _is_foreign(each.table) and fold(each.table) not in left_out
    )


def _kind(kind: str, sql: str) -> str:
    return VIRTUAL_TABLE if kind == "table" and sql[:14].upper() == "CREATE VIRTUAL" else kind


def _is_foreign(name: str) -> bool:
    return fold(name).startswith(("sqlite_", OWN_PREFIX))


def _shadows(found: list[Stored]) -> set[str]:
    gone: set[str] = set()
    for each in found:
        if each.kind == VIRTUAL_TABLE:
            rest = fold(each.sql).partition(" using ")[2].lstrip()
            for module, endings in _SHADOW_ENDINGS.items():
                if rest.partition("(")[0].strip() == module:
                    gone |= {fold(each.name + ending) for ending in endings}
    return gone


def columns_by_table(rows: Mapping[str, Rows]) -> Mapping[str, list[ColumnRow]]:
    """The columns of every table in their order."""
    found: defaultdict[str, list[ColumnRow]] = defaultdict(list)
    for table, name, type_, not_null, key_place, hidden in rows["columns"]:
        row = ColumnRow(text(name), text(type_), bool(not_null), number(key_place), number(hidden))
        found[text(table)].append(row)
    return found
