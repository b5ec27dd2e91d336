"""What a change of a column's type asks for: nothing, a rewrite, or an expression.

Sources: pg_cast of servers 13 to 18 (contexts and methods), ATColumnChangeRequiresRewrite() in tablecmds.c, and
the planner support functions that drop a length coercion which can't cut anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Conversion(StrEnum):
    """How the server gets the new values."""

    RELABEL = "relabel"
    """The stored values stay as they are."""
    ASSIGN = "assign"
    """Every row is written anew; the server converts by itself."""
    CAST = "cast"
    """Every row is written anew, by an explicit cast."""
    TEXT = "text"
    """Every row is written anew, by way of the value's text."""
    WRAP = "wrap"
    """Every value becomes the only element of an array."""
    UNWRAP = "unwrap"
    """The first element stands for the array."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A type as format_type() prints it, taken apart."""

    base: str
    modifiers: tuple[int, ...]
    array: bool


_MODIFIED = re.compile(r"\A(?P<head>[^()]*?)\s*\((?P<list>-?\d+(?:,-?\d+)*)\)(?P<tail>[^()]*)\Z")


def spelled(type_: str) -> Spelled:
    """Base name without length or precision, those, and whether it is an array."""
    array = type_.endswith("[]")
    plain = type_.removesuffix("[]")
    found = _MODIFIED.match(plain)
    if found is None:
        return Spelled(base=plain, modifiers=(), array=array)
    modifiers = tuple(int(each) for each in found["list"].split(","))
    return Spelled(base=(found["head"] + found["tail"]).strip(), modifiers=modifiers, array=array)


_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision"})
_TEXTS = frozenset({"text", "character varying", "character", "name", '"char"', "citext", "public.citext"})
_TIMES = frozenset({"date", "timestamp without time zone", "timestamp with time zone"})
_CLOCKS = frozenset({"time without time zone", "time with time zone", "interval"})

_ASSIGNED = (
    _NUMBERS,
    _TIMES,
    frozenset({"time without time zone", "interval"}),
    frozenset({"time without time zone", "time with time zone"}),
    frozenset({"json", "jsonb"}),
    frozenset({"bit", "bit varying"}),
    frozenset({"inet", "cidr"}),
    frozenset({"macaddr", "macaddr8"}),
    frozenset({"money", "numeric"}),
)
"""Sets of types that the server converts into each other when it assigns a value."""
_ASSIGNED_ONE_WAY = frozenset(
    {
        ("integer", "money"),
        ("bigint", "money"),
        ("timestamp without time zone", "time without time zone"),
        ("timestamp with time zone", "time without time zone"),
        ("timestamp with time zone", "time with time zone"),
        ("integer", "oid"),
        ("bigint", "oid"),
        ("smallint", "oid"),
        ("oid", "bigint"),
        ("oid", "integer"),
    }
)
_EXPLICIT = frozenset(
    {
        ("integer", "boolean"),
        ("boolean", "integer"),
        ("integer", "bit"),
        ("bigint", "bit"),
        ("bit", "integer"),
        ("bit", "bigint"),
        ("text", "xml"),
        ("character varying", "xml"),
        ("jsonb", "boolean"),
        ("jsonb", "integer"),
        ("jsonb", "bigint"),
        ("jsonb", "smallint"),
        ("jsonb", "numeric"),
        ("jsonb", "real"),
        ("jsonb", "double precision"),
        ("bytea", "integer"),
    }
)
_RELABELLED = frozenset(
    {
        ("character varying", "text"),
        ("text", "character varying"),
        ("xml", "text"),
        ("xml", "character varying"),
        ("cidr", "inet"),
        ("bit", "bit varying"),
        ("integer", "oid"),
        ("oid", "integer"),
        ("citext", "text"),
        ("text", "citext"),
        ("public.citext", "text"),
        ("text", "public.citext"),
        ("public.citext", "character varying"),
        ("character varying", "public.citext"),
    }
)
"""Pairs with the same form on disk, where the new type cuts nothing off."""
_UNBOUNDED = {
    "timestamp without time zone": 6,
    "timestamp with time zone": 6,
    "time without time zone": 6,
    "time with time zone": 6,
    "interval": 6,
}


def conversion(old: str, new: str) -> Conversion:
    """How a column of one type becomes one of another; types as format_type() prints them."""
    was, now = spelled(old), spelled(new)
    if was.array and now.array:
        inner = conversion(old.removesuffix("[]"), new.removesuffix("[]"))
        return Conversion.ASSIGN if inner is Conversion.RELABEL and was.modifiers != now.modifiers else inner
    if now.array and not was.array:
        return Conversion.WRAP
    if was.array or now.array:
        return Conversion.ASSIGN if now.base in _TEXTS and not now.array else Conversion.UNWRAP
    if was.base == now.base:
        return Conversion.RELABEL if _holds_all(was, now) else Conversion.ASSIGN
    if (was.base, now.base) in _RELABELLED:
        return Conversion.RELABEL if not now.modifiers else Conversion.ASSIGN
    if _assigned(was.base, now.base):
        return Conversion.ASSIGN
    if (was.base, now.base) in _EXPLICIT or was.base in _TEXTS:
        return Conversion.CAST
    return Conversion.TEXT


def _assigned(old: str, new: str) -> bool:
    if new in _TEXTS:
        return True
    if new == "date" and old not in _TIMES:
        return False
    return (old, new) in _ASSIGNED_ONE_WAY or any(old in family and new in family for family in _ASSIGNED)


def _holds_all(old: Spelled, new: Spelled) -> bool:
    """Whether no value of the old length or precision has to be cut or padded."""
    if old.modifiers == new.modifiers:
        return True
    match new.base:
        case "character varying" | "bit varying":
            return not new.modifiers or (bool(old.modifiers) and old.modifiers[0] <= new.modifiers[0])
        case "numeric":
            return not new.modifiers or (
                len(old.modifiers) == len(new.modifiers) == 2
                and old.modifiers[1] == new.modifiers[1]
                and old.modifiers[0] <= new.modifiers[0]
            )
        case base if base in _UNBOUNDED:
            widest = _UNBOUNDED[base]
            before = old.modifiers[0] if old.modifiers else widest
            after = new.modifiers[0] if new.modifiers else widest
            return before <= after
        case _:
            return False


_REFERABLE = (
    frozenset({"smallint", "integer", "bigint"}),
    frozenset({"text", "character varying"}),
)


def still_referable(old: str, new: str) -> bool:
    """Whether a foreign key between the two types holds, so that one side can change before the other."""
    was, now = spelled(old), spelled(new)
    if was.array or now.array:
        return was == now
    return was.base == now.base or any(was.base in family and now.base in family for family in _REFERABLE)


_MAIN = frozenset({"numeric", "inet", "cidr"})
_FIXED = frozenset(
    {
        "smallint",
        "integer",
        "bigint",
        "real",
        "double precision",
        "boolean",
        "date",
        "uuid",
        "oid",
        "money",
        "interval",
        "macaddr",
        "macaddr8",
        "point",
        "line",
        "lseg",
        "box",
        "circle",
        "name",
        '"char"',
        "pg_lsn",
        *_TIMES,
        *_CLOCKS,
    }
)


def default_storage(type_: str) -> str:
    """Where values of a type of the server's own live by default (pg_type.typstorage)."""
    found = spelled(type_)
    if found.array:
        return "extended"
    if found.base in _FIXED:
        return "plain"
    return "main" if found.base in _MAIN else "extended"
