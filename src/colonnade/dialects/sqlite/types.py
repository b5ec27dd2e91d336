"""Logical types and defaults as declared types and expressions, and back.

A declared type carries the logical one in its first word and gets its affinity by the rules of
https://sqlite.org/datatype3.html#determination_of_column_affinity: what is kept as text has TEXT in its name, so that
a text that looks like a number stays one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from colonnade.dialects.sqlite.quote import literal
from colonnade.dialects.sqlite.read.normal import expression
from colonnade.dialects.sqlite.read.table import declared_type
from colonnade.model.types import (
    NOW,
    NULL,
    NUMBER_TEXT,
    TODAY,
    UUID,
    Base,
    Default,
    DefaultKind,
    Type,
    boolean_default,
    domain_type,
    native_type,
    number_default,
    sql_default,
    text_default,
)
from colonnade.schema import Sql

_PLAIN: Mapping[Base, str] = {
    Base.TEXT: "TEXT",
    Base.SMALLINT: "SMALLINT",
    Base.INTEGER: "INTEGER",
    Base.BIGINT: "BIGINT",
    Base.REAL: "REAL",
    Base.FLOAT: "DOUBLE",
    Base.BOOLEAN: "BOOLEAN",
    Base.DATE: "DATE TEXT",
    Base.JSON: "JSON TEXT",
    Base.UUID: "UUID TEXT",
    Base.INET: "INET TEXT",
    Base.LTREE: "LTREE TEXT",
    Base.POINT: "COORDINATES TEXT",
    Base.OBJECT_ID: "OBJECTID TEXT",
    Base.ENUM: "TEXT",
    Base.ARRAY: "ARRAY TEXT",
}
_SIZED: Mapping[Base, str] = {
    Base.STRING: "VARCHAR",
    Base.CHAR: "CHAR",
    Base.BINARY: "BLOB",
    Base.VECTOR: "VECTOR BLOB",
    Base.DECIMAL: "DECIMAL",
    Base.TIME: "TIME TEXT",
    Base.DATETIME: "DATETIME TEXT",
    Base.TIMESTAMP: "TIMESTAMP TEXT",
    Base.INTERVAL: "DURATION TEXT",
}
_OTHERS: Mapping[str, Base] = {
    "INT": Base.INTEGER,
    "INT2": Base.SMALLINT,
    "INT4": Base.INTEGER,
    "INT8": Base.BIGINT,
    "TINYINT": Base.SMALLINT,
    "MEDIUMINT": Base.INTEGER,
    "UNSIGNED BIG INT": Base.BIGINT,
    "CHARACTER": Base.CHAR,
    "NCHAR": Base.CHAR,
    "NATIVE CHARACTER": Base.CHAR,
    "NVARCHAR": Base.STRING,
    "CHARACTER VARYING": Base.STRING,
    "VARYING CHARACTER": Base.STRING,
    "VARCHAR2": Base.STRING,
    "CLOB": Base.TEXT,
    "BINARY": Base.BINARY,
    "VARBINARY": Base.BINARY,
    "BYTEA": Base.BINARY,
    "FLOAT": Base.FLOAT,
    "DOUBLE PRECISION": Base.FLOAT,
    "NUMERIC": Base.DECIMAL,
    "NUMBER": Base.DECIMAL,
    "BOOL": Base.BOOLEAN,
    "DATE": Base.DATE,
    "TIME": Base.TIME,
    "DATETIME": Base.DATETIME,
    "TIMESTAMP": Base.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": Base.TIMESTAMP,
    "TIMESTAMPTZ": Base.TIMESTAMP,
    "JSON": Base.JSON,
    "JSONB": Base.JSON,
    "UUID": Base.UUID,
    "GUID": Base.UUID,
    "UNIQUEIDENTIFIER": Base.UUID,
}
"""Further words that are seen, most of them of https://sqlite.org/datatype3.html#affinity_name_examples."""

_WORDS: Mapping[str, Base] = {
    **_OTHERS,
    **{name: base for base, name in _PLAIN.items() if base not in {Base.ENUM, Base.ARRAY}},
    **{name: base for base, name in _SIZED.items()},
}
_PARTS = re.compile(r"(.*?)(?:\((\d+)(?:,(\d+))?\))?\Z")
_TIMES = frozenset({Base.TIME, Base.DATETIME, Base.TIMESTAMP, Base.INTERVAL})


