"""Runs that come to nothing: what stands in the rows, other sessions, broken connections, killed programs."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.schema.fingerprint import fingerprint
from tests.cli.running import Ran, cln

PATIENCE_S = 30
"""How long another session is waited for before a test gives up."""

WAITING = b"""SELECT pid FROM pg_stat_activity WHERE application_name = 'colonnade' AND wait_event_type = 'Lock'
  AND datname = current_database() AND query LIKE 'ALTER %'"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A database, and plans for it."""

    url: str
    folder: Path

    def script(self, *statements: str) -> None:
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)) as opened:
                for each in statements:
                    opened.execute(each)
            return
        with closing(connect(self.url)) as connection:
            for each in statements:
                connection.execute(each.encode())

    def planned(self, target: str, name: str = "plan") -> Path:
        script, plan = self.folder / f"{name}.sql", self.folder / f"{name}.json"
        script.write_text(target)
        cln("plan", self.url, script, "--allow", "all", "-o", plan)
        return plan

    def fingerprint(self) -> str:
        return fingerprint(introspect(self.url))

    def status(self) -> dict[str, object]:
        return cln("status", "--on", self.url, "--format", "json").document()


@pytest.fixture
def postgres(pg: PostgresServer, tmp_path: Path) -> Iterator[Bench]:
    with pg.database() as url:
        yield Bench(url=url.secret_text, folder=tmp_path)


@pytest.fixture(params=["postgresql", "sqlite"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    if request.param == "postgresql":
        made: Bench = request.getfixturevalue("postgres")
        return made
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("VACUUM")
    return Bench(url=f"sqlite:///{path}", folder=tmp_path)


START = (
    "CREATE TABLE z (id integer PRIMARY KEY)",
    "CREATE TABLE a (id integer PRIMARY KEY, b integer, t text)",
    "INSERT INTO a VALUES (1, NULL, 'one'), (2, 7, 'two'), (3, 7, 'three')",
)
IN_THE_WAY = {
    "a null": "CREATE TABLE a (id integer PRIMARY KEY, b integer NOT NULL, t text);",
    "a duplicate": "CREATE TABLE a (id integer PRIMARY KEY, b integer, t text); CREATE UNIQUE INDEX a_b ON a (b);",
    "a condition": "CREATE TABLE a (id integer PRIMARY KEY, b integer, t text, CONSTRAINT small CHECK (b < 5));",
    "an orphan": "CREATE TABLE a (id integer PRIMARY KEY, b integer, t text,"
    " CONSTRAINT a_b FOREIGN KEY (b) REFERENCES z (id));",
}


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_rows_stand_in_the_way(bench: Bench, name: str) -> None:
    bench.script(*START)
    plan = bench.planned(f"CREATE TABLE first (id integer PRIMARY KEY); {START[0]}; {IN_THE_WAY[name]}")
    before = bench.fingerprint()
    failed(bench, plan, before)


def test_values_that_can_not_become_numbers(postgres: Bench) -> None:
    postgres.script(*START)
    plan = postgres.planned(f"{START[0]}; CREATE TABLE a (id integer PRIMARY KEY, b integer, t integer);")
    assert "invalid input syntax" in failed(postgres, plan, postgres.fingerprint()).err


def failed(bench: Bench, plan: Path, before: str) -> Ran:
    """Apply a plan that rows stand in the way of; nothing is left of it but a note in the journal."""
    ran = cln("apply", plan, "--on", bench.url, expect=3)
    assert "was refused" in ran.err
    assert "step " in ran.err
    assert "nothing was changed" in ran.err
    assert bench.fingerprint() == before
    found = bench.status()
    assert found["version"] is None
    assert found["state"] == "nothing in force"
    migrations = found["migrations"]
    assert isinstance(migrations, list)
    assert [each["status"] for each in migrations] == ["Failed"]
    return ran


def test_a_change_after_planning(bench: Bench) -> None:
    bench.script(*START)
    plan = bench.planned("CREATE TABLE q (id integer PRIMARY KEY);")
    bench.script("CREATE TABLE surprise (id integer PRIMARY KEY)")
    before = bench.fingerprint()
    for call in ((), ("--dry-run",)):
        ran = cln("apply", plan, "--on", bench.url, *call, expect=1)
        assert "changed after planning" in ran.err
        assert "make the plan again" in ran.err
    assert bench.fingerprint() == before
    assert bench.status()["state"] == "no journal"


def test_a_plan_that_was_edited(bench: Bench) -> None:
    bench.script(*START)
    plan = bench.planned(f"{START[0]};")
    document = json.loads(plan.read_text())
    document["steps"][0]["statements"] = ["DROP TABLE z"]
    plan.write_text(json.dumps(document))
    assert "its checksum differs" in cln("apply", plan, "--on", bench.url, expect=2).err
    assert bench.status()["state"] == "no journal"


def test_a_plan_for_another_engine(postgres: Bench, tmp_path: Path) -> None:
    postgres.script(*START)
    plan = postgres.planned(f"{START[0]};")
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE a (b)")
    assert "for postgresql" in cln("apply", plan, "--on", f"sqlite:///{path}", expect=2).err


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {}schema_migrations SET status = 'Paused'",
        "ALTER TABLE {}schema_migrations RENAME COLUMN checksum TO digest",
        "ALTER TABLE {}migration_rollbacks RENAME COLUMN rollback_reason TO why",
    ],
)
def test_a_journal_of_a_later_version(bench: Bench, change: str) -> None:
    bench.script(*START)
    again = bench.folder / "again.sql"
    again.write_text(f"{START[0]};")
    cln("apply", bench.planned(f"{START[0]}; CREATE TABLE q (id integer PRIMARY KEY);", "first"), "--on", bench.url)
    if bench.url.startswith("sqlite"):
        unchecked(bench, change.format("colonnade_"))
    else:
        bench.script(
            "ALTER TABLE colonnade.schema_migrations DROP CONSTRAINT schema_migrations_status_check",
            change.format("colonnade."),
        )
    before = bench.fingerprint()
    for call in (("status", "--on", bench.url), ("rollback", "--on", bench.url), ("plan", bench.url, again)):
        ran = cln(*call, expect=1)
        assert "a later version of Colonnade" in ran.err
    assert bench.fingerprint() == before


