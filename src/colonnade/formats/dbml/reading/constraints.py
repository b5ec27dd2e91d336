"""Indexes and checks of a table as indexes, keys and checks of an entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from colonnade.formats.dbml import ast
from colonnade.formats.dbml.cursor import near_hint
from colonnade.formats.dbml.tokens import DbmlError
from colonnade.formats.losses import Loss
from colonnade.model import Check, Index, IndexMethod, IndexPart, Key, Named

_Thing = TypeVar("_Thing", Index, Key, Check)
_METHODS = {method.value: method for method in IndexMethod}


def indexes_and_keys(
    table: ast.Table, what: str, known: Mapping[str, ast.Column], losses: list[Loss]
) -> tuple[Named[Index], Named[Key]]:
    """The indexes of a table, and as keys those that are primary or that are unique and say no more."""
    keys: list[Key] = []
    indexes: list[Index] = []
    marked = any(column.primary for column in table.columns)
    for written in table.indexes:
        _know_columns(written, what, known)
        losses += [
            Loss(object=what, what=f"the setting {setting.name!r} of an index", why="a model has no place for it")
            for setting in written.extra
        ]
        attributes = tuple(part.text for part in written.parts)
        plain = not any(part.is_expression for part in written.parts) and len(set(attributes)) == len(attributes)
        if written.primary and plain and not marked:
            keys.append(Key(attributes=attributes, primary=True, name=written.name or "", about=written.note or ""))
            marked = True
        elif written.unique and plain and written.method is None and not written.primary:
            keys.append(Key(attributes=attributes, name=written.name or "", about=written.note or ""))
        else:
            if written.primary:
                losses.append(_second_key(what, attributes))
            indexes.append(_index(written, what, losses))
    return Named(_apart(indexes, what, losses)), Named(_apart(keys, what, losses))


def _second_key(what: str, attributes: tuple[str, ...]) -> Loss:
    why = "a table has one, of columns only; read as an index"
    return Loss(object=what, what=f"the primary key on {', '.join(attributes)}", why=why)


def _know_columns(written: ast.Index, what: str, known: Mapping[str, ast.Column]) -> None:
    for part in written.parts:
        if not part.is_expression and part.text not in known:
            raise DbmlError(
                f"the index names {part.text!r}, which is no column of {what!r}",
                hint=near_hint(part.text, known),
                place=written.place,
            )


def _index(written: ast.Index, what: str, losses: list[Loss]) -> Index:
    method = IndexMethod.BTREE if written.method is None else _METHODS.get(written.method.lower())
    if method is None:
        losses.append(Loss(object=what, what=f"the index type {written.method!r}", why="no such type is known"))
        method = IndexMethod.BTREE
    return Index(
        parts=tuple(
            IndexPart(expression=part.text) if part.is_expression else IndexPart(attribute=part.text)
            for part in written.parts
        ),
        method=method,
        unique=written.unique or written.primary,
        name=written.name or "",
        about=written.note or "",
    )


def checks(table: ast.Table, what: str, losses: list[Loss]) -> Named[Check]:
    """The checks of a table."""
    found = []
    for written in table.checks:
        found.append(Check(expression=written.expression, name=written.name or ""))
        losses += [
            Loss(object=what, what=f"the setting {setting.name!r} of a check", why="a model has no place for it")
            for setting in written.extra
        ]
    return Named(_apart(found, what, losses))


def _apart(things: Iterable[_Thing], what: str, losses: list[Loss]) -> list[_Thing]:
    """The things without those that say the same twice; a name that is taken is dropped."""
    found: dict[str, _Thing] = {}
    for given in things:
        thing = given
        if thing.key in found and thing.name:
            losses.append(Loss(object=what, what=f"the name {thing.name!r}", why="it is given twice"))
            thing = replace(thing, name="")
        if thing.key in found:
            losses.append(Loss(object=what, what=f"a second {thing.key}", why="it says the same again"))
        else:
            found[thing.key] = thing
    return list(found.values())
