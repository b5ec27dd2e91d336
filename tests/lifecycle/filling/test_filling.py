"""Generated rows meet what a database asks of them, and what could not be met is told."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest

from colonnade.connect.live import open_live, transaction
from colonnade.connect.urls import DatabaseUrl
from colonnade.lifecycle.filling import FilledTable, fill
from colonnade.lifecycle.filling.limits import Limits, limits
from colonnade.lifecycle.filling.pattern import matching

NOW = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
SHOP = """
CREATE TYPE colour AS ENUM ('red', 'green');
CREATE DOMAIN share AS numeric(5,2) CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE TABLE tenant (id uuid PRIMARY KEY, name varchar(9) NOT NULL UNIQUE, code char(2) CHECK (code ~ '^[A-Z]{2}$'));
CREATE TABLE customer (
  tenant_id uuid NOT NULL REFERENCES tenant, id bigint GENERATED ALWAYS AS IDENTITY, email text NOT NULL,
  colour colour, discount share, state text NOT NULL CHECK (state IN ('new', 'it''s old')),
  born date, "Since When" timestamptz NOT NULL, tags text[] NOT NULL, facts jsonb CHECK (jsonb_typeof(facts) = 'array'),
  full_name text GENERATED ALWAYS AS (email || '!') STORED, best_friend bigint,
  PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email),
  FOREIGN KEY (tenant_id, best_friend) REFERENCES customer (tenant_id, id)
);
CREATE TABLE sale (
  tenant_id uuid NOT NULL REFERENCES tenant, customer_id bigint NOT NULL, start_time timestamptz NOT NULL,
  end_time timestamptz NOT NULL, card text, cash text, at date NOT NULL,
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
  CONSTRAINT paid_once CHECK ((card IS NULL) <> (cash IS NULL)), CHECK (end_time > start_time)
) PARTITION BY RANGE (at);
CREATE TABLE sale_old PARTITION OF sale FOR VALUES FROM ('2001-01-01') TO ('2002-01-01');
CREATE TABLE never (id int PRIMARY KEY, CONSTRAINT no_way CHECK (id * id = -1));
"""
LITE = """
CREATE TABLE kind (name TEXT PRIMARY KEY NOT NULL CHECK (length(name) >= 12)) STRICT;
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL REFERENCES kind, size REAL CHECK (size BETWEEN 3 AND 5),
  state TEXT NOT NULL CHECK (state IN ('on', 'off')), UNIQUE (kind, id)
) STRICT;
"""


def filled(url: DatabaseUrl | str, script: str, count: int) -> list[FilledTable]:
    with open_live(url) as live:
        for statement in script.split(";\n"):
            if statement.strip():
                live.run(statement)
        with transaction(live):
            return list(fill(live, live.schema(), count, now=NOW))


def test_rows_meet_what_postgresql_asks(pg_database: DatabaseUrl) -> None:
    made = {each.table: each for each in filled(pg_database, SHOP, 12)}
    assert {name: each.made for name, each in made.items()} == {
        "public.tenant": 12,
        "public.customer": 12,
        "public.sale": 12,
        "public.never": 0,
    }
    assert "no_way" in made["public.never"].why
    assert not made["public.sale"].why
    with open_live(pg_database) as live:
        assert live.query("SELECT count(*) FROM sale JOIN customer ON id = customer_id JOIN tenant ON true")
        assert live.query("SELECT count(DISTINCT state), count(DISTINCT colour), min(discount) >= 0 FROM customer") == [
            (2, 2, True)
        ]
        # A second run goes on from what is there.
        with transaction(live):
            again = {each.table: each.made for each in fill(live, live.schema(), 3, now=NOW)}
        assert again == {"public.tenant": 3, "public.customer": 3, "public.sale": 3, "public.never": 0}


def test_rows_meet_what_sqlite_asks(sqlite_path: Path) -> None:
    sqlite_path.touch()
    made = filled(f"sqlite:///{sqlite_path}", LITE, 5)
    assert [(each.table, each.made, each.why) for each in made] == [("kind", 5, ""), ("thing", 5, "")]


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Z]{2}$",
        "^#[0-9A-Fa-f]{6}$",
        r"^(0|[1-9]\d*)\.(?:\d+)$",
        "^FREQ=(DAILY|WEEKLY)(;[A-Z]+=[A-Z0-9,+-]+)*$",
        r"^[^@]+@[^@]+\.[a-z]{2,}$",
        "colou?r",
    ],
)
def test_a_text_that_matches(pattern: str) -> None:
    found = matching(pattern)
    assert found is not None
    assert re.search(pattern, found)


@pytest.mark.parametrize("pattern", ["^(?=x)y$", "[", "(", "a{2"])
def test_what_is_beyond_is_none_or_right(pattern: str) -> None:
    found = matching(pattern)
    assert found is None or re.search(pattern, found)


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("((a >= 0) AND (a <= 100))", Limits(least=Decimal(0), most=Decimal(100))),
        ("(((a)::numeric > (0)::numeric))", Limits(least=Decimal(1))),
        ("(a = ANY (ARRAY['x'::text, 'it''s'::text]))", Limits(words=("x", "it's"))),
        ("((a)::text = ANY ((ARRAY['x'::character varying])::text[]))", Limits(words=("x",))),
        ("a BETWEEN 3 AND 5", Limits(least=Decimal(3), most=Decimal(5))),
        ("(a <= b)", Limits()),
        ("(ab >= 3)", Limits()),
        ("(a >= (100 * b))", Limits()),
    ],
)
def test_what_a_condition_says_of_a_column(condition: str, wanted: Limits) -> None:
    assert limits("a", [condition]) == wanted