def unchecked(bench: Bench, statement: str) -> None:
    with closing(sqlite3.connect(bench.url.removeprefix("sqlite:///"), isolation_level=None)) as opened:
        opened.execute("PRAGMA ignore_check_constraints = ON")
        opened.execute(statement)


TWO_TABLES = ("CREATE TABLE a (id integer PRIMARY KEY)", "CREATE TABLE b (id integer PRIMARY KEY)")
BOTH_WIDER = "CREATE TABLE a (id integer PRIMARY KEY, x text); CREATE TABLE b (id integer PRIMARY KEY, x text);"

READ_B = "LOCK TABLE b IN ACCESS SHARE MODE"
"""Lets others read the table, and nobody change it."""


@contextmanager
def held(bench: Bench, *statements: str) -> Iterator[PostgresConnection]:
    """Another session in the middle of a transaction."""
    with closing(connect(bench.url, application="other")) as other:
        other.execute(b"BEGIN")
        for each in statements:
            other.execute(each.encode())
        yield other


def waiting(bench: Bench) -> int:
    """The server's process of the run that waits for a lock."""
    with closing(connect(bench.url, application="observer")) as observer:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            row = observer.execute(WAITING).fetchone()
            if row is not None:
                return int(row[0])
            time.sleep(0.02)
    raise AssertionError("nobody waits for a lock")


@contextmanager
def applying(bench: Bench, plan: Path, *, expect: int) -> Iterator[list[Ran]]:
    """A run in a thread, which is over after the block."""
    ran: list[Ran] = []
    thread = Thread(target=lambda: ran.append(cln("apply", plan, "--on", bench.url, expect=expect)))
    thread.start()
    try:
        yield ran
    finally:
        thread.join(PATIENCE_S)
    assert ran, "the run did not end as it should"


def test_a_lock_that_is_not_given(postgres: Bench) -> None:
    postgres.script(*TWO_TABLES)
    plan = postgres.planned(BOTH_WIDER)
    before = postgres.fingerprint()
    with held(postgres, READ_B):
        ran = cln("apply", plan, "--on", postgres.url, "--lock-timeout", 150, expect=3)
    assert "lock timeout" in ran.err
    assert "try again" in ran.err
    assert "nothing was changed" in ran.err
    assert postgres.fingerprint() == before
    cln("apply", plan, "--on", postgres.url)


