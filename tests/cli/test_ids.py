"""A rename that a model file knows by its id is carried out as a rename, with all rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.live import open_live
from colonnade.connect.urls import DatabaseUrl, sqlite_url
from tests.cli.running import cln

FIRST = """\
model: shop
entities:
  customer:
    attributes:
      id: integer key
      name: string(50) required
  sale:
    attributes:
      id: integer key
      customer_id: integer required -> customer
"""
RENAMED = """\
model: shop
entities:
  client:
    id: customer
    attributes:
      id: integer key
      full_name: {is: string(50) required, id: name}
  sale:
    attributes:
      id: integer key
      client_id: {is: integer required -> client, id: customer_id}
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DatabaseUrl]:
    if request.param == "sqlite":
        with closing(sqlite3.connect(tmp_path / "shop.db")) as made:
            made.execute("VACUUM")
        yield sqlite_url(tmp_path / "shop.db")
    else:
        yield request.getfixturevalue("pg_database")


def test_renames_by_id_keep_the_rows(database: DatabaseUrl, tmp_path: Path) -> None:
    url, engine = database.secret_text, database.engine.value
    model, plan = tmp_path / "shop.colonnade.yaml", tmp_path / "plan.json"
    model.write_text(FIRST)
    cln("plan", url, model, "--engine", engine, "--allow", "all", "-o", plan)
    cln("apply", plan, "--on", url)
    with open_live(database) as live:
        live.run("INSERT INTO customer (id, name) VALUES (1, 'ann')")
        live.run("INSERT INTO sale (id, customer_id) VALUES (1, 1)")
    model.write_text(RENAMED)
    found = cln("diff", url, model, "--engine", engine, "--format", "json", expect=1).document()["changes"]
    assert isinstance(found, list)
    renames = {(each["kind"], each["name"].rpartition(".")[2]) for each in found if each["change"] == "renamed"}
    assert {("table", "customer"), ("column", "name"), ("column", "customer_id")} <= renames
    # PostgreSQL 18 names its NOT NULL constraints after the table and column, so these names may follow.
    others = [each for each in found if each["kind"] in {"table", "column"} and each["change"] != "renamed"]
    assert all([field["field"] for field in each["fields"]] == ["not_null"] for each in others)
    cln("plan", url, model, "--engine", engine, "--allow", "all", "-o", plan)
    cln("apply", plan, "--on", url)
    with open_live(database) as live:
        assert live.query("SELECT id, full_name FROM client") == [(1, "ann")]
        assert live.query("SELECT id, client_id FROM sale") == [(1, 1)]
    assert cln("verify", model, "--on", url, "--engine", engine).out.startswith("no drift")
    assert cln("plan", url, model, "--engine", engine).out.startswith("nothing to do")
    cln("rollback", "--on", url)
    with open_live(database) as live:
        assert live.query("SELECT id, name FROM customer") == [(1, "ann")]
        assert live.query("SELECT id, customer_id FROM sale") == [(1, 1)]
