"""The keys of an index, taken from the statement that the server prints for it.

Everything that has a name or an expression comes from the catalogue; only what follows each key in the
statement (collation, operator class, direction) is read from the text, whose form ruleutils.c fixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from colonnade.dialects.postgresql.quote import quote
from colonnade.schema import IndexKey, QName, Sql

_IDENTIFIER = r'(?:"(?:[^"]|"")+"|[^\s."()]+)'
_COLLATE = re.compile(rf"COLLATE ({_IDENTIFIER}(?:\.{_IDENTIFIER})?)(?: |$)")
_PART = re.compile(_IDENTIFIER)
_DIRECTION = re.compile(r" ?(DESC)?(?: ?NULLS (FIRST|LAST))?\Z")


def index_keys(
    definition: str,
    columns: Sequence[str | None],
    expressions: Sequence[str],
    statistics: Mapping[int, int],
) -> tuple[IndexKey, ...]:
    """The keys in order; `columns` has None for each of `expressions`, `statistics` is by place from 1."""
    start = _list_start(definition)
    if None not in columns and not statistics:
        plain = ", ".join(quote(name or "") for name in columns)
        if definition.startswith(plain + ")", start):
            return tuple(IndexKey(column=name) for name in columns)
    waiting = iter(expressions)
    keys = []
    for place, (text, column) in enumerate(zip(split_list(definition, start), columns, strict=True), 1):
        expression = None if column is not None else next(waiting)
        printed = quote(column or "") if expression is None else expression
        keys.append(_key(column, expression, text[len(printed) :].lstrip(" "), statistics.get(place)))
    return tuple(keys)


def _list_start(definition: str) -> int:
    """The place after the parenthesis that opens the list of keys."""
    return definition.index("(", _outside_quotes(definition, " USING ")) + 1


def _outside_quotes(text: str, word: str) -> int:
    place = text.index(word)
    while text.count('"', 0, place) % 2:
        place = text.index(word, place + 1)
    return place


def _key(column: str | None, expression: str | None, rest: str, statistics: int | None) -> IndexKey:
    collation: QName | None = None
    found = _COLLATE.match(rest)
    if found:
        collation = tuple(_name(each) for each in _PART.findall(found[1]))
        rest = rest[found.end() :]
    direction = _DIRECTION.search(rest)
    opclass = rest[: direction.start()] if direction else rest
    return IndexKey(
        column=column,
        expression=None if expression is None else Sql(expression),
        collation=collation,
        opclass=opclass or None,
        descending=bool(direction and direction[1]),
        nulls_first=None if direction is None or direction[2] is None else direction[2] == "FIRST",
        statistics=statistics,
    )


def _name(text: str) -> str:
    return text[1:-1].replace('""', '"') if text.startswith('"') else text


def split_list(text: str, start: int) -> Iterator[str]:
    """The elements of a list of SQL divided by commas, up to the parenthesis that closes it."""
    depth = 0
    begin = place = start
    while True:
        mark = text[place]
        if mark in "'\"":
            place = _closing_quote(text, place)
        elif mark in "([":
            depth += 1
        elif mark in ")]":
            if depth == 0:
                yield text[begin:place].strip()
                return
            depth -= 1
        elif mark == "," and depth == 0:
            yield text[begin:place].strip()
            begin = place + 1
        place += 1


def _closing_quote(text: str, start: int) -> int:
    """The place of the quote that closes what opens at `start`; E'' strings escape with backslashes."""
    mark = text[start]
    escapes = mark == "'" and text[start - 1 : start] in "Ee" and start > 0
    place = start + 1
    while True:
        if escapes and text[place] == "\\":
            place += 2
        elif text[place] == mark:
            if text[place + 1 : place + 2] != mark:
                return place
            place += 2
        else:
            place += 1
