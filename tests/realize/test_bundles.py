"""Bundles do what they say: times and versions are kept, deleted rows stay out of the way."""

from __future__ import annotations

import pytest

from colonnade.dialect import load
from colonnade.model import Enforcement
from colonnade.realize import realise, realised
from colonnade.schema import Function, Ref, Trigger
from tests.realize.engines import Engine, ask, model

HABITS = """
bundles:
  habits:
    attributes:
      changed: timestamp required = now()
      edition: integer required = 1
    roles: {updated at: changed, version: edition}
entities:
  note:
    use: [%s]
    attributes:
      id: integer key
      text: string(50)
"""


def test_an_audited_row_knows_when_it_changed(engine: Engine) -> None:
    with engine.made(HABITS % "audit") as db:
        ask(db, "INSERT INTO note (id, text, updated_at) VALUES (1, 'a', '2020-01-01 00:00:00')")
        ask(db, "UPDATE note SET text = 'b'")
        assert ask(db, "SELECT updated_at > '2024-01-01', created_at > '2024-01-01' FROM note") == [(True, True)]


@pytest.mark.parametrize(("bundle", "column"), [("version_lock", "version"), ("habits", "edition")])
def test_a_stale_update_changes_nothing(engine: Engine, bundle: str, column: str) -> None:
    with engine.made(HABITS % bundle) as db:
        ask(db, "INSERT INTO note (id, text) VALUES (1, 'a')")
        change = f"UPDATE note SET text = 'b' WHERE id = 1 AND {column} = 1"
        assert db.execute(change).rowcount == 1
        assert db.execute(change).rowcount == 0
        assert ask(db, f"SELECT {column} FROM note") == [(2,)]


SOFT = """
entities:
  user:
    use: [%s]
    attributes:
      id: integer key
      mail: string(50) unique
      number: string(9)
    keys: [number]
    indexes: [mail where "%s"]
"""


@pytest.mark.parametrize(
    ("bundle", "alive", "delete"),
    [
        ("soft_delete", "deleted_at is null", "deleted_at = '2026-05-01'"),
        ("active_flag", "is_active", "is_active = false"),
    ],
)
def test_a_deleted_row_does_not_keep_its_key(engine: Engine, bundle: str, alive: str, delete: str) -> None:
    with engine.made(SOFT % (bundle, alive)) as db:
        ask(db, """INSERT INTO "user" (id, mail, number) VALUES (1, 'a@b', 'x')""")
        with engine.refuses():
            ask(db, """INSERT INTO "user" (id, mail, number) VALUES (2, 'a@b', 'y')""")
        with engine.refuses():
            ask(db, """INSERT INTO "user" (id, mail, number) VALUES (2, 'c@d', 'x')""")
        ask(db, f'UPDATE "user" SET {delete}')
        ask(db, """INSERT INTO "user" (id, mail, number) VALUES (2, 'a@b', 'x')""")
        with engine.refuses():
            ask(db, """INSERT INTO "user" (id, mail, number) VALUES (1, 'e@f', 'z')""")


def test_a_key_that_is_referred_to_stays_whole() -> None:
    text = """
use: [soft_delete]
entities:
  land: {attributes: {id: integer key, code: char(2) required unique}}
  town: {attributes: {id: integer key, land: char(2) -> land(code)}}
"""
    schema = realise(model(text), load("postgresql"))
    assert Ref("constraint", ("public", "land", "land_code_key")) in schema


def test_tables_share_the_function_and_nobody_can_lead_it_astray() -> None:
    text = "use: [audit]\nentities: {a: {attributes: {id: integer key}}, b: {attributes: {id: integer key}}}"
    schema = realise(model(text), load("postgresql"))
    (function,) = schema.of_kind(Function)
    assert function.path == ("public", "touch_updated_at", "")
    assert function.settings == {"search_path": "''"}
    assert len([*schema.of_kind(Trigger)]) == 2


RULES = """
entities:
  booking:
    attributes:
      id: integer key
      seats: integer
      state: string(9)
    rules:
      small:
        about: Nobody books more than ten
        enforcement: check
        expression: seats <= 10
      final:
        about: What was paid stays
        enforcement: trigger
        expression: state <> 'paid'
        commands: [delete]
        message: a paid booking stays
      sober:
        enforcement: trigger
        expression: seats > 0
      polite: Guests are greeted
"""


def test_rules_are_kept_and_listed(engine: Engine) -> None:
    with engine.made(RULES) as db:
        with engine.refuses():
            ask(db, "INSERT INTO booking VALUES (1, 11, 'new')")
        with engine.refuses():
            ask(db, "INSERT INTO booking VALUES (1, 0, 'new')")
        ask(db, "INSERT INTO booking VALUES (1, 2, 'paid')")
        ask(db, "INSERT INTO booking VALUES (2, NULL, 'new')")
        with engine.refuses():
            ask(db, "UPDATE booking SET seats = 0 WHERE id = 1")
        with engine.refuses():
            ask(db, "DELETE FROM booking WHERE id = 1")
        ask(db, "DELETE FROM booking WHERE id = 2")


@pytest.mark.parametrize("name", ["postgresql", "sqlite"])
def test_every_rule_says_what_keeps_it(name: str) -> None:
    made = realised(model(RULES), load(name))
    kept = {each.name: each for each in made.rules}
    assert set(kept) == {"small", "final", "sober", "polite"}
    assert kept["polite"].by == ()
    assert kept["polite"].enforcement is Enforcement.DOCUMENTED
    for word in ("small", "final", "sober"):
        assert kept[word].by
        assert all(ref in made.schema for ref in kept[word].by)
