"""The main job through the command line: a database, its model, another database, a change, and the way back."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from colonnade.connect.live import open_live
from colonnade.connect.postgresql import program_address
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.installed import installations
from colonnade.connect.servers.server import postgres_server
from colonnade.connect.urls import DatabaseUrl, sqlite_url
from tests.cli.running import cln
from tests.conftest import MAJORS

START = """
CREATE TABLE customer (
  id integer PRIMARY KEY,
  email varchar(100) NOT NULL UNIQUE,
  nickname varchar(40)
);
CREATE TABLE sale (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customer (id),
  total numeric(10,2) NOT NULL CHECK (total >= 0)
);
CREATE INDEX sale_customer_id_idx ON sale (customer_id);
CREATE VIEW big_sale AS SELECT id, total FROM sale WHERE total > 100;
"""
ROWS = """
INSERT INTO customer (id, email, nickname) VALUES (1, 'a@example.org', 'ann'), (2, 'b@example.org', NULL);
INSERT INTO sale (id, customer_id, total) VALUES (1, 1, 5), (2, 1, 500), (3, 2, 7.5);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """A database with tables and rows, and an empty one of the same engine."""

    full: DatabaseUrl
    empty: DatabaseUrl

    @property
    def one(self) -> str:
        """The address of the full one."""
        return self.full.secret_text

    @property
    def other(self) -> str:
        """The address of the empty one."""
        return self.empty.secret_text


def run(url: DatabaseUrl, script: str) -> None:
    with open_live(url) as live:
        for statement in script.split(";"):
            if statement.strip():
                live.run(statement)


def rows(url: DatabaseUrl, query: str) -> list[tuple[object, ...]]:
    with open_live(url) as live:
        return live.query(query)


@pytest.fixture(params=["sqlite", *MAJORS], ids=lambda each: each if isinstance(each, str) else f"pg{each}")
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Two]:
    if request.param == "sqlite":
        for name in ("full.db", "empty.db"):
            with closing(sqlite3.connect(tmp_path / name)) as made:
                made.execute("VACUUM")
        found = Two(full=sqlite_url(tmp_path / "full.db"), empty=sqlite_url(tmp_path / "empty.db"))
        run(found.full, START + ROWS)
        yield found
        return
    if not any(each.major == request.param and each.is_complete for each in installations()):
        pytest.skip(f"no PostgreSQL {request.param} with its extensions: run `make setup`")
    with postgres_server(major=request.param) as server, scratch_on(server) as full, scratch_on(server) as empty:
        found = Two(full=full.url, empty=empty.url)
        run(found.full, START + ROWS)
        yield found


def changed(url: DatabaseUrl) -> str:
    """A target that adds a column, an index and a table, and drops a column with values in it."""
    return (
        START.replace("  nickname varchar(40)\n", "  phone varchar(30)\n").replace("UNIQUE,", "UNIQUE,")
        + "CREATE INDEX sale_total_idx ON sale (total);\n"
        + "CREATE TABLE refund (id integer PRIMARY KEY, sale_id integer NOT NULL REFERENCES sale (id));\n"
    )


def planned(two: Two, folder: Path, *more: object) -> Path:
    """A plan from the full database to a changed design."""
    target, plan = folder / "target.sql", folder / "plan.json"
    target.write_text(changed(two.full))
    cln("plan", two.one, target, "--engine", two.full.engine.value, "--allow", "all", "-o", plan, *more)
    return plan


def test_a_model_makes_the_same_database_elsewhere(two: Two, tmp_path: Path) -> None:
    model = tmp_path / "shop.colonnade.yaml"
    imported = cln("import", two.one, "-o", model, "--format", "json").document()
    assert imported["files"] == [str(model)]
    assert cln("diff", two.one, model).out.startswith("no difference")
    script = cln("ddl", model).out
    (tmp_path / "made.sql").write_text(script)
    assert cln("diff", tmp_path / "made.sql", model, "--engine", two.full.engine.value).out.startswith("no difference")
    cln("plan", two.other, model, "-o", tmp_path / "p.json", "--allow", "all")
    cln("apply", tmp_path / "p.json", "--on", two.other)
    assert cln("diff", two.one, two.other).out.startswith("no difference")
    assert cln("verify", model, "--on", two.other).out.startswith("no drift")


