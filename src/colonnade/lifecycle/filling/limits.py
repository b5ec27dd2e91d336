"""What the conditions of a table say of one column, as far as simple forms tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

_CAST = r"(?:::[\w. ]+(?:\([\d,]+\))?(?:\[\])?)?"
_NUMBER = rf"\(*'?(-?\d+(?:\.\d+)?)'?\)*{_CAST}\)*{_CAST}"
_WORD = re.compile(r"'((?:[^']|'')*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The values that a column takes; nothing said is no limit."""

    words: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    pattern: str = ""
    is_list: bool = False
    """A JSON document that is an array."""
    shortest: int = 0
    """Bytes or characters."""
    starts: tuple[str, ...] = ()
    """Values that have a partition."""


def limits(column: str, conditions: Iterable[str]) -> Limits:
    """What conditions say of a column; `VALUE` is the name of the column in those of a domain."""
    name = rf"\(*\"?\b{re.escape(column)}\b\"?\)*{_CAST}\)*{_CAST}"
    words: tuple[str, ...] = ()
    bounds: dict[str, Decimal] = {}
    pattern, is_list, shortest = "", False, 0
    for text in conditions:
        if listed := re.search(rf"{name} (?:= ANY|IN) ?\((.*)\)", text, re.IGNORECASE | re.DOTALL):
            words = words or tuple(each.replace("''", "'") for each in _WORD.findall(listed[1]))
        if between := re.search(rf"{name} BETWEEN {_NUMBER} AND {_NUMBER}", text, re.IGNORECASE):
            bounds |= {">=": Decimal(between[1]), "<=": Decimal(between[2])}
        for sign, number in re.findall(rf"{name} (>=|<=|>|<) {_NUMBER}(?![\w.(]| [-+*/])", text):
            bounds[sign] = Decimal(number)
        if matched := re.search(rf"{name} ~ '((?:[^']|'')*)'", text):
            pattern = matched[1].replace("''", "'")
        is_list = is_list or re.search(rf"jsonb?_type(?:of)?\({name}\) = 'array'", text) is not None
        if long := re.search(rf"(?:octet_length|length|char_length)\({name}\) (?:>=|=) (\d+)", text, re.IGNORECASE):
            shortest = int(long[1])
    least, most = _bounded(bounds)
    return Limits(words=words, pattern=pattern, is_list=is_list, shortest=shortest, least=least, most=most)


def _bounded(bounds: Mapping[str, Decimal]) -> tuple[Decimal | None, Decimal | None]:
    least, most = bounds.get(">="), bounds.get("<=")
    if ">" in bounds:
        least = bounds[">"] + 1
    if "<" in bounds:
        most = bounds["<"] - 1
    return least, most
