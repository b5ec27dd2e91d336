"""Plans between pairs of schemas, carried out with rows in them, taken back, and made the other way round."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from colonnade.dialect import Hazard, Statement
from colonnade.dialects.sqlite import DIALECT
from colonnade.plan import Plan, plan
from tests.dialects.sqlite.engine import facts, introspected, opened
from tests.results.record import Direction, Recorder, What

CASES = Path(__file__).parents[2] / "cases" / "plan" / "sqlite"
PAIRS = sorted(path.parent for path in CASES.rglob("old.sql"))
NAMES = [str(path.relative_to(CASES)) for path in PAIRS]


CONVERTED = {"table/strict_off": "outside of a strict table ANY makes a number of text that looks like one"}
"""Cases in which the engine itself changes values when a table gets the definition that is asked for."""

SAME = {"column/order_changed": "no engine can move a column, so that its place is no difference"}


def text(case: Path, name: str) -> str:
    path = case / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def carry_out(connection: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    for sql in DIALECT.opening:
        connection.execute(sql)
    connection.execute("BEGIN")
    for each in statements:
        try:
            connection.execute(each.sql).fetchall()
        except sqlite3.Error as error:
            error.add_note(each.sql)
            connection.execute("ROLLBACK")
            raise
    connection.execute("COMMIT")
    for sql in DIALECT.closing:
        connection.execute(sql)


def forward(steps: Plan) -> list[Statement]:
    return [each for step in steps for each in step.statements]


def backward(steps: Plan) -> list[Statement]:
    return [each for step in reversed(steps.steps) for each in step.rollback]


def answers(connection: sqlite3.Connection, questions: str) -> list[object]:
    lines = [line for line in questions.splitlines() if line.strip() and not line.startswith("--")]
    return [connection.execute(line).fetchall() for line in lines]


def everything(connection: sqlite3.Connection) -> dict[str, object]:
    """All rows of all tables with their types, those of the engine's own tables included.

    Left out are the pages of full text indexes: how they are cut is the module's own affair, and what they hold is
    asked by its own check.
    """
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual', 'shadow')"
        " AND name NOT LIKE 'colonnade%' AND name NOT IN ('sqlite_schema', 'sqlite_master')"
        " AND NOT (type = 'shadow' AND (name LIKE '%_data' OR name LIKE '%_idx' OR name LIKE '%_seg%'))"
    ).fetchall()
    full_text = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%'"
    for (name,) in connection.execute(full_text).fetchall():
        quoted = name.replace('"', '""')
        connection.execute(f'INSERT INTO "{quoted}" ("{quoted}") VALUES (\'integrity-check\')')
    found: dict[str, object] = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        columns = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1", (name,)).fetchall()
        each = sorted('"{0}", typeof("{0}")'.format(column.replace('"', '""')) for (column,) in columns)
        found[name] = sorted(map(repr, connection.execute(f'SELECT {", ".join(each)} FROM "{quoted}"')))
    return {name: rows for name, rows in found.items() if rows or name != "sqlite_sequence"}


def lead(connection: sqlite3.Connection, wanted: sqlite3.Connection) -> Plan:
    """Plan and carry out the way to another database, and hold the outcome against it."""
    target = introspected(wanted)
    steps = plan(introspected(connection), target, DIALECT)
    carry_out(connection, forward(steps))
    assert introspected(connection) == target
    assert facts(connection, ordered=False) == facts(wanted, ordered=False)
    assert not plan(introspected(connection), target, DIALECT).steps
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_keys").fetchall() == [(1,)]
    assert connection.execute("PRAGMA legacy_alter_table").fetchall() == [(0,)]
    left = "SELECT name FROM sqlite_schema WHERE name LIKE 'colonnade%' AND name NOT LIKE 'colonnade_kept_%'"
    assert not connection.execute(left).fetchall()
    assert not connection.execute("SELECT name FROM sqlite_temp_schema").fetchall()
    return steps


@pytest.mark.parametrize("case", PAIRS, ids=NAMES)
def test_forward_and_back(case: Path, recorder: Recorder) -> None:
    recorder.begin(What.PAIR, str(case.relative_to(CASES)))
    old, new = text(case, "old.sql"), text(case, "new.sql")
    connection = opened(old + text(case, "rows.sql"))
    connection.execute("PRAGMA foreign_keys = ON")
    kept = text(case, "kept.sql")
    before = start = answers(connection, kept)
    whole = everything(connection)
    steps = lead(connection, opened(new))
    name = str(case.relative_to(CASES))
    assert bool(steps.steps) != (name in SAME)
    if name in CONVERTED:
        assert answers(connection, kept) != before
        assert Hazard.DELETES_DATA in steps.hazards
        before = answers(connection, kept)
    assert answers(connection, kept) == before
    carry_out(connection, backward(steps))
    assert introspected(connection) == introspected(opened(old))
    assert facts(connection, ordered=False) == facts(opened(old), ordered=False)
    assert answers(connection, kept) == start
    assert everything(connection) == whole


@pytest.mark.parametrize("case", PAIRS, ids=NAMES)
def test_the_other_way_round(case: Path, recorder: Recorder) -> None:
    recorder.begin(What.PAIR, str(case.relative_to(CASES)), direction=Direction.TURNED)
    connection = opened(text(case, "new.sql"))
    steps = lead(connection, opened(text(case, "old.sql")))
    carry_out(connection, backward(steps))
    assert introspected(connection) == introspected(opened(text(case, "new.sql")))


def test_there_are_cases() -> None:
    assert len(PAIRS) >= 70