def test_there_and_back(two: Two, tmp_path: Path) -> None:
    before = rows(two.full, "SELECT id, email, nickname FROM customer ORDER BY id")
    plan = planned(two, tmp_path, "--version", "1.0.0", "--description", "phones")
    applied = cln("apply", plan, "--on", two.one, "--format", "json").document()
    assert applied["version"] == "1.0.0"
    status = cln("status", "--on", two.one, "--format", "json").document()
    assert (status["version"], status["state"]) == ("1.0.0", "as left")
    assert cln("verify", tmp_path / "target.sql", "--on", two.one, "--engine", two.full.engine.value).code == 0
    assert rows(two.full, "SELECT id, phone FROM customer ORDER BY id") == [(1, None), (2, None)]
    cln("diff", two.one, tmp_path / "target.sql", "--engine", two.full.engine.value)
    back = cln("rollback", "--on", two.one, "--format", "json").document()
    assert [each["version"] for each in as_list(back["rolled_back"])] == ["1.0.0"]
    assert as_list(back["rolled_back"])[0]["risk"] == "high"
    (tmp_path / "start.sql").write_text(START)
    assert cln("verify", tmp_path / "start.sql", "--on", two.one, "--engine", two.full.engine.value).code == 0
    after = rows(two.full, "SELECT id, email, nickname FROM customer ORDER BY id")
    assert [each[:2] for each in after] == [each[:2] for each in before]


def as_list(node: object) -> list[dict[str, object]]:
    assert isinstance(node, list)
    return node


def test_drift_by_hand_is_found(two: Two, tmp_path: Path) -> None:
    plan = planned(two, tmp_path)
    cln("apply", plan, "--on", two.one)
    run(two.full, "ALTER TABLE customer ADD COLUMN stray integer")
    drift = cln(
        "verify", tmp_path / "target.sql", "--on", two.one, "--engine", two.full.engine.value, "--format", "json",
        expect=1,
    ).document()  # fmt: skip
    assert any(str(each["name"]).endswith("customer.stray") for each in as_list(drift["changes"]))
    assert cln("status", "--on", two.one, "--format", "json").document()["state"] == "changed"
    refused = cln("rollback", "--on", two.one, expect=1)
    assert "other hands" in refused.err
    run(two.full, "ALTER TABLE customer DROP COLUMN stray")
    cln("rollback", "--on", two.one)


def test_a_hazard_must_be_allowed(two: Two, tmp_path: Path) -> None:
    target, plan = tmp_path / "target.sql", tmp_path / "plan.json"
    target.write_text(changed(two.full))
    call = ("plan", two.one, target, "--engine", two.full.engine.value, "-o", plan)
    refused = cln(*call, expect=1)
    assert "--allow" in refused.err
    assert "deletes-data" in refused.err
    assert not plan.exists()
    shown = cln(*call, "--format", "json", expect=1)
    assert "deletes-data" in shown.document()["hazards"]  # type: ignore[operator]
    cln(*call, "--allow", "all")
    assert plan.exists()


def test_an_edited_plan_is_refused(two: Two, tmp_path: Path) -> None:
    plan = planned(two, tmp_path)
    document = json.loads(plan.read_text())
    document["steps"][0]["statements"][0] += " "
    plan.write_text(json.dumps(document))
    assert "checksum" in cln("apply", plan, "--on", two.one, expect=2).err
    plan.write_text("{}")
    cln("apply", plan, "--on", two.one, expect=2)
    plan.write_text("nonsense")
    cln("apply", plan, "--on", two.one, expect=2)


def test_a_database_that_changed_is_refused(two: Two, tmp_path: Path) -> None:
    plan = planned(two, tmp_path)
    run(two.full, "ALTER TABLE sale ADD COLUMN note integer")
    before = cln("show", two.one, "--format", "json").document()["objects"]
    for more in ((), ("--dry-run",)):
        assert "changed after planning" in cln("apply", plan, "--on", two.one, *more, expect=1).err
    assert cln("show", two.one, "--format", "json").document()["objects"] == before


def test_a_dry_run_changes_nothing(two: Two, tmp_path: Path) -> None:
    plan = planned(two, tmp_path)
    before = cln("show", two.one, "--format", "json").document()
    assert cln("apply", plan, "--on", two.one, "--dry-run", "--format", "json").document()["dry_run"] is True
    assert cln("show", two.one, "--format", "json").document() == before
    assert cln("status", "--on", two.one, "--format", "json").document()["state"] == "no journal"


