"""Every logical type is a column that keeps a value as it was given, and is read back as the same type."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.realize import abstract
from colonnade.schema import EnumType
from tests.dialects.sqlite.engine import introspected
from tests.realize.engines import ask, model, postgresql, sqlite

VALUES = {
    "string(20)": "'größe'",
    "char(3)": "'abc'",
    "text": "'a\nb'",
    "smallint": "-32768",
    "integer": "2147483647",
    "bigint": "9223372036854775807",
    "decimal(12,2)": "1234567890.25",
    "real": "0.5",
    "float": "0.1",
    "boolean": "true",
    "date": "'2024-02-29'",
    "time": "'23:59:59'",
    "datetime": "'2024-02-29 12:00:00'",
    "timestamp": "'2024-02-29 12:00:00+00:00'",
    "interval": "'1 day'",
    "json": """'{"a": [1, null]}'""",
    "uuid": "'6d0c1e9c-5d0a-4c8f-9a55-111111111111'",
    "enum(new, 'sent back')": "'sent back'",
    "mood": "'good'",
    "positive": "7",
}
"""By type a value as SQL; both engines read it."""
SERVER_ONLY = {
    "binary(4)": r"'\x00ff'::bytea",
    "inet": "'10.0.0.0/8'",
    "point": "'(1,2)'",
    "text[]": "ARRAY['a', NULL]",
    "uuid[]": "ARRAY[]::uuid[]",
}


def table(types: dict[str, str]) -> str:
    """A model of one entity with a column of each type."""
    lines = "".join(f'      c_{number}: "{name}"\n' for number, name in enumerate(types))
    return (
        'domains:\n  mood: enum(good, bad)\n  positive: integer check "value > 0"\n'
        f"entities:\n  row:\n    attributes:\n      id: integer key\n{lines}"
    )


def test_postgresql_keeps_a_value_of_each(pg_database: DatabaseUrl) -> None:
    types = VALUES | SERVER_ONLY
    with postgresql(pg_database, table(types)) as db:
        ask(db, f"INSERT INTO row VALUES (1, {', '.join(types.values())})")
        for number, (name, value) in enumerate(types.items()):
            # The server compares json and point only as text.
            text = "::text" if name in ("json", "point") else ""
            sql = f"SELECT c_{number}{text} = ({value})::{_cast(db, number)}{text} FROM row"
            assert ask(db, sql) == [(True,)], name
        ask(db, f"INSERT INTO row VALUES (2{', NULL' * len(types)})")


def _cast(db: object, number: int) -> str:
    sql = (
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
        f" WHERE attrelid = 'row'::regclass AND attname = 'c_{number}'"
    )
    return str(ask(db, sql)[0][0])  # type: ignore[arg-type]


def test_postgresql_reads_the_same_types_back(pg_database: DatabaseUrl) -> None:
    text = table(VALUES | SERVER_ONLY)
    wanted = model(text)
    with postgresql(pg_database, text):
        found = abstract(introspect(pg_database), load("postgresql"), name="test")
    said = {name: each.type for name, each in wanted.entities["row"].attributes.items()}
    read = {name: each.type for name, each in found.entities["row"].attributes.items()}
    stored_alike = {"binary(4)", "point"}
    """A length of bytes is not kept, and a point is PostgreSQL's own word."""
    for number, name in enumerate(VALUES | SERVER_ONLY):
        if name not in stored_alike:
            assert read[f"c_{number}"] == said[f"c_{number}"], name
    assert found.domains["mood"].type == wanted.domains["mood"].type


def test_sqlite_keeps_a_value_of_each() -> None:
    with sqlite(table(VALUES)) as db:
        db.execute(f"INSERT INTO row VALUES (1, {', '.join(VALUES.values())})")
        for number, (name, value) in enumerate(VALUES.items()):
            assert ask(db, f"SELECT c_{number} = {value} FROM row") == [(1,)], name
        db.execute(f"INSERT INTO row VALUES (2{', NULL' * len(VALUES)})")
        read = abstract(introspected(db), load("sqlite"), name="test").entities["row"].attributes
    wanted = model(table(VALUES)).entities["row"].attributes
    logical = [name for name in wanted if wanted[name].type.base not in ("domain", "enum")]
    assert {name: read[name].type.base for name in logical} == {name: wanted[name].type.base for name in logical}


@pytest.mark.parametrize(("column", "value"), [("mood", "'sad'"), ("positive", "0")])
def test_types_of_the_model_refuse_bad_values(pg_database: DatabaseUrl, column: str, value: str) -> None:
    text = f"{table({column: value})}"
    with postgresql(pg_database, text) as db, pytest.raises((psycopg.errors.CheckViolation, psycopg.DataError)):
        ask(db, f"INSERT INTO row VALUES (1, {value})")
    with sqlite(text) as lite, pytest.raises(sqlite3.IntegrityError):
        lite.execute(f"INSERT INTO row VALUES (1, {value})")


def test_types_come_before_the_tables_that_use_them(pg_database: DatabaseUrl) -> None:
    text = table({"mood": "", "positive": ""})
    with postgresql(pg_database, text), closing(connect(pg_database)) as db:
        found = ask(db, "SELECT typname, typtype FROM pg_type WHERE typname IN ('mood', 'positive') ORDER BY 1")
    assert found == [("mood", "e"), ("positive", "d")]
    assert [each.values for each in introspect(pg_database).of_kind(EnumType)] == [("good", "bad")]


ATTRIBUTES = """
entities:
  person:
    about: People's "own" data
    attributes:
      id: integer key
      name: string(40) required -- What's on the card
      height: decimal(5,2) = 1.7
      born: date
"""


def test_the_catalogue_says_what_the_attributes_say(pg_database: DatabaseUrl) -> None:
    sql = """
    SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable,
        column_default, col_description('person'::regclass, ordinal_position::integer)
    FROM information_schema.columns WHERE table_name = 'person' ORDER BY ordinal_position
    """
    with postgresql(pg_database, ATTRIBUTES) as db:
        assert ask(db, sql) == [
            ("id", "integer", None, 32, 0, "NO", None, None),
            ("name", "character varying", 40, None, None, "NO", None, "What's on the card"),
            ("height", "numeric", None, 5, 2, "YES", "1.7", None),
            ("born", "date", None, None, None, "YES", None, None),
        ]
        assert ask(db, "SELECT obj_description('person'::regclass)") == [('People\'s "own" data',)]
    again = abstract(introspect(pg_database), load("postgresql"), name="again").entities["person"]
    assert again.about == 'People\'s "own" data'
    assert again.attributes == model(ATTRIBUTES).entities["person"].attributes
