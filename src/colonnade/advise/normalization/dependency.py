"""Functional dependencies: what they imply, and the keys that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations


class Origin(StrEnum):
    """Where a dependency is known from."""

    STATED = "stated"
    """A person said so."""
    MEASURED = "measured"
    """It holds for every row that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """Rows that agree in the determinant agree in the dependents."""

    determinant: tuple[str, ...]
    dependents: tuple[str, ...]
    origin: Origin
    values: int | None = None
    """How many values of the determinant there are."""
    repeated_rows: int | None = None
    """Rows that repeat what a row of the same value says already: what the dependency rests on."""

    def __str__(self) -> str:
        return f"{', '.join(self.determinant)} -> {', '.join(self.dependents)}"


def closure(start: Iterable[str], dependencies: Iterable[Dependency]) -> frozenset[str]:
    """All columns that some columns determine."""
    known = list(dependencies)
    found = set(start)
    while True:
        more = {name for each in known if found.issuperset(each.determinant) for name in each.dependents} - found
        if not more:
            return frozenset(found)
        found |= more


def keys(
    columns: Sequence[str], declared: Sequence[tuple[str, ...]], dependencies: Sequence[Dependency], width: int
) -> tuple[tuple[str, ...], ...]:
    """The candidate keys: the least sets of columns that determine all, among those as wide as the widest declared
    key, or as `width` where none is declared."""
    every = frozenset(columns)
    whole = [Dependency(determinant=each, dependents=tuple(columns), origin=Origin.STATED) for each in declared]
    known = [*whole, *dependencies]
    # only columns that determine something can make a key shorter or other than the declared ones
    parts = [
        name
        for name in columns
        if any(name in each for each in declared) or any(name in each.determinant for each in dependencies)
    ]
    found: list[tuple[str, ...]] = []
    for size in range(1, max((len(each) for each in declared), default=width) + 1):
        for some in combinations(parts, size):
            if not any(set(each) <= set(some) for each in found) and closure(some, known) == every:
                found.append(some)
    return tuple(found)
