"""Values for rows of our own: of the right type, and of those that a check names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from colonnade.dialects.postgresql.quote import literal

COLUMNS = """
SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
  b.typname, b.typtype::text, b.typcategory::text, a.attnotnull OR t.typnotnull,
  a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL, a.attidentity <> '',
  COALESCE((SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = b.oid
    ORDER BY e.enumsortorder LIMIT 1), ''),
  COALESCE((SELECT pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ') FROM pg_catalog.pg_constraint k
    WHERE k.contype = 'c' AND (k.contypid = t.oid OR k.conrelid = c.oid AND k.conkey @> ARRAY[a.attnum])), ''),
  pg_catalog.format_type(b.oid, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND n.nspname NOT LIKE 'pg\\_%' AND a.attgenerated = ''
ORDER BY 1, 2, a.attnum"""
"""Columns that rows are written to, with the text of their checks."""

HIGHEST = ("owner", "admin", "administrator")
"""Roles within a tenant, of which the users of our own have the highest, so that no lower one hides what is tried."""
STYLES = 4
"""In how many ways values are made; the later ones are tried where rows of the first are refused."""


class ColumnFacts(NamedTuple):
    """What a value of a column must be."""

    name: str
    type: str
    base: str
    form: str = "b"
    category: str = ""
    required: bool = True
    filled: bool = False
    """It has a default."""
    identity: bool = False
    label: str = ""
    checks: str = ""
    spelled: str = "text"
    """The type below a domain, with its length."""


_WORD = re.compile(r"'((?:[^']|'')*)'")
_NUMBER = re.compile(r"(?<![\w.'])\(?(-?\d+(?:\.\d+)?)\)?")
_LENGTH = re.compile(r"\((\d+)")
_LATER = re.compile(r"end|until|expir|due|finish|complet|_to$|last|updated|deleted")
_COUNTED = {"int2", "int4", "int8", "numeric", "float4", "float8", "oid", "xid", "money"}
_TIMES = {"date", "timestamp", "timestamptz"}
_WRITTEN = {
    "time": "10:00:0{i}",
    "timetz": "10:00:0{i}+00",
    "interval": "{i} days",
    "json": "{{}}",
    "jsonb": "{{}}",
    "inet": "10.0.0.{i}",
    "cidr": "10.0.{i}.0/24",
    "macaddr": "08:00:2b:01:02:0{i}",
    "xml": "<a/>",
    "point": "({i},1)",
    "ltree": "v{i}",
    "hstore": "n=>{i}",
    "tsvector": "v{i}",
    "pg_lsn": "0/{i}",
}
_FAR = {"int2": 31_000, "int4": 2_000_000_000, "int8": 2_000_000_000}
"""Where keys of our own begin, as rows of others are likely below."""


def value_of(column: ColumnFacts, number: int, style: int, *, key: bool, bounds: Sequence[str] = ()) -> str:
    """A value as an expression of the column's type. `key` says that no two rows may have the same."""
    if bounds:
        return f"CAST({literal(bounds[style % len(bounds)])} AS {column.type})"
    return f"CAST({_plain(column, number, style, key=key)} AS {column.type})"


def _plain(column: ColumnFacts, number: int, style: int, *, key: bool) -> str:
    match column:
        case ColumnFacts(form="e"):
            return literal(column.label)
        case ColumnFacts(category="A"):
            return "'{}'"
        case ColumnFacts(category="R"):
            return "'empty'"
        case ColumnFacts(base="bool"):
            return "true" if style % 2 == 0 else "false"
        case ColumnFacts(base="uuid"):
            return literal(str(uuid4()))
        case ColumnFacts(base="bytea"):
            return f"'\\x{uuid4().hex}'"
        case ColumnFacts(category="V"):
            length = _LENGTH.search(column.spelled)
            return "B'" + "1" * (int(length[1]) if length else 1) + "'"
    if column.base in _COUNTED:
        return _counted(column, number, style, key=key)
    if column.base in _TIMES:
        later = _LATER.search(column.name.lower())
        base = "now()" if style % 2 == 0 else "timestamptz '2024-03-05 10:00+00'"
        return f"{base} + interval '{number + (60 if later else 0)} minutes'" + (" + interval '1 day'" if later else "")
    if column.base in _WRITTEN:
        written = _WRITTEN[column.base].format(i=number)
        ends = column.base.startswith("time") and _LATER.search(column.name.lower()) is not None
        return literal(written.replace("10:", "11:", 1) if ends else written)
    return literal(_text(column, number, style))


def _counted(column: ColumnFacts, number: int, style: int, *, key: bool) -> str:
    limits = _NUMBER.findall(column.checks)
    if key and not limits:
        return str(_FAR.get(column.base, 2_000_000_000) + number + style * 10)
    if style == 0 or not limits:
        return str(number)
    return str(limits[(style - 1) % len(limits)])


def _text(column: ColumnFacts, number: int, style: int) -> str:
    words: list[str] = [each.replace("''", "'") for each in map(str, _WORD.findall(column.checks))]
    plain = [each for each in words if not re.search(r"[%^$\\\[\]*+]", each)]
    if column.name == "role" and (above := [each for each in plain if each in HIGHEST]):
        return above[0]
    if plain and style < STYLES - 1:
        return plain[style % len(plain)]
    chance = uuid4().hex
    name = column.name.lower()
    text = f"{number}v{chance}"
    if "mail" in name:
        text = f"p{number}{chance[:8]}@example.org"
    elif "url" in name or "website" in name:
        text = f"https://example.org/{chance}"
    elif style == 1:
        text = f"{'abc'[number % 3]}{chance}"
    elif style == 2:
        text = str(number).zfill(10)
    length = _LENGTH.search(column.spelled)
    return text[: int(length[1])] if length else text
