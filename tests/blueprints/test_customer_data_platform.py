"""The customer data platform with orders by month, for those who have many."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from colonnade.blueprints import blueprint
from colonnade.connect.scratch import ScratchDatabase
from colonnade.workspace.comparing import compare_sources
from colonnade.workspace.migrating import apply
from colonnade.workspace.planning import ALL_HAZARDS, make_plan

ORDER = """
INSERT INTO customer_data.orders (order_number, customer_id, order_date)
VALUES ('O-1', '00000000-0000-4000-8000-000000000001', '2026-02-28 23:30+00') RETURNING tableoid::regclass::text
"""
CUSTOMER = """
INSERT INTO customer_data.customers (customer_id, customer_number, first_name, last_name, email_address)
VALUES ('00000000-0000-4000-8000-000000000001', 'C-1', 'A', 'B', 'a@example.org')
"""


def test_orders_may_be_divided_by_month(pg_scratch: ScratchDatabase, tmp_path: Path) -> None:
    text = blueprint("customer-data-platform").model.read_text(encoding="utf-8")
    divided = text.replace(
        "    retention: 10 years because",
        "    partition: range order_date monthly from 2026-01-01 into 3\n    retention: 10 years because",
    )
    assert divided != text
    model = tmp_path / "monthly.colonnade.yaml"
    model.write_text(divided, encoding="utf-8")
    url = pg_scratch.url.secret_text
    apply(make_plan(url, str(model), engine="postgresql", allowed=ALL_HAZARDS, description="by month").document, url)
    assert compare_sources(url, str(model), engine="postgresql").difference.operations == ()
    with psycopg.connect(url, options="-c timezone=UTC") as connection:
        connection.execute(CUSTOMER)
        assert connection.execute(ORDER).fetchall() == [("customer_data.orders_2026_02",)]
        with pytest.raises(psycopg.errors.UniqueViolation), connection.transaction():
            connection.execute(ORDER)
        key = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'orders_pkey'"
        assert connection.execute(key).fetchall() == [("PRIMARY KEY (order_id, order_date)",)]
