"""Divided entities: rows find their partition, keys hold what divides them, files say no more than they must."""

from __future__ import annotations

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.model.language import read, write
from colonnade.model.problems import ModelError, ProblemCode
from colonnade.realize import abstract, realise, realised
from colonnade.schema import Key, Ref
from tests.oracle.postgresql import load_sql
from tests.realize.engines import ask, model, postgresql

RANGE = """
entities:
  order:
    attributes:
      id: integer key
      placed_on: date required
      number: string(9) required unique
    partition:
      is: range placed_on
      partitions:
        order_2025: from '2025-01-01' to '2026-01-01'
        order_2026: from '2026-01-01' to '2027-01-01'
  payment:
    attributes:
      id: integer key
relationships:
  - order 1 has 0..* payment
"""


def test_rows_of_a_range(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, RANGE) as db:
        ask(db, """INSERT INTO "order" VALUES (1, '2025-05-01', 'a'), (2, '2026-05-01', 'b')""")
        where = ask(db, """SELECT id, tableoid::regclass::text FROM "order" ORDER BY id""")
        assert where == [(1, "order_2025"), (2, "order_2026")]
        plan = "\n".join(
            str(row[0]) for row in ask(db, """EXPLAIN SELECT 1 FROM "order" WHERE placed_on = '2026-05-01'""")
        )
        assert "order_2026" in plan
        assert "order_2025" not in plan
        ask(db, "INSERT INTO payment (id, order_id, order_placed_on) VALUES (1, 1, '2025-05-01')")


def test_keys_hold_what_divides() -> None:
    schema = realise(model(RANGE), load("postgresql"))
    keys = {each.name: each.columns for each in schema.of_kind(Key) if each.table == ("public", "order")}
    assert keys == {"order_pkey": ("id", "placed_on"), "order_number_placed_on_key": ("number", "placed_on")}


@pytest.mark.parametrize(
    ("division", "found"),
    [
        ("{is: list code, partitions: {east: \"in 'e'\", rest: default}}", "east"),
        ("hash code into 3", "t_"),
        ("range code monthly", "t_default"),
    ],
)
def test_other_divisions(pg_database: DatabaseUrl, division: str, found: str) -> None:
    text = f"entities: {{t: {{attributes: {{code: string(9) key}}, partition: {division}}}}}"
    with postgresql(pg_database, text) as db:
        ask(db, "INSERT INTO t VALUES ('e')")
        ((name,),) = ask(db, "SELECT tableoid::regclass::text FROM t")
        assert str(name).startswith(found)


PERIODS = """
domains:
  moment: timestamp
entities:
  event:
    attributes:
      id: bigint key
      %s
    partition: %s
"""


