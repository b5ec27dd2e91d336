"""Places in a text, near names for hints, natural order, words of identifiers. Engine-free."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from colonnade.errors import Place

_NUMBER = re.compile(r"(\d+)")
_CHUNK = re.compile(r"[^\W_]+")
_NEWLINE = re.compile(r"\r\n|\n|\r")


class Lines:
    """Where the lines of a text start: turns offsets into line and column, and back.

    Lines end at `\\n`, `\\r\\n` or `\\r`. Offsets count characters from 0, lines and columns
    from 1, as editors do.
    """

    __slots__ = ("_length", "_starts", "file")

    def __init__(self, text: str, *, file: str | None = None) -> None:
        self.file = file
        self._length = len(text)
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def place(self, offset: int) -> Place:
        """The place of a character; an offset beyond the text is taken as its end."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Place(file=self.file, line=line, column=column)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a place. Raises `IndexError` when there is no such line."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(f"no line {line} in a text of {len(self._starts)} lines")
        return min(self._starts[line - 1] + column - 1, self._length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text, from `start` to before `end`, in characters from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the stretch."""
        return text[self.start : self.end]


def near_names(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The known names that look most like a name, best first; case is not regarded."""
    by_folded: dict[str, str] = {}
    for each in known:
        by_folded.setdefault(each.casefold(), each)
    close = difflib.get_close_matches(name.casefold(), by_folded, n=limit, cutoff=0.6)
    return tuple(by_folded[each] for each in close)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest known names, or an empty text when none is near."""
    near = near_names(name, known)
    if not near:
        return ""
    return f"did you mean {' or '.join(near)}?"


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which numbers inside a text count as numbers: `v2` before `v10`."""
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in _NUMBER.split(text) if part)


def words(identifier: str) -> tuple[str, ...]:
    """The words of an identifier, lower case: `customerOrderID` gives customer, order, id."""
    return tuple(word.lower() for chunk in _CHUNK.findall(identifier) for word in _camel_words(chunk))


def snake_case(identifier: str) -> str:
    """An identifier as its words in lower case joined by underscores."""
    return "_".join(words(identifier))


def pascal_case(identifier: str) -> str:
    """An identifier as its words, each with a capital."""
    return "".join(word.capitalize() for word in words(identifier))


def shorten_utf8(text: str, limit_bytes: int) -> str:
    """The longest beginning of a text that fits into a number of bytes, never half a character."""
    encoded = text.encode()
    if len(encoded) <= limit_bytes:
        return text
    return encoded[:limit_bytes].decode(errors="ignore")


def _camel_words(chunk: str) -> Iterator[str]:
    """Cut before a capital that follows a small letter or precedes one, and around digits."""
    start = 0
    for index in range(1, len(chunk)):
        before, here = chunk[index - 1], chunk[index]
        after = chunk[index + 1 : index + 2]
        if (
            before.isdigit() != here.isdigit()
            or (here.isupper() and not before.isupper())
            or (here.isupper() and after.islower())
        ):
            yield chunk[start:index]
            start = index
    yield chunk[start:]
