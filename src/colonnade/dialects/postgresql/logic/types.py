"""Logical types and defaults as PostgreSQL prints them, and back.

`read_type(write_type(t))` is `t`, and what has no logical type stays as the engine writes it.
Source: PostgreSQL manual, "Data Types"; spellings of format_type() and pg_get_expr().
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from colonnade.dialects.postgresql.quote import literal
from colonnade.model.types import (
    NOW,
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
    Base.TEXT: "text",
    Base.SMALLINT: "smallint",
    Base.INTEGER: "integer",
    Base.BIGINT: "bigint",
    Base.REAL: "real",
    Base.FLOAT: "double precision",
    Base.BOOLEAN: "boolean",
    Base.DATE: "date",
    Base.JSON: "jsonb",
    Base.UUID: "uuid",
    Base.INET: "inet",
    Base.LTREE: "public.ltree",
    Base.POINT: "point",
    Base.BINARY: "bytea",
    Base.OBJECT_ID: "character(24)",
    Base.ENUM: "text",
}
_NAMES: Mapping[str, Base] = {
    name: base for base, name in _PLAIN.items() if base not in {Base.OBJECT_ID, Base.ENUM, Base.POINT}
}
_TIMES: Mapping[Base, tuple[str, str]] = {
    Base.TIME: ("time", " without time zone"),
    Base.DATETIME: ("timestamp", " without time zone"),
    Base.TIMESTAMP: ("timestamp", " with time zone"),
    Base.INTERVAL: ("interval", ""),
}
_SIZED = re.compile(r"(character varying|character|numeric|public\.vector)\((\d+)(?:,(-?\d+))?\)\Z")
_TIMED = re.compile(r"(time|timestamp|interval)(?:\((\d)\))?( with(?:out)? time zone)?\Z")


def write_type(type_: Type, domains: Mapping[str, str]) -> str:
    """A logical type as format_type() prints it; `domains` gives the printed name of each domain by its key."""
    match type_.base:
        case Base.STRING:
            return f"character varying({type_.length})" if type_.length else "character varying"
        case Base.CHAR:
            return f"character({type_.length or 1})"
        case Base.DECIMAL:
            if type_.precision is None:
                return "numeric"
            return f"numeric({type_.precision},{type_.scale or 0})"
        case Base.VECTOR:
            return f"public.vector({type_.length})" if type_.length else "public.vector"
        case Base.TIME | Base.DATETIME | Base.TIMESTAMP | Base.INTERVAL:
            word, zone = _TIMES[type_.base]
            return f"{word}{'' if type_.precision is None else f'({type_.precision})'}{zone}"
        case Base.ARRAY:
            return f"{write_type(type_.element or native_type('text'), domains)}[]"
        case Base.DOMAIN:
            return domains.get(type_.name, type_.name)
        case Base.NATIVE:
            return type_.name
        case _:
            return _PLAIN[type_.base]


def read_type(text: str, domains: Mapping[str, str]) -> Type:
    """The logical type of a printed one; `domains` gives the key of each domain by its printed name."""
    found = _read_known(text, domains)
    back = {key: name for name, key in domains.items()}
    return found if found is not None and write_type(found, back) == text else native_type(text)


def _read_known(text: str, domains: Mapping[str, str]) -> Type | None:
    if text in domains:
        return domain_type(domains[text])
    if text.endswith("[]"):
        return Type(base=Base.ARRAY, element=read_type(text[:-2], domains))
    if text in _NAMES:
        return Type(base=_NAMES[text])
    if text in {"character varying", "numeric", "public.vector"}:
        return Type(base=_BY_WORD[text])
    sized = _SIZED.match(text)
    if sized:
        base, size = _BY_WORD[sized[1]], int(sized[2])
        if base is Base.DECIMAL:
            return Type(base=base, precision=size, scale=int(sized[3] or 0))
        return Type(base=base, length=size)
    timed = _TIMED.match(text)
    if timed:
        for base, (word, zone) in _TIMES.items():
            if word == timed[1] and zone == (timed[3] or ""):
                return Type(base=base, precision=int(timed[2]) if timed[2] else None)
    return None


_BY_WORD: Mapping[str, Base] = {
    "character varying": Base.STRING,
    "character": Base.CHAR,
    "numeric": Base.DECIMAL,
    "public.vector": Base.VECTOR,
}
_CASTS: Mapping[str, str] = {"character": "bpchar"}
"""The type a literal is cast to in print, where that is not the type without its length."""
_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_CURRENT = {"timestamp with time zone": "now()", "timestamp without time zone": "now()", "date": "CURRENT_DATE"}


def write_default(default: Default, type_: str) -> Sql:
    """A logical default for a column of a printed type, as pg_get_expr() prints it."""
    bare = _without_size(type_)
    match default.kind:
        case DefaultKind.TEXT:
            return Sql(f"{literal(default.value)}::{_CASTS.get(bare, bare)}")
        case DefaultKind.NUMBER:
            if default.value.startswith("-"):
                return Sql(f"'{default.value}'::{'integer' if bare in {'smallint', 'integer', 'bigint'} else bare}")
            return Sql(default.value)
        case DefaultKind.BOOLEAN | DefaultKind.SQL:
            return Sql(default.value)
        case DefaultKind.NULL:
            return Sql(f"NULL::{_CASTS.get(bare, bare)}")
        case DefaultKind.NOW:
            return Sql(_CURRENT.get(bare, "now()"))
        case DefaultKind.TODAY:
            return Sql("CURRENT_DATE")
        case DefaultKind.UUID:
            return Sql("gen_random_uuid()")


def read_default(text: Sql, type_: str) -> Default:
    """The logical default of a printed expression; what is none stays an expression."""
    for found in _candidates(str(text), _without_size(type_)):
        if write_default(found, type_) == text:
            return found
    return sql_default(str(text))


_LITERAL = re.compile(r"'((?:[^']|'')*)'::.+\Z", re.DOTALL)


def _candidates(text: str, bare: str) -> list[Default]:
    found: list[Default] = []
    if text in {"true", "false"}:
        found.append(boolean_default(text == "true"))
    if NUMBER_TEXT.fullmatch(text) and bare in _NUMBERS:
        found.append(number_default(text))
    quoted = _LITERAL.match(text)
    if quoted:
        value = quoted[1].replace("''", "'")
        if bare in _NUMBERS and NUMBER_TEXT.fullmatch(value):
            found.append(number_default(value))
        else:
            found.append(text_default(value))
    if text == "now()" and bare.startswith("timestamp"):
        found.append(NOW)
    return [*found, *(each for each in (TODAY, UUID) if write_default(each, bare) == text)]


_SIZE = re.compile(r"\(\d+(?:,-?\d+)?\)")


def _without_size(type_: str) -> str:
    return _SIZE.sub("", type_, count=1)
