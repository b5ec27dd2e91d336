"""Large tables keep room in their pages, and updated rows stay where they are."""

from __future__ import annotations

import pytest

from colonnade.connect.urls import DatabaseUrl
from tests.realize.engines import ask, postgresql

TEXT = """
entities:
  event:
    attributes: {id: integer key, count: integer, filling: string(200)}
    volume: %s
"""


@pytest.mark.parametrize(("volume", "options"), [("1M rows", None), ("1000001 rows", ["fillfactor=85"])])
def test_room_is_kept_above_a_million_rows(pg_database: DatabaseUrl, volume: str, options: list[str] | None) -> None:
    with postgresql(pg_database, TEXT % volume) as db:
        assert ask(db, "SELECT reloptions FROM pg_class WHERE oid = 'event'::regclass") == [(options,)]


def test_a_divided_table_has_no_room_of_its_own(pg_database: DatabaseUrl) -> None:
    text = f"{TEXT % '9M rows'}    partition: hash id into 2\n"
    with postgresql(pg_database, text) as db:
        assert (
            ask(db, "SELECT reloptions FROM pg_class WHERE relname LIKE 'event%' AND relkind IN ('r', 'p')")
            == [(None,)] * 3
        )


def _kept_in_place(url: DatabaseUrl, volume: str) -> float:
    """The share of updated rows that stayed in their page."""
    with postgresql(url, TEXT % volume) as db:
        ask(db, "INSERT INTO event SELECT n, 0, repeat('x', 100) FROM generate_series(1, 5000) AS n")
        ask(db, "UPDATE event SET count = count + 1 WHERE id % 8 = 0")
        ask(db, "SELECT pg_stat_force_next_flush()")
        ((updated, in_place),) = ask(
            db, "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'event'"
        )
    assert updated == 625
    return float(str(in_place)) / 625


def test_updated_rows_stay_in_their_page(pg_database: DatabaseUrl) -> None:
    assert _kept_in_place(pg_database, "2M rows") > 0.95


def test_without_room_they_move(pg_database: DatabaseUrl) -> None:
    assert _kept_in_place(pg_database, "2k rows") < 0.5
