"""Logical data types and default values, apart from how any engine stores them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Base(StrEnum):
    """The logical types.

    `DATETIME` is a local date and time; `TIMESTAMP` is an instant, stored with its zone or in UTC.
    """

    STRING = "string"
    CHAR = "char"
    TEXT = "text"
    SMALLINT = "smallint"
    INTEGER = "integer"
    BIGINT = "bigint"
    DECIMAL = "decimal"
    REAL = "real"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    TIMESTAMP = "timestamp"
    INTERVAL = "interval"
    JSON = "json"
    UUID = "uuid"
    BINARY = "binary"
    ENUM = "enum"
    INET = "inet"
    LTREE = "ltree"
    VECTOR = "vector"
    POINT = "point"
    OBJECT_ID = "object_id"
    ARRAY = "array"
    DOMAIN = "domain"
    NATIVE = "native"


LENGTH_BASES = frozenset({Base.STRING, Base.CHAR, Base.BINARY, Base.VECTOR})
"""Types that take one number, a length or a count of dimensions."""

PRECISION_BASES = frozenset({Base.TIME, Base.DATETIME, Base.TIMESTAMP, Base.INTERVAL})
"""Types that take the number of digits of a fraction of a second."""

PLAIN_BASES = (
    frozenset(Base)
    - LENGTH_BASES
    - PRECISION_BASES
    - {
        Base.DECIMAL,
        Base.ENUM,
        Base.ARRAY,
        Base.DOMAIN,
        Base.NATIVE,
    }
)
"""Types that take nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A data type, a domain of the model, or a type that only one engine knows.

    `length` is in characters (string, char), bytes (binary) or dimensions (vector).
    """

    base: Base
    length: int | None = None
    precision: int | None = None
    """Digits in all (decimal), or of the fraction of a second (time, datetime, timestamp, interval)."""
    scale: int | None = None
    """Digits after the point (decimal)."""
    values: tuple[str, ...] = ()
    """Words of an enum, in order."""
    element: Type | None = None
    """What an array is of."""
    name: str = ""
    """Key of a domain, or the text of a native type in the model's dialect."""


def domain_type(key: str) -> Type:
    """The type that a domain of the model is."""
    return Type(base=Base.DOMAIN, name=key)


def native_type(text: str) -> Type:
    """A type that is written as the engine writes it, such as `tsvector`."""
    return Type(base=Base.NATIVE, name=text)


NUMBER_TEXT = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
"""How a number is written."""


class DefaultKind(StrEnum):
    """What a default value is made of."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    NOW = "now()"
    TODAY = "today()"
    UUID = "uuid()"
    SQL = "sql"


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A default value: a literal, a function word, or an expression of the model's dialect.

    `value` is the text itself (text), the number as it is written (number; so 0.00 stays 0.00), `true` or `false`
    (boolean), the expression (sql), and empty otherwise.
    """

    kind: DefaultKind
    value: str = ""

    def __post_init__(self) -> None:
        if self.kind is DefaultKind.NUMBER and not NUMBER_TEXT.fullmatch(self.value):
            raise ValueError(f"{self.value!r} is not a number")


NOW = Default(kind=DefaultKind.NOW)
TODAY = Default(kind=DefaultKind.TODAY)
UUID = Default(kind=DefaultKind.UUID)
NULL = Default(kind=DefaultKind.NULL)


def text_default(value: str) -> Default:
    """A literal text, or a word of an enum."""
    return Default(kind=DefaultKind.TEXT, value=value)


def number_default(value: int | str) -> Default:
    """A number; give a text to keep how it is written."""
    return Default(kind=DefaultKind.NUMBER, value=str(value))


TRUE = Default(kind=DefaultKind.BOOLEAN, value="true")
FALSE = Default(kind=DefaultKind.BOOLEAN, value="false")


def boolean_default(value: bool) -> Default:  # noqa: FBT001 - the value is all there is
    """true or false."""
    return TRUE if value else FALSE


def sql_default(expression: str) -> Default:
    """An expression of the model's dialect."""
    return Default(kind=DefaultKind.SQL, value=expression)
