"""What the emitters of rare kinds share: the objects of an operation, statements about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.ops import AlterObject, CreateObject, Operation
from colonnade.schema import EngineObject

OPTION = "option."
"""Beginning of the attributes that are options of a foreign object."""


def made(operation: Operation) -> EngineObject:
    """The object that an operation creates."""
    assert isinstance(operation, CreateObject)
    assert isinstance(operation.object, EngineObject)
    return operation.object


def changed(operation: Operation) -> tuple[EngineObject, EngineObject]:
    """The object before and after an operation."""
    assert isinstance(operation, AlterObject)
    assert isinstance(operation.before, EngineObject)
    assert isinstance(operation.after, EngineObject)
    return operation.before, operation.after


def say(each: EngineObject, sql: str, form: str) -> Statement:
    """A statement about an object."""
    return Statement(sql=sql, form=form, on=(each.ref,))


def create(each: EngineObject, sqls: Iterable[str], context: Context) -> Alteration:
    """The statements that make an object, and what every object can have."""
    first, *rest = sqls
    kind = each.engine_kind
    statements = [say(each, first, f"create_{kind}"), *(say(each, sql, f"alter_{kind}") for sql in rest)]
    return Alteration(statements=(*statements, *trappings(each, None, context)))


def alter(old: EngineObject, new: EngineObject, sqls: Iterable[str], context: Context) -> Alteration:
    """The statements that change an object, and what every object can have."""
    statements = [say(new, sql, f"alter_{new.engine_kind}") for sql in sqls]
    return Alteration(statements=(*statements, *trappings(new, old, context)))


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    """Attributes that differ, with their old and new values, first those that go."""
    for key, value in before.items():
        if key not in after:
            yield key, value, None
    for key, value in after.items():
        if before.get(key) != value:
            yield key, before.get(key), value


def options_with(options: Mapping[str, str]) -> str:
    """OPTIONS (…) of a new foreign object with a blank before it, from its attributes; empty when it has none."""
    mine = {key.removeprefix(OPTION): value for key, value in options.items() if key.startswith(OPTION)}
    if not mine:
        return ""
    return " OPTIONS (" + ", ".join(f"{quote(key)} {literal(value)}" for key, value in sorted(mine.items())) + ")"


def options_changed(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """OPTIONS (ADD …, SET …, DROP …) with a blank before it; empty when no option differs."""
    parts: list[str] = []
    for key, old, new in differences(before, after):
        if not key.startswith(OPTION):
            continue
        name = quote(key.removeprefix(OPTION))
        if new is None:
            parts.append(f"DROP {name}")
        else:
            parts.append(f"{'ADD' if old is None else 'SET'} {name} {literal(new)}")
    return f" OPTIONS ({', '.join(parts)})" if parts else ""
