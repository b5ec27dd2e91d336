"""A place in a list of tokens, and the small things that every element is read with."""

from __future__ import annotations

from collections.abc import Iterable

from colonnade.errors import Place
from colonnade.formats.dbml.tokens import (
    DbmlError,
    Kind,
    Token,
    multiline_text,
    tokens,
    unescaped,
)
from colonnade.text import Lines, did_you_mean

_NAMES = frozenset({Kind.NAME, Kind.QUOTED, Kind.NUMBER})
_STRINGS = frozenset({Kind.STRING, Kind.MULTILINE, Kind.QUOTED})


class Cursor:
    """Reads tokens one after the other; every error it raises has a place."""

    def __init__(self, text: str, file: str | None) -> None:
        self.source = text
        self.lines = Lines(text, file=file)
        self.tokens, self.comments = tokens(text, self.lines)
        self.at = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def ahead(self, steps: int = 1) -> Token:
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def place(self, token: Token | None = None) -> Place:
        return self.lines.place((token or self.token).start)

    def error(self, message: str, *, hint: str = "", token: Token | None = None) -> DbmlError:
        return DbmlError(message, hint=hint, place=self.place(token))

    def unexpected(self, wanted: str, *, hint: str = "") -> DbmlError:
        token = self.token
        seen = token.kind.value if token.kind in (Kind.NEWLINE, Kind.END) else repr(token.text)
        return self.error(f"expected {wanted}, found {seen}", hint=hint)

    def next(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.kind is not Kind.END
        return token

    def sees(self, mark: str) -> bool:
        token = self.tokens[self.at]
        return token.kind is Kind.MARK and token.text == mark

    def accept(self, mark: str) -> bool:
        if self.sees(mark):
            self.at += 1
            return True
        return False

    def expect(self, mark: str, *, after: str = "", hint: str = "") -> Token:
        if not self.sees(mark):
            raise self.unexpected(f"'{mark}'{f' after {after}' if after else ''}", hint=hint)
        return self.next()

    def skip_lines(self) -> None:
        while self.tokens[self.at].kind is Kind.NEWLINE:
            self.at += 1

    def sees_past_lines(self, mark: str) -> bool:
        """Whether the mark comes next, maybe on a later line; if so it is the next token."""
        at = self.at
        while self.tokens[at].kind is Kind.NEWLINE:
            at += 1
        if self.tokens[at].kind is Kind.MARK and self.tokens[at].text == mark:
            self.at = at
            return True
        return False

    def end_line(self, what: str) -> None:
        """The end of a line, or of the block that holds it."""
        if self.token.kind in (Kind.NEWLINE, Kind.END) or self.sees("}"):
            return
        hint = "one definition a line"
        if self.sees("{"):
            hint = "is the '}' of the block above missing?"
        raise self.unexpected(f"the end of the line after {what}", hint=hint)

    def word(self) -> str:
        """The bare word that comes next in small letters, or nothing."""
        token = self.tokens[self.at]
        return token.text.lower() if token.kind is Kind.NAME else ""

    def name(self, what: str) -> str:
        token = self.token
        if token.kind not in _NAMES:
            raise self.unexpected(what)
        self.at += 1
        return named(token)

    def path(self, what: str) -> tuple[str, ...]:
        parts = [self.name(what)]
        while self.accept("."):
            parts.append(self.name(what))
        return tuple(parts)

    def string(self, what: str) -> str:
        if self.token.kind not in _STRINGS:
            raise self.unexpected(f"{what} in quotes")
        return string_text(self.next())

    def open_block(self, what: str) -> Token:
        if not self.sees_past_lines("{"):
            raise self.unexpected(f"'{{' after {what}")
        return self.next()

    def in_block(self, opening: Token, what: str) -> bool:
        """Whether the block goes on; its end is passed over."""
        self.skip_lines()
        if self.token.kind is Kind.END:
            raise self.error(f"the '{{' of {what} has no '}}'", hint="close the block with '}'", token=opening)
        return not self.accept("}")


def named(token: Token) -> str:
    """The name that a token says."""
    return unescaped(token.text[1:-1]) if token.kind is Kind.QUOTED else token.text


def string_text(token: Token) -> str:
    """The text of a string of one or several lines."""
    if token.kind is Kind.MULTILINE:
        return multiline_text(token.text[3:-3])
    return unescaped(token.text[1:-1])


_LISTED = 20


def near_hint(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known words, or all of them where they are few."""
    choices = sorted(known)
    listed = f"one of {', '.join(choices)}" if len(choices) <= _LISTED else ""
    return did_you_mean(word, choices) or listed
