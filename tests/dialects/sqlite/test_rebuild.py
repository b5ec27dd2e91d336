"""The rebuild of a table loses nothing, sets nothing off, and stops where it would do harm."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from colonnade.dialect import Hazard
from colonnade.dialects.sqlite import DIALECT
from colonnade.ops import RebuildTable
from colonnade.plan import Plan, plan
from colonnade.plan.render import script
from tests.dialects.sqlite.engine import facts, introspected, opened
from tests.dialects.sqlite.test_pairs import CASES, backward, carry_out, everything, forward, text


def _led(old: str, new: str, rows: str = "") -> tuple[sqlite3.Connection, Plan]:
    connection = opened(old + rows)
    connection.execute("PRAGMA foreign_keys = ON")
    steps = plan(introspected(connection), introspected(opened(new)), DIALECT)
    carry_out(connection, forward(steps))
    assert introspected(connection) == introspected(opened(new))
    return connection, steps


def _rebuilds(steps: Plan) -> int:
    return sum(isinstance(step.operation, RebuildTable) for step in steps)


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [("a TEXT", ""), ("a TEXT, rowid TEXT", ""), ("a TEXT, ROWID TEXT, _rowid_ TEXT", ""), ("a TEXT, oid INT", "")],
)
def test_rowids_stay(columns: str, hidden: str) -> None:
    name = next(each for each in ("oid", "_rowid_", "rowid") if each not in columns)
    rows = f"INSERT INTO t ({name}, a) VALUES (5, 'x'), (-3, 'y'), (9007199254740993, 'z');"
    connection, steps = _led(f"CREATE TABLE t ({columns});", f"CREATE TABLE t ({columns}, CHECK (a <> ''));", rows)
    assert _rebuilds(steps) == 1
    found = connection.execute(f"SELECT {name}, a FROM t ORDER BY 1").fetchall()
    assert found == [(-3, "y"), (5, "x"), (9007199254740993, "z")]
    carry_out(connection, backward(steps))
    assert connection.execute(f"SELECT {name}, a FROM t ORDER BY 1").fetchall() == found


def test_a_table_whose_columns_hide_every_name_of_the_rowid_is_rebuilt_too() -> None:
    columns = "rowid TEXT, _rowid_ TEXT, oid TEXT"
    connection, _ = _led(
        f"CREATE TABLE t ({columns});", f"CREATE TABLE t ({columns}, UNIQUE (oid));", "INSERT INTO t VALUES (1, 2, 3);"
    )
    assert connection.execute("SELECT * FROM t").fetchall() == [("1", "2", "3")]


def test_rowids_become_a_new_key_and_a_dropped_key_stays_the_rowid() -> None:
    old, new = "CREATE TABLE t (a TEXT);", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);"
    connection, steps = _led(old, new, "INSERT INTO t (rowid, a) VALUES (7, 'x');")
    assert connection.execute("SELECT id, rowid FROM t").fetchall() == [(7, 7)]
    carry_out(connection, backward(steps))
    assert connection.execute("SELECT rowid, a FROM t").fetchall() == [(7, "x")]


@pytest.mark.parametrize("emptied", [False, True])
def test_numbers_are_never_given_twice(emptied: bool) -> None:
    old = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);"
    new = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL);"
    rows = "INSERT INTO t (a) VALUES ('x'), ('y'), ('z'); DELETE FROM t WHERE id > 1;"
    connection, steps = _led(old, new, rows + ("DELETE FROM t;" if emptied else ""))
    carry_out(connection, backward(steps))
    connection.execute("INSERT INTO t (a) VALUES ('new')")
    assert connection.execute("SELECT max(id) FROM t").fetchone() == (4,)
    assert connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall() == [("t", 4)]


FAMILY = """
CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE, up INTEGER REFERENCES parent ON DELETE CASCADE);
CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent (id) ON DELETE CASCADE,
  c TEXT REFERENCES parent (code) ON UPDATE CASCADE);
