"""A deployment guide is what a program can follow to the letter: prerequisites, files, queries, and the way back."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.model.language import read
from colonnade.realize import realise
from colonnade.workspace.normal import normal_form
from tests.cli.running import cln

MODEL = """
model: shop
schema: shop
use: [audit]
domains:
  mood: enum(good, bad)
  money: decimal(15,2) check "value >= 0"
entities:
  customer:
    about: Somebody's "own" row
    attributes:
      id: integer key identity
      name: string(40) required
      mood: mood
  order:
    attributes:
      id: integer required
      day: date required
      customer_id: integer required -> customer
      sum: money
      tax: money generated "sum / 10"
    keys:
      - primary id, day
    partition: range day monthly from 2026-01-01 into 2
    rules:
      final: {enforcement: trigger, expression: sum < 100, message: too much}
views:
  names: select name from customer
"""
STEP = re.compile(r"^\d+\. `(.+?)`:", re.MULTILINE)
QUERIES = re.compile(r"Each of these queries gives true:\n\n```sql\n(.*?)```", re.DOTALL)
BACK = re.compile(r"^`(.+?)` takes everything away", re.MULTILINE)


def shell(connection: object, folder: Path, command: str) -> None:
    """Run the file that a command of psql or sqlite3 names, as that shell would."""
    text = (folder / shlex.split(command)[-1]).read_text()
    if isinstance(connection, sqlite3.Connection):
        connection.executescript(text)
    else:
        connection.execute(text.encode())  # type: ignore[attr-defined]


def test_on_postgresql(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    source, folder = tmp_path / "shop.colonnade.yaml", tmp_path / "deploy"
    source.write_text(MODEL)
    cln("ddl", source, "--target", "postgresql", "-o", folder)
    guide = (folder / "DEPLOYMENT.md").read_text()
    steps = STEP.findall(guide)
    assert len(steps) == len([*folder.glob("[0-9][0-9]_*.sql")]) > 4
    empty = introspect(pg_database)
    with closing(connect(pg_database)) as connection:
        for command in steps:
            shell(connection, folder, command)
        cursor = connection.execute(QUERIES.findall(guide)[0].encode())
        answers = [cursor.fetchall()]
        while cursor.nextset():
            answers.append(cursor.fetchall())
    assert len(answers) > 10
    assert answers == [[(True,)]] * len(answers)
    live = introspect(pg_database)
    assert not compare(live, normal_form(realise(read(MODEL), load("postgresql")), major=live.version[0]))
    (back,) = BACK.findall(guide)
    with closing(connect(pg_database)) as connection:
        shell(connection, folder, back)
    assert not compare(introspect(pg_database), empty)


def test_a_second_run_of_the_components_does_nothing(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    source, folder = tmp_path / "shop.colonnade.yaml", tmp_path / "deploy"
    source.write_text(MODEL)
    cln("ddl", source, "--target", "postgresql", "-o", folder, "--if-not-exists")
    states = []
    for _ in range(2):
        with closing(connect(pg_database)) as connection:
            for path in sorted(folder.glob("[0-9][0-9]_*.sql")):
                connection.execute(path.read_bytes())
        states.append(introspect(pg_database))
    assert states[0] == states[1]
    assert not compare(states[0], normal_form(realise(read(MODEL), load("postgresql")), major=states[0].version[0]))


def test_on_sqlite(tmp_path: Path) -> None:
    source, folder, database = tmp_path / "shop.colonnade.yaml", tmp_path / "deploy", tmp_path / "shop.db"
    source.write_text(MODEL)
    cln("ddl", source, "--target", "sqlite", "-o", folder)
    guide = (folder / "DEPLOYMENT.md").read_text()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for command in STEP.findall(guide):
            shell(connection, folder, command)
        waiting, answers = "", []
        for line in QUERIES.findall(guide)[0].splitlines(keepends=True):
            waiting += line
            if sqlite3.complete_statement(waiting):
                answers.append(connection.execute(waiting).fetchall())
                waiting = ""
        assert len(answers) > 3
        assert answers == [[(1,)]] * len(answers)
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        assert sorted(name for (name,) in tables) == ["customer", "order"]
        (back,) = BACK.findall(guide)
        shell(connection, folder, back)
        left = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'")
        assert left.fetchall() == []


@pytest.mark.parametrize("target", ["postgresql", "sqlite"])
def test_the_guide_says_how_long_it_takes(tmp_path: Path, target: str) -> None:
    source, folder = tmp_path / "shop.colonnade.yaml", tmp_path / "deploy"
    source.write_text(MODEL)
    made = cln("ddl", source, "--target", target, "-o", folder, "--format", "json").document()
    each_ms = load(target).statement_ms
    assert each_ms is not None
    components, guide = made["components"], made["guide"]
    assert isinstance(components, list)
    assert isinstance(guide, dict)
    assert [one["expected_ms"] for one in components] == [round(one["statements"] * each_ms, 2) for one in components]
    assert guide["expected_ms"] == pytest.approx(sum(one["expected_ms"] for one in components))
    text = (folder / "DEPLOYMENT.md").read_text()
    assert f"Expected time: about {guide['expected_ms']:.2g} ms for all" in text
    assert len(re.findall(r"^\d+\. .*, about [\d.]+ m?s$", text, re.MULTILINE)) == len(components)


@pytest.mark.parametrize("target", ["postgresql", "sqlite"])
def test_the_same_model_gives_the_same_files(tmp_path: Path, target: str) -> None:
    source = tmp_path / "shop.colonnade.yaml"
    source.write_text(MODEL)
    for folder in ("one", "two"):
        cln("ddl", source, "--target", target, "-o", tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert [(tmp_path / "one" / name).read_bytes() for name in files] == [
        (tmp_path / "two" / name).read_bytes() for name in files
    ]


NOTED = """
model: noted
version: 2.0.0
about: |
  It's a "model"
  DROP TABLE x; -- of two lines
