"""What patterns promise of several sessions at once, which a case of a proof can't try."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.patterns import pattern
from colonnade.plan import creation
from colonnade.realize import realise
from tests.oracle.postgresql import build
from tests.patterns.examples import applied

TAKE = """
UPDATE mail SET queue_state = 'taken', taken_by = '{worker}', taken_until = '2100-01-01T00:00:00.000Z',
attempts = attempts + 1
WHERE id = (SELECT id FROM mail WHERE queue_state = 'ready' ORDER BY id {locked} LIMIT 1) RETURNING id
"""


@pytest.fixture
def sessions(
    pg: PostgresServer, request: pytest.FixtureRequest
) -> Iterator[tuple[PostgresConnection, PostgresConnection]]:
    """Two sessions of a database with an applied pattern."""
    with ExitStack() as stack:
        url = stack.enter_context(scratch_on(pg)).url
        build(url, realise(applied(pattern(request.param)), load("postgresql")))
        yield stack.enter_context(closing(connect(url))), stack.enter_context(closing(connect(url)))


def run(connection: PostgresConnection, sql: str) -> list[tuple[object, ...]]:
    cursor = connection.execute(sql.encode())
    return cursor.fetchall() if cursor.description is not None else []


@pytest.mark.parametrize("sessions", ["queue"], indirect=True)
def test_two_workers_never_take_one_job(sessions: tuple[PostgresConnection, PostgresConnection]) -> None:
    one, two = sessions
    run(one, "INSERT INTO mail (id, recipient) SELECT n, 'r' FROM generate_series(1, 40) AS n")
    taken: dict[str, list[object]] = {"one": [], "two": []}
    start = threading.Barrier(2)

    def work(connection: PostgresConnection, worker: str) -> None:
        start.wait()
        while found := run(connection, TAKE.format(worker=worker, locked="FOR UPDATE SKIP LOCKED")):
            taken[worker] += [row[0] for row in found]

    threads = [threading.Thread(target=work, args=each) for each in ((one, "one"), (two, "two"))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    found = [*taken["one"], *taken["two"]]
    assert len(found) == 40
    assert set(found) == set(range(1, 41))
    assert run(one, "SELECT max(attempts), count(*) FROM mail WHERE queue_state = 'taken'") == [(1, 40)]


@pytest.mark.parametrize("sessions", ["queue"], indirect=True)
def test_a_worker_does_not_wait_for_another(sessions: tuple[PostgresConnection, PostgresConnection]) -> None:
    one, two = sessions
    run(one, "INSERT INTO mail (id, recipient) VALUES (1, 'a'), (2, 'b')")
    run(one, "BEGIN")
    run(two, "SET lock_timeout = '5s'")
    assert run(one, TAKE.format(worker="one", locked="FOR UPDATE SKIP LOCKED")) == [(1,)]
    assert run(two, TAKE.format(worker="two", locked="FOR UPDATE SKIP LOCKED")) == [(2,)]
    run(one, "ROLLBACK")
    assert run(two, TAKE.format(worker="two", locked="FOR UPDATE SKIP LOCKED")) == [(1,)]


def test_two_workers_never_take_one_job_on_sqlite(tmp_path: Path) -> None:
    dialect, path = load("sqlite"), tmp_path / "queue.db"
    with ExitStack() as stack:
        one, two = (
            stack.enter_context(closing(sqlite3.connect(path, isolation_level=None, timeout=0))) for _ in range(2)
        )
        for each in creation(realise(applied(pattern("queue")), dialect), dialect):
            for statement in each.statements:
                one.execute(statement.sql)
        one.execute("INSERT INTO mail (id, recipient) VALUES (1, 'a'), (2, 'b')")
        one.execute("BEGIN IMMEDIATE")
        assert one.execute(TAKE.format(worker="one", locked="")).fetchall() == [(1,)]
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            two.execute("BEGIN IMMEDIATE")
        one.execute("COMMIT")
        two.execute("BEGIN IMMEDIATE")
        assert two.execute(TAKE.format(worker="two", locked="")).fetchall() == [(2,)]
        two.execute("COMMIT")


@pytest.mark.parametrize("sessions", ["event-sourcing"], indirect=True)
def test_of_two_events_on_one_version_one_is_refused(sessions: tuple[PostgresConnection, PostgresConnection]) -> None:
    one, two = sessions
    append = "INSERT INTO account_event (account_id, version, event_type, payload) VALUES (1, 1, 'opened', '{}')"
    run(one, "INSERT INTO account (id, holder) VALUES (1, 'Ada')")
    run(one, "BEGIN")
    run(one, append)
    refused: list[psycopg.Error] = []

    def late() -> None:
        try:
            run(two, append)
        except psycopg.Error as error:
            refused.append(error)

    thread = threading.Thread(target=late)
    thread.start()
    run(one, "COMMIT")
    thread.join()
    assert [type(each) for each in refused] in ([psycopg.errors.UniqueViolation], [psycopg.errors.CheckViolation])
    assert run(one, "SELECT count(*) FROM account_event") == [(1,)]


@pytest.mark.parametrize("sessions", ["read-model"], indirect=True)
def test_two_writers_are_both_counted(sessions: tuple[PostgresConnection, PostgresConnection]) -> None:
    one, two = sessions
    run(one, """INSERT INTO "order" (id, number) VALUES (1, 'A')""")
    run(one, "BEGIN")
    run(one, "INSERT INTO order_line (id, order_id, price) VALUES (1, 1, 10)")
    thread = threading.Thread(target=run, args=(two, "INSERT INTO order_line (id, order_id, price) VALUES (2, 1, 5)"))
    thread.start()
    run(one, "COMMIT")
    thread.join()
    assert run(one, "SELECT rows_counted, total FROM order_summary") == [(2, 15)]
    assert run(one, "SELECT * FROM order_summary_drift") == []


@pytest.mark.parametrize("sessions", ["outbox"], indirect=True)
def test_two_relays_never_take_one_event(sessions: tuple[PostgresConnection, PostgresConnection]) -> None:
    one, two = sessions
    run(one, """INSERT INTO "order" (id, state) SELECT n, 'open' FROM generate_series(1, 4) AS n""")
    relay = """
        UPDATE outbox SET relayed_at = now() WHERE position IN (SELECT position FROM outbox WHERE relayed_at IS NULL
        ORDER BY position FOR UPDATE SKIP LOCKED LIMIT 2) RETURNING position
    """
    run(one, "BEGIN")
    first, second = run(one, relay), run(two, relay)
    run(one, "COMMIT")
    assert sorted(row[0] for row in [*first, *second]) == [1, 2, 3, 4]  # type: ignore[type-var]
