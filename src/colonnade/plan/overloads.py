"""Routines of one name: a call that fits several of them can be written only while one of them is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from colonnade.ops import CreateObject, DropObject
from colonnade.plan.circles import Move
from colonnade.plan.needs import Effect
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
        and " DEFAULT " in move.operation.object.arguments
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
        for caller, called in callers[routine.path[:-1]]:
            comes = isinstance(moves[node].operation, CreateObject)
            calls = effects[caller].new_needs if comes else effects[caller].old_needs
            if caller == node or called == routine.ref or {called, routine.ref} <= calls:
                continue
            if _can_be_meant(routine, called):
                first, last = (caller, node) if comes else (node, caller)
                found[last].add(first)
    return found


def _can_be_meant(routine: Routine, called: Ref) -> bool:
    """Whether the arguments of one routine begin as those of the other."""
    ours, theirs = (_types(path) for path in (routine.path, called.path))
    size = min(len(ours), len(theirs))
    return ours[:size] == theirs[:size]


def _types(path: tuple[str, ...]) -> list[str]:
    return [each for each in path[-1].split(", ") if each]
