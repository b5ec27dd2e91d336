"""The warehouse is loaded from the shop, line by line, and says what the shop says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy

USERS = 200
PRODUCTS = 50
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]
"""Each is a batch."""
LINES = 4
"""Of an order."""
STAGED = (
    "etl_batch_id, order_number, order_line_number, sold_at, customer_id, product_id, quantity_ordered, unit_price,"
    " discount_amount, tax_amount, order_status"
)
EXPORT = """
COPY (SELECT to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM'), o.order_number,
             row_number() OVER (PARTITION BY o.order_id ORDER BY i.order_item_id), o.created_at AT TIME ZONE 'UTC',
             u.username, p.sku, i.quantity, i.unit_price, i.discount_amount, i.tax_amount, o.status
        FROM shop.orders o
        JOIN shop.order_items i USING (order_id)
        JOIN shop.users u USING (user_id)
        JOIN shop.products p USING (product_id)) TO STDOUT
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    shop: psycopg.Connection
    sales: psycopg.Connection


@pytest.fixture
def both(pg: PostgresServer) -> Iterator[Both]:
    with scratch_on(pg) as one, scratch_on(pg) as other:
        deploy("e-commerce", one.url.secret_text)
        deploy("sales-warehouse", other.url.secret_text)
        with (
            psycopg.connect(one.url.secret_text, autocommit=True) as shop,
            psycopg.connect(other.url.secret_text, autocommit=True) as sales,
        ):
            yield Both(shop=shop, sales=sales)


@pytest.mark.parametrize("lines", [4_000, pytest.param(1_000_000, marks=(pytest.mark.full, pytest.mark.timeout(1800)))])
def test_what_the_shop_sold_is_in_the_warehouse(both: Both, lines: int) -> None:
    _sell(both.shop, lines)
    sold = _row(both.shop, "SELECT count(*), sum(total_amount), sum(quantity) FROM shop.order_items")
    assert sold[0] == lines

    sales = both.sales
    _row(sales, "SELECT sales.fill_dim_date('2024-01-01', '2024-12-31'), sales.fill_dim_time()")
    for (username,) in both.shop.execute("SELECT username FROM shop.users"):
        _row(sales, "SELECT sales.record_customer(jsonb_build_object('customer_id', %s::text), '2024-01-01')", username)
    with sales.cursor() as cursor:
        products = both.shop.execute("SELECT sku, sku, product_name FROM shop.products").fetchall()
        cursor.executemany(
            "INSERT INTO sales.dim_product (product_id, sku, product_name) VALUES (%s, %s, %s)", products
        )
    with (
        both.shop.cursor().copy(EXPORT) as given,
        sales.cursor().copy(f"COPY sales.stage_sales ({STAGED}) FROM STDIN") as taken,
    ):
        for block in given:
            taken.write(block)

    facts = "SELECT count(*), sum(total_amount), sum(quantity_ordered) FROM sales.fact_sales"
    for batch in (*MONTHS, MONTHS[1]):
        # The second month is loaded twice.
        _row(sales, "SELECT sales.load_sales(%s)", batch)
    assert _row(sales, facts) == sold
    assert _row(sales, "SELECT count(*) FROM sales.fact_sales WHERE customer_sk = -1 OR product_sk = -1") == (0,)

    _row(sales, "SELECT sales.summarise_sales('2024-01-01', '2024-12-31')")
    summed = "SELECT sum(total_sales_amount), sum(total_quantity) FROM sales.fact_sales_daily_summary"
    assert _row(sales, summed) == sold[1:]

    plan = sales.execute(
        "EXPLAIN SELECT sum(total_amount) FROM sales.fact_sales WHERE date_key BETWEEN 20240601 AND 20240630"
    )
    told = "\n".join(line for (line,) in plan)
    assert "fact_sales_202406" in told
    assert "fact_sales_202405" not in told
    assert "fact_sales_202407" not in told


def _sell(shop: psycopg.Connection, lines: int) -> None:
    """Orders of a whole year, without what triggers do for each of them."""
    shop.execute("SET session_replication_role = replica")
    shop.execute(
        "INSERT INTO shop.users (email, username) SELECT n || '@example.org', 'u' || n"
        " FROM generate_series(1, %s) AS n",
        (USERS,),
    )
    shop.execute(
        "INSERT INTO shop.products (sku, product_name, base_price) SELECT 'p' || n, 'Thing ' || n, n + 0.99"
        " FROM generate_series(1, %s) AS n",
        (PRODUCTS,),
    )
    shop.execute(
        "INSERT INTO shop.orders (user_id, order_number, subtotal, created_at)"
        " SELECT u.user_id, 'O-' || n, 0,"
        " '2024-01-01 00:00+00'::timestamptz + (n - 1) * interval '366 days' / %(orders)s"
        " FROM generate_series(1, %(orders)s) AS n JOIN shop.users u ON u.username = 'u' || n %% %(users)s + 1",
        {"orders": lines // LINES, "users": USERS},
    )
    shop.execute(
        "INSERT INTO shop.order_items (order_id, product_id, quantity, unit_price, discount_amount)"
        " SELECT o.order_id, p.product_id, 1 + n %% 3, p.base_price, (n %% 2) * 0.5"
        " FROM shop.orders o CROSS JOIN generate_series(1, %s) AS n JOIN shop.products p"
        " ON p.sku = 'p' || (ascii(right(o.order_number, 1)) + n) %% %s + 1",
        (LINES, PRODUCTS),
    )


def _row(session: psycopg.Connection, query: str, *values: object) -> tuple[object, ...]:
    found = session.execute(query, values).fetchone()
    assert found is not None
    return found
