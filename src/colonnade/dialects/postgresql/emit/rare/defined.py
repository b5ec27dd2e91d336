"""Kinds whose definition says all: they are replaced as a whole, in place where the server can."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, Hazard, Statement
from colonnade.dialects.postgresql.emit.rare.spoken import (
    alter,
    changed,
    create,
    made,
)
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.quote import literal, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import EngineObject, Ref

_DEFINED = (
    "access_method",
    "aggregate",
    "cast",
    "conversion",
    "language",
    "operator_class",
    "transform",
    "ts_parser",
    "ts_template",
)
_REPLACED = frozenset({"language", "transform"})
"""Kinds with CREATE OR REPLACE."""
_RESULT = ("STYPE", "FINALFUNC", "FINALFUNC_EXTRA", "HYPOTHETICAL")
"""Clauses of an aggregate that decide its result type or nature, which OR REPLACE can't change."""


@EMIT.on(CreateObject, *_DEFINED)
def create_defined(operation: Operation, context: Context) -> Alteration:
    """The definition."""
    each = made(operation)
    return create(each, [each.definition], context)


@EMIT.on(AlterObject, *_DEFINED)
def alter_defined(operation: Operation, context: Context) -> Alteration | None:
    """CREATE OR REPLACE where the kind has it; None where another definition is another object."""
    old, new = changed(operation)
    if old.attributes != new.attributes:
        return None
    if old.definition == new.definition:
        return alter(old, new, [], context)
    if new.engine_kind == "language" and "CREATE TRUSTED" not in new.definition:
        # Nobody can be granted, nor lose, anything on a language that isn't trusted: privileges change before.
        changes = alter(old, new, [], context)
        replaced = alter(old, old, [new.definition.replace("CREATE ", "CREATE OR REPLACE ", 1)], context)
        return Alteration(statements=(*changes.statements, *replaced.statements))
    if new.engine_kind in _REPLACED or (new.engine_kind == "aggregate" and _same_result(old, new)):
        return alter(old, new, [new.definition.replace("CREATE ", "CREATE OR REPLACE ", 1)], context)
    return None


def _same_result(old: EngineObject, new: EngineObject) -> bool:
    def decisive(each: EngineObject) -> list[str]:
        first, *lines = each.definition.split("\n")
        return [first, *(line for line in lines if line.strip().rstrip(",").split(" ")[0] in _RESULT)]

    return [line.rstrip(",") for line in decisive(old)] == [line.rstrip(",") for line in decisive(new)]


@EMIT.on(CreateObject, "event_trigger")
def create_event_trigger(operation: Operation, context: Context) -> Alteration:
    """The definition, and the state where it is unusual."""
    each = made(operation)
    state = each.attributes.get("enabled")
    return create(each, [each.definition, *([_state(each, state)] if state else [])], context)


@EMIT.on(AlterObject, "event_trigger")
def alter_event_trigger(operation: Operation, context: Context) -> Alteration | None:
    """The state; an event trigger can't be replaced in place."""
    old, new = changed(operation)
    if old.definition != new.definition:
        return None
    was, now = old.attributes.get("enabled"), new.attributes.get("enabled")
    return alter(old, new, [] if was == now else [_state(new, now)], context)


_STATES = {None: "ENABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS", "disabled": "DISABLE"}


def _state(each: EngineObject, state: str | None) -> str:
    return f"ALTER EVENT TRIGGER {quote(each.name)} {_STATES[state]}"


@EMIT.on(CreateObject, "extension_tie")
def create_tie(operation: Operation, _context: Context) -> Alteration:
    """ALTER … DEPENDS ON EXTENSION."""
    each = made(operation)
    return Alteration(statements=(Statement(sql=each.definition, form="extension_tie", on=_tied(each)),))


def _tied(each: EngineObject) -> tuple[Ref, ...]:
    """The tie and what is tied."""
    return (each.ref,) if each.on is None else (each.ref, each.on)


@EMIT.on(DropObject, "extension_tie")
def drop_tie(operation: Operation, _context: Context) -> Alteration:
    """ALTER … NO DEPENDS ON EXTENSION."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, EngineObject)
    head, _, extension = each.definition.rpartition(" DEPENDS ON EXTENSION ")
    sql = f"{head} NO DEPENDS ON EXTENSION {extension}"
    return Alteration(statements=(Statement(sql=sql, form="extension_tie", on=_tied(each)),))


@EMIT.on(CreateObject, "security_label")
def create_label(operation: Operation, _context: Context) -> Alteration:
    """SECURITY LABEL … IS."""
    return Alteration(statements=(_labelled(made(operation)),))


@EMIT.on(AlterObject, "security_label")
def alter_label(operation: Operation, _context: Context) -> Alteration:
    """SECURITY LABEL … IS another."""
    return Alteration(statements=(_labelled(changed(operation)[1]),))


@EMIT.on(DropObject, "security_label")
def drop_label(operation: Operation, _context: Context) -> Alteration:
    """SECURITY LABEL … IS NULL."""
    assert isinstance(operation, DropObject)
    assert isinstance(operation.object, EngineObject)
    return Alteration(statements=(_labelled(operation.object, gone=True),))


def _labelled(each: EngineObject, *, gone: bool = False) -> Statement:
    return Statement(
        sql=f"{each.definition} IS {'NULL' if gone else literal(each.attributes['label'])}",
        form="security_label",
        on=each.depends,
        hazards=frozenset({Hazard.CHANGES_ACCESS}),
    )
