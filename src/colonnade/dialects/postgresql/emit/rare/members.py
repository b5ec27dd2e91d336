"""Privileges on what initdb or an extension made."""

from __future__ import annotations

import json

from colonnade.dialect import Alteration, Context, Statement
from colonnade.dialects.postgresql.emit.granting import Granted, grants
from colonnade.dialects.postgresql.emit.rare.spoken import changed, made
from colonnade.dialects.postgresql.emit.registry import EMIT
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.ops import AlterObject, CreateObject, DropObject, Operation
from colonnade.schema import EngineObject, Grant


def _initial(each: EngineObject) -> tuple[Grant, ...]:
    """The privileges that the object was made with."""
    return tuple(
        Grant(to=to, privileges=tuple(privileges), grantable=tuple(grantable), by=by)
        for to, privileges, grantable, by in json.loads(each.attributes["initial"])
    )


def _changes(each: EngineObject, before: tuple[Grant, ...], after: tuple[Grant, ...]) -> tuple[Statement, ...]:
    word, name, *column = each.path
    on = Granted(
        on=Grantable(word), name=name, owner=each.owner, column=column[0] if column else None, locks=(each.ref,)
    )
    return grants(on, before, after)


@EMIT.on(CreateObject, "member_privileges")
def create_privileges(operation: Operation, _context: Context) -> Alteration:
    """From what the object was made with."""
    each = made(operation)
    return Alteration(statements=_changes(each, _initial(each), each.privileges or ()))


@EMIT.on(AlterObject, "member_privileges")
def alter_privileges(operation: Operation, _context: Context) -> Alteration:
    """From one list to another."""
    old, new = changed(operation)
    return Alteration(statements=_changes(new, old.privileges or (), new.privileges or ()))


@EMIT.on(DropObject, "member_privileges")
def drop_privileges(operation: Operation, _context: Context) -> Alteration:
    """Back to what the object was made with."""
    assert isinstance(operation, DropObject)
    each = operation.object
    assert isinstance(each, EngineObject)
    return Alteration(statements=_changes(each, each.privileges or (), _initial(each)))
