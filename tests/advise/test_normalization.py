"""Dependencies are found in rows, and a split by them loses nothing: the parts join back to what was there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from colonnade.advise.normalization import BreachKind, CantSplitError, NormalForm, Relation, split
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.model.language import read
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.schema import Key, Table
from colonnade.workspace.design.normalizing import BadDependencyError, normalize
from colonnade.workspace.source import read_source
from tests.cli.running import cln

TABLE = """
CREATE TABLE sale (
  order_no integer NOT NULL, line integer NOT NULL, buyer varchar(20) NOT NULL, city varchar(20), zip varchar(10),
  product varchar(10) NOT NULL, price integer, amount integer NOT NULL, tags varchar(40),
  phone1 varchar(9), phone2 varchar(9), phone3 varchar(9), PRIMARY KEY (order_no, line)
)
"""
COLUMNS = "order_no, line, buyer, city, zip, product, price, amount"
CITIES = {"1000": "Linz", "2000": "Graz", "3000": "Linz", None: None}
BUYERS = {"Ada": "1000", "Bob": "2000", "Cem": "3000", "Dee": None, "Eva": "1000"}
PRODUCTS = {"p1": 10, "p2": 20, "p3": 10, "p4": None}


def _rows() -> Iterator[tuple[object, ...]]:
    """Twelve orders of three lines: who buys hangs on the order, the city on the zip code, the price on the product."""
    for order in range(1, 13):
        buyer = list(BUYERS)[order % 5]
        code = BUYERS[buyer]
        for line in range(1, 4):
            product = list(PRODUCTS)[(order + line * line) % 4]
            yield order, line, buyer, CITIES[code], code, product, PRODUCTS[product], order * 7 % 5 + line


Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(params=["postgresql", "sqlite"])
def live(request: pytest.FixtureRequest, pg: PostgresServer, tmp_path: Path) -> Iterator[tuple[str, Ask]]:
    """A table that is in the first normal form at most, with rows, and a way to ask."""
    values = ", ".join(
        f"({', '.join('NULL' if each is None else repr(each) for each in row)}, 'red,green')" for row in _rows()
    )
    fill = f"INSERT INTO sale ({COLUMNS}, tags) VALUES {values}"
    if request.param == "sqlite":
        with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as connection:
            connection.execute(TABLE)
            connection.execute(fill)
            connection.execute("UPDATE sale SET tags = 'blue;red' WHERE line = 2")
            yield f"sqlite:///{tmp_path / 'shop.db'}", lambda sql: connection.execute(sql).fetchall()
        return
    with pg.database() as url, psycopg.connect(url.secret_text, autocommit=True) as server:

        def ask(sql: str) -> list[tuple[object, ...]]:
            found = server.execute(sql.encode())
            return found.fetchall() if found.description else []

        ask(TABLE)
        ask(fill)
        ask("UPDATE sale SET tags = 'blue;red' WHERE line = 2")
        yield url.secret_text, ask


def test_what_hangs_on_what_is_found_in_the_rows(live: tuple[str, Ask]) -> None:
    (found,) = normalize(read_source(live[0])).tables
    assert found.keys == (("order_no", "line"),)
    assert (found.form, found.rows) == (NormalForm.NONE, 36)
    told = {(each.kind, each.determinant): each.columns for each in found.breaches}
    assert told[BreachKind.REPEATING_GROUP, ()] == ("tags",)
    assert ("phone1", "phone2", "phone3") in {each.columns for each in found.breaches}
    assert told[BreachKind.PARTIAL, ("order_no",)] == ("buyer", "city", "zip")
    assert told[BreachKind.TRANSITIVE, ("buyer",)] == ("city", "zip")
    assert told[BreachKind.TRANSITIVE, ("zip",)] == ("city",)
    assert told[BreachKind.TRANSITIVE, ("product",)] == ("price",)
    assert ("city",) not in {each.determinant for each in found.breaches}
    (by_product,) = (each for each in found.breaches if each.determinant == ("product",))
    assert "4 values, 32 rows repeat" in by_product.evidence


def test_a_split_model_has_the_third_form_and_joins_back(live: tuple[str, Ask]) -> None:
    url, ask = live
    for column in ("tags", "phone1", "phone2", "phone3"):
        ask(f"ALTER TABLE sale DROP COLUMN {column}")
    before = sorted(ask(f"SELECT {COLUMNS} FROM sale"), key=repr)
    found = normalize(read_source(url))
    (table,) = found.tables
    assert [(each.name, each.columns) for each in table.relations] == [
        ("zip", ("zip", "city")),
        ("product", ("product", "price")),
        ("buyer", ("buyer", "zip")),
        ("order", ("order_no", "buyer")),
    ]
    # the new tables beside the old one, filled from it; then what left the old one goes
    model = read(found.model)
    schema = realise(model, load(found.engine))
    new = {one.name for one in table.relations}
    for each in creation(schema, load(found.engine)):
        made = schema.get(each.object)
        if (isinstance(made, Table) and made.name in new) or (isinstance(made, Key) and made.path[-2] in new):
            for statement in each.statements:
                ask(statement.sql)
    for fill in table.fills:
        ask(fill)
    for name in {name for one in table.relations for name in one.columns if name not in one.key}:
        ask(f"ALTER TABLE sale DROP COLUMN {name}")
    assert set(model.entities["sale"].attributes) == {"order_no", "line", "product", "amount"}
    joined = ask(
        f'SELECT {COLUMNS} FROM sale LEFT JOIN product USING (product) LEFT JOIN "order" USING (order_no)'
        " LEFT JOIN buyer USING (buyer) LEFT JOIN zip USING (zip)"
    )
    assert sorted(joined, key=repr) == before
    after = normalize(read_source(url))
    assert {each.table: each.breaches for each in after.tables if each.breaches} == {}
    assert after.counts[NormalForm.THIRD] == 5


STATED = """
model: shop
dialect: %s
entities:
  sale:
    attributes:
      id: integer key
      zip: string(10) -- Where it goes
      city: string(20)
      total: integer
    checks: ["%s"]
