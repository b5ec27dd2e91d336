"""Constraints stand in the catalogue under the names of the design, and refuse what they forbid by that name."""

from __future__ import annotations

import psycopg
import pytest

from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model.language import json_of, read
from colonnade.realize import realise
from colonnade.schema import Check, ForeignKey, Key
from tests.realize.engines import Engine, ask, model, postgresql

TEXT = """
entities:
  team:
    attributes: {id: integer key}
  person:
    attributes:
      id: integer key
      mail: string(50) unique
      age: integer
      number: integer
      name: string(20) required
      team_id: integer -> team
    checks:
      - grown_up: age >= 18
    indexes:
      - name
      - unique number
"""
BROKEN = {
    "primary key": ("(1, 'x@y', 20, 9, 'b', 1)", "person_pkey"),
    "unique": ("(2, 'a@b', 20, 9, 'b', 1)", "person_mail_key"),
    "check": ("(2, 'x@y', 17, 9, 'b', 1)", "grown_up"),
    "foreign key": ("(2, 'x@y', 20, 9, 'b', 2)", "person_team_id_fkey"),
    "unique index": ("(2, 'x@y', 20, 1, 'b', 1)", "person_number_idx"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_row_that_breaks_one_is_refused_by_its_name(pg_database: DatabaseUrl, kind: str) -> None:
    row, name = BROKEN[kind]
    with postgresql(pg_database, TEXT) as db:
        ask(db, "INSERT INTO team VALUES (1)")
        ask(db, "INSERT INTO person VALUES (1, 'a@b', 18, 1, 'a', 1)")
        with pytest.raises(psycopg.IntegrityError) as caught:
            ask(db, f"INSERT INTO person VALUES {row}")
    assert caught.value.diag.constraint_name == name


def test_a_required_value_is_required(engine: Engine) -> None:
    with engine.made(TEXT) as db, engine.refuses():
        ask(db, "INSERT INTO person (id) VALUES (1)")


def test_each_kind_is_in_the_catalogue(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, TEXT) as db:
        constraints = ask(
            db,
            "SELECT conname, contype FROM pg_constraint WHERE conrelid = 'person'::regclass AND contype <> 'n'"
            ' ORDER BY conname COLLATE "C"',
        )
        indexes = ask(
            db,
            "SELECT i.relname, x.indisunique FROM pg_index x JOIN pg_class i ON i.oid = indexrelid"
            " WHERE indrelid = 'person'::regclass ORDER BY 1",
        )
    assert constraints == [
        ("grown_up", "c"),
        ("person_mail_key", "u"),
        ("person_pkey", "p"),
        ("person_team_id_fkey", "f"),
    ]
    assert indexes == [
        ("person_mail_key", True),
        ("person_name_idx", False),
        ("person_number_idx", True),
        ("person_pkey", True),
        ("person_team_id_idx", False),
    ]


NOTES = """
model: notes
entities:
  person:
    attributes: {id: integer key, age: integer}
    checks:
      grown_up:
        check: age >= 18
        about: It's for adults
        business_rule: No contracts with minors
        compliance_reason: § 106 BGB
        performance_impact: none
"""


def test_notes_survive_json_and_the_description_is_a_comment(pg_database: DatabaseUrl) -> None:
    found = read(NOTES)
    assert read(json_of(found)) == found
    check = found.entities["person"].checks["grown_up"]
    assert (check.business_rule, check.compliance_reason, check.performance_impact) == (
        "No contracts with minors",
        "§ 106 BGB",
        "none",
    )
    with postgresql(pg_database, NOTES.removeprefix("\nmodel: notes\n")) as db:
        found_comment = ask(
            db, "SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conname = 'grown_up'"
        )
    assert found_comment == [("It's for adults",)]


@pytest.mark.parametrize(
    ("action", "after"),
    [("cascade", 2), ("set null", None), ("set default", 0), ("restrict", "refused"), ("no action", "refused")],
)
def test_a_changed_key_does_what_the_reference_says(engine: Engine, action: str, after: object) -> None:
    text = f"""
entities:
  parent: {{attributes: {{id: integer key}}}}
  child: {{attributes: {{id: integer key, parent_id: "integer = 0 -> parent on update {action}"}}}}
"""
    with engine.made(text) as db:
        ask(db, "INSERT INTO parent VALUES (0), (1)")
        ask(db, "INSERT INTO child VALUES (1, 1)")
        if after == "refused":
            with engine.refuses():
                ask(db, "UPDATE parent SET id = 2 WHERE id = 1")
        else:
            ask(db, "UPDATE parent SET id = 2 WHERE id = 1")
            assert ask(db, "SELECT parent_id FROM child") == [(after,)]


CIRCLE = """
entities:
  z: {attributes: {id: integer key, a_id: integer -> a}}
  a: {attributes: {id: integer key, m_id: integer -> m, self_id: integer -> a}}
  m: {attributes: {id: integer key, z_id: integer -> z, b_id: integer -> b}}
  b: {attributes: {id: integer key}}
relationships:
  - b 1 has 0..1 z
  - a 0..* knows 0..* b
"""


def test_references_in_a_circle_are_all_made(pg_database: DatabaseUrl) -> None:
    wanted = realise(model(CIRCLE), load("postgresql"))
    with postgresql(pg_database, CIRCLE) as db:
        found = ask(db, "SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated ORDER BY 1")
    assert [name for (name,) in found] == sorted(each.name for each in wanted.of_kind(ForeignKey))
    assert len(found) == 8


def test_every_check_has_a_name_and_every_need_one_index() -> None:
    text = """
entities:
  a: {attributes: {id: integer key}}
  b:
    attributes:
      id: integer key
      a_id: integer unique -> a
      c_id: integer -> a
      d_id: integer -> a
      n: integer check "n > 0"
    checks: ["n < 9"]
    indexes: ["c_id, n"]
"""
    schema = realise(model(text), load("postgresql"))
    assert sorted(each.name for each in schema.of_kind(Check)) == ["b_check", "b_n_check"]
    begun = [each.columns[0] for each in schema.of_kind(Key) if each.table[-1] == "b"]
    begun += [str(each.keys[0].column) for each in schema if each.kind_of() == "index"]  # type: ignore[attr-defined]
    assert sorted(begun) == ["a_id", "c_id", "d_id", "id"]
