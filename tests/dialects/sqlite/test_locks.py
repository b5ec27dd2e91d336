"""What a plan is said to cost others is what they meet."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from colonnade.dialect import Blocks, Hazard
from colonnade.dialects.sqlite import DIALECT
from colonnade.dialects.sqlite.locks import DATABASE
from colonnade.plan import plan
from tests.dialects.sqlite.engine import introspected, opened
from tests.dialects.sqlite.test_pairs import NAMES, PAIRS, forward, text

OLD = "CREATE TABLE t (a TEXT, b INT); CREATE TABLE other (x INT);"
CHANGES = {
    "add a column": "CREATE TABLE t (a TEXT, b INT, c INT); CREATE TABLE other (x INT);",
    "drop a column": "CREATE TABLE t (a TEXT); CREATE TABLE other (x INT);",
    "rebuild": "CREATE TABLE t (a TEXT NOT NULL, b INT); CREATE TABLE other (x INT);",
    "index": OLD + "CREATE INDEX i ON t (a);",
}


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("change", CHANGES)
def test_other_writers_wait_and_readers_do_not(tmp_path: Path, change: str, mode: str) -> None:
    path = tmp_path / "shop.db"
    ours = sqlite3.connect(path, isolation_level=None)
    ours.execute(f"PRAGMA journal_mode = {mode}")
    ours.executescript(OLD)
    steps = plan(introspected(ours), introspected(opened(CHANGES[change])), DIALECT)
    claims = {claim for step in steps for claim in step.price.locks}
    assert {(claim.object, claim.blocks) for claim in claims} == {(DATABASE, Blocks.WRITES)}
    theirs = sqlite3.connect(path, isolation_level=None, timeout=0)
    ours.execute("BEGIN")
    for each in forward(steps):
        ours.execute(each.sql)
    assert theirs.execute("SELECT count(*) FROM t").fetchone() == (0,)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        theirs.execute("INSERT INTO other VALUES (1)")
    ours.execute("COMMIT")
    theirs.execute("INSERT INTO other VALUES (1)")


def test_hazards_say_what_may_be_lost() -> None:
    def hazards(new: str) -> frozenset[Hazard]:
        return plan(introspected(opened(OLD)), introspected(opened(new)), DIALECT).hazards

    assert Hazard.DELETES_DATA in hazards(CHANGES["drop a column"])
    assert Hazard.DELETES_DATA in hazards("CREATE TABLE t (a TEXT, b INT);")
    assert hazards(CHANGES["rebuild"]) == {Hazard.REWRITES_TABLE, Hazard.MAY_FAIL_ON_DATA}
    assert hazards(CHANGES["index"]) == {Hazard.BUILDS_INDEX}
    assert hazards(CHANGES["add a column"]) == frozenset()


@pytest.mark.parametrize("case", PAIRS, ids=NAMES)
def test_every_statement_that_changes_something_claims_the_database(case: Path) -> None:
    one, other = introspected(opened(text(case, "old.sql"))), introspected(opened(text(case, "new.sql")))
    for step in plan(one, other, DIALECT):
        assert [claim.object for claim in step.price.locks] == [DATABASE]