def write_type(type_: Type, domains: Mapping[str, str]) -> str:
    """The declared type of a logical one; `domains` gives the spelling of each domain by its key."""
    match type_.base:
        case Base.DECIMAL if type_.precision is not None:
            return f"DECIMAL({type_.precision},{type_.scale or 0})"
        case Base.STRING | Base.CHAR | Base.BINARY | Base.VECTOR:
            return _SIZED[type_.base] + (f"({type_.length})" if type_.length else "")
        case Base.DECIMAL | Base.TIME | Base.DATETIME | Base.TIMESTAMP | Base.INTERVAL:
            return _SIZED[type_.base] + (f"({type_.precision})" if type_.precision is not None else "")
        case Base.DOMAIN:
            return domains.get(type_.name, type_.name)
        case Base.NATIVE:
            return declared_type(type_.name)
        case _:
            return _PLAIN[type_.base]


def read_type(text: str, domains: Mapping[str, str]) -> Type:
    """The logical type of a declared one; `domains` gives the key of each domain by its spelling.

    What other systems write for a logical type is read too, though it is written otherwise.
    """
    if text in domains:
        return domain_type(domains[text])
    found = _PARTS.match(text)
    base = _WORDS.get(found[1].upper()) if found else None
    if base is None or found is None:
        return native_type(text)
    first = int(found[2]) if found[2] else None
    second = int(found[3]) if found[3] else None
    if base is Base.DECIMAL:
        return Type(base=base, precision=first, scale=None if first is None else second or 0)
    if second is not None:
        return native_type(text)
    if base in _TIMES:
        return Type(base=base, precision=first)
    if base in _SIZED:
        return Type(base=base, length=first)
    return Type(base=base) if first is None else native_type(text)


INSTANT = Sql("strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
"""The present as ISO 8601 in UTC, with milliseconds: the one form of an instant, so that texts compare as times do."""
_LOCAL = Sql("strftime('%Y-%m-%dT%H:%M:%f', 'now', 'localtime')")
_CLOCK = Sql("strftime('%H:%M:%f', 'now', 'localtime')")
_TODAY = Sql("date('now')")
_UUID = Sql(
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
"""A random UUID, RFC 9562 section 5.4."""


def write_default(default: Default, type_: str) -> Sql:
    """A logical default as an expression for a column of a declared type."""
    match default.kind:
        case DefaultKind.TEXT:
            return Sql(literal(default.value))
        case DefaultKind.NUMBER:
            return Sql(default.value)
        case DefaultKind.BOOLEAN:
            return Sql("1" if default.value == "true" else "0")
        case DefaultKind.SQL:
            return expression(default.value)
        case DefaultKind.NULL:
            return Sql("NULL")
        case DefaultKind.NOW:
            return _now(read_type(type_, {}).base)
        case DefaultKind.TODAY:
            return _TODAY
        case DefaultKind.UUID:
            return _UUID


def _now(base: Base) -> Sql:
    return {Base.DATE: _TODAY, Base.DATETIME: _LOCAL, Base.TIME: _CLOCK}.get(base, INSTANT)


_INSTANTS = frozenset({"CURRENT_TIMESTAMP", "datetime('now')", "strftime('%Y-%m-%d %H:%M:%S', 'now')"})
"""Other expressions for the present; they write another form, so that only their meaning is read."""


def read_default(text: Sql, type_: str) -> Default:
    """The logical default of an expression; what is none stays an expression."""
    base = read_type(type_, {}).base
    if base is Base.BOOLEAN and text.upper() in {"0", "1", "TRUE", "FALSE"}:
        return boolean_default(text.upper() in {"1", "TRUE"})
    if NUMBER_TEXT.fullmatch(text):
        return number_default(text)
    if text.startswith("'") and text.endswith("'") and "'" not in text[1:-1].replace("''", ""):
        return text_default(text[1:-1].replace("''", "'"))
    if text.upper() == "NULL":
        return NULL
    if text == _TODAY or text.upper() == "CURRENT_DATE":
        return TODAY
    if text == _now(base) or (base in {Base.TIMESTAMP, Base.DATETIME} and _is_instant(text)):
        return NOW
    return UUID if text == _UUID else sql_default(text)


def _is_instant(text: str) -> bool:
    return text in _INSTANTS or text.upper() == "CURRENT_TIMESTAMP"
