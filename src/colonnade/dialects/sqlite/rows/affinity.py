"""The affinity of a declared type, https://sqlite.org/datatype3.html#determination_of_column_affinity."""

from __future__ import annotations

from enum import StrEnum


class Affinity(StrEnum):
    """What a column makes of a value that is put into it."""

    TEXT = "text"
    NUMERIC = "numeric"
    INTEGER = "integer"
    REAL = "real"
    BLOB = "blob"
    """Nothing: it stays as it is."""


def affinity(declared: str, *, strict: bool = False) -> Affinity:
    """The affinity of a column; in a strict table ANY leaves values as they are."""
    name = declared.upper()
    if strict and name == "ANY":
        return Affinity.BLOB
    if "INT" in name:
        return Affinity.INTEGER
    if any(word in name for word in ("CHAR", "CLOB", "TEXT")):
        return Affinity.TEXT
    if "BLOB" in name or not name:
        return Affinity.BLOB
    return Affinity.REAL if any(word in name for word in ("REAL", "FLOA", "DOUB")) else Affinity.NUMERIC


def may_convert(old: Affinity, new: Affinity) -> bool:
    """Whether a value that one column holds may be another in the other: text that looks like a number becomes one,
    a number becomes text, a whole number becomes a floating one.

    NUMERIC and INTEGER differ in CAST alone.
    """
    numbers = {Affinity.NUMERIC, Affinity.INTEGER}
    return not (new is Affinity.BLOB or old is new or {old, new} <= numbers)