def test_another_writer_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(TWO_TABLES[0])
    bench = Bench(url=f"sqlite:///{path}", folder=tmp_path)
    plan = bench.planned(f"{TWO_TABLES[0]}; {TWO_TABLES[1]};")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = cln("apply", plan, "--on", bench.url, expect=3)
        other.execute("ROLLBACK")
    assert "database is locked" in ran.err
    assert "try again" in ran.err
    assert bench.status()["state"] == "no journal"
    cln("apply", plan, "--on", bench.url)


def test_two_sessions_that_wait_for_each_other(postgres: Bench) -> None:
    postgres.script(*TWO_TABLES)
    plan = postgres.planned(BOTH_WIDER)
    before = postgres.fingerprint()
    # Only the run looks for the circle, so that it is the one which is stopped.
    with (
        held(postgres, "SET LOCAL deadlock_timeout = '1h'", READ_B) as other,
        applying(postgres, plan, expect=3) as ran,
    ):
        waiting(postgres)
        other.execute(b"LOCK TABLE a")
        other.execute(b"ROLLBACK")
    assert "deadlock" in ran[0].err
    assert "nothing was changed" in ran[0].err
    assert postgres.fingerprint() == before


def test_a_connection_that_is_cut(postgres: Bench) -> None:
    postgres.script(*TWO_TABLES)
    plan = postgres.planned(BOTH_WIDER)
    before = postgres.fingerprint()
    with held(postgres, READ_B) as other, applying(postgres, plan, expect=3) as ran:
        other.execute(b"SELECT pg_terminate_backend(%s)", (waiting(postgres),))
    assert "terminating connection" in ran[0].err
    assert "nothing was changed" in ran[0].err
    assert postgres.fingerprint() == before
    assert postgres.status()["state"] == "no journal"
    cln("apply", plan, "--on", postgres.url)


def test_two_runs_at_once(postgres: Bench) -> None:
    postgres.script(*TWO_TABLES)
    plan = postgres.planned(BOTH_WIDER)
    with held(postgres, READ_B) as other, applying(postgres, plan, expect=0):
        waiting(postgres)
        for call in (("apply", plan), ("rollback",)):
            ran = cln(*call, "--on", postgres.url, expect=1)
            assert "another plan is being run" in ran.err
        other.execute(b"ROLLBACK")
    assert postgres.status()["state"] == "as left"


def killed(bench: Bench, plan: Path) -> None:
    """Run a plan in a process of its own, and kill that when it waits for a lock."""
    call = (sys.executable, "-c", "from colonnade.cli import main; main()", "apply", str(plan), "--on", bench.url)
    with subprocess.Popen(call, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        pid = waiting(bench)
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE_S)
    # The server notices when it has something to say; a real one, at the latest when the lock is free.
    bench.script(f"SELECT pg_terminate_backend({pid}, 10000)")


def test_a_program_that_is_killed(postgres: Bench) -> None:
    postgres.script(*TWO_TABLES)
    plan = postgres.planned(BOTH_WIDER)
    before = postgres.fingerprint()
    with held(postgres, READ_B):
        killed(postgres, plan)
    assert postgres.fingerprint() == before
    assert postgres.status()["state"] == "no journal"
    cln("apply", plan, "--on", postgres.url)


def test_a_program_that_is_killed_between_transactions(postgres: Bench) -> None:
    postgres.script(
        "CREATE TYPE mood AS ENUM ('calm')", "CREATE TABLE b (id integer PRIMARY KEY, m mood DEFAULT 'calm')"
    )
    before = postgres.fingerprint()
    plan = postgres.planned(
        "CREATE TYPE mood AS ENUM ('calm', 'wild'); CREATE TABLE b (id integer PRIMARY KEY, m mood DEFAULT 'wild');"
    )
    with held(postgres, READ_B):
        killed(postgres, plan)
    assert postgres.fingerprint() != before
    assert postgres.status()["state"] == "half done"
    said = cln("status", "--on", postgres.url).out
    assert "stopped half-way" in said
    assert "In Progress" in said
    assert "changed after planning" in cln("apply", plan, "--on", postgres.url, expect=1).err
    cln("rollback", "--on", postgres.url)
    assert postgres.fingerprint() == before
    cln("apply", plan, "--on", postgres.url)
    assert postgres.status()["state"] == "as left"
