"""How a field of the model is spelled in a file: what it holds, its key, and one sentence about it.

The dataclasses of the model carry these as field metadata. The reader, the writer, the JSON form, the JSON Schema
and the reference page are all driven by them, so that a new field is one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Holds(StrEnum):
    """What stands at a key."""

    TEXT = "text"
    SQL = "SQL text"
    FLAG = "true or false"
    WHOLE = "whole number"
    NUMBER = "number"
    CHOICE = "one of a list of words"
    WORDS = "list of texts"
    CHOICES = "list of words"
    TEXTS = "texts by name"
    TYPE = "type"
    DEFAULT = "default value"
    PART = "one object"
    PARTS = "list of objects"
    NAMED = "objects by name"
    TREE = "any document"


class Refers(StrEnum):
    """What a name in a text field is the name of; such fields follow a rename."""

    ENTITY = "entity"
    DOMAIN = "domain"
    BUNDLE = "bundle"
    AREA = "area"
    OWN_ATTRIBUTE = "attribute of the same entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """The declaration of one field."""

    holds: Holds
    about: str
    key: str = ""
    """Key in the file where it differs from the field's name."""
    of: type[object] | None = None
    """The enum of a choice, the dataclass of a part."""
    refers: Refers | None = None
    example: str = ""


SPELLING = "colonnade.spelling"
"""Key of the spelling in the metadata of a dataclass field."""

Metadata = Mapping[str, Spelling]


def text(about: str, *, key: str = "", refers: Refers | None = None, example: str = "") -> Metadata:
    """Free text, or a name of something."""
    return {SPELLING: Spelling(holds=Holds.TEXT, about=about, key=key, refers=refers, example=example)}


def sql(about: str, *, key: str = "", example: str = "") -> Metadata:
    """An expression or a query in the model's dialect."""
    return {SPELLING: Spelling(holds=Holds.SQL, about=about, key=key, example=example)}


def flag(about: str, *, key: str = "") -> Metadata:
    """True or false."""
    return {SPELLING: Spelling(holds=Holds.FLAG, about=about, key=key)}


def whole(about: str, *, key: str = "") -> Metadata:
    """A whole number."""
    return {SPELLING: Spelling(holds=Holds.WHOLE, about=about, key=key)}


def number(about: str, *, key: str = "") -> Metadata:
    """A decimal number."""
    return {SPELLING: Spelling(holds=Holds.NUMBER, about=about, key=key)}


def choice(of: type[Enum], about: str, *, key: str = "") -> Metadata:
    """One word of an enum."""
    return {SPELLING: Spelling(holds=Holds.CHOICE, about=about, key=key, of=of)}


def choices(of: type[Enum], about: str, *, key: str = "") -> Metadata:
    """Several words of an enum."""
    return {SPELLING: Spelling(holds=Holds.CHOICES, about=about, key=key, of=of)}


def words(about: str, *, key: str = "", refers: Refers | None = None) -> Metadata:
    """A list of texts; one may be written without brackets."""
    return {SPELLING: Spelling(holds=Holds.WORDS, about=about, key=key, refers=refers)}


def texts(about: str, *, key: str = "") -> Metadata:
    """Texts by name."""
    return {SPELLING: Spelling(holds=Holds.TEXTS, about=about, key=key)}


def type_of(about: str, *, key: str = "") -> Metadata:
    """A data type or the name of a domain."""
    return {SPELLING: Spelling(holds=Holds.TYPE, about=about, key=key)}


def default(about: str, *, key: str = "") -> Metadata:
    """A default value."""
    return {SPELLING: Spelling(holds=Holds.DEFAULT, about=about, key=key)}


def part(of: type[object], about: str, *, key: str = "") -> Metadata:
    """One object of its own."""
    return {SPELLING: Spelling(holds=Holds.PART, about=about, key=key, of=of)}


def parts(of: type[object], about: str, *, key: str = "") -> Metadata:
    """A list of objects that have no name; it changes as a whole."""
    return {SPELLING: Spelling(holds=Holds.PARTS, about=about, key=key, of=of)}


def named(of: type[object], about: str, *, key: str = "") -> Metadata:
    """Objects by name, in order."""
    return {SPELLING: Spelling(holds=Holds.NAMED, about=about, key=key, of=of)}


def tree(about: str, *, key: str = "") -> Metadata:
    """A document that the model keeps and does not look into."""
    return {SPELLING: Spelling(holds=Holds.TREE, about=about, key=key)}
