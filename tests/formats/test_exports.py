"""Exports say what the model says, judged by who reads them: a validator of JSON Schema, a reader of CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from colonnade.connect.servers.server import PostgresServer
from colonnade.formats import json_schema
from colonnade.model import Base
from tests.cli.running import cln
from tests.oracle.postgresql import load_sql

TEXT = """
model: shop
owner: sales
compliance: [GDPR]
domains:
  größe: enum(good, bad)
entities:
  customer:
    about: Who buys
    retention: 2 years
    attributes:
      id: integer key identity
      email: string(12) required unique pii -- "=SUM(1)", of two
      mood: größe
      born: date
      seen: timestamp
      tags: text[]
      size: smallint required = 3
      token: uuid
      meaning: vector(2)
      raw: json
      half: {type: integer, generated: size / 2}
  sale:
    attributes:
      id: integer key
      customer_id: integer required -> customer
      sum: decimal(9,2) check "sum > 0"
"""
GOOD = {
    "id": 1, "email": "a@example.de", "mood": "good", "born": "2000-01-31", "seen": "2026-01-01T00:00:00Z",
    "tags": ["a"], "size": 3, "token": "8d6d1d04-2b6e-4b0c-9a39-0f52ee1c8a51", "meaning": [1, 0.5], "raw": {"x": []},
}  # fmt: skip
BAD = {
    "email": ("a longer address", None, 7), "mood": ("fine",), "born": ("tomorrow", 3), "seen": (20260101,),
    "tags": ("a", [1]), "size": (40000, 1.5, None), "token": ("x",), "meaning": ([1], [1, 2, 3]), "more": (1,),
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.colonnade.yaml"
    path.write_text(TEXT)
    return path


def test_rows_as_json_are_judged_as_the_model_says(file: Path) -> None:
    ran = cln("export", file, "--to", "jsonschema")
    schema = json.loads(ran.out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert validator.is_valid({"customer": [GOOD, {"email": "b"}], "sale": [{"id": 1, "customer_id": 1}]})
    assert validator.is_valid({"customer": [{**GOOD, "mood": None, "raw": None, "tags": None}]})
    for name, values in BAD.items():
        for value in values:
            assert not validator.is_valid({"customer": [{**GOOD, name: value}]}), (name, value)
    assert not validator.is_valid({"customer": [{"id": 1}]})
    assert not validator.is_valid({"sale": [{"id": 1}]})
    assert "sum > 0" in ran.err
    assert "reference to customer" in ran.err


def test_every_type_has_a_schema() -> None:
    said = set(json_schema._ALWAYS) | {Base.STRING, Base.CHAR, Base.ENUM, Base.VECTOR, Base.ARRAY, Base.DOMAIN}
    assert said | {Base.NATIVE} == set(Base)


def test_the_dictionary_has_every_attribute(file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cln("export", file, "--to", "csv").out)))
    assert [(row["entity"], row["attribute"]) for row in rows][-3:] == [
        ("sale", "id"),
        ("sale", "customer_id"),
        ("sale", "sum"),
    ]
    assert len(rows) == 14
    (email,) = (row for row in rows if row["attribute"] == "email")
    assert email["description"] == '"=SUM(1)", of two'
    told = {key: email[key] for key in ("type", "required", "key", "personal", "owner", "compliance")}
    assert told == {
        "type": "string(12)", "required": "yes", "key": "unique", "personal": "yes", "owner": "sales",
        "compliance": "GDPR",
    }  # fmt: skip
    assert email["retention"]
    assert next(row["references"] for row in rows if row["attribute"] == "customer_id") == "customer"


def test_columns_of_a_database_and_no_formulas(pg: PostgresServer) -> None:
    with pg.database() as url:
        load_sql(url, "CREATE TABLE t (a integer PRIMARY KEY, b text); COMMENT ON COLUMN t.b IS '=HYPERLINK(1)'")
        rows = list(csv.DictReader(io.StringIO(cln("export", url.secret_text, "--to", "csv").out, newline="")))
    assert [(row["attribute"], row["key"], row["description"]) for row in rows] == [
        ("a", "primary", ""),
        ("b", "", "'=HYPERLINK(1)"),
    ]
