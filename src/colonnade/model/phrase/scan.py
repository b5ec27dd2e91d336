"""The words of the short forms: a tokenizer and what every short form shares.

One rule for quotes in the whole language: `'single'` quotes a text value, `"double"` quotes a name that is not a plain
word, and SQL stands in `"double"` quotes or, where it has double quotes itself, in `` `backticks` ``. A quote inside is
doubled. What follows `--` says what a thing is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import NamedTuple, TypeVar

from colonnade.model.types import NUMBER_TEXT
from colonnade.text import did_you_mean

MAX_PHRASE = 100
"""A short form longer than this leaves its description to the long form."""

MOST_DIGITS = 1000
"""Digits of a whole number; no engine counts further (a numeric of PostgreSQL has 1000)."""


class PhraseError(Exception):
    """A short form that can't be read: what, at which offset, and what would be right."""

    def __init__(self, message: str, *, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    ENDS = "multiplicity"
    TEXT = "text in single quotes"
    NAME = "name in double quotes"
    SQL = "SQL in backticks"
    SIGN = "sign"
    ABOUT = "description"
    END = "end"


class Token(NamedTuple):
    """A token and where it stands."""

    kind: Kind
    text: str
    start: int
    end: int


WORD = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"

_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<about>--(?:\s|$)[\s\S]*)
    | (?P<ends>(?:0\.\.1|0\.\.\*|1\.\.\*)(?![\w.*]))
    | (?P<number>{NUMBER_TEXT.pattern})
    | (?P<word>{WORD})
    | (?P<text>'(?:[^']|'')*')
    | (?P<name>"(?:[^"]|"")*")
    | (?P<sql>`(?:[^`]|``)*`)
    | (?P<sign>->|>=|\[\]|[(),=%+:])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)
_KINDS = {
    "about": Kind.ABOUT,
    "ends": Kind.ENDS,
    "number": Kind.NUMBER,
    "word": Kind.WORD,
    "text": Kind.TEXT,
    "name": Kind.NAME,
    "sql": Kind.SQL,
    "sign": Kind.SIGN,
    "end": Kind.END,
}
_PLAIN_NAME = re.compile(WORD)
_ONE_LINE = re.compile(r"[^\s\x00-\x1f\x7f\x85\u2028\u2029](?:[^\n\r\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]*\S)?")

Choice = TypeVar("Choice", bound=Enum)


class Scanner:
    """Reads a short form token by token."""

    __slots__ = ("_next", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._next = self._token(0)

    def _token(self, at: int) -> Token:
        match = _TOKEN.match(self.text, at)
        if match is None:
            rest = self.text[at:].lstrip()
            offset = len(self.text) - len(rest)
            if rest[:1] in "'\"`":
                raise PhraseError(f"the quote {rest[0]} is not closed", offset=offset)
            raise PhraseError(f"{rest[:1]!r} does not belong here", offset=offset)
        group = match.lastgroup
        assert group is not None
        return Token(_KINDS[group], match.group(group), match.start(group), match.end(group))

    @property
    def peek(self) -> Token:
        """The next token, which stays the next one."""
        return self._next

    def take(self) -> Token:
        """The next token."""
        token = self._next
        self._next = self._token(token.end)
        return token

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        return self._next.kind is Kind.END

    def fail(self, message: str, *, hint: str = "", token: Token | None = None) -> PhraseError:
        """The error to raise at a token, by default the next one."""
        return PhraseError(message, offset=(token or self._next).start, hint=hint)

    def unexpected(self, known: Iterable[str]) -> PhraseError:
        """The error for a token that nothing here begins with."""
        token = self._next
        if token.kind is Kind.END:
            return self.fail("the line ends too early", hint=f"expected {' or '.join(known)}")
        known = tuple(known)
        hint = did_you_mean(token.text, known) or (f"expected {', '.join(known)}" if len(known) < 6 else "")
        return self.fail(f"unknown word {token.text!r}", hint=hint)

    def end(self, known: Iterable[str]) -> None:
        """Refuse what is left; `known` are the words that could have come."""
        if not self.at_end:
            raise self.unexpected(known)

    def is_word(self, *words: str) -> bool:
        """Whether the next token is one of these words."""
        return self._next.kind is Kind.WORD and self._next.text in words

    def word(self, *words: str) -> bool:
        """Take these words if they come next, all of them; a word that breaks off inside is an error."""
        if not self.is_word(words[0]):
            return False
        self.take()
        for each in words[1:]:
            if not self.is_word(each):
                raise self.unexpected([each])
            self.take()
        return True

    def sign(self, text: str) -> bool:
        """Take this sign if it comes next."""
        if self._next.kind is Kind.SIGN and self._next.text == text:
            self.take()
            return True
        return False

    def need_sign(self, text: str) -> None:
        """Take this sign. Raises PhraseError."""
        if not self.sign(text):
            hint = "inside { } or [ ] of YAML, a text with a comma stands in quotes" if self.at_end else ""
            raise self.fail(f"expected {text!r}", hint=hint)

    def name(self, what: str) -> str:
        """Take a name: a word, or anything in double quotes. Raises PhraseError."""
        token = self._next
        if token.kind is Kind.WORD:
            return self.take().text
        if token.kind is Kind.NAME:
            return unquote(self.take().text)
        raise self.fail(f"expected {what}", hint="a name that is not a plain word stands in double quotes")

    def names(self, what: str) -> tuple[str, ...]:
        """Take names with commas between them. Raises PhraseError."""
        found = [self.name(what)]
        while self.sign(","):
            found.append(self.name(what))
        return tuple(found)

    def names_in_brackets(self, what: str) -> tuple[str, ...]:
        """Take `(a, b)`. Raises PhraseError."""
        self.need_sign("(")
        found = self.names(what)
        self.need_sign(")")
        return found

    def sql(self, after: str) -> str:
        """Take SQL in double quotes or backticks. Raises PhraseError."""
        token = self._next
        if token.kind not in (Kind.NAME, Kind.SQL):
            raise self.fail(f"expected SQL in quotes after {after!r}", hint=f'write {after} "..."')
        return unquote(self.take().text)

    def whole(self, what: str) -> int:
        """Take a whole number. Raises PhraseError."""
        token = self._next
        if token.kind is not Kind.NUMBER or not token.text.isdigit():
            raise self.fail(f"expected {what}, a whole number")
        if len(token.text) > MOST_DIGITS:
            raise self.fail(f"{what} is too large", hint=f"a whole number has at most {MOST_DIGITS} digits")
        return int(self.take().text)

    def choice(self, of: type[Choice], what: str) -> Choice:
        """Take the words of one member of an enum; underscores and capitals are accepted. Raises PhraseError."""
        found = self.maybe_choice(of)
        if found is None:
            raise self.fail(f"expected {what}", hint=f"one of {', '.join(str(each.value) for each in of)}")
        return found

    def maybe_choice(self, of: type[Choice]) -> Choice | None:
        """Take the words of one member of an enum if they come next; the longest member wins."""
        if self._next.kind is not Kind.WORD:
            return None
        first = self._next
        second = self._token(first.end)
        pair = f"{spoken(first.text)} {spoken(second.text)}" if second.kind is Kind.WORD else ""
        single = spoken(first.text)
        for value, words in ((pair, 2), (single, 1)):
            for member in of:
                if value == member.value:
                    for _ in range(words):
                        self.take()
                    return member
        return None

    def about(self) -> str:
        """Take the description after `--`, or nothing."""
        if self._next.kind is not Kind.ABOUT:
            return ""
        return self.take().text[2:].strip()

    def bracketed(self) -> str:
        """Take a text in brackets raw, brackets and quotes inside it balanced, and return what is inside."""
        start = self._next.start
        end = balanced_end(self.text, start)
        if end is None:
            raise self.fail("the bracket is not closed")
        self._next = self._token(end)
        return self.text[start + 1 : end - 1]