CREATE TABLE log (what TEXT);
CREATE INDEX parent_up ON parent (up) WHERE up IS NOT NULL;
CREATE VIEW pairs AS SELECT p.code, c.id FROM parent p JOIN child c ON c.p = p.id;
CREATE VIEW codes AS SELECT code FROM pairs;
CREATE TRIGGER parent_gone AFTER DELETE ON parent BEGIN INSERT INTO log VALUES ('gone ' || OLD.code); END;
CREATE TRIGGER parent_new AFTER INSERT ON parent BEGIN INSERT INTO log VALUES ('new ' || NEW.code); END;
CREATE TRIGGER child_new AFTER INSERT ON child BEGIN UPDATE parent SET up = up WHERE id = NEW.p; END;
CREATE TRIGGER pairs_new INSTEAD OF INSERT ON pairs BEGIN INSERT INTO parent (code) VALUES (NEW.code); END;
"""
MEMBERS = """
INSERT INTO parent VALUES (1, 'a', NULL), (2, 'b', 1); INSERT INTO child VALUES (10, 1, 'a'), (11, 2, 'b');
DELETE FROM log;
"""


def test_nothing_cascades_and_no_trigger_fires() -> None:
    new = FAMILY.replace("code TEXT UNIQUE", "code TEXT NOT NULL UNIQUE CHECK (length(code) < 9)")
    connection, steps = _led(FAMILY, new, MEMBERS)
    assert _rebuilds(steps) == 1
    assert connection.execute("SELECT count(*) FROM parent").fetchone() == (2,)
    assert connection.execute("SELECT p, c FROM child ORDER BY id").fetchall() == [(1, "a"), (2, "b")]
    assert connection.execute("SELECT * FROM log").fetchall() == []
    assert connection.execute("SELECT * FROM codes ORDER BY 1").fetchall() == [("a",), ("b",)]
    assert facts(connection) == facts(opened(new))
    connection.execute("INSERT INTO pairs (code) VALUES ('c')")
    connection.execute("DELETE FROM parent WHERE id = 1")
    assert connection.execute("SELECT what FROM log").fetchall() == [("new c",), ("gone b",), ("gone a",)]
    assert connection.execute("SELECT count(*) FROM child").fetchone() == (0,)


def test_it_refuses_while_foreign_keys_are_on() -> None:
    connection = opened(FAMILY + MEMBERS)
    target = introspected(opened(FAMILY.replace("code TEXT UNIQUE", "code TEXT NOT NULL UNIQUE")))
    steps = plan(introspected(connection), target, DIALECT)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")
    first, second, *_ = (each.sql for each in forward(steps))
    connection.execute(first)
    with pytest.raises(sqlite3.IntegrityError, match="foreign_keys is off while a table is rebuilt"):
        connection.execute(second)
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) FROM child").fetchone() == (2,)
    assert facts(connection) == facts(opened(FAMILY))


def test_rows_that_refer_to_nothing_already_are_left_and_new_ones_refused() -> None:
    orphan = "PRAGMA foreign_keys = OFF; INSERT INTO child VALUES (12, 99, NULL);"
    connection = opened(FAMILY + MEMBERS + orphan)
    loose = plan(introspected(connection), introspected(opened(FAMILY.replace("c TEXT REF", "c BLOB REF"))), DIALECT)
    carry_out(connection, forward(loose))
    assert connection.execute("SELECT count(*) FROM child WHERE p = 99").fetchone() == (1,)
    named = FAMILY.replace("what TEXT", "what TEXT REFERENCES parent (code)")
    connection = opened(FAMILY + MEMBERS + "INSERT INTO log VALUES ('nobody');")
    before = facts(connection)
    steps = plan(introspected(connection), introspected(opened(named)), DIALECT)
    assert Hazard.MAY_FAIL_ON_DATA in steps.hazards
    with pytest.raises(sqlite3.IntegrityError, match="no row refers to nothing"):
        carry_out(connection, forward(steps))
    assert facts(connection) == before


def test_rows_that_break_the_new_rule_stop_it_and_nothing_is_changed() -> None:
    connection = opened("CREATE TABLE t (a TEXT); INSERT INTO t VALUES (NULL);")
    steps = plan(introspected(connection), introspected(opened("CREATE TABLE t (a TEXT NOT NULL)")), DIALECT)
    assert Hazard.MAY_FAIL_ON_DATA in steps.hazards
    with pytest.raises(sqlite3.IntegrityError):
        carry_out(connection, forward(steps))
    assert connection.execute("SELECT sql FROM sqlite_schema").fetchall() == [("CREATE TABLE t (a TEXT)",)]
    assert connection.execute("SELECT * FROM t").fetchall() == [(None,)]


def test_it_goes_past_broken_views_and_triggers() -> None:
    broken = """CREATE VIEW lost AS SELECT * FROM nowhere; CREATE VIEW lost2 AS SELECT x FROM lost;
    CREATE TRIGGER lost3 AFTER INSERT ON t BEGIN INSERT INTO nowhere VALUES (1); END;"""
    old = "CREATE TABLE t (a TEXT, b TEXT, c TEXT);" + broken
    for columns in ("a TEXT NOT NULL, b TEXT, c TEXT", "a TEXT, b TEXT", "a TEXT, b TEXT, c TEXT, d INT DEFAULT 4"):
        connection, steps = _led(old, f"CREATE TABLE t ({columns});" + broken)
        carry_out(connection, backward(steps))
        assert facts(connection, ordered=False) == facts(opened(old), ordered=False)


def test_every_step_says_how_to_see_that_it_was_made() -> None:
    new = FAMILY.replace("code TEXT UNIQUE", "code TEXT NOT NULL UNIQUE").replace("what TEXT", "what TEXT, who TEXT")
    connection = opened(FAMILY)
    steps = plan(introspected(connection), introspected(opened(new)), DIALECT)
    carry_out(connection, [])
    for step in steps:
        assert step.validation_query is not None
        carry_out(connection, step.statements)
        assert connection.execute(step.validation_query).fetchall() == [(1,)], step.validation_query


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="no sqlite3 shell on this machine")
def test_the_script_runs_in_the_shell(tmp_path: Path) -> None:
    case = CASES / "compound" / "three_rebuilt_at_once"
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.executescript(text(case, "old.sql") + text(case, "rows.sql"))
    target = introspected(opened(text(case, "new.sql")))
    steps = plan(introspected(connection), target, DIALECT)
    connection.close()
    made = subprocess.run(
        ["sqlite3", "-bail", str(path)], input=script(steps, DIALECT), text=True, capture_output=True, check=False
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert introspected(sqlite3.connect(path)) == target


@pytest.mark.parametrize(
    "added",
    [
        "d INT REFERENCES p",
        "d INT CONSTRAINT fk REFERENCES p (id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED",
        "d TEXT NOT NULL DEFAULT 'x' CONSTRAINT short CHECK (length(d) < 5) COLLATE NOCASE",
        "d INT CHECK (d > 0) REFERENCES p",
        "d INT AS (a + 1)",
        "d INT",
    ],
)
def test_a_column_is_added_in_place_with_what_stands_at_it(added: str) -> None:
    old = "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT);"
    new = old.replace("(a INT)", f"(a INT, {added})")
    connection, steps = _led(old, new, "INSERT INTO t VALUES (1), (2);")
    assert _rebuilds(steps) == 0
    assert facts(connection) == facts(opened(new))
    carry_out(connection, backward(steps))
    assert facts(connection) == facts(opened(old))
    assert connection.execute("SELECT * FROM t").fetchall() == [(1,), (2,)]


@pytest.mark.parametrize(
    "added",
    ["d INT DEFAULT 1 REFERENCES p", "d INT UNIQUE", "d INT, CHECK (a < d)", "d AS (a) STORED", "d DEFAULT (1 + 1)"],
)
def test_a_column_that_alter_table_can_not_add_needs_a_rebuild(added: str) -> None:
    old = "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT);"
    rows = "INSERT INTO p VALUES (1); INSERT INTO t VALUES (5);"
    connection, steps = _led(old, old.replace("(a INT)", f"(a INT, {added})"), rows)
    assert _rebuilds(steps) == 1
    assert connection.execute("SELECT a FROM t").fetchall() == [(5,)]


ROWS = "INSERT INTO t (rowid, a, b) VALUES (1, '007', 1), (5, 'x', 2), (9, NULL, 3);"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a TEXT, b INT", "b INT"),
        ("a TEXT, b INT, CHECK (a <> '')", "b INT"),
        ("a TEXT, b INT", "a INT, b INT"),
        ("a TEXT, b INTEGER PRIMARY KEY", "b INTEGER PRIMARY KEY"),
        ("a TEXT NOT NULL ON CONFLICT IGNORE, b INT", "b INT, CHECK (b > 0)"),
        ("a TEXT, b INT NOT NULL", "a TEXT"),
        ("a TEXT, b INT PRIMARY KEY", "a INTEGER, b INT PRIMARY KEY"),
        ("a BLOB, b INT", "a INTEGER, b INT"),
        ("a TEXT, row_0 TEXT DEFAULT 'q', b INT", "b INT"),
    ],
)
def test_taking_a_change_back_brings_every_value_back(old: str, new: str) -> None:
    once = f"CREATE TABLE t ({old});" + ROWS
    connection, steps = _led(f"CREATE TABLE t ({old});", f"CREATE TABLE t ({new});", ROWS)
    assert everything(connection) != everything(opened(once))
    carry_out(connection, backward(steps))
    assert everything(connection) == everything(opened(once))
    assert facts(connection, ordered=False) == facts(opened(once), ordered=False)
    assert not connection.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'colonnade%'").fetchall()


def test_the_same_change_can_be_made_again_without_taking_it_back() -> None:
    old, new = "CREATE TABLE t (a TEXT, b INT);", "CREATE TABLE t (b INT);"
    connection, _ = _led(old, new, ROWS)
    for wanted in (old, new):
        steps = plan(introspected(connection), introspected(opened(wanted)), DIALECT)
        carry_out(connection, forward(steps))
    assert introspected(connection) == introspected(opened(new))


def test_rows_written_meanwhile_stay_when_a_change_is_taken_back() -> None:
    connection, steps = _led("CREATE TABLE t (a TEXT, b INT);", "CREATE TABLE t (a INT, b INT);", ROWS)
    connection.execute("INSERT INTO t (a, b) VALUES (12, 4)")
    connection.execute("DELETE FROM t WHERE b = 2")
    carry_out(connection, backward(steps))
    assert connection.execute("SELECT a, b FROM t ORDER BY b").fetchall() == [("007", 1), (None, 3), ("12", 4)]
