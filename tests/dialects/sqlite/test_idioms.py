"""Checks and triggers that stand for what SQLite has no word for do what they say."""

from __future__ import annotations

import sqlite3

import pytest

from colonnade.dialects.sqlite import DIALECT
from colonnade.dialects.sqlite.idioms import touch_trigger, type_condition
from colonnade.dialects.sqlite.reactions import soft_delete_trigger
from colonnade.dialects.sqlite.settle import settle
from colonnade.model.types import Base, Type
from colonnade.schema import (
    Check,
    Column,
    DomainCheck,
    DomainType,
    EnumType,
    Identity,
    IdentityMode,
    Index,
    IndexKey,
    Key,
    Schema,
    Sql,
    Table,
)
from tests.dialects.sqlite.engine import created, introspected, opened

UUID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        (Type(base=Base.BOOLEAN), [0, 1, None], [2, -1, "true"]),
        (Type(base=Base.JSON), ['{"a": 1}', "[]", "1", None], ["{a", "", "nil"]),
        (Type(base=Base.UUID), [UUID, UUID.upper(), None], ["x" * 36, UUID[:-1], UUID + "0", "0" * 36]),
        (Type(base=Base.STRING, length=3), ["abc", "", None, "äöü"], ["abcd"]),
        (Type(base=Base.BINARY, length=2), [b"ab", None], [b"abc"]),
        (Type(base=Base.DATE), ["2024-02-29", None], ["2023-02-29", "2024-2-9", "yesterday", "2024-01-01T00:00:00"]),
        (Type(base=Base.TIMESTAMP), ["2024-01-01T10:00:00Z", "2024-01-01 10:00:00+02:00", None], ["10 o'clock"]),
    ],
)
def test_a_type_is_kept(type_: Type, good: list[object], bad: list[object]) -> None:
    connection = opened(f"CREATE TABLE t (c, CHECK ({type_condition('c', type_)}))")
    for value in good:
        connection.execute("INSERT INTO t VALUES (?)", (value,))
    for value in bad:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO t VALUES (?)", (value,))


def test_types_that_need_no_check() -> None:
    assert type_condition("c", Type(base=Base.TEXT)) is None
    assert type_condition("c", Type(base=Base.STRING)) is None


def _with(script: str, *definitions: str) -> sqlite3.Connection:
    connection = opened(script)
    for each in definitions:
        connection.execute(each)
    return connection


NOTE = """CREATE TABLE "my note" (
  id INTEGER PRIMARY KEY, body TEXT, file BLOB, extra JSON TEXT, version INTEGER NOT NULL DEFAULT 1,
  updated_at TEXT NOT NULL DEFAULT 'never', deleted_at TEXT, shout TEXT AS (upper(body)))"""


@pytest.mark.parametrize("recursive", [0, 1])
def test_touch_counts_once_and_sets_nothing_off(recursive: int) -> None:
    table = introspected(opened(NOTE)).table(("my note",))
    trigger = touch_trigger(table, ("id",), updated_at="updated_at", version="version")
    connection = _with(NOTE, trigger.definition)
    assert trigger in list(introspected(connection))
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    connection.execute("INSERT INTO \"my note\" (id, body) VALUES (1, 'a'), (2, 'b')")
    for count in range(2, 5):
        connection.execute("UPDATE \"my note\" SET body = body || 'x' WHERE id = 1")
        found = connection.execute('SELECT version, updated_at FROM "my note" ORDER BY id').fetchall()
        assert [version for version, _ in found] == [count, 1]
        assert found[0][1].endswith("Z")
        assert found[1][1] == "never"


def test_a_deleted_row_is_marked_first_and_gone_then() -> None:
    table = introspected(opened(NOTE)).table(("my note",))
    connection = _with(NOTE, soft_delete_trigger(table, ("id",), deleted_at="deleted_at").definition)
    connection.execute("INSERT INTO \"my note\" (id, body) VALUES (1, 'a'), (2, 'b')")
    connection.execute('DELETE FROM "my note" WHERE id = 1')
    assert connection.execute('SELECT id, deleted_at IS NULL FROM "my note"').fetchall() == [(1, 0), (2, 1)]
    connection.execute('DELETE FROM "my note" WHERE id = 1')
    assert connection.execute('SELECT id FROM "my note"').fetchall() == [(2,)]


def test_a_schema_of_a_richer_engine_settles() -> None:
    t = ("t",)
    columns = (
        Column(name="id", type="BIGINT", nullable=False, identity=Identity(mode=IdentityMode.ALWAYS), comment="number"),
        Column(name="mood", type="mood"),
        Column(name="price", type="money_amount"),
        Column(name="flag", type="BOOLEAN", nullable=False),
        Column(name="doc", type="JSON TEXT"),
    )
    objects = (
        EnumType(path=("mood",), values=("glad", "it's")),
        DomainType(
            path=("money_amount",),
            base="DECIMAL(10,2)",
            nullable=False,
            default=Sql("0"),
            checks=(DomainCheck(name="money_amount_check", expression=Sql("VALUE >= 0")),),
        ),
        Table(path=t, columns={each.name: each for each in columns}, comment="about", options={"fillfactor": "85"}),
        Key(path=("t", "t_pkey"), primary=True, columns=("id",), include=("mood",)),
        Index(path=("i",), on=t, keys=(IndexKey(column="mood", nulls_first=True),), method="hash", include=("id",)),
        Index(path=("g",), on=t, keys=(IndexKey(column="doc"),), method="gin"),
    )
    made = settle(Schema(engine="sqlite", objects={each.ref: each for each in objects}), False)
    connection = created(made)
    assert introspected(connection) == made
    checks = {each.expression for each in made.of_kind(Check)}
    assert checks == {
        "mood IN ('glad', 'it''s')",
        "price >= 0",
        "flag IN (0, 1)",
        "doc IS NULL OR json_valid(doc)",
    }
    connection.execute("INSERT INTO t (mood, flag) VALUES ('glad', 1)")
    assert connection.execute("SELECT id, price FROM t").fetchall() == [(1, 0)]
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO t (mood, flag) VALUES ('sad', 1)")
    assert DIALECT.idioms is not None
