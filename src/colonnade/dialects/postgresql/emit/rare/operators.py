"""Operators and operator families."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from colonnade.dialect import Alteration, Context
from colonnade.dialects.postgresql.emit.naming import designation
from colonnade.dialects.postgresql.emit.rare.spoken import (
    alter,
    changed,
    create,
    differences,
    made,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import EngineObject


@EMIT.on(CreateObject, "operator")
def create_operator(operation: Operation, context: Context) -> Alteration:
    """CREATE OPERATOR, and its estimators."""
    each = made(operation)
    return create(each, [each.definition, *_estimators(each, {})], context)


@EMIT.on(AlterObject, "operator")
def alter_operator(operation: Operation, context: Context) -> Alteration | None:
    """Estimators; all else makes another operator."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    return alter(old, new, _estimators(new, old.attributes), context)


def _estimators(each: EngineObject, before: Mapping[str, str]) -> Iterator[str]:
    parts = [f"{name.upper()} = {new or 'NONE'}" for name, _, new in differences(before, each.attributes)]
    if parts:
        yield f"ALTER {designation(each)} SET ({', '.join(parts)})"


@EMIT.on(CreateObject, "operator_family")
def create_family(operation: Operation, context: Context) -> Alteration:
    """CREATE OPERATOR FAMILY and its loose members."""
    each = made(operation)
    return create(each, [each.definition, *_members(each, {})], context)


@EMIT.on(AlterObject, "operator_family")
def alter_family(operation: Operation, context: Context) -> Alteration | None:
    """Loose members one by one."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    return alter(old, new, _members(new, old.attributes), context)


def _members(each: EngineObject, before: Mapping[str, str]) -> Iterator[str]:
    gone: list[str] = []
    come: list[str] = []
    for place, old, new in differences(before, each.attributes):
        word, number, types = place.split(" ", 2)
        if old is not None:
            gone.append(place)
        if new is not None:
            come.append(f"{word} {number} {new}" if word == "OPERATOR" else f"{word} {number} {types} {new}")
    for word, items in (("DROP", gone), ("ADD", come)):
        if items:
            yield f"ALTER {designation(each)} {word}\n    " + ",\n    ".join(items)
