"""Routines of one name: a call that fits several of them can be written only while one of them is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from colonnade.ops import CreateObject, DropObject
from colonnade.plan.circles import Move
from colonnade.plan.needs import Effect, can_be_meant, takes_any
from colonnade.schema import Ref, Routine


def call_before(moves: Sequence[Move], effects: Sequence[Effect]) -> dict[int, set[int]]:
    """For a move, the moves that should come before it, so that no call of another routine is ambiguous.

    What calls a routine is made, and in a rollback made again, while no routine is there whose other arguments have
    defaults. Without such routines there is nothing to say.
    """
    comers = [
        (node, move.operation.object)
        for node, move in enumerate(moves)
        if isinstance(move.operation, CreateObject | DropObject)
        and isinstance(move.operation.object, Routine)
        and _is_loose(move.operation.object)
    ]
    if not comers:
        return {}
    callers: defaultdict[tuple[str, ...], list[tuple[int, Ref]]] = defaultdict(list)
    for node, each in enumerate(effects):
        for need in each.old_needs | each.new_needs:
            if need.kind == "function":
                callers[need.path[:-1]].append((node, need))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for node, routine in comers:
        comes = isinstance(moves[node].operation, CreateObject)
        for caller, called in callers[routine.path[:-1]]:
            both = {called, routine.ref}
            if caller == node or called == routine.ref:
                continue
            if both <= effects[caller].old_needs or both <= effects[caller].new_needs:
                continue
            if can_be_meant(routine, called):
                first, last = (caller, node) if comes else (node, caller)
                found[last].add(first)
    return found


def _is_loose(routine: Routine) -> bool:
    """Whether calls that are meant for others of its name may fit a routine as well."""
    return " DEFAULT " in routine.arguments or any(map(takes_any, routine.path[-1].split(", ")))
