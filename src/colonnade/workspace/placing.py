"""Where in a model file the objects of findings stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from colonnade.errors import Place
from colonnade.findings import Finding
from colonnade.model.language import Reading

_Path = tuple[str, ...]
_INSIDE = ("attributes", "indexes", "keys", "checks", "rules", "triggers")


def placed(findings: tuple[Finding, ...], reading: Reading) -> tuple[Finding, ...]:
    """The findings, each with the line and column of its object in the model, or of the nearest thing around it."""
    places = reading.places
    named = _by_name(places)
    return tuple(each if each.place else replace(each, place=_place(each.object, places, named)) for each in findings)


def _by_name(places: Mapping[_Path, Place]) -> dict[str, Place]:
    """Indexes, keys and checks by their names, which say no table in a finding."""
    return {path[-1]: place for path, place in places.items() if len(path) == 4 and path[2] in _INSIDE[1:]}


def _place(text: str, places: Mapping[_Path, Place], named: Mapping[str, Place]) -> Place | None:
    """The place of `kind name`, where the name may be that of an entity, a view, or of a part of one of them."""
    name = text.partition(" ")[2]
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        owner, rest = ".".join(parts[:length]), ".".join(parts[length:])
        for section in ("entities", "views", "domains"):
            around = places.get((section, owner))
            if around is None:
                continue
            inside = (places.get((section, owner, part, rest)) for part in _INSIDE)
            return next((each for each in inside if each is not None), around)
    return named.get(parts[-1])
