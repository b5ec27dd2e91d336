"""Virtual tables of the modules that come with SQLite: which columns hold rows that can be read and written again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from colonnade.dialects.sqlite.read.cursor import Cursor, commas
from colonnade.dialects.sqlite.read.tokens import Token, unquoted
from colonnade.dialects.sqlite.traits import fold


class Contents(StrEnum):
    """Where the rows of a virtual table live."""

    OWN = "own"
    ELSEWHERE = "elsewhere"
    """In a table named by `content=`, from which the index can be made again."""
    NOWHERE = "nowhere"
    """They can't be read: a full text index without contents, or a module we don't know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualTable:
    """What is known of a virtual table."""

    module: str
    columns: tuple[str, ...]
    contents: Contents
    source: str | None = None
    """The table named by `content=`."""
    has_rowid: bool = True
    """Whether rows are numbered apart from the columns; an R-tree's number is its first column."""


_TEXT = frozenset({"fts3", "fts4", "fts5"})
_BOXES = frozenset({"rtree", "rtree_i32"})


def read_module(definition: str) -> VirtualTable:
    """What a CREATE VIRTUAL TABLE says to a module that we know. Raises UnreadableSqlError."""
    cursor = Cursor(definition)
    cursor.expect("CREATE", "VIRTUAL", "TABLE")
    cursor.name()
    cursor.expect("USING")
    module = fold(cursor.name())
    arguments = commas(cursor.group()) if cursor.next.text == "(" else []
    arguments = [each for each in arguments if each]
    if module in _TEXT:
        return _full_text(module, arguments)
    if module in _BOXES:
        columns = tuple(unquoted(each[1] if each[0].text == "+" else each[0]) for each in arguments)
        return VirtualTable(module=module, columns=columns, contents=Contents.OWN, has_rowid=False)
    return VirtualTable(module=module, columns=(), contents=Contents.NOWHERE)


def _full_text(module: str, arguments: list[list[Token]]) -> VirtualTable:
    """https://sqlite.org/fts5.html#external_content_tables and https://sqlite.org/fts3.html."""
    columns: list[str] = []
    contents = Contents.OWN
    source: str | None = None
    for each in arguments:
        if len(each) > 1 and each[1].text == "=":
            if fold(each[0].text) == "content":
                source = (unquoted(each[2]) if len(each) > 2 else "") or None
                contents = Contents.ELSEWHERE if source else Contents.NOWHERE
        elif not (module != "fts5" and fold(each[0].text) == "tokenize"):
            columns.append(unquoted(each[0]))
    return VirtualTable(module=module, columns=tuple(columns) or ("content",), contents=contents, source=source)