compliance: [GDPR]
entities:
  person:
    about: Somebody */ '; DROP TABLE y
    volume: 2M rows
    attributes:
      id: integer key
      name: string(40) required pii
      age: integer
    rules:
      grown: {enforcement: check, expression: age > 17}
      polite: Guests are greeted
    partition: hash id into 2
  thing:
    attributes: {id: integer key}
"""


def test_scripts_say_what_they_are_for(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    source = tmp_path / "noted.colonnade.yaml"
    source.write_text(NOTED)
    script = cln("ddl", source, "--target", "postgresql", "--format", "sql").out
    head, _, rest = script.partition("SELECT pg_catalog")
    assert head.splitlines() == [
        "-- noted 2.0.0 for PostgreSQL",
        '-- purpose: It\'s a "model" DROP TABLE x; -- of two lines',
        "-- classification: restricted",
        "-- compliance: GDPR",
    ]
    assert (
        "-- person: Somebody */ '; DROP TABLE y\n"
        "-- classification: restricted, personal\n"
        "-- estimated volume: 2,000,000 rows\n"
        "-- compliance: GDPR\n"
        "CREATE TABLE" in rest
    )
    assert "-- thing: purpose not specified\n-- classification: internal\n-- estimated volume: not specified" in rest
    with closing(connect(pg_database)) as connection:
        connection.execute(script.encode())
    assert not compare(introspect(pg_database), normal_form(realise(read(NOTED), load("postgresql")), major=18))


def test_a_time_is_said_only_when_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "noted.colonnade.yaml"
    source.write_text(NOTED)
    call = ("ddl", source, "--target", "sqlite", "--format", "sql")
    assert re.search(r"^-- generated: \d{4}-\d\d-\d\dT", cln(*call, "--stamp").out, re.MULTILINE)
    assert "generated:" not in cln(*call).out


def test_what_keeps_each_rule_and_what_is_not_held(tmp_path: Path) -> None:
    source = tmp_path / "noted.colonnade.yaml"
    source.write_text(NOTED)
    found = cln("ddl", source, "--target", "sqlite", "--format", "json").document()
    assert found["rules"] == [
        {"of": "person", "rule": "grown", "enforcement": "check", "by": ["constraint person.person_grown"]},
        {"of": "person", "rule": "polite", "enforcement": "documented", "by": []},
    ]
    losses = found["losses"]
    assert isinstance(losses, list)
    assert "partition: hash" in [each["what"] for each in losses]
    cln("ddl", source, "--target", "sqlite", "-o", tmp_path / "out")
    guide = (tmp_path / "out" / "DEPLOYMENT.md").read_text()
    assert "- grown of person: kept by constraint person.person_grown\n- polite of person: not enforced\n" in guide
    assert "## What SQLite does not hold\n" in guide
