"""A tenant moves while it is written: nothing is lost, nothing is there twice, and it can go back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.live import LivePostgres, open_live
from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy import TrustedContext, tenant_transaction
from colonnade.tenancy.discovery import Declared, discover
from colonnade.tenancy.moving import NotMovableError, scope_of
from colonnade.tenancy.moving.capture import Stage, install
from colonnade.tenancy.moving.transfer import copied
from colonnade.workspace.architecture.moving import BadRoutesError, Step, move_tenant
from tests.cli.running import cln
from tests.realize.engines import ask, postgresql

TEXT = """
tenancy:
  levels: {account_id: account}
  application: ROLE
  limits: {max_visits: {of: visit, per: month}}
entities:
  account: {attributes: {id: integer key, name: text, max_visits: integer}}
  counter:
    use: [version_lock]
    attributes: {id: integer key, count: integer required = 0, twice: integer generated "count * 2"}
  entry:
    attributes: {id: uuid key = uuid(), counter_id: integer required -> counter, said: text, at: timestamp = now()}
  visit: {attributes: {id: bigint key identity, path: text}}
"""
ROWS = """
INSERT INTO account VALUES (1, 'one', NULL), (2, 'two', NULL);
INSERT INTO counter (id, account_id)
  SELECT account * 100 + n, account FROM generate_series(1, 4) n, (VALUES (1), (2)) a(account);
INSERT INTO entry (account_id, counter_id, said)
  SELECT account, account * 100 + 1 + n % 4, E'line\\n\\\\ ' || n
  FROM generate_series(1, 500) n, (VALUES (1), (2)) a(account);
