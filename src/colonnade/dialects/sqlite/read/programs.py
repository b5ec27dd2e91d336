"""CREATE VIEW, CREATE TRIGGER and CREATE VIRTUAL TABLE as SQLite stores them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from colonnade.dialects.sqlite.quote import quote
from colonnade.dialects.sqlite.read.cursor import Cursor, commas
from colonnade.dialects.sqlite.read.mentions import relations
from colonnade.dialects.sqlite.read.normal import join, statement
from colonnade.dialects.sqlite.read.tokens import Token, unquoted
from colonnade.dialects.sqlite.traits import fold
from colonnade.schema import Sql

_SPACE = re.compile(r"[ \t\n\f\r]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenView:
    """A view."""

    name: str
    columns: tuple[str, ...]
    """Names that stand behind the view's own; empty when the query names its results."""
    query: Sql
    reads: frozenset[str]
    """Folded names of the relations it reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenProgram:
    """A trigger or a virtual table."""

    name: str
    definition: Sql
    """The whole statement in normal form."""
    uses: frozenset[str]
    """Folded names of the relations it names."""


def _named(cursor: Cursor) -> str:
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    return cursor.name() if cursor.take(".") else name


def read_view(sql: str) -> WrittenView:
    """What a CREATE VIEW says. Raises UnreadableSqlError."""
    cursor = Cursor(sql)
    cursor.expect("CREATE")
    cursor.one_of("TEMP", "TEMPORARY")
    cursor.expect("VIEW")
    name = _named(cursor)
    columns: tuple[str, ...] = ()
    if cursor.next.text == "(":
        columns = tuple(unquoted(each[0]) for each in commas(cursor.group()))
    cursor.expect("AS")
    query = cursor.rest()
    end = next((token.start for token in cursor.parts[-1:] if token.text == ";"), len(sql))
    return WrittenView(name=name, columns=columns, query=statement(sql, query, end), reads=relations(query))


def read_trigger(sql: str) -> WrittenProgram:
    """What a CREATE TRIGGER says. Raises UnreadableSqlError."""
    cursor = Cursor(sql)
    cursor.expect("CREATE")
    cursor.one_of("TEMP", "TEMPORARY")
    cursor.expect("TRIGGER")
    name = _named(cursor)
    head, qualifier, target = _event(cursor)
    body = cursor.rest()
    return WrittenProgram(
        name=name,
        definition=Sql(f"CREATE TRIGGER {quote(name)} {head} ON {qualifier}{quote(target)} {join(body)}"),
        uses=relations(body),
    )


def _event(cursor: Cursor) -> tuple[Sql, str, str]:
    """When a trigger fires, up to ON; the qualifier and the name of what it stands on."""
    head: list[Token] = []
    while not cursor.sees("ON"):
        head.append(cursor.one())
    cursor.expect("ON")
    qualifier = f"{quote(cursor.name())}." if cursor.ahead(1).text == "." else ""
    cursor.take(".")
    return join(head), qualifier, cursor.name()


def renamed_trigger(definition: str, name: str, target: str) -> Sql:
    """The same trigger under another name and on another table; its body stays."""
    cursor = Cursor(definition)
    cursor.expect("CREATE", "TRIGGER")
    cursor.name()
    head, _, _ = _event(cursor)
    rest = definition[cursor.next.start :]
    return Sql(f"CREATE TRIGGER {quote(name)} {head} ON {quote(target)} {rest}")


def read_virtual_table(sql: str) -> WrittenProgram:
    """What a CREATE VIRTUAL TABLE says. Raises UnreadableSqlError.

    A module reads its arguments as text, so only runs of white space in them are made one space.
    """
    cursor = Cursor(sql)
    cursor.expect("CREATE", "VIRTUAL", "TABLE")
    name = _named(cursor)
    cursor.expect("USING")
    module = cursor.name()
    text = f"CREATE VIRTUAL TABLE {quote(name)} USING {quote(module)}"
    arguments: list[list[Token]] = []
    if cursor.next.text == "(":
        arguments = commas(cursor.group())
        text += f"({', '.join(_argument(sql, each) for each in arguments)})"
    uses = (each[2] for each in arguments if len(each) > 2 and each[0].upper == "CONTENT" and each[1].text == "=")
    return WrittenProgram(
        name=name,
        definition=Sql(text),
        uses=frozenset(fold(unquoted(each)) for each in uses),
    )


def renamed_virtual_table(definition: str, name: str) -> Sql:
    """The same virtual table under another name."""
    cursor = Cursor(definition)
    cursor.expect("CREATE", "VIRTUAL", "TABLE")
    cursor.name()
    return Sql(f"CREATE VIRTUAL TABLE {quote(name)} {definition[cursor.next.start :]}")


def _argument(sql: str, parts: list[Token]) -> str:
    found: list[str] = []
    at = parts[0].start if parts else 0
    for token in parts:
        gap = sql[at : token.start]
        found.append(" " if _SPACE.match(gap) else gap)
        found.append(token.text)
        at = token.end
    return "".join(found)
