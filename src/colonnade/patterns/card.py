"""What `pattern.yaml` says: what a pattern takes, and the edits it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

import yaml

from colonnade.errors import InputError, Place


class BadPatternError(InputError):
    """A file of a pattern is not as it must be."""

    code = "CO128"


class SettingKind(StrEnum):
    """What a setting of a pattern names."""

    NEW = "new name"
    ENTITY = "entity"
    ENTITIES = "entities"
    ATTRIBUTE = "attribute"
    ATTRIBUTES = "attributes"
    TEXT = "text"
    NUMBER = "whole number"


class Needs(StrEnum):
    """What an entity must have that a pattern is applied to."""

    KEY = "key"
    ONE_KEY = "key of one attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a call of a pattern can or must say."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    about: str
    kind: SettingKind = SettingKind.NEW
    default: str | None = None
    """Absent: it must be given."""
    of: str = ""
    """The setting that names the entity whose attribute it is; what the pattern is applied to when empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A text made for each of several things and put together."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    each: str
    text: str
    between: str = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edit in words with placeholders: exactly one of `add`, `set`, `include` and `overlay` says of what."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    add: tuple[str, ...] = ()
    """Collection and key of a new thing."""
    set: tuple[str, ...] = ()
    """A thing, a field of which is given a value."""
    include: tuple[str, ...] = ()
    """A thing, a list of words in which gets those that it has not."""
    overlay: tuple[str, ...] = ()
    """Engine, kind and id of an object that only one engine has."""
    field: str = ""
    value: Any = None
    shared: bool = False
    """What is there already by this name is taken, where it has all that this one has."""
    each: str = ""
    """A setting of several things: the edit is made for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What the pattern is applied to where it is shown and proven."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    to: str
    set: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that `pattern.yaml` says."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    title: str
    about: str
    adds: str
    """What it adds to a model, in one sentence."""
    also: tuple[str, ...]
    """Other names that it is known by."""
    applied: tuple[str, ...]
    """What is there once it is applied: a path of the document of the model."""
    steps: tuple[Step, ...]
    example: Example
    engines: tuple[str, ...] = ("postgresql", "sqlite")
    fallbacks: Mapping[str, str] = field(default_factory=dict)
    """By engine, what is otherwise there."""
    needs: Needs = Needs.KEY
    takes: Mapping[str, Setting] = field(default_factory=dict)
    texts: Mapping[str, Listing] = field(default_factory=dict)


def read_card(path: Path) -> Card:
    """The card of a pattern. Raises BadPatternError."""
    from pydantic import TypeAdapter, ValidationError

    try:
        card = TypeAdapter(Card).validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise BadPatternError(f"not YAML: {error}", place=Place(file=str(path))) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise BadPatternError(f"{where}: {first['msg']}", place=Place(file=str(path))) from error
    for number, step in enumerate(card.steps, start=1):
        if sum(map(bool, (step.add, step.set, step.include, step.overlay))) != 1:
            raise BadPatternError(
                f"step {number} says not what it changes, or several things", place=Place(file=str(path))
            )
    return card
