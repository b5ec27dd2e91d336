"""Triggers: one for each row of a partitioned table stands on its partitions too.

Source: RemoveTriggerById() and EnableDisableTrigger() in trigger.c; a clone goes or changes with its parent.
"""

from __future__ import annotations

from google.protobuf.message import Message

from colonnade.dialects.postgresql.locks import tree
from colonnade.dialects.postgresql.locks.effects import Mode
from colonnade.dialects.postgresql.locks.known import Known
from colonnade.dialects.postgresql.locks.work import Target, Work
from colonnade.schema import Ref, Trigger


def for_rows(known: Known, table: Ref) -> frozenset[str]:
    """The names of a table's triggers that run for each row."""
    return frozenset(each.name for each in known.parts(table) if isinstance(each, Trigger) and _for_rows(each))


def _for_rows(trigger: Trigger) -> bool:
    made = tree.statement(trigger.definition)
    return made is not None and tree.flag(made, "row")


def drop(work: Work, name: str, table: Ref) -> None:
    """DROP TRIGGER."""
    if name in for_rows(work.known, table):
        work.lock_with_partitions(Mode.ACCESS_EXCLUSIVE, table)
    else:
        work.lock(Mode.ACCESS_EXCLUSIVE, table)


def enable(target: Target, command: Message) -> None:
    """ENABLE TRIGGER and DISABLE TRIGGER of one, of all, or of those that are no constraints."""
    named = tree.word(command, "name")
    on_rows = for_rows(target.work.known, target.ref)
    if target.with_heirs and (named in on_rows if named else on_rows):
        target.work.lock_with_partitions(target.mode, target.ref)
