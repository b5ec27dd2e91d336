"""What a short form is: how it is read, how it is written, what it looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from colonnade.model.phrase.scan import MAX_PHRASE, PhraseError, Token, is_one_line, name_text, sql_text

Fields = dict[str, object]
"""Values by the name of the dataclass field."""

Of = TypeVar("Of")

MAX_SQL = 70
"""SQL longer than this is left to the long form, where it has a line or a block of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A short form and the fields that it says; the others need the long form beside it."""

    text: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Short(Generic[Of]):
    """The short form of a class of the model.

    `read` raises PhraseError; `write` gives None for a value that no short form can say. `pattern` is a regular
    expression without anchors that every written form matches; `shape` shows the form; the `examples` are correct.
    """

    of: type[Of]
    read: Callable[[str], Fields]
    write: Callable[[Of], Said | None]
    shape: str
    pattern: str
    examples: tuple[str, ...]


class Line:
    """A short form in the making."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._fields: set[str] = set()

    def add(self, text: str, *fields: str) -> None:
        """Go on with these words, which say these fields."""
        self._words.append(text)
        self._fields.update(fields)

    def says(self, *fields: str) -> None:
        """Note that what was written says these fields too."""
        self._fields.update(fields)

    def flag(self, word: str, field: str, *, when: bool) -> None:
        """A word, if it holds."""
        if when:
            self.add(word, field)

    def called(self, name: str, *fields: str) -> None:
        """The name of a constraint, if it has one."""
        if name:
            self.add(f"called {name_text(name)}", *fields)

    def sql(self, word: str, expression: str, field: str) -> None:
        """A word and SQL in quotes, if it is given and short."""
        if expression and is_short_sql(expression):
            self.add(f"{word} {sql_text(expression)}", field)

    def done(self, about: str = "") -> Said:
        """The form, with the description at the end if there is one and it fits."""
        text = " ".join(self._words)
        if about and is_one_line(about) and len(text) + len(about) + 4 <= MAX_PHRASE:
            return Said(text=f"{text} -- {about}", fields=frozenset({*self._fields, "about"}))
        return Said(text=text, fields=frozenset(self._fields))


def is_short_sql(expression: str) -> bool:
    """Whether SQL is short enough, and on one line, to stand inside a short form."""
    return len(expression) <= MAX_SQL and "\n" not in expression and "\r" not in expression


def say(fields: Fields, field: str, value: object, token: Token) -> None:
    """Note the value of a field. Raises PhraseError when it was said before."""
    if field in fields:
        raise PhraseError(f"{token.text!r} is said twice", offset=token.start)
    fields[field] = value


_FIRST = r"[^\x00-@\[-\^`{-\x7f]"
_OTHER = r"[^\x00-/:-@\[-\^`{-\x7f]"
_QUOTED = r"(\"[^\"]*\")+"
SQL_PATTERN = rf"({_QUOTED}|(`[^`]*`)+)"
NAME_PATTERN = rf"({_FIRST}{_OTHER}*(\.{_FIRST}{_OTHER}*)*|{_QUOTED})"
NAMES_PATTERN = rf"{NAME_PATTERN}( *, *{NAME_PATTERN})*"
TEXT_PATTERN = r"('[^']*')+"
NUMBER_PATTERN = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
ABOUT_PATTERN = r"( +-- [\s\S]*)?"
