"""Whole tables by name: every limit of a template is kept on every engine, and its triggers and indexes are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

import psycopg
import pytest

from colonnade.dialect import load
from colonnade.model import TEMPLATES, Case, Model
from colonnade.model.language import ModelError, read
from colonnade.model.validity import validate
from colonnade.realize import realise
from colonnade.schema import Check, ForeignKey, Index, Key, Table
from tests.realize.engines import Connection, Engine, ask, model

ID = "'00000000-0000-4000-8000-000000000001'"
OTHER = "'00000000-0000-4000-8000-000000000002'"
EARLY, LATE = "'2026-01-01T10:00:00.000Z'", "'2026-01-02T10:00:00.000Z'"

ROWS: Mapping[str, Mapping[str, str]] = {
    "primary_data": {"id": ID, "created_by": "'ada'", "updated_by": "'ada'"},
    "staging": {"staging_id": ID, "batch_id": OTHER, "source_line": "1"},
    "audit_trail": {
        "audit_id": ID,
        "table_name": "'customer'",
        "entity_id": "'7'",
        "operation": "'UPDATE'",
        "changed_by": "'ada'",
    },
    "aggregation": {"id": ID, "aggregation_key": "'sales'", "aggregation_date": "'2026-01-01'"},
}
"""A row that is taken, by template."""

BROKEN: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "primary_data": {
        "no key": {"id": "NULL"},
        "no UUID": {"id": "'000000000000000000000000000000000000'"},
        "no random UUID": {"id": "'00000000-0000-1000-8000-000000000001'"},
        "another variant": {"id": "'00000000-0000-4000-c000-000000000001'"},
        "nobody made it": {"created_by": "NULL"},
        "nobody changed it": {"updated_by": "NULL"},
        "a long maker": {"created_by": f"'{'x' * 101}'"},
        "a long changer": {"updated_by": f"'{'x' * 101}'"},
        "never made": {"created_at": "NULL"},
        "changed before it was made": {"created_at": LATE, "updated_at": EARLY},
        "no version": {"version": "NULL"},
        "deleted and active": {"deleted_at": LATE},
        "neither deleted nor active": {"is_active": "false"},
        "no word of a boolean": {"is_active": "2"},
    },
    "staging": {
        "no key": {"staging_id": "NULL"},
        "no batch": {"batch_id": "NULL"},
        "no UUID": {"batch_id": "'b'"},
        "no line": {"source_line": "NULL"},
        "another status": {"validation_status": "'maybe'"},
        "no status": {"validation_status": "NULL"},
        "no JSON": {"validation_errors": "'{'"},
    },
    "audit_trail": {
        "no key": {"audit_id": "NULL"},
        "a long table": {"table_name": f"'{'x' * 65}'"},
        "a long row": {"entity_id": f"'{'x' * 65}'"},
        "no table": {"table_name": "NULL"},
        "no row": {"entity_id": "NULL"},
        "another operation": {"operation": "'TRUNCATE'"},
        "fields that are no JSON": {"changed_fields": "'['"},
        "old values that are no JSON": {"old_values": "'{'"},
        "new values that are no JSON": {"new_values": "'{'"},
        "a long summary": {"change_summary": f"'{'x' * 1001}'"},
        "nobody": {"changed_by": "NULL"},
        "a long name": {"changed_by": f"'{'x' * 101}'"},
        "a long address": {"client_ip": f"'{'1' * 46}'"},
        "a long program": {"user_agent": f"'{'x' * 501}'"},
        "a long session": {"session_id": f"'{'x' * 129}'"},
        "no time": {"changed_at": "NULL"},
    },
    "aggregation": {
        "no key": {"id": "NULL"},
        "a long key": {"aggregation_key": f"'{'x' * 201}'"},
        "no day": {"aggregation_date": "NULL"},
        "a day that is none": {"aggregation_date": "'2026-02-30'"},
        "fewer than none": {"record_count": "-1"},
        "no sum": {"sum_values": "NULL"},
        "the least above the greatest": {"min_value": "2", "max_value": "1"},
        "a negative duration": {"calculation_duration_ms": "-1"},
        "no JSON": {"source_tables": "'['"},
    },
}
"""What each row is made to break, by template."""

CASES = [(template, what) for template, cases in BROKEN.items() for what in cases]


REFUSALS = (sqlite3.IntegrityError, psycopg.IntegrityError, psycopg.DataError, psycopg.ProgrammingError)
"""What a row is refused with: a constraint, a value of another type, a literal of another type."""


def table(template: str) -> str:
    return f"entities:\n  thing:\n    use: [{template}]\n"


def insert(db: Connection, row: Mapping[str, str]) -> None:
    ask(db, f"INSERT INTO thing ({', '.join(row)}) VALUES ({', '.join(row.values())})")


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_limit_is_kept(engine: Engine, template: str) -> None:
    with engine.made(table(template)) as db:
        for what, broken in BROKEN[template].items():
            with pytest.raises(REFUSALS) as refused:
                insert(db, {**ROWS[template], **broken})
            assert refused.value.args, what
        insert(db, ROWS[template])
        assert ask(db, "SELECT count(*) FROM thing") == [(1,)]


def test_an_update_tells_its_time_and_version(engine: Engine) -> None:
    with engine.made(table("primary_data")) as db:
        insert(db, {**ROWS["primary_data"], "created_at": EARLY, "updated_at": EARLY})
        ask(db, "UPDATE thing SET updated_by = 'bo'")
        assert ask(db, f"SELECT version, updated_at > {LATE}, created_at = {EARLY} FROM thing") == [(2, True, True)]
        ask(db, f"UPDATE thing SET is_active = false, deleted_at = {LATE}")
        assert ask(db, "SELECT version FROM thing WHERE NOT is_active") == [(3,)]


def test_times_of_another_form_are_refused_where_they_are_texts() -> None:
    with Engine(None).made(table("primary_data")) as db:
        with pytest.raises(sqlite3.IntegrityError, match="thing_created_at_form"):
            insert(db, {**ROWS["primary_data"], "created_at": "'2026-01-01 10:00:00'"})
        insert(db, {**ROWS["primary_data"], "created_at": EARLY, "updated_at": LATE})


def test_a_line_is_loaded_once_in_a_batch(engine: Engine) -> None:
    with engine.made(table("staging")) as db:
        insert(db, ROWS["staging"])
        with engine.refuses():
            insert(db, {**ROWS["staging"], "staging_id": OTHER})
        insert(db, {**ROWS["staging"], "staging_id": OTHER, "source_line": "2", "validation_status": "'invalid'"})
        found = ask(db, "SELECT source_line, validation_status FROM thing ORDER BY source_line")
        assert found == [(1, "pending"), (2, "invalid")]


def test_sums_are_computed_anew_in_place(engine: Engine) -> None:
    attributes = "{id: integer key, day: date required, amount: float required}"
    text = f"{table('aggregation')}  sale:\n    attributes: {attributes}\n"
    refresh = (
        "INSERT INTO thing (id, aggregation_key, aggregation_date, record_count, sum_values, avg_values, min_value,"
        f" max_value) SELECT {ID}, 'sales', day, count(*), sum(amount), avg(amount), min(amount), max(amount) FROM sale"
        " WHERE true GROUP BY day ON CONFLICT (aggregation_key, aggregation_date) DO UPDATE SET"
        " record_count = excluded.record_count, sum_values = excluded.sum_values, avg_values = excluded.avg_values,"
        " min_value = excluded.min_value, max_value = excluded.max_value"
    )
    with engine.made(text) as db:
        ask(db, "INSERT INTO sale VALUES (1, '2026-01-01', 10), (2, '2026-01-01', 30)")
        ask(db, refresh)
        ask(db, "INSERT INTO sale VALUES (3, '2026-01-01', 50)")
        ask(db, refresh)
        found = ask(db, "SELECT record_count, sum_values, avg_values, min_value, max_value FROM thing")
        assert found == ask(db, "SELECT count(*), sum(amount), avg(amount), min(amount), max(amount) FROM sale")


@pytest.mark.parametrize("target", ["postgresql", "sqlite"])
def test_templates_have_their_indexes_and_keys(target: str) -> None:
    text = "entities:\n" + "".join(f"  {name}:\n    use: [{name}]\n" for name in TEMPLATES)
    schema = realise(model(text), load(target))
    indexes = {
        (each.on[-1], tuple(key.column for key in each.keys), each.predicate is not None)
        for each in schema.of_kind(Index)
    }
    assert indexes == {
        ("primary_data", ("created_at",), False),
        ("primary_data", ("updated_at",), True),
        ("primary_data", ("deleted_at",), True),
        ("staging", ("validation_status",), False),
        ("audit_trail", ("table_name", "entity_id"), False),
        ("audit_trail", ("changed_at",), False),
        ("audit_trail", ("changed_by",), False),
        ("audit_trail", ("operation",), False),
        ("aggregation", ("aggregation_date",), False),
        ("aggregation", ("last_calculated",), False),
    }
    keys = {(each.table[-1], each.columns) for each in schema.of_kind(Key) if not each.primary}
    assert keys == {("staging", ("batch_id", "source_line")), ("aggregation", ("aggregation_key", "aggregation_date"))}


def test_a_key_of_a_template_comes_first_and_is_referred_to(engine: Engine) -> None:
    text = (
        "entities:\n  thing:\n    use: [primary_data]\n    attributes: {name: text required}\n"
        "  part:\n    attributes: {id: integer key, thing_id: uuid required -> thing}\n"
        "relationships:\n  - thing 1 has 0..* note\n"
    ).replace("relationships:", "  note:\n    attributes: {id: integer key}\nrelationships:")
    schema = realise(model(text), load("postgresql"))
    assert next(iter(next(each for each in schema.of_kind(Table) if each.name == "thing").columns)) == "id"
    assert {each.target_columns for each in schema.of_kind(ForeignKey)} == {("id",)}
    with engine.made(text) as db:
        insert(db, {**ROWS["primary_data"], "name": "'a'"})
        ask(db, f"INSERT INTO part VALUES (1, {ID})")
        with engine.refuses():
            ask(db, f"INSERT INTO part VALUES (2, {OTHER})")


def test_conditions_follow_the_names_of_columns() -> None:
    found = read(f"model: test\nnaming: {{case: {Case.UPPER.value}}}\n{table('primary_data')}")
    schema = realise(found, load("postgresql"))
    conditions = {each.name: each.expression for each in schema.of_kind(Check)}
    assert conditions["THING_changed_after_made"] == '("CREATED_AT" <= "UPDATED_AT")'


OWN = """
bundles:
  priced:
    attributes: {code: string(9) required, price: integer required, since: date required}
    keys: ['code, since']
    checks: ['{table}_price': "price >= 0"]
    indexes: [since desc]
entities:
  thing:
    use: [priced]
    attributes: {id: integer key}
"""


def test_a_bundle_of_ones_own_has_parts_too(engine: Engine) -> None:
    with engine.made(OWN) as db:
        ask(db, "INSERT INTO thing (id, code, price, since) VALUES (1, 'a', 1, '2026-01-01')")
        for values in ("2, 'a', -1, '2026-01-02'", "2, 'b', 1, NULL"):
            with engine.refuses():
                ask(db, f"INSERT INTO thing (id, code, price, since) VALUES ({values})")


def test_parts_of_a_bundle_name_its_attributes() -> None:
    def wrong(part: str) -> Model:
        return read(f"model: test\nbundles:\n  b:\n    attributes: {{a: integer}}\n    {part}\n")

    for part in ("keys: [z]", "indexes: [z]"):
        try:
            faults = [each.message for each in validate(wrong(part))]
        except ModelError as error:
            faults = [each.message for each in error.problems]
        assert faults
        assert "'z', which it does not have" in faults[0]
