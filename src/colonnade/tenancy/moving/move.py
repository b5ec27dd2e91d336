"""A tenant moved while it is in use: copied, caught up with, switched in a short hold of its writes, and taken back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from colonnade.connect.live import LivePostgres, transaction
from colonnade.dialects.postgresql.logic.limits import USAGE
from colonnade.dialects.postgresql.quote import qualified
from colonnade.tenancy.moving.capture import Stage, become, install, stage_of, uninstall
from colonnade.tenancy.moving.scope import NotMovableError, Scope
from colonnade.tenancy.moving.transfer import (
    carry_changes,
    caught_up,
    cleared,
    copied,
    differences,
    forget,
    numbered,
    prepared,
)

FEW = 50
"""So few changes are carried within the hold."""
ROUNDS = 30
"""After so many rounds writes are held whatever is left, as they come faster than they are carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move did."""

    rows: int
    """Rows that were copied, or removed by what finishes a move."""
    changes: int
    """Changes that were carried afterwards."""
    held_ms: int
    """How long writes of the tenant waited, in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The two databases, and what each is called at the other."""

    source: LivePostgres
    target: LivePostgres
    source_name: str
    target_name: str


def move(ends: Ends, scope: Scope, tenants: Mapping[str, tuple[str, ...]], tell: Callable[[str], None]) -> Moved:
    """Move a tenant; afterwards it is written at the target, and changes there are noted so that it can go back.

    `tenants` has the values that name it and what lies within it, by column. Raises NotMovableError, and leaves of
    WorldError; then the tenant is where it was.
    """
    source, target = ends.source, ends.target
    prepared(source, target)
    _must_be_away(source, target, scope)
    with _taken_back(source, target, scope):
        # Nothing is written at the target before it has the tenant.
        install(target, scope, Stage.MOVED, ends.source_name)
        install(source, scope, Stage.MOVING, ends.target_name)
        tell("Copying")
        rows = copied(source, target, scope)
        changes = 0
        for _ in range(ROUNDS):
            tell("Catching up")
            carried = caught_up(source, target, scope)
            changes += carried
            if carried < FEW:
                break
        tell("Switching")
        carried, held = _switched(source, target, scope, tenants, apart=True)
    return Moved(rows=rows, changes=changes + carried, held_ms=held)


def undo(ends: Ends, scope: Scope, tenants: Mapping[str, tuple[str, ...]], tell: Callable[[str], None]) -> Moved:
    """Take a moved tenant back to the source, with all that was written at the target since."""
    source, target = ends.source, ends.target
    prepared(source, target)
    stage = stage_of(source, scope.tenant)
    if stage is Stage.MOVING or (stage is None and stage_of(target, scope.tenant) is Stage.MOVED):
        # The program that moved it ended before the switch, and nothing was written at the target.
        _abandoned(source, target, scope)
        return Moved(rows=0, changes=0, held_ms=0)
    if stage is not Stage.MOVED:
        raise NotMovableError(
            f"tenant {scope.tenant} was not moved from here, or that is finished", hint="move it the other way"
        )
    changes = held = 0
    if stage_of(target, scope.tenant) is Stage.HERE:
        tell("Catching up")
        for _ in range(ROUNDS):
            carried = caught_up(target, source, scope)
            changes += carried
            if carried < FEW:
                break
        tell("Switching back")
        carried, held = _switched(target, source, scope, tenants, apart=False)
        changes += carried
    uninstall(source, scope)
    with transaction(target):
        gone = cleared(target, scope)
        _without_counters(target, tenants)
    uninstall(target, scope)
    return Moved(rows=gone, changes=changes, held_ms=held)


def finish(ends: Ends, scope: Scope, tenants: Mapping[str, tuple[str, ...]]) -> Moved:
    """End a move for good: the rows that stayed at the source go, and nothing is noted any more."""
    source, target = ends.source, ends.target
    prepared(source, target)
    if stage_of(source, scope.tenant) is not Stage.MOVED:
        raise NotMovableError(f"tenant {scope.tenant} was not moved from here", hint="move it first")
    uninstall(target, scope)
    with transaction(source):
        gone = cleared(source, scope)
        _without_counters(source, tenants)
    uninstall(source, scope)
    return Moved(rows=gone, changes=0, held_ms=0)


def _must_be_away(source: LivePostgres, target: LivePostgres, scope: Scope) -> None:
    if stage_of(source, scope.tenant) is not None or stage_of(target, scope.tenant) is not None:
        raise NotMovableError(
            f"a move of tenant {scope.tenant} was begun and not ended", hint="end it with --undo or --finish"
        )
    for table in scope.tables:
        if target.query(f"SELECT 1 FROM {table.name} WHERE {table.of(scope.tenant)} LIMIT 1"):  # noqa: S608
            raise NotMovableError(
                f"{'.'.join(table.path)} has rows of tenant {scope.tenant} in the other database",
                hint="remove them there first",
            )
    asked = (f"SELECT 1 FROM {each.name} WHERE {each.of(scope.tenant)} LIMIT 1" for each in scope.tables)  # noqa: S608
    if not any(source.query(sql) for sql in asked):
        raise NotMovableError(f"there is no row of tenant {scope.tenant}", hint="name the key of the outermost level")


def _switched(
    old: LivePostgres, new: LivePostgres, scope: Scope, tenants: Mapping[str, tuple[str, ...]], *, apart: bool
) -> tuple[int, int]:
    """Hold writes at the old place, carry the last changes, compare, and let the new place have the tenant."""
    began = time.monotonic()
    with transaction(old):
        become(old, scope, Stage.MOVED)
        with transaction(new):
            ids = carry_changes(old, new, scope)
            numbered(old, new, scope, apart=apart)
            if apart:
                become(new, scope, Stage.HERE)
            _with_counters(old, new, tenants)
            unequal = list(differences(old, new, scope))
            if unequal:
                raise NotMovableError(
                    f"after copying, rows differ in {', '.join(unequal)}", hint="nothing was switched; try again"
                )
        forget(old, ids)
    return len(ids), round((time.monotonic() - began) * 1000)


def _with_counters(old: LivePostgres, new: LivePostgres, tenants: Mapping[str, tuple[str, ...]]) -> None:
    """What the tenant used of its limits goes with it."""
    if not (_has_counters(old) and _has_counters(new)):
        return
    _without_counters(new, tenants)
    usage = qualified(USAGE)
    for level, values in tenants.items():
        for value in values:
            sql = f"SELECT name, level, tenant, since::text, used::text FROM {usage} WHERE level = ? AND tenant = ?"  # noqa: S608
            for row in old.query(sql, (level, value)):
                new.write(
                    f"INSERT INTO {usage} VALUES (?, ?, ?, ?::date, ?::numeric)",  # noqa: S608
                    tuple(map(str, row)),
                )


def _without_counters(live: LivePostgres, tenants: Mapping[str, tuple[str, ...]]) -> None:
    if _has_counters(live):
        for level, values in tenants.items():
            for value in values:
                live.write(f"DELETE FROM {qualified(USAGE)} WHERE level = ? AND tenant = ?", (level, value))  # noqa: S608


def _has_counters(live: LivePostgres) -> bool:
    return bool(live.query("SELECT 1 WHERE pg_catalog.to_regclass(?) IS NOT NULL", (qualified(USAGE),)))


@contextmanager
def _taken_back(source: LivePostgres, target: LivePostgres, scope: Scope) -> Iterator[None]:
    """After an error the tenant is where it was, and the target has nothing of it."""
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            _abandoned(source, target, scope)


def _abandoned(source: LivePostgres, target: LivePostgres, scope: Scope) -> None:
    uninstall(source, scope)
    with transaction(target):
        cleared(target, scope)
    uninstall(target, scope)


__all__ = ["Ends", "Moved", "finish", "move", "undo"]
