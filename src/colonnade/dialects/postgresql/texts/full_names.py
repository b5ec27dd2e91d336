"""Names in full in the texts of a designed schema, since nobody knows what a later session looks for first.

The server prints what it has with full names, and its own objects without; so in the engine's own words only names of
relations, which the server's own never share, can be meant for ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from colonnade.dialects.postgresql.quote import quote
from colonnade.dialects.postgresql.texts.mentions import Mention, Sort, in_full
from colonnade.dialects.postgresql.traits import TRAITS
from colonnade.schema import (
    Check,
    Column,
    Function,
    Index,
    IndexKey,
    MaterializedView,
    Policy,
    Procedure,
    QName,
    SchemaObject,
    Sql,
    Table,
    View,
)

Find = Callable[[Mention], QName | None]
"""The full name of what a mention stands for."""


def with_full_names(each: SchemaObject, find: Find, *, own_words: bool) -> SchemaObject:
    """The object with namespaces before the names in its texts that need one."""

    def before(mention: Mention) -> str | None:
        path = find(mention) if mention.sort is Sort.RELATION or not own_words else None
        return None if path is None or path[0] == TRAITS.default_namespace else f"{quote(path[0])}."

    def query(text: Sql) -> Sql:
        return Sql(in_full(text, "", "", before))

    def expression(text: Sql | None) -> Sql | None:
        return None if text is None else Sql(in_full(text, "SELECT (", "\n)", before))

    match each:
        case View() | MaterializedView():
            return replace(each, definition=query(each.definition))
        case Check():
            return replace(each, expression=expression(each.expression) or each.expression)
        case Procedure():
            arguments = in_full(each.arguments, "CREATE PROCEDURE pg_catalog.x(", ") LANGUAGE sql AS ''", before)
            return replace(each, arguments=Sql(arguments))
        case Function():
            head = "CREATE FUNCTION pg_catalog.x("
            arguments = in_full(each.arguments, head, ") RETURNS void LANGUAGE sql AS ''", before)
            returns = in_full(each.returns, f"{head}) RETURNS ", " LANGUAGE sql AS ''", before)
            return replace(each, arguments=Sql(arguments), returns=Sql(returns))
        case Policy():
            return replace(each, using=expression(each.using), with_check=expression(each.with_check))
        case Index():
            keys = tuple(_key(key, expression) for key in each.keys)
            return replace(each, keys=keys, predicate=expression(each.predicate))
        case Table():
            return replace(each, columns={name: _column(column, expression) for name, column in each.columns.items()})
        case _:
            return each


def _key(key: IndexKey, expression: Callable[[Sql | None], Sql | None]) -> IndexKey:
    return key if key.expression is None else replace(key, expression=expression(key.expression))


def _column(column: Column, expression: Callable[[Sql | None], Sql | None]) -> Column:
    if column.default is None and column.generated is None:
        return column
    generated = column.generated
    if generated is not None:
        generated = replace(generated, expression=expression(generated.expression) or generated.expression)
    return replace(column, default=expression(column.default), generated=generated)
