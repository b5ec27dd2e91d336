"""Readers and writers at once on a copy of a table, each statement timed."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle, islice

from colonnade.connect.live import Live, Value
from colonnade.connect.registry.rehearsal import milliseconds
from colonnade.errors import WorldError

Key = tuple[Value, ...]


class Statement(StrEnum):
    """What was timed."""

    SELECT = "select"
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A copy of a table that may be written, and a second one that its rows are taken from."""

    session: Callable[[], AbstractContextManager[Live]]
    """Opens a connection that finds the copy under its plain name."""
    table: str
    """The copy as SQL."""
    saved: str
    """The second copy as SQL."""
    columns: tuple[str, ...]
    """Those that can be written, as SQL."""
    key: tuple[str, ...]
    """Columns of the primary key, as SQL."""
    keys: tuple[Key, ...]
    """Those of rows that are there."""
    queries: tuple[str, ...]
    """What readers ask besides rows by their key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the statements of one kind took."""

    statement: Statement
    count: int
    median_ms: float
    longest_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What readers and writers met with."""

    timings: tuple[Timing, ...]
    failed_readers: tuple[str, ...]
    """What the engine said to readers that did not come to their end."""
    failed_writers: tuple[str, ...]


@dataclass(slots=True)
class _Record:
    times: dict[Statement, list[float]] = field(default_factory=lambda: {each: [] for each in Statement})
    error: str = ""


def tried(trial: Trial, *, readers: int, writers: int, rounds: int) -> Tried:
    """Let them all begin at the same moment; each does its statements this many times."""
    barrier = threading.Barrier(readers + writers)
    share = [trial.keys[at::writers] for at in range(writers)]

    def reader() -> _Record:
        return _worked(trial, barrier, lambda live, record: _read(live, trial, record, rounds))

    def writer(at: int) -> _Record:
        # two writers never have the same row, as two customers seldom do
        return _worked(trial, barrier, lambda live, record: _write(live, trial, record, share[at], rounds))

    with ThreadPoolExecutor(readers + writers) as pool:
        reading = [pool.submit(reader) for _ in range(readers)]
        writing = [pool.submit(writer, at) for at in range(writers)]
        read, written = [each.result() for each in reading], [each.result() for each in writing]
    timings = []
    for each in Statement:
        times = [time for record in (*read, *written) for time in record.times[each]]
        if times:
            timings.append(
                Timing(
                    statement=each,
                    count=len(times),
                    median_ms=round(statistics.median(times), 3),
                    longest_ms=round(max(times), 3),
                )
            )
    return Tried(
        timings=tuple(timings),
        failed_readers=tuple(each.error for each in read if each.error),
        failed_writers=tuple(each.error for each in written if each.error),
    )


def _worked(trial: Trial, barrier: threading.Barrier, work: Callable[[Live, _Record], None]) -> _Record:
    record = _Record()
    try:
        with trial.session() as live:
            barrier.wait()
            work(live, record)
    except WorldError as error:
        # the others need not wait for one that could not begin
        barrier.abort()
        record.error = error.message
    except threading.BrokenBarrierError:
        record.error = "another session could not begin"
    return record


def _read(live: Live, trial: Trial, record: _Record, rounds: int) -> None:
    # names are quoted by whoever made the trial
    by_key = f"SELECT * FROM {trial.table} WHERE {_is(trial.key)}"  # noqa: S608
    for at, key in enumerate(islice(cycle(trial.keys), rounds)):
        record.times[Statement.SELECT].append(milliseconds(lambda key=key: live.query(by_key, key)))  # type: ignore[misc]
        if trial.queries:
            query = trial.queries[at % len(trial.queries)]
            record.times[Statement.SELECT].append(milliseconds(lambda query=query: live.query(query)))  # type: ignore[misc]


def _write(live: Live, trial: Trial, record: _Record, keys: Sequence[Key], rounds: int) -> None:
    where, columns = _is(trial.key), ", ".join(trial.columns)
    free = next((each for each in trial.columns if each not in trial.key), trial.key[0])
    statements = {
        Statement.UPDATE: f"UPDATE {trial.table} SET {free} = {free} WHERE {where}",  # noqa: S608
        Statement.DELETE: f"DELETE FROM {trial.table} WHERE {where}",  # noqa: S608
        Statement.INSERT: f"INSERT INTO {trial.table} ({columns}) SELECT {columns} FROM {trial.saved} WHERE {where}",  # noqa: S608
    }
    for key in islice(cycle(keys), rounds):
        for statement, sql in statements.items():
            record.times[statement].append(milliseconds(lambda sql=sql, key=key: live.write(sql, key)))  # type: ignore[misc]


def _is(key: tuple[str, ...]) -> str:
    return " AND ".join(f"{each} = ?" for each in key)
