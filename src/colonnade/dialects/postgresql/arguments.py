"""Argument lists of routines, as pg_get_function_arguments() prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MODES = ("INOUT", "OUT", "VARIADIC", "IN")
_NAME = re.compile(r'("(?:[^"]|"")*"|[^\s"(\[.]+)\s+')
# Types that the server prints with several words; a first word of one of them is no argument's name.
_LONG_TYPES = re.compile(
    r"(double precision|character varying|bit varying|timestamp|time|interval|character|bit|SETOF)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument."""

    mode: str
    name: str | None
    type: str
    default: str | None


def arguments_of(text: str) -> tuple[Argument, ...]:
    """The arguments of a list; those of an aggregate's ORDER BY are not told apart."""
    return tuple(_argument(each.strip()) for each in split(text, ",") if each.strip())


def _argument(text: str) -> Argument:
    before, *rest = tuple(split(text, " DEFAULT "))
    mode = next((each for each in _MODES if before.startswith(f"{each} ")), "IN")
    declared = before.removeprefix(f"{mode} ")
    name: str | None = None
    match = _NAME.match(declared)
    if match and not _LONG_TYPES.match(declared):
        name, declared = match[1], declared[match.end() :]
    return Argument(mode=mode, name=name, type=declared, default=" DEFAULT ".join(rest) if rest else None)


def split(text: str, separator: str) -> Iterator[str]:
    """The parts of a text between separators that stand outside quotes, parentheses and brackets."""
    depth, start, place = 0, 0, 0
    while place < len(text):
        letter = text[place]
        if letter in "'\"":
            place = _end_of_quote(text, place)
        elif letter in "([{":
            depth += 1
            place += 1
        elif letter in ")]}":
            depth -= 1
            place += 1
        elif depth == 0 and text.startswith(separator, place):
            yield text[start:place]
            place += len(separator)
            start = place
        else:
            place += 1
    yield text[start:]


def _end_of_quote(text: str, start: int) -> int:
    """The place after the closing quote; in E'…' a backslash takes the next character along."""
    quote = text[start]
    escapes = quote == "'" and text[start - 1 : start] in ("E", "e")
    place = start + 1
    while place < len(text):
        if escapes and text[place] == "\\":
            place += 2
        elif text[place] == quote:
            if text[place + 1 : place + 2] != quote:
                return place + 1
            place += 2
        else:
            place += 1
    return place
