"""Two databases are kept alike: in each direction, at an interval and at once, with every way to settle a conflict."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.errors import WorldError
from colonnade.standards.standard import Conflicts, Consistency, Flow, Synchronisation
from colonnade.stream import (
    Exchange,
    Exchanged,
    NoKeyError,
    Side,
    Table,
    capture,
    conflicts_of,
    exchange,
    keep_alike,
    release,
    resolve,
)
from colonnade.stream.exchange import NoConflictError

TABLES = (Table(name="kind"), Table(name="thing"))
MADE = """
CREATE TABLE kind (id integer PRIMARY KEY);
CREATE TABLE thing (id integer GENERATED ALWAYS AS IDENTITY, part text, kind integer REFERENCES kind, "a b" text,
  total integer CHECK (total < 100), twice integer GENERATED ALWAYS AS (total * 2) STORED, PRIMARY KEY (part, id));
"""


@pytest.fixture(scope="module")
def pair(pg: PostgresServer) -> Iterator[tuple[DatabaseUrl, DatabaseUrl]]:
    """Two databases with the same tables, whose changes are logged."""
    with pg.database() as source, pg.database() as target:
        for url in (source, target):
            with open_live(url) as live:
                live.run(MADE)
        yield source, target


@pytest.fixture
def both(pair: tuple[DatabaseUrl, DatabaseUrl]) -> tuple[DatabaseUrl, DatabaseUrl]:
    """They are empty, and nothing was exchanged yet."""
    for url in pair:
        with open_live(url) as live:
            release(live)
            live.run("TRUNCATE thing, kind RESTART IDENTITY")
            capture(live, TABLES)
            capture(live, TABLES)
    return pair


def run(url: DatabaseUrl, *statements: str) -> None:
    with open_live(url) as live:
        for each in statements:
            live.run(each)


def rows(url: DatabaseUrl) -> list[tuple[object, ...]]:
    with open_live(url) as live:
        return live.query('SELECT id, part, kind, "a b", total, twice FROM thing ORDER BY id, part')


def made(pair: tuple[DatabaseUrl, DatabaseUrl], flow: Flow = Flow.SOURCE_TO_TARGET, **sync: object) -> Exchange:
    return Exchange(
        source=pair[0],
        target=pair[1],
        tables=TABLES,
        flow=flow,
        sync=Synchronisation(**sync),  # type: ignore[arg-type]
    )


NEW = ("INSERT INTO kind VALUES (1)", "INSERT INTO thing (part, kind, \"a b\", total) VALUES ('x', 1, 'it''s', 5)")


@pytest.mark.parametrize("flow", [Flow.SOURCE_TO_TARGET, Flow.TARGET_TO_SOURCE])
def test_changes_go_one_way(both: tuple[DatabaseUrl, DatabaseUrl], flow: Flow) -> None:
    what = made(both, flow)
    with open_live(both[0]) as live:
        assert {each.kind for each in live.schema()} & {"trigger", "routine"} == set()
    sender, receiver = both if flow is Flow.SOURCE_TO_TARGET else both[::-1]
    run(sender, *NEW)
    done = exchange(what)
    assert (done.to_target, done.to_source, done.conflicts) == ((2, 0, 0) if sender == both[0] else (0, 2, 0))
    assert rows(receiver) == rows(sender) == [(1, "x", 1, "it's", 5, 10)]
    assert exchange(what) == Exchanged(to_target=0, to_source=0, conflicts=0, left_open=0, failed=())
    run(sender, "UPDATE thing SET part = 'y', total = 6", "INSERT INTO kind VALUES (2)")
    run(receiver, "INSERT INTO kind VALUES (9)")
    exchange(what)
    assert rows(receiver) == rows(sender) == [(1, "y", 1, "it's", 6, 12)]
    run(sender, "DELETE FROM thing", "DELETE FROM kind")
    exchange(what)
    assert rows(receiver) == []
    with open_live(receiver) as live:
        assert live.query("SELECT id FROM kind") == [(9,)]
    with open_live(sender) as live:
        assert live.query("SELECT id FROM kind") == []


def test_both_ways(both: tuple[DatabaseUrl, DatabaseUrl]) -> None:
    what = made(both, Flow.BIDIRECTIONAL)
    run(both[0], *NEW)
    run(both[1], "INSERT INTO kind VALUES (7)", "INSERT INTO thing (part, kind, total) VALUES ('z', 7, 1)")
    done = exchange(what)
    assert (done.to_target, done.to_source, done.conflicts) == (2, 2, 0)
    assert rows(both[0]) == rows(both[1])
    assert len(rows(both[0])) == 2
    assert exchange(what).to_source == 0


def test_what_is_committed_late_is_not_lost(both: tuple[DatabaseUrl, DatabaseUrl]) -> None:
    what = made(both)
    with open_live(both[0]) as slow:
        slow.begin()
        slow.run("INSERT INTO kind VALUES (1)")
        run(both[0], "INSERT INTO kind VALUES (2)")
        assert exchange(what).to_target == 1
        slow.run("COMMIT")
    assert exchange(what).to_target == 1
    assert exchange(what).to_target == 0
    with open_live(both[1]) as live:
        assert live.query("SELECT id FROM kind ORDER BY id") == [(1,), (2,)]


@pytest.mark.parametrize("flow", [Flow.SOURCE_TO_TARGET, Flow.BIDIRECTIONAL])
@pytest.mark.parametrize("how", list(Conflicts))
def test_a_row_that_both_changed(both: tuple[DatabaseUrl, DatabaseUrl], how: Conflicts, flow: Flow) -> None:
    what = made(both, flow, conflicts=how)
    run(both[0], *NEW)
    exchange(what)
    run(both[0], "UPDATE thing SET total = 11")
    run(both[1], "UPDATE thing SET total = 22")
    done = exchange(what)
    assert done.conflicts == 1

    def totals() -> tuple[object, object]:
        return rows(both[0])[0][4], rows(both[1])[0][4]

    back = flow is Flow.BIDIRECTIONAL
    # the target's change is the later one
    outcome = {
        Conflicts.SOURCE_WINS: (11, 11),
        Conflicts.TARGET_WINS: (22, 22) if back else (11, 22),
        Conflicts.TIMESTAMP_WINS: (22, 22) if back else (11, 22),
        Conflicts.MANUAL_RESOLUTION: (11, 22),
    }
    assert totals() == outcome[how]
    if how is Conflicts.TIMESTAMP_WINS and not back:
        run(both[0], "UPDATE thing SET total = 33")
        exchange(what)
        assert totals() == (33, 33)
    if how is Conflicts.MANUAL_RESOLUTION:
        run(both[0], "UPDATE thing SET total = 12")
        assert exchange(what).to_target == 0
        (conflict,) = conflicts_of(what)
        assert (conflict.table, '"total": 22' in str(conflict.target_image)) == ("public.thing", True)
        resolve(what, conflict.id, Side.SOURCE)
        assert totals() == (12, 12)
        assert conflicts_of(what) == ()
        with pytest.raises(NoConflictError):
            resolve(what, conflict.id, Side.SOURCE)
        run(both[0], "UPDATE thing SET total = 13")
        exchange(what)
        assert totals() == (13, 13)


@pytest.mark.parametrize("how", list(Consistency))
def test_strong_is_all_or_nothing(both: tuple[DatabaseUrl, DatabaseUrl], how: Consistency) -> None:
    what = made(both, consistency=how)
    run(both[1], "ALTER TABLE kind ADD CONSTRAINT small CHECK (id < 10)")
    run(both[0], "INSERT INTO kind VALUES (1), (50), (2)")

    def arrived() -> list[object]:
        with open_live(both[1]) as live:
            return [each for (each,) in live.query("SELECT id FROM kind ORDER BY id")]

    try:
        if how is Consistency.STRONG:
            with pytest.raises(WorldError, match="small"):
                exchange(what)
            assert arrived() == []
        else:
            assert len(exchange(what).failed) == 1
            assert arrived() == [1, 2]
    finally:
        run(both[1], "ALTER TABLE kind DROP CONSTRAINT small")
    exchange(what)
    assert arrived() == ([1, 2] if how is Consistency.WEAK else [1, 2, 50])


def test_at_an_interval(both: tuple[DatabaseUrl, DatabaseUrl]) -> None:
    slept: list[float] = []
    told: list[Exchanged] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        run(both[0], f"INSERT INTO kind VALUES ({len(slept)})")

    what = made(both, every_minutes=15)
    keep_alike(what, told=told.append, stopped=lambda: len(told) == 3, sleep=sleep)
    assert slept == [900, 900]
    assert [each.to_target for each in told] == [0, 1, 1]


def test_at_once(both: tuple[DatabaseUrl, DatabaseUrl]) -> None:
    told: list[Exchanged] = []
    first, arrived = threading.Event(), threading.Event()

    def tell(done: Exchanged) -> None:
        told.append(done)
        first.set()
        if done.to_target:
            arrived.set()

    what = made(both, real_time=True)
    work = threading.Thread(target=lambda: keep_alike(what, told=tell, stopped=arrived.is_set))
    work.start()
    assert first.wait(200)
    run(both[0], "INSERT INTO kind VALUES (1)")
    assert arrived.wait(200)
    work.join(200)
    assert sum(each.to_target for each in told) == 1


def test_a_table_without_a_key_is_refused(both: tuple[DatabaseUrl, DatabaseUrl]) -> None:
    with open_live(both[0]) as live:
        with pytest.raises(NoKeyError, match=r"public\.nowhere"):
            capture(live, [Table(name="kind"), Table(name="nowhere")])
        release(live)
        with pytest.raises(NoKeyError):
            capture(live, [Table(name="nowhere")])
        assert live.query("SELECT to_regnamespace('colonnade_exchange')") == [(None,)]
