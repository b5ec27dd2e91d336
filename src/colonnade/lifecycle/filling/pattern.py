"""A text that a simple regular expression matches."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNT = re.compile(r"\{(\d+)(?:,\d*)?\}")
_ESCAPES = {"d": "0", "w": "a", "s": " "}


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]


def matching(pattern: str) -> str | None:
    """The shortest text that comes to hand; None where the pattern is beyond this, as its own match tells."""
    reader = _Reader(pattern)
    found = _alternatives(reader)
    try:
        matches = re.search(pattern, found) is not None
    except re.error:
        return None
    return found if matches and reader.at >= len(pattern) else None


def _alternatives(reader: _Reader) -> str:
    """The first of several, the others read over."""
    first = _sequence(reader)
    while reader.peek() == "|":
        reader.take()
        _sequence(reader)
    return first


def _sequence(reader: _Reader) -> str:
    found = ""
    while reader.peek() and reader.peek() not in "|)":
        found += _atom(reader) * _count(reader)
    return found


def _count(reader: _Reader) -> int:
    if counted := _COUNT.match(reader.text, reader.at):
        reader.at = counted.end()
        return int(counted[1])
    match reader.peek():
        case "?" | "*":
            reader.take()
            return 0
        case "+":
            reader.take()
    return 1


def _atom(reader: _Reader) -> str:
    match reader.take():
        case "^" | "$":
            return ""
        case "(":
            if reader.text.startswith("?:", reader.at):
                reader.at += 2
            found = _alternatives(reader)
            reader.take()
            return found
        case "[":
            return _member(reader)
        case "\\":
            escaped = reader.take()
            return _ESCAPES.get(escaped, escaped)
        case ".":
            return "a"
        case plain:
            return plain


def _member(reader: _Reader) -> str:
    """A member of a class of characters; one that is not of a class that is turned round."""
    start = reader.at
    end = reader.text.find("]", start + 1)
    if end < 0:
        reader.at = len(reader.text)
        return ""
    reader.at = end + 1
    inner = reader.text[start:end]
    if inner.startswith("^"):
        return next((each for each in "a0-" if each not in inner), "~")
    return _ESCAPES.get(inner[1:2], inner[1:2]) if inner.startswith("\\") else inner[:1]
