"""Values for columns, each made of the number of its row."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from dataclasses import dataclass
from decimal import Decimal

from colonnade.connect.live import Value
from colonnade.lifecycle.filling.limits import Limits
from colonnade.lifecycle.filling.pattern import matching

_LENGTH = re.compile(r"\((\d+)\)")
_SCALE = re.compile(r"\((\d+),(\d+)\)")
_NUMBERS = ("smallint", "integer", "int", "bigint", "numeric", "decimal", "real", "double", "float", "money")
_LATER = re.compile(
    r"(?:^|_)(end|ends|until|to|due|expires?|completed|finished|closed|last|updated|later|delivered)(?:_|$)"
)
_DATE_KEY = re.compile(r"(?:^|_)date_key$")
"""Numbers that say a day as YYYYMMDD."""
_DAYS = 3_000
_SMALL = 9_999
"""Numbers of rows stay below it in columns of small numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A column as far as its values are concerned."""

    name: str
    type: str
    """The engine's own, below its domains."""
    limits: Limits
    labels: tuple[str, ...] = ()
    """Words of an enum type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which row it is, and which of its forms is tried."""

    number: int
    """What differs from row to row comes of it."""
    choice: int = 0
    """What is chosen of a few comes of it."""
    least: bool = False
    """Numbers are as small as they may be."""


def value(kind: Kind, turn: Turn, now: dt.datetime) -> Value:
    """A value for a row; `now` is the moment before which things happened."""
    number = turn.number
    words = kind.labels or kind.limits.words
    if words:
        return words[turn.choice % len(words)]
    base = kind.type.lower()
    if kind.limits.starts:
        return kind.limits.starts[turn.choice % len(kind.limits.starts)]
    if base.endswith("]"):
        return "{}"
    if base.startswith(_NUMBERS) and _DATE_KEY.search(kind.name):
        return int(_day(number, now).strftime("%Y%m%d"))
    if base.startswith(_NUMBERS):
        return _number(kind, 0 if turn.least else number)
    if base.startswith("bool"):
        return "true" if turn.choice % 2 else "false"
    if base.startswith("uuid"):
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind.name} {number}"))
    if base.startswith(("timestamp", "date", "time", "interval")):
        return _moment(kind, number, now)
    if base.startswith("json"):
        return "[]" if kind.limits.is_list else json.dumps({"number": number})
    written = _OTHERS.get(base.rpartition(".")[2].partition("(")[0])
    return _text(kind, number) if written is None else written.format(number=number)


_OTHERS = {
    "inet": "10.0.{number}.1",
    "cidr": "10.0.{number}.0/24",
    "macaddr": "08:00:2b:01:02:03",
    "bytea": "\\x" + "5a" * 64,
    "ltree": "node_{number}",
    "point": "({number},1)",
    "daterange": "empty",
    "tstzrange": "empty",
    "tsvector": "word{number}",
    "xml": "<a/>",
}


def _day(number: int, now: dt.datetime) -> dt.date:
    return (now - dt.timedelta(days=number % _DAYS + 2)).date()


def _number(kind: Kind, number: int) -> int | str:
    least, most = kind.limits.least, kind.limits.most
    low = Decimal(0) if least is None else least
    if scaled := _SCALE.search(kind.type):
        most = min(most or Decimal(10) ** (int(scaled[1]) - int(scaled[2])) - 1, Decimal(10) ** 9)
    elif kind.type.startswith("smallint"):
        most = min(most or Decimal(_SMALL), Decimal(_SMALL))
    if most is None:
        found = low + number
    else:
        span = int(most - low) + 1
        found = low + (number % span if span > 0 else 0)
    return int(found) if found == int(found) else str(found)


def _moment(kind: Kind, number: int, now: dt.datetime) -> str:
    base = kind.type.lower()
    later = dt.timedelta(days=1) if _LATER.search(kind.name) else dt.timedelta()
    if base.startswith("date"):
        return (_day(number, now) + later).isoformat()
    # Near to now, where a table that is divided by time has its partitions.
    at = now - dt.timedelta(minutes=number) + later
    if base.startswith("timestamp"):
        return at.isoformat()
    if base.startswith("interval"):
        return f"{number + 1} minutes"
    return f"{18 if _LATER.search(kind.name) else 8}:{number % 60:02d}:00"


def _text(kind: Kind, number: int) -> str:
    if kind.limits.pattern:
        return matching(kind.limits.pattern) or ""
    length = _LENGTH.search(kind.type)
    found = f"{kind.name.replace('_', ' ')} {number}"
    if "email" in kind.name:
        found = f"user{number}@example.org"
    elif kind.name.endswith("version"):
        found = f"1.0.{number}"
    if length is not None and len(found) > int(length[1]):
        found = str(number)[-int(length[1]) :]
    return found.ljust(kind.limits.shortest, "x")
