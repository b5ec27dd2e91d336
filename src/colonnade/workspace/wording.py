"""Objects of a schema in a few words, for lists and tables."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.schema import (
    Check,
    Column,
    DomainType,
    EnumType,
    Exclusion,
    ForeignKey,
    Function,
    Index,
    Key,
    MaterializedView,
    Ref,
    SchemaObject,
    Table,
    Trigger,
    View,
)
from colonnade.schema.naming import dotted, identity_text

MOST_CHARACTERS = 90
"""Of a condition or query in a few words."""


def name_of(ref: Ref) -> str:
    """The name of an object as its user writes it."""
    return identity_text(ref)


def column_words(column: Column) -> str:
    """A column after its name: `numeric(10,2) not null default 0`."""
    return " ".join((column.type, *_column_facts(column)))


def _column_facts(column: Column) -> Iterator[str]:
    if not column.nullable:
        yield "not null"
    if column.identity is not None:
        yield f"identity {column.identity.mode.value.replace('_', ' ')}"
    if column.default is not None:
        yield f"default {short(column.default)}"
    if column.generated is not None:
        yield f"generated {short(column.generated.expression)}"


def words_of(each: SchemaObject) -> str:
    """What an object is, after its kind and name."""
    match each:
        case Table(columns=columns):
            return f"{len(columns)} column{'' if len(columns) == 1 else 's'}"
        case Key(primary=True, columns=columns):
            return f"primary key ({', '.join(columns)})"
        case Key(columns=columns):
            return f"unique ({', '.join(columns)})"
        case ForeignKey(columns=columns, target=target, target_columns=theirs):
            return f"({', '.join(columns)}) → {dotted(target)} ({', '.join(theirs)})"
        case Check(expression=expression):
            return f"check ({short(expression)})"
        case Exclusion(definition=text) | View(definition=text) | MaterializedView(definition=text):
            return short(text)
        case Index():
            return _index_words(each)
        case EnumType(values=values):
            return short(", ".join(values))
        case DomainType(base=base):
            return base
        case Function(returns=returns, language=language):
            return f"returns {short(returns)}, {language}"
        case Trigger():
            return f"on {dotted(each.table)}"
        case _:
            return ""


def _index_words(index: Index) -> str:
    keys = ", ".join(short(key.column or f"({key.expression})") for key in index.keys)
    method = "" if index.method == "btree" else f"{index.method} "
    where = f" where {short(index.predicate)}" if index.predicate else ""
    return f"{'unique ' if index.unique else ''}{method}({keys}){where}"


def short(text: str) -> str:
    """A text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_CHARACTERS else f"{line[: MOST_CHARACTERS - 1]}…"
