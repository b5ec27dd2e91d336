"""What the design says to those who break its constraints reaches them, on both engines and through any driver."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.live import open_live
from colonnade.connect.urls import DatabaseUrl, sqlite_url
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.model.language import read
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.workspace.live.messages import ConstraintBrokenError, explained
from colonnade.workspace.live.rows import Rows

MODEL = """\
model: shop
entities:
  customer:
    attributes:
      id: bigint key
      email: {type: string(100), required: true, unique: true, message: an address is given once}
      status: {type: "enum(active, closed)", required: true, default: active, message: active or closed}
    keys:
      - {attributes: [id, status], message: never broken alone}
  order:
    attributes:
      id: {type: bigint, key: true, message: orders are numbered once}
      customer_id: bigint required
      parent_id: {type: bigint, references: {to: order}, message: the order before it is there}
      total: {type: "decimal(10,2)", check: "total >= 0", message: an order has a price}
      spare: bigint -> customer
    checks:
      - {check: "total < 1000", message: an order is below a thousand}
      - {check: "id < 1000"}
relationships:
  - {source: customer, target: order, target_end: 0..*, by: [customer_id], message: an order is of a known customer}
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return read(MODEL)


@pytest.fixture(params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest, model: Model) -> DatabaseUrl:
    if request.param == "postgresql":
        made: DatabaseUrl = request.getfixturevalue("pg_database")
    else:
        path: Path = request.getfixturevalue("sqlite_path")
        path.touch()
        made = sqlite_url(path)
    dialect = load(request.param)
    with open_live(made) as live:
        for step in creation(realise(model, dialect), dialect):
            for statement in step.statements:
                live.run(statement.sql)
    return made


GOOD: dict[str, str | int] = {"id": 1, "customer_id": 1, "total": 5}


def test_each_kind_of_constraint_tells_the_words_of_the_design(url: DatabaseUrl, model: Model) -> None:
    rows = Rows(url=url, model=model)
    assert rows.add("customer", {"id": 1, "email": "a@b"}) == 1
    assert rows.add("order", GOOD) == 1
    broken: dict[str, tuple[str, dict[str, str | int]]] = {
        "an address is given once": ("customer", {"id": 2, "email": "a@b"}),
        "active or closed": ("customer", {"id": 2, "email": "c@d", "status": "open"}),
        "orders are numbered once": ("order", GOOD),
        "an order has a price": ("order", GOOD | {"id": 2, "total": -1}),
        "an order is below a thousand": ("order", GOOD | {"id": 2, "total": 5000}),
        "an order is of a known customer": ("order", GOOD | {"id": 2, "customer_id": 9}),
        "the order before it is there": ("order", GOOD | {"id": 2, "parent_id": 9}),
    }
    for message, (table, row) in broken.items():
        with pytest.raises(ConstraintBrokenError) as caught:
            rows.add(table, row)
        assert caught.value.message == message
    with pytest.raises(ConstraintBrokenError, match="an address is given once") as caught:
        rows.add("customer", {"id": 3})
    assert caught.value.fields["kind"] == "NOT NULL"
    # where the design says nothing, the engine's own words are told
    with pytest.raises(ConstraintBrokenError, match="constraint"):
        rows.add("order", GOOD | {"id": 5000})
    with pytest.raises(ConstraintBrokenError, match=r"(?i)foreign key constraint"):
        rows.add("order", GOOD | {"id": 2, "spare": 9})
    with pytest.raises(ConstraintBrokenError, match="an order is of a known customer"):
        rows.remove("customer", where={"id": 1})
    assert rows.change("order", {"total": 6}, where={"id": 1, "parent_id": None}) == 1
    with open_live(url) as live:
        assert live.query('SELECT count(*), max(total) FROM "order"') == [(1, 6)]


def test_other_drivers_are_explained_too(url: DatabaseUrl, model: Model) -> None:
    engine = url.engine.value
    statement = "INSERT INTO customer (id, email, status) VALUES (1, 'a', 'no')"

    def with_their_own_driver() -> None:
        if engine == "postgresql":
            with psycopg.connect(url.secret_text) as connection:
                connection.execute(statement.encode())
        else:
            with closing(sqlite3.connect(url.database)) as connection:
                connection.execute(statement)

    with pytest.raises(ConstraintBrokenError, match="active or closed"), explained(model, engine):
        with_their_own_driver()
    with pytest.raises(ZeroDivisionError), explained(model, engine):
        _ = 1 // 0
