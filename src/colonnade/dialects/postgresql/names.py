"""Names that the server makes up by itself."""

from __future__ import annotations

_MOST_BYTES = 63
"""NAMEDATALEN without the closing NUL."""


def default_names(table: str, column: str, label: str) -> tuple[str, str]:
    """Names of a constraint or sequence: whole, and shortened to what a name can hold.

    The rule is that of makeObjectName() in commands/indexcmds.c: the longer part loses bytes first.
    """
    whole = "_".join(part for part in (table, column, label) if part)
    first, second = len(table.encode()), len(column.encode())
    room = _MOST_BYTES - len(label) - 1 - (1 if column else 0)
    while first + second > room:
        if first > second:
            first -= 1
        else:
            second -= 1
    short = [cut(table, first), cut(column, second), label]
    return whole, "_".join(part for part in short if part)


def multirange_name(name: str) -> str:
    """The name of a range's multirange: makeMultirangeTypeName() in catalog/pg_type.c."""
    if "range" in name:
        return cut(name.replace("range", "multirange", 1), _MOST_BYTES)
    ending = "_multirange"
    return cut(name, _MOST_BYTES - len(ending)) + ending


def cut(name: str, size: int) -> str:
    """A name cut to so many bytes, at the end of a character."""
    return name.encode()[:size].decode(errors="ignore")


def aside_name(name: str) -> str:
    """The name that an object has while another takes its place."""
    ending = "__replaced"
    return cut(name, _MOST_BYTES - len(ending)) + ending