@pytest.mark.parametrize(
    ("type_", "division", "written", "found"),
    [
        ("at: moment required", "range at monthly from 2025-12-01 into 3", "2026-01-31 23:59:59+00", "event_2026_01"),
        ("at: date required", "range at daily from 2026-02-28 into 2", "2026-03-01", "event_2026_03_01"),
        ("at: date required", "range at weekly from 2026-05-04 into 2", "2026-05-17", "event_2026_05_11"),
        ("at: datetime required", "range at quarterly from 2026-01-01 into 4", "2026-12-31 23:00", "event_2026_10"),
        ("at: date required", "range at yearly from 2024-01-01 into 3", "2024-12-31", "event_2024"),
    ],
)
def test_periods_to_begin_with(pg_database: DatabaseUrl, type_: str, division: str, written: str, found: str) -> None:
    dialect = load("postgresql")
    with postgresql(pg_database, PERIODS % (type_, division)) as db:
        ask(db, f"INSERT INTO event VALUES (1, '{written}')")
        assert ask(db, "SELECT tableoid::regclass::text FROM event") == [(found,)]
        with pytest.raises(psycopg.errors.CheckViolation):
            ask(db, "INSERT INTO event VALUES (2, '2020-01-01')")
        ((partitions,),) = ask(db, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'event'::regclass")
        assert partitions == int(division.split()[-1])
        ask(db, "DELETE FROM event")
    again = abstract(introspect(pg_database), dialect, name="again")
    assert again.entities["event"].partition == model(PERIODS % (type_, division)).entities["event"].partition


@pytest.mark.parametrize(
    "division",
    [
        "hash id from 2026-01-01 into 3",
        "range at from 2026-01-01 into 3",
        "range at monthly from 2026-01-02 into 3",
        "range at monthly from 2026-02-30",
        "range at yearly from 2026-01-01 into 9000",
        "range at, id monthly from 2026-01-01",
    ],
)
def test_periods_that_can_not_be(division: str) -> None:
    with pytest.raises(ModelError) as caught:
        read(f"model: m\n{PERIODS % ('at: date required', division)}")
    assert [each.code for each in caught.value.problems] == [ProblemCode.WRONG_VALUE]


def test_a_key_can_not_hold_an_expression() -> None:
    text = "entities: {t: {attributes: {code: string(9) key}, partition: {method: list, by: [(lower(code))]}}}"
    with pytest.raises(NotExpressibleError, match="divided by an expression"):
        realise(model(text), load("postgresql"))


def test_a_reference_that_can_not_be_kept_is_told() -> None:
    text = RANGE.replace(
        "      id: integer key\nrelationships", "      id: integer key\n      o: integer -> order\nrelationships"
    )
    losses = realised(model(text), load("postgresql")).losses
    assert [(each.object, each.what) for each in losses] == [("payment", "(o) refers to order")]


def test_sqlite_does_not_divide_and_says_so() -> None:
    made = realised(model(RANGE), load("sqlite"))
    assert ("order", "partition: range") in [(each.object, each.what) for each in made.losses]
    assert [each.columns for each in made.schema.of_kind(Key) if each.primary and each.table == ("order",)] == [("id",)]


DIVIDED = """
CREATE TABLE t (
    id integer GENERATED ALWAYS AS IDENTITY, at date NOT NULL, name text DEFAULT 'x' CHECK (name <> ''), v int,
    CONSTRAINT vpos CHECK (v > 0), PRIMARY KEY (id, at), UNIQUE (name, at) INCLUDE (v)) PARTITION BY RANGE (at);
CREATE INDEX ON t (lower(name));
CREATE INDEX vi ON t (v DESC) WHERE v > 3;
CREATE TABLE t_2020 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE t_d PARTITION OF t DEFAULT;
CREATE TABLE t_old (v int, name text, id integer NOT NULL, at date NOT NULL, CONSTRAINT vpos CHECK (v > 0),
    CONSTRAINT t_name_check CHECK (name <> ''));
ALTER TABLE t ATTACH PARTITION t_old FOR VALUES FROM ('2010-01-01') TO ('2011-01-01');
CREATE TABLE h (a int, b text) PARTITION BY HASH (a, lower(b));
CREATE TABLE h_0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE h_1 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY LIST (b);
CREATE TABLE h_1x PARTITION OF h_1 FOR VALUES IN ('x', 'y', NULL);
CREATE SCHEMA other;
CREATE TABLE other.z PARTITION OF t FOR VALUES FROM ('2001-01-01') TO ('2002-01-01');
CREATE INDEX apart ON other.z (at);
"""


def test_files_say_of_partitions_no_more_than_they_must(pg_majors: PostgresServer) -> None:
    dialect = load("postgresql")
    with pg_majors.database() as url:
        load_sql(url, DIVIDED)
        schema = introspect(url)
    found = read(write(abstract(schema, dialect, name="divided")))
    division = found.entities["t"].partition
    assert division is not None
    assert [each.name for each in division.partitions] == ["t_2020", "t_d", "t_old"]
    assert found.entities["h"].partition is not None
    assert not found.entities["h"].partition.partitions
    document = found.overlays["postgresql"].document
    assert "constraints" not in document
    assert set(document["indexes"]) == {"other.apart"}  # type: ignore[arg-type]
    made = realise(found, dialect)
    assert made == schema
    old = Ref("table", ("public", "t_old"))
    assert list(made.objects[old].columns) == ["v", "name", "id", "at"]  # type: ignore[attr-defined]
