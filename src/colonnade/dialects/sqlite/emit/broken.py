"""Views and triggers that name what is not there: SQLite keeps them, but renames nothing while they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from colonnade.dialect import Statement
from colonnade.dialects.sqlite.emit.objects import create, drop
from colonnade.dialects.sqlite.kinds import VIRTUAL_TABLE
from colonnade.dialects.sqlite.read.mentions import relations
from colonnade.dialects.sqlite.read.programs import renamed_trigger
from colonnade.dialects.sqlite.read.tokens import tokens
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import QName, Ref, Schema, Trigger, View

_RELATIONS = frozenset({"table", "view", VIRTUAL_TABLE})


def broken(schema: Schema) -> tuple[View | Trigger, ...]:
    """Views and triggers that name an unknown relation, and all that stand on such views, views first.

    The engine's own tables and functions that give tables are unknown too; to take one of those aside does no harm.
    Former names are known, for the text of a schema may still have them where the engine's own has followed.
    """
    names = (*schema.objects, *schema.ids.values())
    known = {fold(ref.name) for ref in names if ref.kind in _RELATIONS}
    found = {each.ref: each for each in _programs(schema) if not _named(each.definition) <= known}
    return _in_order(_with_users(schema, found))


@lru_cache(maxsize=4096)
def _named(definition: str) -> frozenset[str]:
    return relations(tokens(definition))


def _programs(schema: Schema) -> Iterator[View | Trigger]:
    return (each for each in schema if isinstance(each, View | Trigger))


def _with_users(schema: Schema, found: Mapping[Ref, View | Trigger]) -> dict[Ref, View | Trigger]:
    """Some views and triggers, and all that need them."""
    whole = dict(found)
    while True:
        more = [
            each for each in _programs(schema) if each.ref not in whole and any(ref in whole for ref in each.needs())
        ]
        if not more:
            return whole
        whole.update({each.ref: each for each in more})


def _in_order(found: Mapping[Ref, View | Trigger]) -> tuple[View | Trigger, ...]:
    return tuple(sorted(found.values(), key=lambda each: (isinstance(each, Trigger), each.path)))


class Aside:
    """Views and triggers that stand in the way of a rename, taken away before it and put back after it.

    They are the broken ones and, where a column is renamed, those that get it through a view: the engine renames it
    in the view and not in what reads the view.
    """

    def __init__(self, schema: Schema, column_of: QName | None = None) -> None:
        found = {each.ref: each for each in broken(schema)}
        if column_of is not None:
            table = Ref("table", column_of)
            views = {each.ref for each in _programs(schema) if isinstance(each, View) and table in each.needs()}
            for each in _programs(schema):
                if any(ref in views for ref in each.needs()):
                    found[each.ref] = each
            found = _with_users(schema, found)
        self._found = _in_order(found)

    def away(self) -> Iterator[Statement]:
        """Statements that drop them."""
        return map(drop, reversed(self._found))

    def back(self, old: QName = (), new: QName = ()) -> Iterator[Statement]:
        """Statements that make them again, triggers of a renamed table on the table of the new name."""
        for each in self._found:
            if isinstance(each, Trigger):
                table = new if each.table == old else each.table
                definition = renamed_trigger(each.definition, each.name, table[-1])
                yield create(replace(each, path=(*table, each.name), definition=definition))
            else:
                yield create(each)
