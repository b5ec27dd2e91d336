"""DBML text as tokens."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import ClassVar, NamedTuple

from colonnade.errors import InputError
from colonnade.text import Lines


class DbmlError(InputError):
    """A DBML text is not well formed: what is wrong, where, and what would be right."""

    code: ClassVar[str] = "CO150"


class Kind(StrEnum):
    """What a token is."""

    NAME = "name"
    QUOTED = "quoted name"
    NUMBER = "number"
    STRING = "string"
    MULTILINE = "multi-line string"
    EXPRESSION = "expression"
    COLOUR = "colour"
    MARK = "mark"
    NEWLINE = "end of line"
    END = "end of text"


class Token(NamedTuple):
    """A token; `text` is as written, quotes and all."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_TOKEN = re.compile(
    r"""
      (?P<blank>[^\S\n]+|\ufeff)
    | (?P<newline>\n)
    | (?P<comment>//[^\n]*|/\*[\s\S]*?\*/)
    | (?P<multiline>'''(?:[^'\\]|\\[\s\S]|'(?!''))*''')
    | (?P<string>'(?!'')(?:[^'\\\n]|\\[\s\S])*'|''(?!'))
    | (?P<quoted>"(?:[^"\\\n]|\\[^\n])*")
    | (?P<expression>`[^`]*`)
    | (?P<colour>\#[0-9A-Fa-f]+\b)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))
    | (?P<name>\w+)
    | (?P<mark><>|->|<-|[][{}(),.:<>?+~*-])
    """,
    re.VERBOSE,
)
_KINDS = {kind.name.lower(): kind for kind in Kind}
_SKIPPED = frozenset({"blank", "comment"})
_UNCLOSED = {"'": "string", '"': "quoted name", "`": "expression", "/": "comment"}


def tokens(text: str, lines: Lines) -> tuple[list[Token], int]:
    """The tokens of a text, ended by one of kind END, and how many comments were passed over."""
    found: list[Token] = []
    comments = 0
    offset = 0
    match_at = _TOKEN.match
    while offset < len(text):
        match = match_at(text, offset)
        if match is None:
            raise _misfit(text, offset, lines)
        group = match.lastgroup or ""
        if group not in _SKIPPED:
            found.append(Token(_KINDS[group], match.group(), offset))
        elif group == "comment":
            comments += 1
        offset = match.end()
    found.append(Token(Kind.END, "", len(text)))
    return found, comments


def _misfit(text: str, offset: int, lines: Lines) -> DbmlError:
    sign = text[offset]
    place = lines.place(offset)
    if sign in _UNCLOSED and (sign != "/" or text.startswith("/*", offset)):
        closing = "*/" if sign == "/" else "'''" if text.startswith("'''", offset) else sign
        return DbmlError(
            f"the {_UNCLOSED[sign]} that begins here has no end",
            hint=f"close it with {closing}",
            place=place,
        )
    return DbmlError(f"unexpected {sign!r}", hint='quote names that hold signs: "a;b"', place=place)


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\s\S]))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "v": "\v", "f": "\f", "\n": ""}


def unescaped(text: str) -> str:
    """The text with its escapes replaced; an unknown one stands for its own letter."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
    if match[1] is not None:
        return chr(int(match[1], 16))
    return _ESCAPED.get(match[2], match[2])


def multiline_text(body: str) -> str:
    """The text of a multi-line string: without the indentation that all its lines share.

    A first line and a last line that are blank belong to the quotes.
    """
    lines = body.split("\n")
    if len(lines) > 1 and not lines[0].strip():
        lines = lines[1:]
    if len(lines) > 1 and not lines[-1].strip():
        lines = lines[:-1]
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    shared = min(indents, default=0)
    return unescaped("\n".join(line[shared:] for line in lines))
