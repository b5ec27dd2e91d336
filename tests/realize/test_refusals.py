"""What an engine refuses is refused by us too, before it is asked; what it takes, we take."""

from __future__ import annotations

import pytest

from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.model.language import read
from colonnade.model.problems import ModelError
from colonnade.realize import realise
from tests.oracle.postgresql import load_sql
from tests.realize.engines import ask, postgresql

BAD = {
    "a key without what divides the rows": (
        "entities: {t: {attributes: {code: string(9) key}, partition: {method: list, by: [(lower(code))]}}}",
        "CREATE TABLE t (code varchar(9) PRIMARY KEY) PARTITION BY LIST (lower(code))",
    ),
    "a reference to nothing": (
        "entities: {a: {attributes: {id: integer key, b: integer -> b}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, b integer REFERENCES b)",
    ),
    "an index of no column": (
        "entities: {a: {attributes: {id: integer key}, indexes: [nothing]}}",
        "CREATE TABLE a (id integer PRIMARY KEY); CREATE INDEX ON a (nothing)",
    ),
    "two primary keys": (
        "entities: {a: {attributes: {id: integer key, n: integer}, keys: [primary n]}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n integer, PRIMARY KEY (n))",
    ),
    "a default of a computed value": (
        "entities: {a: {attributes: {id: integer key, n: {type: integer, default: 1, generated: id + 1}}}}",
        "CREATE TABLE a (id integer PRIMARY KEY, n integer DEFAULT 1 GENERATED ALWAYS AS (id + 1) STORED)",
    ),
    "a domain of itself": (
        "domains: {a: b, b: a}\nentities: {t: {attributes: {id: a key}}}",
        "CREATE DOMAIN a AS b; CREATE DOMAIN b AS a",
    ),
    "an index of a junction on no column": (
        """
entities: {a: {attributes: {id: integer key}}, b: {attributes: {id: integer key}}}
relationships: [{is: a 0..* has 0..* b, junction: {indexes: [nothing]}}]
""",
        "CREATE TABLE a_b (a_id integer, b_id integer); CREATE INDEX ON a_b (nothing)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_both_refuse(pg_database: DatabaseUrl, case: str) -> None:
    text, sql = BAD[case]
    with pytest.raises((ModelError, NotExpressibleError)):
        realise(read(f"model: bad\n{text}"), load("postgresql"))
    with pytest.raises(Exception, match=r"(?i)does not exist|multiple primary keys|unsupported|both default"):
        load_sql(pg_database, sql)


KEYS = """
SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u') AND connamespace = 'public'::regnamespace
"""
LONG = "a_name_that_is_far_longer_than_the_sixty_three_bytes_that_fit_in_it"


def test_long_and_reserved_names_are_made_to_fit(pg_database: DatabaseUrl) -> None:
    text = f"""
entities:
  user: {{attributes: {{order: integer key, select: 'integer unique', größe: text}}}}
  short: {{attributes: {{id: integer key, {LONG[:60]}: 'integer unique', also_{LONG[:55]}: 'integer unique'}}}}
"""
    with postgresql(pg_database, text) as db:
        names = [name for (name,) in ask(db, KEYS)]
    assert len(names) == len(set(names)) == 5
    assert all(len(str(name).encode()) <= 63 for name in names)