def spoken(word: str) -> str:
    """A word of an enum as the enum spells it, in at most two words: SET_NULL and Set-Null are `set null`."""
    return word.lower().replace("_", " ").replace("-", " ")


def unquote(text: str) -> str:
    """What stands between a pair of quotes."""
    mark = text[0]
    return text[1:-1].replace(mark * 2, mark)


def quote(text: str, mark: str) -> str:
    """A text between quotes; a quote inside is doubled."""
    return f"{mark}{text.replace(mark, mark * 2)}{mark}"


def is_plain_name(name: str) -> bool:
    """Whether a name may stand without quotes."""
    return _PLAIN_NAME.fullmatch(name) is not None


def name_text(name: str, *, avoid: Iterable[str] = ()) -> str:
    """A name as a short form writes it; words in `avoid` would be misread and are quoted."""
    return name if is_plain_name(name) and name not in avoid else quote(name, '"')


def names_text(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(name_text(each) for each in names)


def sql_text(expression: str) -> str:
    """SQL as a short form writes it."""
    if '"' in expression and "`" not in expression:
        return quote(expression, "`")
    return quote(expression, '"')


def is_one_line(text: str) -> bool:
    """Whether a text can follow `--`: one line without space around it."""
    return _ONE_LINE.fullmatch(text) is not None


def balanced_end(text: str, start: int) -> int | None:
    """Offset after the bracket that closes the one at `start`; quotes are respected; None when nothing closes it."""
    depth, at = 0, start
    while at < len(text):
        char = text[at]
        if char in "'\"":
            close = text.find(char, at + 1)
            if close < 0:
                return None
            at = close
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return None
