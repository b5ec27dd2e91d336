"""Triggers and rules, and in which sessions they fire."""

from __future__ import annotations

from colonnade.dialect import Alteration, Context, NotExpressibleError, Statement
from colonnade.dialects.postgresql.emit.generic import locked, targets_of
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.emit.shared import trappings
from colonnade.dialects.postgresql.emit.users import with_heirs
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import (
    Enabled,
    EngineObject,
    QName,
    Ref,
    Schema,
    SchemaObject,
    Table,
    Trigger,
)

_STATES = {
    Enabled.ORIGIN: "ENABLE",
    Enabled.REPLICA: "ENABLE REPLICA",
    Enabled.ALWAYS: "ENABLE ALWAYS",
    Enabled.DISABLED: "DISABLE",
}


def _locked(trigger: Trigger, context: Context) -> tuple[Ref, ...]:
    """The trigger, its table, and the partitions that get one too."""
    table = context.before.get(trigger.parent() or trigger.ref)
    if not isinstance(table, Table) or table.partition_by is None:
        return locked(trigger)
    return (*locked(trigger), *(each.ref for each in with_heirs(table, context.before) if each is not table))


def _written(rule: EngineObject) -> tuple[Ref, ...]:
    """The relation of a rule, and the tables that its actions write to."""
    return tuple(dict.fromkeys((rule.on or rule.ref, *targets_of(rule.definition.partition(" DO ")[2]))))


def _fires(each: SchemaObject, table: QName, enabled: Enabled, on: tuple[Ref, ...]) -> Statement:
    word = "TRIGGER" if isinstance(each, Trigger) else "RULE"
    sql = f"ALTER TABLE {qualified(table)} {_STATES[enabled]} {word} {quote(each.name)}"
    return Statement(sql=sql, form=f"enable_{word.lower()}", on=on)


@EMIT.on(CreateObject, "trigger")
def create_trigger(operation: Operation, context: Context) -> Alteration:
    """The CREATE statement as the server prints it, and the state where it is unusual."""
    assert isinstance(operation, CreateObject)
    trigger = operation.object
    assert isinstance(trigger, Trigger)
    made = [Statement(sql=trigger.definition, form="create_trigger", on=_locked(trigger, context))]
    if trigger.enabled is not Enabled.ORIGIN:
        made.append(_fires(trigger, trigger.table, trigger.enabled, _locked(trigger, context)))
    return Alteration(statements=(*made, *trappings(trigger, None, context)))


@EMIT.on(AlterObject, "trigger")
def alter_trigger(operation: Operation, context: Context) -> Alteration | None:
    """CREATE OR REPLACE TRIGGER from version 14 on, not for constraint triggers; the state by ALTER TABLE."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, Trigger)
    assert isinstance(new, Trigger)
    made: list[Statement] = []
    state = old.enabled
    if old.definition != new.definition:
        if old.constraint or new.constraint or (context.version and context.version < (14,)):
            return None
        sql = new.definition.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", 1)
        made.append(Statement(sql=sql, form="replace_trigger", on=_locked(new, context)))
        state = Enabled.ORIGIN
    if old.constraint != new.constraint or old.on_kind != new.on_kind:
        return None
    if state is not new.enabled:
        made.append(_fires(new, new.table, new.enabled, _locked(new, context)))
    return Alteration(statements=(*made, *trappings(new, old, context)))


@EMIT.on(CreateObject, "trigger_state")
def create_trigger_state(operation: Operation, _context: Context) -> Alteration:
    """Give a partition's trigger another state than that of the trigger it was made from."""
    assert isinstance(operation, CreateObject)
    return Alteration(statements=(_state(operation.object),))


@EMIT.on(AlterObject, "trigger_state")
def alter_trigger_state(operation: Operation, _context: Context) -> Alteration:
    """Give a partition's trigger yet another state."""
    assert isinstance(operation, AlterObject)
    return Alteration(statements=(_state(operation.after),))


def _state(each: SchemaObject) -> Statement:
    assert isinstance(each, EngineObject)
    return Statement(sql=each.definition, form="enable_trigger", on=locked(each))


@EMIT.on(DropObject, "trigger_state")
def drop_trigger_state(operation: Operation, context: Context) -> Alteration:
    """Give a partition's trigger the state of the trigger it was made from."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, EngineObject)
    origin = _origin(each.path, context.before)
    if origin is None:
        return Alteration(statements=())
    word = _STATES[origin.enabled]
    sql = f"ALTER TABLE {qualified(each.path[:-1])} {word} TRIGGER {quote(each.name)}"
    return Alteration(statements=(Statement(sql=sql, form="enable_trigger", on=locked(each)),))


def _origin(path: QName, schema: Schema) -> Trigger | None:
    """The trigger of a partitioned table that a partition's trigger of the same name was made from."""
    table = schema.get(Ref("table", path[:-1]))
    while isinstance(table, Table) and table.partition_of is not None:
        above = table.partition_of.parent
        found = schema.get(Ref("trigger", (*above, path[-1])))
        if isinstance(found, Trigger):
            return found
        table = schema.get(Ref("table", above))
    return None


@EMIT.on(CreateObject, "rule")
def create_rule(operation: Operation, context: Context) -> Alteration:
    """The CREATE statement as the server prints it, and the state where it is unusual."""
    assert isinstance(operation, CreateObject)
    rule = operation.object
    assert isinstance(rule, EngineObject)
    made = [Statement(sql=rule.definition, form="create_rule", on=_written(rule))]
    if _enabled(rule) is not Enabled.ORIGIN:
        made.append(_fires(rule, _table(rule), _enabled(rule), locked(rule)))
    return Alteration(statements=(*made, *trappings(rule, None, context)))


@EMIT.on(AlterObject, "rule")
def alter_rule(operation: Operation, context: Context) -> Alteration | None:
    """CREATE OR REPLACE RULE, which keeps the state; the state by ALTER TABLE."""
    assert isinstance(operation, AlterObject)
    old, new = operation.before, operation.after
    assert isinstance(old, EngineObject)
    assert isinstance(new, EngineObject)
    if old.on != new.on:
        return None
    made: list[Statement] = []
    if old.definition != new.definition:
        sql = new.definition.replace("CREATE RULE", "CREATE OR REPLACE RULE", 1)
        made.append(Statement(sql=sql, form="replace_rule", on=_written(new)))
    if _enabled(old) is not _enabled(new):
        made.append(_fires(new, _table(new), _enabled(new), locked(new)))
    return Alteration(statements=(*made, *trappings(new, old, context)))


def _enabled(rule: EngineObject) -> Enabled:
    return Enabled(rule.attributes.get("enabled", "origin"))


def _table(rule: EngineObject) -> QName:
    if rule.on is None:
        raise NotExpressibleError(f"{rule.ref} stands on no relation", hint="name its table in `on`")
    return rule.on.path
