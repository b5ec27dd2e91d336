"""How each class of the model is read and written: its fields in order, taken from the spellings they carry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum, StrEnum
from typing import Any

from colonnade.model.attribute import Attribute, Domain, qualified, split_key
from colonnade.model.constraint import Check, Index, Key, Rule, Trigger
from colonnade.model.entity import Entity
from colonnade.model.facets import Partition
from colonnade.model.parts import Area, Bundle, Limit, View
from colonnade.model.phrase import SHORT_FORMS, Short
from colonnade.model.phrase.scan import spoken
from colonnade.model.relationship import Relationship
from colonnade.model.spelling import SPELLING, Holds, Refers, Spelling

IS = "is"
"""Key of the short form in the long one: `{is: email required, masking: nullify}`."""


class KeyStyle(StrEnum):
    """Where the name of a thing stands."""

    NONE = "the thing has no name"
    NAME = "the key is the name"
    QUALIFIED = "the key is the namespace and the name"
    OPTIONAL = "the key is the name, or what is made from the thing where it has no name"


_KEY_STYLES: Mapping[type[object], KeyStyle] = {
    Attribute: KeyStyle.NAME,
    Area: KeyStyle.NAME,
    Bundle: KeyStyle.NAME,
    Rule: KeyStyle.NAME,
    Trigger: KeyStyle.NAME,
    Partition: KeyStyle.NAME,
    Limit: KeyStyle.NAME,
    Domain: KeyStyle.QUALIFIED,
    Entity: KeyStyle.QUALIFIED,
    View: KeyStyle.QUALIFIED,
    Key: KeyStyle.OPTIONAL,
    Check: KeyStyle.OPTIONAL,
    Index: KeyStyle.OPTIONAL,
    Relationship: KeyStyle.OPTIONAL,
}

PLAIN_TEXT_FIELD: Mapping[type[object], str] = {View: "query"}
"""Classes whose short form is the text of one field, in a block where it is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One field of a class."""

    field: str
    key: str
    holds: Holds
    about: str
    of: type[Any] | None
    refers: Refers | None
    required: bool
    default: Any
    words: Mapping[str, Enum]
    """Members of the enum by the words that are read as them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A class: its slots in the order of the file, and its short form."""

    of: type[Any]
    make: Callable[..., Any]
    key_style: KeyStyle
    slots: tuple[Slot, ...]
    """Without the fields that the key says."""
    by_key: Mapping[str, Slot]
    short: Short[Any] | None
    required: tuple[Slot, ...]

    def key_fields(self, key: str) -> dict[str, object]:
        """The fields that a key in the file says. Raises ValueError."""
        if self.key_style is KeyStyle.QUALIFIED:
            namespace, name = split_key(key)
            return {"namespace": namespace, "name": name}
        return {"name": key}

    def key_of(self, thing: Any) -> str:
        """The key of a thing in the file; undoes `key_fields`."""
        if self.key_style is KeyStyle.QUALIFIED:
            return qualified(thing.namespace, thing.name)
        return str(thing.key)

    @property
    def has_optional_name(self) -> bool:
        """Whether a thing may, but need not, have a name."""
        return "name" in self.by_key and not self.by_key["name"].required

    def derived_key(self, thing: Any) -> str | None:
        """The key of a thing that has no name, made from what it is; None for things that are in plain lists."""
        return str(thing.key) if self.key_style is KeyStyle.OPTIONAL else None

    def renamed(self, thing: Any, name: str) -> Any:
        """The thing with this name."""
        values = {slot.field: getattr(thing, slot.field) for slot in self.slots}
        return self.make(**{**values, "name": name})


_IN_KEY = {
    KeyStyle.NAME: frozenset({"name"}),
    KeyStyle.QUALIFIED: frozenset({"namespace", "name"}),
}


def plan_of(of: type[Any]) -> Plan:
    """The plan of a class of the model."""
    found = _PLANS.get(of)
    if found is None:
        found = _PLANS[of] = _plan(of)
    return found


_PLANS: dict[type[Any], Plan] = {}


def _plan(of: type[Any]) -> Plan:
    style = _KEY_STYLES.get(of, KeyStyle.NONE)
    hidden = _IN_KEY.get(style, frozenset())
    slots = tuple(
        _slot(each.name, each.metadata[SPELLING], each.default, each.default_factory)
        for each in fields(of)
        if each.name not in hidden and SPELLING in each.metadata
    )
    return Plan(
        of=of,
        make=of,
        key_style=style,
        slots=slots,
        by_key={each.key: each for each in slots},
        short=SHORT_FORMS.get(of),
        required=tuple(each for each in slots if each.required),
    )


def _slot(field: str, spelling: Spelling, default: Any, factory: Any) -> Slot:
    required = default is MISSING and factory is MISSING
    if default is MISSING:
        default = None if required else factory()
    is_choice = spelling.holds in (Holds.CHOICE, Holds.CHOICES)
    words = {spoken(str(each.value)): each for each in _members(spelling.of)} if is_choice else {}
    return Slot(
        field=field,
        key=spelling.key or field,
        holds=spelling.holds,
        about=spelling.about,
        of=spelling.of,
        refers=spelling.refers,
        required=required,
        default=default,
        words=words,
    )


def _members(of: type[object] | None) -> Iterable[Enum]:
    return list(of) if of is not None and issubclass(of, Enum) else ()


def with_fields(thing: Any, fields: Mapping[str, object]) -> Any:
    """The thing with other values of fields that are known by name only."""
    return replace(thing, **fields)
