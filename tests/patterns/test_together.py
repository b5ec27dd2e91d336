"""Many patterns on one entity, which has a namespace, a name in two cases, and tenants."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from colonnade.connect.postgresql import connect
from colonnade.connect.scratch import ScratchDatabase
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.patterns import pattern
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.store import load_model
from colonnade.workspace.architecture.patterning import with_pattern
from tests.oracle.postgresql import build

MODEL = """
model: shop
schema: app
naming: {case: as is}
tenancy: {levels: {tenant_id: tenant}, application: shop_app}
entities:
  tenant: {attributes: {id: uuid key, name: text required}}
  sales.CustomerOrder: {attributes: {OrderId: integer key, Total: "decimal(12,2)", On: date}}
  sales.line: {attributes: {id: integer key, order_id: integer -> sales.CustomerOrder, amount: "decimal(12,2)"}}
"""
CALLS: tuple[tuple[str, dict[str, str]], ...] = (
    ("audit-trail", {}),
    ("outbox", {}),
    ("hierarchy-closure", {}),
    ("soft-delete", {}),
    ("history", {}),
    ("tagging", {}),
    ("money", {"amount": "Total", "day": "On", "currency": "money_currency"}),
    ("event-sourcing", {}),
    ("saga", {}),
    ("queue", {}),
    ("dimension-type-6", {"tracked": "Total"}),
    ("dimension-type-3", {"tracked": "Total, On", "dimension": "sales.before"}),
    ("data-vault", {"business_key": "OrderId", "described": "Total", "linked": "On"}),
    ("read-model", {"lines": "sales.line", "by": "order_id", "amount": "amount"}),
)
TENANT = "00000000-0000-4000-8000-000000000001"
COUNTS = {
    "audit_log": 3, "outbox": 3, "CustomerOrder_closure": 3, "customer_order_history": 3, "dim_customer_order": 3,
    "before": 2, "hub_customer_order": 2, "sat_customer_order": 3, "link_customer_order_on": 2,
    "CustomerOrder_summary": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    path = tmp_path_factory.mktemp("together") / "shop.colonnade.yaml"
    path.write_text(MODEL)
    found = load_model(path).model
    for name, settings in CALLS:
        found, _ = with_pattern(pattern(name), found, "sales.CustomerOrder", settings)
    return found


def _changes(app: str, sales: str) -> list[str]:
    order = (
        f'INSERT INTO {sales}"CustomerOrder" (tenant_id, "OrderId", "Total", "On", money_currency, parent_id) VALUES'
    )
    return [
        f"INSERT INTO {app}currency (tenant_id, code, name) VALUES ('{TENANT}', 'EUR', 'Euro')",
        f"{order} ('{TENANT}', 1, 10, '2026-01-01', 'EUR', NULL)",
        f"{order} ('{TENANT}', 2, 10, '2026-01-01', 'EUR', 1)",
        f"INSERT INTO {sales}line (tenant_id, id, order_id, amount) VALUES ('{TENANT}', 1, 1, 5)",
        f'UPDATE {sales}"CustomerOrder" SET "Total" = 11 WHERE "OrderId" = 1',
    ]


def test_on_postgresql_as_a_tenant(model: Model, pg_scratch: ScratchDatabase) -> None:
    build(pg_scratch.url, realise(model, load("postgresql")))
    with closing(connect(pg_scratch.url)) as connection:
        connection.execute(f"INSERT INTO app.tenant (id, name) VALUES ('{TENANT}', 'x')".encode())
        connection.execute(b"SET ROLE shop_app")
        connection.execute(f"SELECT set_config('app.tenant_id', '{TENANT}', false)".encode())
        for sql in _changes("app.", "sales."):
            connection.execute(sql.encode())
        connection.execute(b"RESET ROLE")
        for table, count in COUNTS.items():
            schema = "app" if table in {"audit_log", "outbox"} else "sales"
            found = connection.execute(f'SELECT count(*), count(tenant_id) FROM {schema}."{table}"'.encode()).fetchall()
            assert (table, found) == (table, [(count, count)])


def test_on_sqlite(model: Model) -> None:
    dialect = load("sqlite")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for each in creation(realise(model, dialect), dialect):
            for statement in each.statements:
                connection.execute(statement.sql)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"INSERT INTO tenant (id, name) VALUES ('{TENANT}', 'x')")
        for sql in _changes("", ""):
            connection.execute(sql)
        for table, count in COUNTS.items():
            found = connection.execute(f'SELECT count(*), count(tenant_id) FROM "{table}"').fetchall()
            assert (table, found) == (table, [(count, count)])
