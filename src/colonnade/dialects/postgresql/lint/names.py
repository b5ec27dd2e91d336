"""Names that the server gives to constraints and indexes that are made without one.

Source: makeObjectName(), ChooseRelationName(), ChooseIndexNameAddition() in indexcmds.c,
ChooseForeignKeyConstraintNameAddition() in tablecmds.c.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 63
"""Bytes of a name."""


def made(first: str, second: str, label: str) -> str:
    """The name of two parts and a label, each part cut until all fits."""
    one, two = first.encode(), second.encode()
    over = len(label) + 1 + (1 if second else 0)
    left = _LONGEST - over
    while len(one) + len(two) > left:
        if len(one) > len(two):
            one = one[:-1]
        else:
            two = two[:-1]
    parts = [one.decode(errors="ignore"), two.decode(errors="ignore"), label]
    return "_".join(each for each in parts if each)


def joined(columns: Iterable[str]) -> str:
    """Columns as the middle part of a name."""
    return "_".join(columns)


def is_cut(first: str, second: str, label: str) -> bool:
    """Whether the name would not hold its parts whole."""
    return made(first, second, label) != "_".join(each for each in (first, second, label) if each)