INSERT INTO visit (account_id, path) VALUES (1, '/'), (2, '/')
"""
ALL = (
    "SELECT 'counter', id::text, count::text, version::text FROM counter WHERE account_id = {0} UNION ALL"
    " SELECT 'entry', id::text, said, at::text FROM entry WHERE account_id = {0} UNION ALL"
    " SELECT 'visit', id::text, path, '' FROM visit WHERE account_id = {0} UNION ALL"
    " SELECT 'account', id::text, name, '' FROM account WHERE id = {0} ORDER BY 1, 2"
)
USED = "SELECT used::int FROM tenancy.usage WHERE tenant = '1'"


@dataclass
class Two:
    """A shared and a dedicated database."""

    shared: DatabaseUrl
    dedicated: DatabaseUrl
    here: PostgresConnection
    there: PostgresConnection
    role: str
    model: Path

    def step(self, step: Step = Step.MOVE, tenant: str = "1") -> None:
        move_tenant(self.shared.secret_text, self.dedicated.secret_text, tenant, step=step)

    def rows(self, tenant: int) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        return ask(self.here, ALL.format(tenant)), ask(self.there, ALL.format(tenant))


@pytest.fixture
def two(pg: PostgresServer, tmp_path: Path) -> Iterator[Two]:
    role = f"app_move_{id(tmp_path)}"
    text = TEXT.replace("ROLE", role)
    file = tmp_path / "m.colonnade.yaml"
    file.write_text(f"model: m\n{text}")
    with ExitStack() as stack:
        shared, dedicated = (stack.enter_context(scratch_on(pg)).url for _ in range(2))
        here, there = (stack.enter_context(postgresql(each, text)) for each in (shared, dedicated))
        ask(here, ROWS)
        try:
            yield Two(shared, dedicated, here, there, role, file)
        finally:
            for db in (there, here):
                ask(db, f"DROP OWNED BY {role}")
            ask(here, f"DROP ROLE {role}")


@dataclass
class Writer(threading.Thread):
    """A program that counts, notes and forgets for one account, in the database where it is."""

    two: Two
    account: int
    number: int
    level: str
    stop: threading.Event = field(default_factory=threading.Event)
    done: int = 0
    kept: set[str] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    wrong: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread.__init__(self)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        with ExitStack() as stack:
            places = [
                stack.enter_context(psycopg.connect(each.secret_text, autocommit=True))
                for each in (self.two.shared, self.two.dedicated)
            ]
            for each in places:
                each.execute(f"SET default_transaction_isolation = '{self.level}'".encode())
                each.execute(f"SET ROLE {self.two.role}".encode())
            place = 0
            while not self.stop.is_set():
                try:
                    if not self._write(places[place], place):
                        place = 1 - place
                except psycopg.errors.SerializationFailure:
                    place = 1 - place
                except psycopg.Error as error:
                    self.wrong.append(error)
                    return

    def _write(self, connection: psycopg.Connection, place: int) -> bool:
        counter = self.account * 100 + self.number
        gone: set[str] = set()
        with tenant_transaction(connection, TrustedContext(settings={"app.account_id": self.account})):
            changed = connection.execute(f"UPDATE counter SET count = count + 1 WHERE id = {counter}".encode())
            if changed.rowcount == 0:
                return False
            ((made,),) = connection.execute(
                b"INSERT INTO entry (account_id, counter_id, said) VALUES (%s, %s, 'new') RETURNING id::text",
                (self.account, counter),
            ).fetchall()
            connection.execute(b"INSERT INTO visit (account_id, path) VALUES (%s, '/w')", (self.account,))
            if self.done % 3 == 2:
                gone = set(sorted(self.kept)[:1])
                connection.execute(b"DELETE FROM entry WHERE id::text = ANY(%s)", (list(gone),))
        self.done += 1
        self.places.add(place)
        self.kept = self.kept - gone | {made}
        return True


def _until(writers: list[Writer], more: int) -> None:
    """Wait until each writer has done so much more, or failed."""
    wanted = {each: each.done + more for each in writers}
    while any(each.done < least and each.is_alive() for each, least in wanted.items()):
        time.sleep(0.01)


def test_nothing_is_lost_and_nothing_is_there_twice(two: Two) -> None:
    writers = [
        Writer(two, account, number, level)
        for account, number, level in (
            (1, 1, "read committed"),
            (1, 2, "read committed"),
            (1, 3, "repeatable read"),
            (2, 1, "read committed"),
        )
    ]
    for each in writers:
        each.start()
    try:
        _until(writers, 3)
        two.step()
        _until(writers, 3)
        two.step(Step.UNDO)
        _until(writers, 3)
        two.step()
        _until(writers, 3)
    finally:
        for each in writers:
            each.stop.set()
        for each in writers:
            each.join()
    assert [each.wrong for each in writers] == [[], [], [], []]
    assert [each.places for each in writers] == [{0, 1}, {0, 1}, {0, 1}, {0}]
    two.step(Step.FINISH)
    assert two.rows(1)[0] == []
    for each, db in zip(writers, (two.there, two.there, two.there, two.here), strict=True):
        counter = each.account * 100 + each.number
        assert ask(db, f"SELECT count, version - 1 FROM counter WHERE id = {counter}") == [(each.done, each.done)]
        found = ask(db, f"SELECT id::text FROM entry WHERE counter_id = {counter} AND said = 'new'")
        assert {str(key) for (key,) in found} == each.kept
        assert len(found) == len(each.kept)
    assert ask(two.there, "SELECT count(*) FROM entry WHERE said <> 'new'") == [(500,)]
    visits = sum(each.done for each in writers[:3]) + 1
    assert ask(two.there, "SELECT count(*) FROM visit") == [(visits,)]
    assert ask(two.there, USED) == [(visits,)]
    assert ask(two.here, USED) == []
    assert ask(two.there, "SELECT count(*) FROM account WHERE id = 2") == [(0,)]
    for db in (two.here, two.there):
        assert ask(db, "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'colonnade_move%'") == [(0,)]
        assert ask(db, "SELECT count(*) FROM colonnade.moved_change") == [(0,)]


def test_a_move_and_its_undo_leave_equal_rows(two: Two, tmp_path: Path) -> None:
    before, _ = two.rows(1)
    others = ask(two.here, ALL.format(2))
    routes = tmp_path / "routes.json"
    addresses = ("--on", two.shared.secret_text, "--to", two.dedicated.secret_text)
    arguments = ("tenant", "move", "1", *addresses, "--model", two.model)
    assert "506 rows copied" in cln(*arguments, "--routes", routes).out
    assert two.rows(1) == (before, before)
    assert list(json.loads(routes.read_text())) == ["1"]
    with pytest.raises(psycopg.errors.SerializationFailure, match="tenant 1 was moved"):
        ask(two.here, "UPDATE account SET name = 'late' WHERE id = 1")
    ask(two.here, "UPDATE account SET name = 'other' WHERE id = 2; UPDATE account SET name = 'two' WHERE id = 2")
    with pytest.raises(NotMovableError, match="begun and not ended"):
        two.step()
    ask(two.there, "UPDATE account SET name = 'changed there' WHERE id = 1; DELETE FROM visit")
    cln(*arguments, "--routes", routes, "--undo")
    assert two.rows(1)[1] == []
    assert ask(two.here, "SELECT name FROM account WHERE id = 1") == [("changed there",)]
    assert ask(two.here, "SELECT count(*) FROM visit WHERE account_id = 1") == [(0,)]
    ask(two.here, "UPDATE account SET name = 'one' WHERE id = 1")
    assert ask(two.here, ALL.format(2)) == others


def test_a_move_whose_program_died_is_taken_back(two: Two) -> None:
    before = two.rows(1)
    with open_live(two.shared) as here, open_live(two.dedicated) as there:
        assert isinstance(here, LivePostgres)
        assert isinstance(there, LivePostgres)
        schema = here.schema().indexed()
        scope = scope_of(schema, there.schema().indexed(), discover(schema, Declared()), "1")
        install(there, scope, Stage.MOVED, "here")
        install(here, scope, Stage.MOVING, "there")
        copied(here, there, scope)
    ask(two.here, "UPDATE counter SET count = 7 WHERE id = 104")
    with pytest.raises(psycopg.errors.SerializationFailure):
        ask(two.there, "UPDATE counter SET count = 8 WHERE id = 104")
    with pytest.raises(NotMovableError, match="begun and not ended"):
        two.step()
    two.step(Step.UNDO)
    assert ask(two.here, "SELECT count FROM counter WHERE id = 104") == [(7,)]
    ask(two.here, "UPDATE counter SET count = 0, version = 1 WHERE id = 104")
    assert [len(each) for each in two.rows(1)] == [len(before[0]), 0]
    two.step()


def test_what_can_not_be_moved_is_told_and_stays(two: Two, tmp_path: Path) -> None:
    before = two.rows(1)
    for sql, told in (
        ("ALTER TABLE visit DROP COLUMN path", "public.visit has other columns"),
        ("INSERT INTO account (id) VALUES (1)", "has rows of tenant 1"),
        (
            "INSERT INTO account (id) VALUES (3); INSERT INTO counter (id, account_id) VALUES (101, 3)",
            "duplicate key value",
        ),
    ):
        with two.there.transaction(force_rollback=False):
            ask(two.there, sql)
        with pytest.raises(Exception, match=told):
            two.step()
        ask(two.there, "DELETE FROM account; ALTER TABLE visit ADD COLUMN IF NOT EXISTS path text")
        assert two.rows(1) == before
    with pytest.raises(NotMovableError, match="no row of tenant 7"):
        two.step(tenant="7")
    with pytest.raises(NotMovableError, match="was not moved from here"):
        two.step(Step.UNDO)
    ask(two.here, "CREATE TABLE mark (account_id integer REFERENCES account)")
    with pytest.raises(NotMovableError, match=r"public\.mark has no primary key"):
        two.step()
    ask(two.here, "DROP TABLE mark")
    (tmp_path / "routes.json").write_text("[]")
    with pytest.raises(BadRoutesError, match="not an object of texts"):
        move_tenant(two.shared.secret_text, two.dedicated.secret_text, "1", routes=tmp_path / "routes.json")
    assert two.rows(1) == before