def test_rows_that_break_a_rule_roll_everything_back(two: Two, tmp_path: Path) -> None:
    target, plan = tmp_path / "target.sql", tmp_path / "plan.json"
    target.write_text(
        START.replace("CHECK (total >= 0)", "CHECK (total >= 100)")
        + "CREATE TABLE first_of_all (id integer PRIMARY KEY);\n"
    )
    engine = two.full.engine.value
    cln("plan", two.one, target, "--engine", engine, "--allow", "all", "-o", plan)
    failed = cln("apply", plan, "--on", two.one, expect=3)
    assert "nothing was changed" in failed.err
    (tmp_path / "start.sql").write_text(START)
    assert cln("diff", two.one, tmp_path / "start.sql", "--engine", engine).out.startswith("no difference")
    status = cln("status", "--on", two.one, "--format", "json").document()
    assert [each["status"] for each in as_list(status["migrations"])] == ["Failed"]
    assert rows(two.full, "SELECT count(*) FROM sale") == [(3,)]


def test_a_stated_rename_keeps_the_rows(two: Two, tmp_path: Path) -> None:
    target, plan = tmp_path / "target.sql", tmp_path / "plan.json"
    target.write_text(START.replace("nickname", "alias"))
    engine = two.full.engine.value
    suggested = cln("diff", two.one, target, "--engine", engine, "--format", "json", expect=1).document()
    (suggestion,) = as_list(suggested["suggested_renames"])
    option = str(suggestion["option"])
    known = cln("diff", two.one, target, "--engine", engine, "--rename", option, "--format", "json", expect=1)
    assert {each["change"] for each in as_list(known.document()["changes"])} == {"renamed"}
    cln("plan", two.one, target, "--engine", engine, "--rename", option, "--allow", "all", "-o", plan)
    cln("apply", plan, "--on", two.one)
    assert rows(two.full, "SELECT alias FROM customer ORDER BY id") == [("ann",), (None,)]
    cln("rollback", "--on", two.one)
    assert rows(two.full, "SELECT nickname FROM customer ORDER BY id") == [("ann",), (None,)]
    wrong = cln("diff", two.one, target, "--engine", engine, "--rename", "customer.nicknam=alias", expect=2)
    assert "customer.nicknam" in wrong.err


def test_a_version_must_be_one_and_go_up(two: Two, tmp_path: Path) -> None:
    target = tmp_path / "target.sql"
    target.write_text(START)
    call = ("plan", two.one, target, "--engine", two.full.engine.value, "--allow", "all")
    for wrong in ("1", "1.x", "v1.0.0", "1.0.0-beta", "01.0.0"):
        assert "version" in cln(*call, "--version", wrong, expect=2).err
    cln("apply", planned(two, tmp_path, "--version", "2.0.0"), "--on", two.one)
    target.write_text(changed(two.full) + "CREATE TABLE late (id integer PRIMARY KEY);")
    cln(*call, "--version", "1.5.0", "-o", tmp_path / "low.json")
    assert "not above 2.0.0" in cln("apply", tmp_path / "low.json", "--on", two.one, expect=2).err
    cln(*call, "-o", tmp_path / "next.json")
    assert cln("apply", tmp_path / "next.json", "--on", two.one, "--format", "json").document()["version"] == "2.1.0"
    assert "known: 0.0.0, 2.0.0, 2.1.0" in cln("rollback", "--on", two.one, "--to", "9.9.9", expect=1).err
    back = cln("rollback", "--on", two.one, "--to", "0.0.0", "--format", "json").document()
    assert [each["version"] for each in as_list(back["rolled_back"])] == ["2.1.0", "2.0.0"]
    cln("rollback", "--on", two.one, expect=1)


def test_the_shell_of_the_engine_runs_the_script(two: Two, tmp_path: Path) -> None:
    script = tmp_path / "script.sql"
    script.write_text(cln("ddl", two.one).out)
    if two.full.engine.value == "sqlite":
        with closing(sqlite3.connect(tmp_path / "empty.db")) as connection:
            connection.executescript(script.read_text())
    else:
        programs = [program for each in installations() if (program := each.program("psql")) is not None]
        if not programs:
            pytest.skip("no psql on this machine")
        address = program_address(two.empty)
        subprocess.run(
            [programs[0], "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", script, address.argument],
            env={**os.environ, **address.environment},
            check=True,
            capture_output=True,
        )
    assert cln("diff", two.one, two.other).out.startswith("no difference")


def test_the_real_entry_point_does_it_too(two: Two, tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("colonnade"), "show", two.one, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["tables"] == 2
    assert done.stderr == ""
