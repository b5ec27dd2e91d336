"""Columns as attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from colonnade.formats.dbml.ast import Column, Nullability, TypeName, Value, ValueKind
from colonnade.formats.dbml.reading.names import Names, key_of
from colonnade.formats.dbml.types import Meaning, meaning
from colonnade.formats.losses import Loss
from colonnade.model import (
    FALSE,
    NOW,
    NULL,
    TODAY,
    TRUE,
    UUID,
    Attribute,
    Base,
    Default,
    Identity,
    Type,
    domain_type,
    number_default,
    sql_default,
    text_default,
)

EXPRESSIONS: Final[Mapping[str, Default]] = {
    "now()": NOW,
    "current_date": TODAY,
    "gen_random_uuid()": UUID,
}
"""Expressions that every engine has in one spelling or another."""

_WORDS: Final[Mapping[str, Default]] = {"true": TRUE, "false": FALSE, "null": NULL}


@dataclass(frozen=True, slots=True)
class Columns:
    """Reads columns; what an attribute cannot hold goes to the losses."""

    names: Names
    dialect: str
    losses: list[Loss]

    def attribute(self, column: Column, table: str) -> Attribute:
        """The attribute that a column is."""
        place = f"{table}.{column.name}"
        meant = self.type(column.type)
        identity = meant.identity or (Identity.BY_DEFAULT if column.increment else None)
        default = None if column.default is None else default_of(column.default)
        if identity is not None and default is not None:
            self._lose(place, "its default", "the engine numbers the rows")
            default = None
        check, *others = column.checks or ("",)
        if others:
            check = " and ".join(f"({each})" for each in column.checks)
        for setting in column.extra:
            self._lose(place, f"the setting {setting.name!r}", "a model has no place for it")
        if any(column.type.dimensions):
            self._lose(place, f"the sizes of {column.type.text}", "an array of the model has no size")
        return Attribute(
            name=column.name,
            type=meant.type,
            primary=column.primary,
            required=column.nullability is Nullability.NOT_NULL and not column.primary,
            unique=column.unique,
            identity=identity,
            default=default,
            check=check,
            about=column.note or "",
        )

    def type(self, written: TypeName) -> Meaning:
        """The type of the model; a name of an enum is that domain."""
        key = key_of(written.path)
        if key not in self.names.enums or written.arguments is not None:
            return meaning(written, self.dialect)
        found = domain_type(key)
        for _ in written.dimensions:
            found = Type(base=Base.ARRAY, element=found)
        return Meaning(type=found)

    def _lose(self, place: str, what: str, why: str) -> None:
        self.losses.append(Loss(object=place, what=what, why=why))


def default_of(value: Value) -> Default:
    """The default that a literal is; `schema.enum.value` is the value."""
    match value.kind:
        case ValueKind.STRING | ValueKind.COLOUR:
            return text_default(value.text)
        case ValueKind.NUMBER:
            return number_default(value.text)
        case ValueKind.EXPRESSION:
            return EXPRESSIONS.get(value.text.strip().lower()) or sql_default(value.text)
        case ValueKind.WORD:
            return _WORDS.get(value.text.lower()) or text_default(value.text.rpartition(".")[2])
