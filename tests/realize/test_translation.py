"""Texts in the words of another engine: what means the same is said, what does not is told."""

from __future__ import annotations

import pytest

from colonnade.dialect import load
from colonnade.realize import abstract, realise, realised
from colonnade.realize.sqltext import Grammar, UntranslatableError, translated
from colonnade.schema import Check, Table, View
from tests.dialects.sqlite.engine import introspected, opened
from tests.realize.engines import Engine, ask, model, postgresql, sqlite

POSTGRESQL, SQLITE = Grammar.of(load("postgresql")), Grammar.of(load("sqlite"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a > 1 AND b BETWEEN 1 AND 2", "a > 1 AND b BETWEEN 1 AND 2"),
        ("(status)::text = ANY (ARRAY['a'::text, 'b'::text])", "status IN ('a', 'b')"),
        (
            "(s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])",
            "s IN ('a', 'b')",
        ),
        ("a ILIKE 'x%'", "LOWER(a) LIKE LOWER('x%')"),
        ("a IS DISTINCT FROM b", "a IS NOT b"),
        ("char_length(a) > 3", "LENGTH(a) > 3"),
        ("COALESCE(a, ''::text) <> ''::text", "COALESCE(a, '') <> ''"),
    ],
)
def test_to_sqlite(text: str, said: str) -> None:
    assert translated(text, POSTGRESQL, SQLITE) == said
    opened(f"CREATE TABLE t (a, b, s, status, CHECK ({said}))")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("value ~ '^a'", "regexp"),
        ("at > now() - '1 day'::interval", "INTERVAL"),
        ("at::date > other", "DATE"),
        ("date_trunc('day', at) = at", "timestamp_trunc"),
        ("current_setting('app.user') = name", "current_setting"),
        ("tags @> ARRAY['a']", "array"),
        ("a >", "."),
    ],
)
def test_not_to_sqlite(text: str, why: str) -> None:
    with pytest.raises(UntranslatableError) as caught:
        translated(text, POSTGRESQL, SQLITE)
    assert why.lower() in caught.value.message.lower() or why == "."


@pytest.mark.parametrize("text", ["julianday(a) > 1", "json_valid(a)", "typeof(a) = 'text'"])
def test_not_to_postgresql(text: str) -> None:
    with pytest.raises(UntranslatableError, match="function"):
        translated(text, SQLITE, POSTGRESQL)


PORTABLE = """
domains:
  mail: string(40) check "value like '%@%'"
entities:
  person:
    attributes:
      id: integer key
      mail: mail required
      age: integer check "age between 0 and 150"
      name: string(20) required
      shout: string(20) generated "upper(name)"
      status: enum(new, old) required = new
    checks:
      - named: name <> ''
    indexes:
      - lower(name) where "age is not null"
views:
  adults: select id, name from person where age >= 18
"""


def test_portable_texts_hold_on_both(engine: Engine) -> None:
    with engine.made(PORTABLE) as db:
        ask(db, "INSERT INTO person (id, mail, age, name) VALUES (1, 'a@b', 20, 'Ada')")
        assert ask(db, "SELECT shout, status FROM person") == [("ADA", "new")]
        assert ask(db, "SELECT name FROM adults") == [("Ada",)]
        for values in (
            "(2, 'ab', 20, 'Bob')",
            "(2, 'a@b', 200, 'Bob')",
            "(2, 'a@b', 20, '')",
        ):
            with engine.refuses():
                ask(db, f"INSERT INTO person (id, mail, age, name) VALUES {values}")
        with engine.refuses():
            ask(db, "INSERT INTO person (id, mail, name, status) VALUES (2, 'a@b', 'Bob', 'dead')")


POSTGRES = """
dialect: postgresql
entities:
  thing:
    attributes:
      id: uuid key = uuid()
      code: string(9) check "(code)::text ~ '^[A-Z]+$'::text"
      state: string(9) check "(state)::text = ANY (ARRAY['a'::text, 'b'::text])"
      made: timestamp = "now() - '1 day'::interval"
      twice: text generated "md5(code)"
    indexes:
      - at_day: date_trunc('day', made)
views:
  recent: select id from public.thing where made > now() - interval '1 day'
  coded: select id from public.thing where code is not null
"""


def test_what_sqlite_has_no_words_for_is_left_out_and_told() -> None:
    made = realised(model(POSTGRES), load("sqlite"))
    lost = {each.object: each.what.split(":")[0] for each in made.losses}
    assert lost["thing.code"] == "check"
    assert lost["thing.made"] == "default"
    assert lost["thing.twice"] == "computed value"
    assert lost["thing"] == "index on"
    assert lost["recent"] == "view"
    assert [each.name for each in made.schema.of_kind(View)] == ["coded"]
    with sqlite(POSTGRES) as db:
        db.execute("INSERT INTO thing (state) VALUES ('a')")
        assert len(ask(db, "SELECT id FROM coded")) == 0
        with pytest.raises(Exception, match="CHECK"):
            db.execute("INSERT INTO thing (state) VALUES ('c')")


LITE = """
CREATE TABLE flight (
    id INTEGER PRIMARY KEY, active BOOLEAN NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), seats INTEGER CHECK (seats > 0),
    details JSON TEXT CHECK (details IS NULL OR json_valid(details)), odd TEXT CHECK (odd GLOB 'x*'),
    name TEXT COLLATE NOCASE);
CREATE VIEW free AS SELECT id FROM flight WHERE ifnull(seats, 0) > 3;
"""


def test_a_sqlite_schema_on_postgresql(pg_database: object) -> None:
    lite = load("sqlite")
    found = abstract(introspected(opened(LITE)), lite, name="air")
    made = realised(found, load("postgresql"))
    table = made.schema.table(("public", "flight"))
    assert table.columns["active"].type == "boolean"
    assert table.columns["details"].type == "jsonb"
    assert [each.expression for each in made.schema.of_kind(Check)] == ["(seats > 0)"]
    assert "flight.odd" in {each.object for each in made.losses}
    views = [each.definition for each in made.schema.of_kind(View)]
    assert len(views) == 1
    assert "COALESCE(seats, 0) > 3" in views[0]


def test_sqlite_keeps_what_types_promise() -> None:
    text = """
entities:
  row:
    attributes:
      id: uuid key = uuid()
      on_it: boolean
      facts: json
      day: date
      code: string(3)
"""
    with sqlite(text) as db:
        db.execute("INSERT INTO row (on_it, facts, day, code) VALUES (NULL, NULL, NULL, NULL)")
        db.execute("""INSERT INTO row (on_it, facts, day, code) VALUES (1, '{"a": 1}', '2024-02-29', 'abc')""")
        for column, value in (("on_it", "2"), ("facts", "'{'"), ("day", "'2023-02-30'"), ("code", "'abcd'")):
            with pytest.raises(Exception, match="CHECK"):
                db.execute(f"INSERT INTO row ({column}) VALUES ({value})")
    (table,) = realise(model(text), load("sqlite")).of_kind(Table)
    assert table.columns["day"].type == "DATE TEXT"


def test_names_are_found_in_the_namespace_of_the_model(pg_database: object) -> None:
    text = PORTABLE.replace("domains:", "schema: people\ndomains:", 1)
    with postgresql(pg_database, text) as db:  # type: ignore[arg-type]
        assert ask(db, "SELECT count(*) FROM people.adults") == [(0,)]
