"""Stored views are refreshed while others read them, and read back with what they need for it."""

from __future__ import annotations

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.realize import abstract
from tests.realize.engines import ask, model, postgresql

TEXT = """
entities:
  sale: {attributes: {id: integer key, day: date required, sum: integer required}}
views:
  per_day:
    query: select day, sum(sum) as total from sale group by day
    materialized: true
    indexes: [%s]
  best:
    query: select day from per_day where total > 10
"""


def test_a_stored_view_with_a_key_is_refreshed_concurrently(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, TEXT % "unique day") as db:
        ask(db, "INSERT INTO sale VALUES (1, '2026-05-01', 7), (2, '2026-05-01', 8), (3, '2026-05-02', 1)")
        assert ask(db, "SELECT * FROM best") == []
        ask(db, "REFRESH MATERIALIZED VIEW CONCURRENTLY per_day")
        assert [str(day) for (day,) in ask(db, "SELECT day FROM best")] == ["2026-05-01"]
    found = abstract(introspect(pg_database), load("postgresql"), name="again").views["per_day"]
    assert found.materialized
    assert found.indexes == model(TEXT % "unique day").views["per_day"].indexes


def test_without_a_key_the_server_refuses(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, TEXT % "day") as db, pytest.raises(psycopg.Error, match="concurrently"):
        ask(db, "REFRESH MATERIALIZED VIEW CONCURRENTLY per_day")
