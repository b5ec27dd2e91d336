"""The numbers a sequence can count through: manual, CREATE SEQUENCE."""

from __future__ import annotations

_LARGEST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


def bounds(type_: str, *, descending: bool) -> tuple[int, int]:
    """Minimum and maximum that the server takes by itself."""
    largest = _LARGEST.get(type_, _LARGEST["bigint"])
    return (-largest - 1, -1) if descending else (1, largest)
