"""Tokens of SQL as SQLite reads them, https://sqlite.org/lang.html and src/tokenize.c."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from colonnade.errors import InputError
from colonnade.text import Lines


class UnreadableSqlError(InputError):
    """A text is not SQL as SQLite has it, or not a statement that a schema is stored as."""

    code = "CO170"


class Lexeme(StrEnum):
    """What a token is."""

    WORD = "word"
    """A keyword or a name without quotes."""
    DOUBLE = "double"
    """In double quotes: a name, or a string where no such name is known."""
    NAME = "name"
    """A name in brackets or backticks."""
    STRING = "string"
    NUMBER = "number"
    BLOB = "blob"
    VARIABLE = "variable"
    SIGN = "sign"
    """An operator or punctuation."""


class Token(NamedTuple):
    """A piece of SQL with its place, in characters from 0."""

    lexeme: Lexeme
    text: str
    start: int
    upper: str
    """The text in upper case for a word, the text itself for a sign, else empty."""

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


_PATTERN = re.compile(
    r"""
    (?P<skip>[ \t\n\f\r\ufeff]+|--[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<blob>[xX]'[0-9a-fA-F]*')
  | (?P<word>[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_$\x80-\U0010ffff]*)
  | (?P<string>'(?:[^']|'')*')
  | (?P<double>"(?:[^"]|"")*")
  | (?P<name>`(?:[^`]|``)*`|\[[^\]]*\])
  | (?P<number>0[xX][0-9a-fA-F_]+|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?)
  | (?P<variable>\?[0-9]*|[@\#:$][A-Za-z_\x80-\U0010ffff][A-Za-z0-9_$:\x80-\U0010ffff()]*)
  | (?P<sign>->>|->|\|\||<<|>>|<=|>=|<>|!=|==|[-+*/%&|~<>=(),.;])
    """,
    re.VERBOSE | re.DOTALL,
)

_LEXEMES = {each.value: each for each in Lexeme}


def tokens(sql: str) -> list[Token]:
    """The tokens of a text, comments and white space left out.

    Raises UnreadableSqlError for a character or an open quote that SQLite does not accept.
    """
    found: list[Token] = []
    match_at = _PATTERN.match
    at = 0
    size = len(sql)
    while at < size:
        hit = match_at(sql, at)
        if hit is None:
            raise UnreadableSqlError(
                f"{sql[at : at + 20]!r} is not SQL that SQLite reads",
                place=Lines(sql).place(at),
            )
        group = hit.lastgroup or "skip"
        if group != "skip":
            text = hit.group()
            upper = text.upper() if group == "word" else text if group == "sign" else ""
            found.append(Token(_LEXEMES[group], text, at, upper))
        at = hit.end()
    return found


def unquoted(token: Token) -> str:
    """The name that a token stands for; a string may stand for a name too."""
    text = token.text
    match token.lexeme:
        case Lexeme.DOUBLE:
            return text[1:-1].replace('""', '"')
        case Lexeme.STRING:
            return text[1:-1].replace("''", "'")
        case Lexeme.NAME if text[0] == "`":
            return text[1:-1].replace("``", "`")
        case Lexeme.NAME:
            return text[1:-1]
        case _:
            return text


def is_name(token: Token) -> bool:
    """Whether a token can be a name where the grammar wants one."""
    return token.lexeme in {Lexeme.WORD, Lexeme.DOUBLE, Lexeme.NAME, Lexeme.STRING}
