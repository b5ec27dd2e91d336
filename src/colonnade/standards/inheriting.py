"""Standards that extend others: what holds in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from colonnade.standards.standard import Standard


def joined(standards: Sequence[Standard]) -> Standard:
    """One standard that says what all of them say; where two differ, the later one holds.

    Members of a list that have a name are joined by it, rules and columns by theirs, all others stand beside each
    other. Raises ValueError for none.
    """
    if not standards:
        raise ValueError("no standard to join")
    found, *rest = standards
    for each in rest:
        found = _over(found, each)
    return found


def _over(below: Any, above: Any) -> Any:
    """What a value says over another of its class."""
    return replace(
        above, **{each.name: _value(getattr(below, each.name), getattr(above, each.name)) for each in fields(above)}
    )


def _value(below: Any, above: Any) -> Any:
    if is_dataclass(above) and is_dataclass(below):
        return _over(below, above)
    if isinstance(above, Mapping):
        return {**below, **above}
    if isinstance(above, tuple):
        return _members(below, above)
    return below if above in (None, "") else above


def _members(below: tuple[Any, ...], above: tuple[Any, ...]) -> tuple[Any, ...]:
    """The members of two lists, each once; a named one of the second is put over its namesake of the first."""
    names = {each.name: each for each in above if hasattr(each, "name")}
    kept = [_over(each, names.pop(each.name)) if getattr(each, "name", None) in names else each for each in below]
    late = [each for each in above if (each.name in names if hasattr(each, "name") else each not in kept)]
    return (*kept, *late)
