"""The words of a statement with their places, comments left out, for edits of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from postgast import PgQueryError, scan

_COMMENTS = frozenset({275, 276})
"""SQL_COMMENT and C_COMMENT in the grammar's list of tokens."""
_OPENING, _CLOSING = "([", ")]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, sign or constant of a statement."""

    text: str
    """As it stands; compare with `word`."""
    start: int
    """In characters of the statement."""
    end: int

    @property
    def word(self) -> str:
        """In capitals, as keywords are written."""
        return self.text.upper()


class Tokens:
    """A statement cut into tokens when one is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def all(self) -> tuple[Token, ...]:
        """All tokens; none where the text can't be cut."""
        encoded = self.text.encode()
        plain = len(encoded) == len(self.text)
        try:
            found = scan(self.text).tokens
        except PgQueryError:
            return ()
        made: list[Token] = []
        for each in found:
            if each.token in _COMMENTS:
                continue
            start = each.start if plain else len(encoded[: each.start].decode(errors="replace"))
            end = each.end if plain else len(encoded[: each.end].decode(errors="replace"))
            made.append(Token(text=self.text[start:end], start=start, end=end))
        return tuple(made)

    def characters(self, location: int) -> int:
        """The place of a node of the tree, which counts bytes, in characters."""
        if self.text.isascii():
            return location
        return len(self.text.encode()[:location].decode(errors="replace"))

    def at(self, location: int) -> int:
        """The number of the token at, or next after, a place of the tree."""
        place = self.characters(location)
        return next((number for number, each in enumerate(self.all) if each.start >= place), len(self.all))

    def find(self, *words: str, start: int = 0, stop: int | None = None) -> int | None:
        """The number of the first of some tokens that follow each other."""
        limit = len(self.all) if stop is None else stop
        for number in range(start, limit - len(words) + 1):
            if all(self.all[number + at].word == word for at, word in enumerate(words)):
                return number
        return None

    def closing(self, opening: int) -> int:
        """The number of the bracket that closes one."""
        depth = 0
        for number in range(opening, len(self.all)):
            sign = self.all[number].text
            depth += (sign in _OPENING) - (sign in _CLOSING)
            if depth == 0:
                return number
        return len(self.all) - 1

    def inside(self, opening: int) -> str:
        """The text between a bracket and the one that closes it."""
        return self.text[self.all[opening].end : self.all[self.closing(opening)].start].strip()

    def parts(self, start: int, stop: int | None = None) -> Iterator[tuple[int, int]]:
        """The stretches of tokens between commas outside of brackets, each as first number and one past the last."""
        limit = len(self.all) if stop is None else stop
        depth, begin = 0, start
        for number in range(start, limit):
            sign = self.all[number].text
            depth += (sign in _OPENING) - (sign in _CLOSING)
            if sign == "," and depth == 0:
                yield begin, number
                begin = number + 1
        if begin < limit:
            yield begin, limit


def first(tokens: Sequence[Token], *words: str) -> bool:
    """Whether tokens begin with words."""
    return len(tokens) >= len(words) and all(each.word == word for each, word in zip(tokens, words, strict=False))
