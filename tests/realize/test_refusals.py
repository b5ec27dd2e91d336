"""What an engine refuses is refused by us too, before it is asked; what it takes, we take."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.model.language import read
from colonnade.model.problems import ModelError
from colonnade.realize import realise
from tests.cli.running import cln
from tests.oracle.postgresql import load_sql
from tests.realize.engines import ask, postgresql

BAD = {
    "a key without what divides the rows": (
        "entities: {t: {attributes: {code: string(9) key}, partition: {method: list, by: [(lower(code))]}}}",
        "CREATE TABLE t (code varchar(9) PRIMARY KEY) PARTITION BY LIST (lower(code))",
    ),
    "a reference to nothing": (
        "entities: {a: {attributes: {id: integer key, b: integer -> b}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, b integer REFERENCES b)",
    ),
    "an index of no column": (
        "entities: {a: {attributes: {id: integer key}, indexes: [nothing]}}",
        "CREATE TABLE a (id integer PRIMARY KEY); CREATE INDEX ON a (nothing)",
    ),
    "two primary keys": (
        "entities: {a: {attributes: {id: integer key, n: integer}, keys: [primary n]}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n integer, PRIMARY KEY (n))",
    ),
    "a default of a computed value": (
        "entities: {a: {attributes: {id: integer key, n: {type: integer, default: 1, generated: id + 1}}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n integer DEFAULT 1 GENERATED ALWAYS AS (id + 1) STORED)",
    ),
    "a domain of itself": (
        "domains: {a: b, b: a}\nentities: {t: {attributes: {id: a key}}}",
        "CREATE DOMAIN a AS b; CREATE DOMAIN b AS a",
    ),
    "an index of a junction on no column": (
        """
entities: {a: {attributes: {id: integer key}}, b: {attributes: {id: integer key}}}
relationships: [{is: a 0..* has 0..* b, junction: {indexes: [nothing]}}]
""",
        "CREATE TABLE a_b (a_id integer, b_id integer); CREATE INDEX ON a_b (nothing)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_both_refuse(pg_database: DatabaseUrl, case: str) -> None:
    text, sql = BAD[case]
    with pytest.raises((ModelError, NotExpressibleError)):
        realise(read(f"model: bad\n{text}"), load("postgresql"))
    with pytest.raises(Exception, match=r"(?i)does not exist|multiple primary keys|unsupported|both default"):
        load_sql(pg_database, sql)


KEYS = """
SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u') AND connamespace = 'public'::regnamespace
"""
LONG = "a_name_that_is_far_longer_than_the_sixty_three_bytes_that_fit_in_it"


def test_long_and_reserved_names_are_made_to_fit(pg_database: DatabaseUrl) -> None:
    text = f"""
entities:
  user: {{attributes: {{order: integer key, select: 'integer unique', größe: text}}}}
  short: {{attributes: {{id: integer key, {LONG[:60]}: 'integer unique', also_{LONG[:55]}: 'integer unique'}}}}
"""
    with postgresql(pg_database, text) as db:
        names = [name for (name,) in ask(db, KEYS)]
    assert len(names) == len(set(names)) == 5
    assert all(len(str(name).encode()) <= 63 for name in names)


BAD_ON_SQLITE = {
    "two primary keys": (
        "entities: {a: {attributes: {id: integer key, n: integer}, keys: [primary n]}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n integer, PRIMARY KEY (n))",
    ),
    "an index of no column": (
        "entities: {a: {attributes: {id: integer key}, indexes: [nothing]}}",
        "CREATE TABLE a (id integer PRIMARY KEY); CREATE INDEX a_nothing ON a (nothing)",
    ),
    "an index on some rows by another table": (
        "entities: {a: {attributes: {id: integer key}, indexes: ['id where \"id IN (SELECT id FROM a)\"']}}",
        "CREATE TABLE a (id integer PRIMARY KEY); CREATE INDEX i ON a (id) WHERE id IN (SELECT id FROM a)",
    ),
    "a computed key": (
        "entities: {a: {attributes: {n: integer, id: {type: integer, key: true, generated: n + 1}}}}",
        "CREATE TABLE a (n integer, id integer PRIMARY KEY GENERATED ALWAYS AS (n + 1) STORED)",
    ),
    "a value computed of itself": (
        "entities: {a: {attributes: {id: integer key, n: {type: integer, generated: n + 1}}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n AS (n + 1) STORED); INSERT INTO a (id) VALUES (1)",
    ),
    "a check of other rows": (
        "entities: {a: {attributes: {id: integer key}, checks: ['(SELECT count(*) FROM a) < 9']}}",
        "CREATE TABLE a (id integer PRIMARY KEY, CHECK ((SELECT count(*) FROM a) < 9))",
    ),
    "names that differ in case": (
        "entities: {a: {attributes: {id: integer key, N: integer, n: integer}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, N integer, n integer)",
    ),
    "entities of one name": (
        "entities: {item: {attributes: {id: integer key}}, Item: {attributes: {id: integer key}}}",
        "CREATE TABLE item (id integer PRIMARY KEY); CREATE TABLE Item (id integer PRIMARY KEY)",
    ),
    "a function that is not there": (
        "entities: {a: {attributes: {id: integer key, n: text}, indexes: [soundslike(n)]}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n text); CREATE INDEX i ON a (soundslike(n))",
    ),
}
GOOD_ON_SQLITE = {
    "a partial index": "entities: {a: {attributes: {id: integer key}, indexes: ['id where \"id > 5\"']}}",
    "a computed value in an index": (
        "entities: {a: {attributes: {id: integer key, n: {type: integer, generated: id + 1}}, indexes: [n]}}"
    ),
    "long and reserved names": f"entities: {{order: {{attributes: {{select: integer key, {LONG * 3}: text}}}}}}",
}


@pytest.mark.parametrize("case", BAD_ON_SQLITE)
def test_both_refuse_on_sqlite(tmp_path: Path, case: str) -> None:
    text, sql = BAD_ON_SQLITE[case]
    file = tmp_path / "bad.colonnade.yaml"
    file.write_text(f"model: bad\ndialect: sqlite\n{text}\n")
    refused = cln("check", file, "--engine", "sqlite", expect=2)
    assert "bad.colonnade.yaml" in refused.err or "refuses" in refused.err or "CO131" in refused.err
    with closing(sqlite3.connect(":memory:")) as db, pytest.raises(sqlite3.OperationalError):
        db.executescript(sql)


@pytest.mark.parametrize("case", GOOD_ON_SQLITE)
def test_both_take_on_sqlite(tmp_path: Path, case: str) -> None:
    file = tmp_path / "good.colonnade.yaml"
    file.write_text(f"model: good\ndialect: sqlite\n{GOOD_ON_SQLITE[case]}\n")
    assert cln("check", file, "--engine", "sqlite").code == 0
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(cln("ddl", file, "--target", "sqlite").out)
        assert db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchall() == [(1,)]
