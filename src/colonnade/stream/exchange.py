"""Two databases kept alike: changes of rows carried over, and what happens to a row that both sides changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from colonnade.connect.live import Live, open_live, transaction
from colonnade.connect.urls import DatabaseUrl
from colonnade.errors import InputError, WorldError
from colonnade.standards.standard import Conflicts, Consistency, Flow, Synchronisation
from colonnade.stream.capture import NAMESPACE, Changed, RowChange, Table, changes, row_now, write_changes


class NoConflictError(InputError):
    """There is no open conflict of this number."""

    code = "CO104"


class Side(StrEnum):
    """One of the two databases."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What is kept alike, and how; both databases log their changes, see `capture`."""

    source: DatabaseUrl
    target: DatabaseUrl
    tables: tuple[Table, ...]
    """Those that others refer to first."""
    flow: Flow = Flow.SOURCE_TO_TARGET
    sync: Synchronisation = field(default_factory=Synchronisation)

    @property
    def sends(self) -> tuple[Side, ...]:
        """The sides whose changes go over."""
        match self.flow:
            case Flow.SOURCE_TO_TARGET:
                return (Side.SOURCE,)
            case Flow.TARGET_TO_SOURCE:
                return (Side.TARGET,)
            case Flow.BIDIRECTIONAL:
                return (Side.SOURCE, Side.TARGET)
            case _:
                assert_never(self.flow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """What one run did."""

    to_target: int
    to_source: int
    """Rows that were written or removed there."""
    conflicts: int
    """Rows that both sides had changed."""
    left_open: int
    """Conflicts of them that a person decides."""
    failed: tuple[str, ...]
    """What was refused, where consistency is not strong: with `eventual` it is tried again, with `weak` it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A row that both sides changed and that waits for a person; the images are JSON, None for a deleted row."""

    id: int
    table: str
    key: str
    source_image: str | None
    target_image: str | None


@dataclass(slots=True)
class _Run:
    exchange: Exchange
    lives: dict[Side, Live]
    failed: list[str] = field(default_factory=list)


def exchange(what: Exchange) -> Exchanged:
    """Carry over what was changed since the last run.

    With strong consistency each database gets all of it in one transaction, with the position that it has now, or
    nothing. Raises leaves of WorldError.
    """
    with open_live(what.source) as source, open_live(what.target) as target:
        run = _Run(exchange=what, lives={Side.SOURCE: source, Side.TARGET: target})
        return _run(run)


def _run(run: _Run) -> Exchanged:
    what = run.exchange
    found = {side: _of(run, side) for side in Side}
    changed = {side: found[side].rows for side in Side}
    both = sorted(changed[Side.SOURCE].keys() & changed[Side.TARGET].keys())
    waiting = _open(run.lives[Side.SOURCE])
    go: dict[Side, list[RowChange]] = {
        side: [one for where, one in changed[side].items() if where not in both and where not in waiting]
        if side in what.sends
        else []
        for side in Side
    }
    manual: list[tuple[str, str]] = []
    settled: dict[Side, list[tuple[str, str]]] = {side: [] for side in Side}
    for where in both:
        winner = _winner(what.sync.conflicts, changed[Side.SOURCE][where], changed[Side.TARGET][where])
        if winner is None or where in waiting:
            manual.append(where)
        elif winner in what.sends:
            go[winner].append(changed[winner][where])
            settled[winner].append(where)
    _note(run.lives[Side.SOURCE], changed, [each for each in manual if each not in waiting])
    for side in what.sends:
        # what the position of the last run is behind is never asked for again
        _clear(run, side)
    written = {side: _carry(run, side, go[side], found[side].snapshot, settled[side]) for side in what.sends}
    return Exchanged(
        to_target=written.get(Side.SOURCE, 0),
        to_source=written.get(Side.TARGET, 0),
        conflicts=len(both),
        left_open=len(manual),
        failed=tuple(run.failed),
    )


def _other(side: Side) -> Side:
    return Side.TARGET if side is Side.SOURCE else Side.SOURCE


def _flow(side: Side) -> str:
    return f"from {side}"


def _of(run: _Run, side: Side) -> Changed:
    """What a side changed and the other one has not; of a side that only receives, all that it ever changed itself."""
    since = _position(run, side) if side in run.exchange.sends else None
    return changes(run.lives[side], run.exchange.tables, since=since)


def _position(run: _Run, side: Side) -> str | None:
    """What the other side has of a side: the changes that this snapshot sees."""
    found = run.lives[_other(side)].query(
        f"SELECT snapshot::text FROM {NAMESPACE}.positions WHERE flow = ?",  # noqa: S608 (our own name)
        (_flow(side),),
    )
    return str(found[0][0]) if found else None


def _clear(run: _Run, side: Side) -> None:
    run.lives[side].query(
        f"DELETE FROM {NAMESPACE}.changes WHERE pg_catalog.pg_visible_in_snapshot(transaction, ?::pg_snapshot)",  # noqa: S608 (our own name)
        (_position(run, side),),
    )


def _winner(how: Conflicts, source: RowChange, target: RowChange) -> Side | None:
    """Whose change holds; None where a person decides."""
    match how:
        case Conflicts.SOURCE_WINS:
            return Side.SOURCE
        case Conflicts.TARGET_WINS:
            return Side.TARGET
        case Conflicts.TIMESTAMP_WINS:
            return Side.TARGET if target.moment > source.moment else Side.SOURCE
        case Conflicts.MANUAL_RESOLUTION:
            return None
        case _:
            assert_never(how)


def _carry(run: _Run, side: Side, rows: list[RowChange], snapshot: str, settled: Sequence[tuple[str, str]]) -> int:
    """Write what one side changed to the other one; the answer is the number of rows."""
    live = run.lives[_other(side)]
    groups = _in_order(run.exchange.tables, rows)
    consistency = run.exchange.sync.consistency
    if consistency is Consistency.STRONG:
        with transaction(live):
            for table, those in groups:
                write_changes(live, table, those)
            _settle(run, side, snapshot, settled)
        return len(rows)
    done, refused = 0, len(run.failed)
    for table, those in groups:
        for each in those:
            try:
                with transaction(live):
                    write_changes(live, table, [each])
                done += 1
            except WorldError as error:
                run.failed.append(f"{table.path} {each.key}: {error.message}")
    if len(run.failed) == refused or consistency is Consistency.WEAK:
        with transaction(live):
            _settle(run, side, snapshot, settled)
    return done


def _settle(run: _Run, side: Side, snapshot: str, settled: Sequence[tuple[str, str]]) -> None:
    """Keep the position beside the rows that it is of; a receiver that was overruled has no change of its own there."""
    live = run.lives[_other(side)]
    live.query(
        f"INSERT INTO {NAMESPACE}.positions VALUES (?, ?::pg_snapshot)"  # noqa: S608 (our own name)
        " ON CONFLICT (flow) DO UPDATE SET snapshot = excluded.snapshot",
        (_flow(side), snapshot),
    )
    for relation, key in settled:
        live.query(f"DELETE FROM {NAMESPACE}.changes WHERE relation = ? AND key = ?::jsonb", (relation, key))  # noqa: S608


def _in_order(tables: Sequence[Table], rows: Iterable[RowChange]) -> list[tuple[Table, list[RowChange]]]:
    """New and changed rows of tables in their order, then deleted ones in the opposite order."""
    listed = sorted(rows, key=lambda each: each.number)
    put = [(table, [each for each in listed if each.relation == table.path and each.image]) for table in tables]
    gone = [(table, [each for each in listed if each.relation == table.path and not each.image]) for table in tables]
    return [(table, those) for table, those in (*put, *reversed(gone)) if those]


def _open(live: Live) -> set[tuple[str, str]]:
    rows = live.query(f"SELECT relation, key::text FROM {NAMESPACE}.conflicts WHERE resolution IS NULL")  # noqa: S608
    return {(str(relation), str(key)) for relation, key in rows}


def _note(
    live: Live, changed: Mapping[Side, Mapping[tuple[str, str], RowChange]], conflicts: Iterable[tuple[str, str]]
) -> None:
    for where in conflicts:
        live.query(
            f"INSERT INTO {NAMESPACE}.conflicts (relation, key, source_image, target_image)"  # noqa: S608
            " VALUES (?, ?::jsonb, ?::jsonb, ?::jsonb) ON CONFLICT DO NOTHING",
            (*where, changed[Side.SOURCE][where].image, changed[Side.TARGET][where].image),
        )


def conflicts_of(what: Exchange) -> tuple[Conflict, ...]:
    """Conflicts that wait for a person; they are kept in the source."""
    with open_live(what.source) as live:
        rows = live.query(
            "SELECT id, relation, key::text, source_image::text, target_image::text"  # noqa: S608 (our own name)
            f" FROM {NAMESPACE}.conflicts WHERE resolution IS NULL ORDER BY id"
        )
    return tuple(
        Conflict(
            id=int(str(number)),
            table=str(relation),
            key=str(key),
            source_image=None if ours is None else str(ours),
            target_image=None if theirs is None else str(theirs),
        )
        for number, relation, key, ours, theirs in rows
    )


def resolve(what: Exchange, conflict: int, winner: Side) -> None:
    """Give both sides the row as the winner has it now. Raises NoConflictError."""
    found = next((each for each in conflicts_of(what) if each.id == conflict), None)
    if found is None:
        raise NoConflictError(f"there is no open conflict {conflict}", hint="conflicts_of() lists them")
    table = next(each for each in what.tables if each.path == found.table)
    with open_live(what.target) as target, open_live(what.source) as source:
        image = row_now(source if winner is Side.SOURCE else target, table, found.key)
        row = RowChange(number=0, relation=found.table, key=found.key, image=image, at="")
        with transaction(target):
            write_changes(target, table, [row])
            _forget(target, found)
        # last, so that one that stopped between both is still open
        with transaction(source):
            write_changes(source, table, [row])
            _forget(source, found)
            source.query(f"UPDATE {NAMESPACE}.conflicts SET resolution = ? WHERE id = ?", (winner.value, conflict))  # noqa: S608


def _forget(live: Live, conflict: Conflict) -> None:
    live.query(
        f"DELETE FROM {NAMESPACE}.changes WHERE relation = ? AND key = ?::jsonb",  # noqa: S608 (our own name)
        (conflict.table, conflict.key),
    )
