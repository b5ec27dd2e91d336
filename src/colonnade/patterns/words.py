"""What the placeholders of a pattern stand for in one model: names as the model has them and as the tables will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Template

from colonnade.dialect import Dialect
from colonnade.errors import InputError
from colonnade.model import Document, Entity, Model, effective_attributes, qualified, split_key
from colonnade.model.phrase.types import type_text
from colonnade.patterns.card import BadPatternError, Listing, SettingKind
from colonnade.realize.naming import Names
from colonnade.text import snake_case

Words = Mapping[str, str]


class BadPatternCallError(InputError):
    """What a pattern is to be applied to, or with, is not there or does not fit."""

    code = "CO127"


def plain(name: str) -> str:
    """A name as a word that needs no quotes, as names are made of it. Raises BadPatternCallError."""
    word = snake_case(name)
    if not word.isidentifier():
        raise BadPatternCallError(f"{name!r} can't be a part of other names", hint="a letter, then letters and digits")
    return word


class Vocabulary:
    """The words of one call: for each name of an entity or attribute, also those of its table, column, key and type.

    `x` is the name as it is in the model, `x_name` a plain word made of it, `x_ns` its namespace with a dot, or none,
    and `x_schema` the same in SQL; `x_table` the table; `x_id` and `x_id_column` the attribute and the column of its
    key, and `x_id_type` its type; of an attribute `x_column` and `x_type`, and `x_copy` the column of an attribute
    `x_name` that is made after it.
    """

    def __init__(self, model: Model, dialect: Dialect) -> None:
        self.model = model
        self.names = Names(model, dialect)
        self.quote = dialect.quote
        self.literal = dialect.literal

    def of_entity(self, word: str, entity: Entity) -> Words:
        """Words of an entity that is there."""
        found = {
            word: entity.key,
            f"{word}_name": plain(entity.name),
            f"{word}_ns": entity.key[: -len(qualified("", entity.name))] if entity.namespace else "",
            f"{word}_schema": self._schema(entity.namespace),
            f"{word}_table": self._table(entity.namespace, self.names.path(entity)[-1]),
        }
        if len(entity.identifier) == 1 or not entity.identifier:
            known = effective_attributes(self.model, entity)
            key = next((each for each in known.values() if each.primary or (each.name,) == entity.identifier), None)
            if key is not None:
                found |= self.of_attribute(f"{word}_id", entity, key.name)
        return found

    def of_attribute(self, word: str, entity: Entity, name: str) -> Words:
        """Words of an attribute that is there."""
        attribute = effective_attributes(self.model, entity)[name]
        return {
            word: name,
            f"{word}_name": plain(name),
            f"{word}_copy": self.quote(plain(name)),
            f"{word}_column": self.quote(self.names.column(attribute)),
            f"{word}_type": type_text(attribute.type),
        }

    def of_new(self, word: str, name: str) -> Words:
        """Words of something that is not there yet."""
        namespace, bare = split_key(name)
        own = self.names.word(bare)
        return {
            word: name,
            f"{word}_name": plain(bare),
            f"{word}_table": self._table(namespace, own),
            f"{word}_column": self.quote(own),
        }

    def _table(self, namespace: str, name: str) -> str:
        """A table in SQL."""
        return f"{self._schema(namespace)}{self.quote(name)}"

    def _schema(self, namespace: str) -> str:
        """What stands before a name in SQL: the namespace that the model states for it, or for all."""
        stated = namespace or self.model.namespace
        return f"{self.quote(stated)}." if stated else ""

    def of_setting(self, word: str, kind: SettingKind, value: str, entity: Entity) -> Words:
        """Words of one setting, or of one of several things that it names."""
        match kind:
            case SettingKind.ENTITY | SettingKind.ENTITIES:
                return self.of_entity(word, self.model.entities[value])
            case SettingKind.ATTRIBUTE | SettingKind.ATTRIBUTES:
                return self.of_attribute(word, entity, value)
            case SettingKind.NEW:
                return self.of_new(word, value)
            case SettingKind.TEXT:
                return {word: self.literal(value)}
            case SettingKind.NUMBER:
                return {word: str(int(value))}


def filled(value: Document, words: Words) -> Document:
    """A document with its placeholders filled. Raises BadPatternError."""
    if isinstance(value, str):
        try:
            return Template(value).substitute(words)
        except (KeyError, ValueError) as error:
            raise BadPatternError(f"{value!r} has a placeholder that says nothing: {error}") from error
    if isinstance(value, Mapping):
        return {str(filled(key, words)): filled(each, words) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [filled(each, words) for each in value]
    return value


def path_filled(path: Sequence[str], words: Words) -> tuple[str, ...]:
    """A path with its placeholders filled."""
    return tuple(str(filled(each, words)) for each in path)


def listed(listing: Listing, items: Sequence[Words], words: Words) -> str:
    """The text of a listing."""
    return listing.between.join(str(filled(listing.text, {**words, **item})) for item in items)


def numbered(items: Iterator[Words]) -> list[Words]:
    """Items that know their number, from 1."""
    return [{**each, "number": str(number)} for number, each in enumerate(items, start=1)]