"""


def test_a_model_has_the_dependencies_that_are_stated(tmp_path: Path) -> None:
    file, out = tmp_path / "shop.colonnade.yaml", tmp_path / "split.colonnade.yaml"
    file.write_text(STATED % ("sqlite", "total > 0"))
    assert cln("normalize", file).out.startswith("1 tables: 0 in 1NF, 0 in 2NF, 1 in 3NF")
    call = ("normalize", file, "sale", "--given", "sale: zip -> city")
    assert "transitive dependency: zip -> city (stated)" in cln(*call, "-o", out).out
    model = read(out.read_text())
    assert list(model.entities["zip"].attributes) == ["zip", "city"]
    assert model.entities["zip"].attributes["zip"].about == "Where it goes"
    (reference,) = model.relationships.values()
    assert (reference.parent, reference.child, reference.by) == ("zip", "sale", ("zip",))
    assert cln("check", out).code == 0
    again = cln("normalize", out, "zip", "--given", "zip: zip -> city", "--format", "json").document()
    assert again["counts"] == {"none": 0, "1NF": 0, "2NF": 0, "3NF": 1}


def test_what_cant_be_split_or_is_no_dependency_is_told(tmp_path: Path) -> None:
    file = tmp_path / "shop.colonnade.yaml"
    file.write_text(STATED % ("sqlite", "city <> ''"))
    with pytest.raises(CantSplitError) as raised:
        normalize(read_source(str(file)), stated=["sale: zip -> city"])
    assert "check" in raised.value.message
    for wrong in ("sale zip city", "sale: zip -> ", "sale: zip -> cty", "sales: zip -> city"):
        with pytest.raises(BadDependencyError) as refused:
            normalize(read_source(str(file)), stated=[wrong])
        assert refused.value.hint
    with pytest.raises(BadDependencyError):
        normalize(read_source(str(file)), tables=["sales"])


def test_two_columns_may_be_the_key_of_what_is_split_off() -> None:
    model = read(
        "model: m\nentities:\n  a:\n    attributes: {id: integer key, b: integer required, c: integer, d: text}"
    )
    made = split(model, "a", [Relation(name="bc", key=("b", "c"), columns=("b", "c", "d"))])
    assert made.entities["bc"].identifier == ("b", "c")
    (reference,) = made.relationships.values()
    assert (reference.child, reference.by, reference.parent_end) == ("a", ("b", "c"), "0..1")
