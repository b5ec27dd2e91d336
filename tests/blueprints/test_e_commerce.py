"""What of the shop takes more than one session to prove."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy

BUYERS = 50
WRITERS = 20
THERE = 30
PRODUCT = "00000000-0000-4000-8000-000000000031"
WAREHOUSE = "00000000-0000-4000-8000-000000000041"
ORDER = "00000000-0000-4000-8000-000000000051"
LONGEST_WAIT_S = 30


@pytest.fixture(scope="module")
def shop(pg: PostgresServer) -> Iterator[str]:
    with scratch_on(pg) as scratch:
        deploy("e-commerce", scratch.url.secret_text, sample=True)
        yield scratch.url.secret_text


def test_fifty_buyers_at_once_get_what_there_is(shop: str) -> None:
    ready = Barrier(BUYERS)

    def buy(_: int) -> bool:
        with psycopg.connect(shop) as session:
            session.execute("SET ROLE application_user")
            ready.wait(LONGEST_WAIT_S)
            row = session.execute("SELECT shop.reserve_stock(%s, %s, 1)", (PRODUCT, WAREHOUSE)).fetchone()
            return row == (True,)

    with psycopg.connect(shop, autocommit=True) as owner, ThreadPoolExecutor(BUYERS) as pool:
        owner.execute("UPDATE shop.inventory SET quantity_available = %s, quantity_reserved = 0", (THERE,))
        assert sum(pool.map(buy, range(BUYERS))) == THERE
        left = owner.execute("SELECT quantity_available, quantity_reserved FROM shop.inventory").fetchall()
        assert left == [(0, THERE)]


def test_who_writes_without_the_function_does_not_go_below_nothing(shop: str) -> None:
    ready = Barrier(WRITERS)

    def take(_: int) -> bool:
        with psycopg.connect(shop) as session:
            ready.wait(LONGEST_WAIT_S)
            try:
                session.execute("UPDATE shop.inventory SET quantity_available = quantity_available - 1")
            except psycopg.errors.CheckViolation:
                return False
            return True

    with psycopg.connect(shop, autocommit=True) as owner, ThreadPoolExecutor(WRITERS) as pool:
        owner.execute("UPDATE shop.inventory SET quantity_available = %s", (WRITERS - 5,))
        assert sum(pool.map(take, range(WRITERS))) == WRITERS - 5
        assert owner.execute("SELECT quantity_available FROM shop.inventory").fetchall() == [(0,)]


def test_two_who_add_items_to_one_order_are_both_added_up(shop: str) -> None:
    added = "INSERT INTO shop.order_items (order_id, product_id, quantity, unit_price) VALUES (%s, %s, 1, %s)"
    with psycopg.connect(shop, autocommit=True) as owner:
        before = owner.execute("SELECT subtotal FROM shop.orders WHERE order_id = %s", (ORDER,)).fetchone()
        _in_turn(shop, (added, (ORDER, PRODUCT, 10)), (added, (ORDER, PRODUCT, 20)))
        after = owner.execute("SELECT subtotal FROM shop.orders WHERE order_id = %s", (ORDER,)).fetchone()
    assert before is not None
    assert after == (before[0] + 30,)


def test_two_who_move_categories_do_not_close_a_circle(shop: str) -> None:
    books, electronics = "00000000-0000-4000-8000-000000000024", "00000000-0000-4000-8000-000000000021"
    moved = "UPDATE shop.categories SET parent_category_id = %s WHERE category_id = %s"
    with pytest.raises(psycopg.errors.CheckViolation, match="can't be below itself"):
        _in_turn(shop, (moved, (books, electronics)), (moved, (electronics, books)))
    with psycopg.connect(shop) as owner:
        paths = owner.execute("SELECT category_path::text FROM shop.categories ORDER BY 1").fetchall()
    assert [path for (path,) in paths][:2] == ["books", "books.electronics"]


def _in_turn(url: str, one: tuple[str, tuple[object, ...]], other: tuple[str, tuple[object, ...]]) -> None:
    """Run the other while the transaction of the one is open, which ends when the other waits for it."""
    with (
        psycopg.connect(url, autocommit=True) as watcher,
        psycopg.connect(url) as first,
        psycopg.connect(url) as second,
        ThreadPoolExecutor(1) as pool,
    ):
        first.execute(*one)
        pid = second.info.backend_pid

        def follow() -> None:
            second.execute(*other)
            second.commit()

        waiting = pool.submit(follow)
        asked = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'"
        until = time.monotonic() + LONGEST_WAIT_S
        while watcher.execute(asked, (pid,)).fetchone() is None:
            assert time.monotonic() < until, "the second session never waited for the first"
            time.sleep(0.01)
        first.commit()
        waiting.result(LONGEST_WAIT_S)
