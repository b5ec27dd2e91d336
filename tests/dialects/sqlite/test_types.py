"""Logical types and defaults survive in declared types, and text stays text."""

from __future__ import annotations

import re

import pytest

from colonnade.dialects.sqlite.types import read_default, read_type, write_default, write_type
from colonnade.model.types import (
    NOW,
    NULL,
    TODAY,
    UUID,
    Base,
    Default,
    Type,
    boolean_default,
    native_type,
    number_default,
    sql_default,
    text_default,
)
from colonnade.schema import Sql
from tests.dialects.sqlite.engine import introspected, opened

TYPES = [
    *(Type(base=base) for base in Base if base not in {Base.ENUM, Base.ARRAY, Base.DOMAIN, Base.NATIVE}),
    Type(base=Base.STRING, length=80),
    Type(base=Base.CHAR, length=2),
    Type(base=Base.BINARY, length=16),
    Type(base=Base.VECTOR, length=1536),
    Type(base=Base.DECIMAL, precision=12, scale=2),
    Type(base=Base.TIMESTAMP, precision=3),
    Type(base=Base.TIME, precision=0),
]


@pytest.mark.parametrize("type_", TYPES, ids=lambda each: write_type(each, {}))
def test_a_type_survives_the_engine(type_: Type) -> None:
    written = write_type(type_, {})
    schema = introspected(opened(f"CREATE TABLE t (c {written})"))
    assert schema.table(("t",)).columns["c"].type == written
    assert read_type(written, {}) == type_


_TEXTUAL = {Base.DATE, Base.TIME, Base.DATETIME, Base.TIMESTAMP, Base.INTERVAL, Base.JSON, Base.UUID, Base.INET}
_TEXTUAL |= {Base.STRING, Base.CHAR, Base.TEXT, Base.LTREE, Base.POINT, Base.OBJECT_ID}


@pytest.mark.parametrize("base", sorted(_TEXTUAL))
def test_text_that_looks_like_a_number_stays_text(base: Base) -> None:
    connection = opened(f"CREATE TABLE t (c {write_type(Type(base=base), {})}); INSERT INTO t VALUES ('0042.50')")
    assert connection.execute("SELECT c FROM t").fetchone() == ("0042.50",)


@pytest.mark.parametrize("base", [Base.SMALLINT, Base.INTEGER, Base.BIGINT, Base.BOOLEAN, Base.DECIMAL])
def test_numbers_are_numbers(base: Base) -> None:
    connection = opened(f"CREATE TABLE t (c {write_type(Type(base=base), {})}); INSERT INTO t VALUES ('1')")
    assert connection.execute("SELECT typeof(c) FROM t").fetchone() == ("integer",)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("NVARCHAR(160)", Type(base=Base.STRING, length=160)),
        ("INT", Type(base=Base.INTEGER)),
        ("tinyint", Type(base=Base.SMALLINT)),
        ("NUMERIC(10,2)", Type(base=Base.DECIMAL, precision=10, scale=2)),
        ("numeric(6)", Type(base=Base.DECIMAL, precision=6, scale=0)),
        ("DATETIME", Type(base=Base.DATETIME)),
        ("JSON", Type(base=Base.JSON)),
        ("char(36)", Type(base=Base.CHAR, length=36)),
        ("geometry", native_type("geometry")),
        ("INT(10)", native_type("INT(10)")),
        ("VARCHAR(1,2)", native_type("VARCHAR(1,2)")),
        ("", native_type("")),
    ],
)
def test_what_others_write_is_read(text: str, type_: Type) -> None:
    assert read_type(text, {}) == type_


DEFAULTS = [
    (text_default("it's"), "TEXT"),
    (text_default(""), "TEXT"),
    (number_default("-1.50"), "DECIMAL(10,2)"),
    (number_default(0), "INTEGER"),
    (boolean_default(True), "BOOLEAN"),
    (boolean_default(False), "BOOLEAN"),
    (NULL, "TEXT"),
    (NOW, "TIMESTAMP TEXT"),
    (NOW, "DATETIME TEXT"),
    (TODAY, "DATE TEXT"),
    (UUID, "UUID TEXT"),
    (sql_default("abs(random() % 10)"), "INTEGER"),
]


@pytest.mark.parametrize(("default", "type_"), DEFAULTS)
def test_a_default_survives_the_engine(default: Default, type_: str) -> None:
    written = write_default(default, type_)
    connection = opened()
    bare = f"({written})"
    connection.execute(f"CREATE TABLE t (k INTEGER PRIMARY KEY, c {type_} DEFAULT {bare})")
    found = introspected(connection).table(("t",)).columns["c"].default
    assert found == written
    assert read_default(Sql(written), type_) == default
    connection.execute("INSERT INTO t (k) VALUES (1)")


def test_the_present_is_iso_8601_and_a_uuid_is_one() -> None:
    connection = opened()

    def ask(sql: str) -> str:
        return str(connection.execute(f"SELECT {sql}").fetchone()[0])

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", ask(write_default(NOW, "TIMESTAMP TEXT")))
    seen = {ask(write_default(UUID, "UUID TEXT")) for _ in range(200)}
    assert len(seen) == 200
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", x) for x in seen)


@pytest.mark.parametrize("text", ["CURRENT_TIMESTAMP", "datetime('now')", "current_timestamp"])
def test_other_spellings_of_the_present_are_read(text: str) -> None:
    assert read_default(Sql(text), "TIMESTAMP") == NOW
