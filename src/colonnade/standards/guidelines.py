"""Good practice in groups, each sentence with the rules and verbs that look for it; read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

import yaml


class Kind(StrEnum):
    """What looks for it."""

    RULE = "rule"
    VERB = "verb"
    HAZARD = "hazard"
    KEY = "key"
    """Of the section `structure` of standards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """One thing that looks for it."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A sentence of good practice."""

    says: str
    by: tuple[Keeper, ...]


def guidelines() -> Mapping[str, tuple[Guideline, ...]]:
    """All of them by group."""
    text = (files("colonnade.standards") / "shipped" / "guidelines.yaml").read_text(encoding="utf-8")
    groups: Mapping[str, list[Mapping[str, object]]] = yaml.safe_load(text)
    return {name: tuple(_guideline(each) for each in those) for name, those in groups.items()}


def _guideline(said: Mapping[str, object]) -> Guideline:
    by = said["by"]
    assert isinstance(by, list)
    keepers = tuple(Keeper(kind=Kind(kind), name=str(name)) for each in by for kind, name in each.items())
    return Guideline(says=str(said["says"]), by=keepers)
