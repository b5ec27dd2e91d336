"""Which part of a long list of cases is tried in every run."""

from __future__ import annotations

from zlib import crc32


def in_part(name: str, parts: int = 10) -> bool:
    """Whether a case belongs to the first of so many parts; the same answer on every machine."""
    return crc32(name.encode()) % parts == 0
