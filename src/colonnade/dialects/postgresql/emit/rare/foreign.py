"""Foreign data wrappers, servers, user mappings."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialect import Alteration, Context
from colonnade.dialects.postgresql.emit.naming import designation
from colonnade.dialects.postgresql.emit.rare.spoken import (
    alter,
    changed,
    create,
    made,
    options_changed,
    options_with,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import literal
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import EngineObject

_FUNCTIONS = ("handler", "validator")


@EMIT.on(CreateObject, "foreign_data_wrapper")
def create_wrapper(operation: Operation, context: Context) -> Alteration:
    """CREATE FOREIGN DATA WRAPPER."""
    each = made(operation)
    functions = "".join(f" {name.upper()} {each.attributes[name]}" for name in _FUNCTIONS if name in each.attributes)
    return create(each, [f"{each.definition}{functions}{options_with(each.attributes)}"], context)


@EMIT.on(CreateObject, "server")
def create_server(operation: Operation, context: Context) -> Alteration:
    """CREATE SERVER; its version follows."""
    each = made(operation)
    return create(each, [f"{each.definition}{options_with(each.attributes)}", *_version(each, None)], context)


@EMIT.on(CreateObject, "user_mapping")
def create_mapping(operation: Operation, context: Context) -> Alteration:
    """CREATE USER MAPPING."""
    each = made(operation)
    return create(each, [f"{each.definition}{options_with(each.attributes)}"], context)


@EMIT.on(AlterObject, "foreign_data_wrapper", "server", "user_mapping")
def alter_foreign(operation: Operation, context: Context) -> Alteration | None:
    """Functions, version and options; another definition is another object."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    if "version" in old.attributes and "version" not in new.attributes:
        return None
    parts = "".join(_functions(old, new)) + options_changed(old.attributes, new.attributes)
    sqls = [f"ALTER {designation(new)}{parts}"] if parts else []
    return alter(old, new, [*sqls, *_version(new, old.attributes.get("version"))], context)


def _functions(old: EngineObject, new: EngineObject) -> Iterator[str]:
    for name in _FUNCTIONS:
        was, now = old.attributes.get(name), new.attributes.get(name)
        if was != now:
            yield f" NO {name.upper()}" if now is None else f" {name.upper()} {now}"


def _version(each: EngineObject, before: str | None) -> Iterator[str]:
    version = each.attributes.get("version")
    if version is not None and version != before:
        yield f"ALTER {designation(each)} VERSION {literal(version)}"
