"""The library from Python: live tables against the engine's own catalogue, and everything of a model in one call."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import get_type_hints

import psycopg
import pytest
from pydantic import TypeAdapter

import colonnade
from colonnade import (
    AddColumn,
    AddIndex,
    ChangeColumn,
    ComprehensiveModel,
    Database,
    DropColumn,
    DropIndex,
    Hazard,
    RefusedError,
    RenameColumn,
    RenameTable,
    create_comprehensive_data_model,
    database,
)
from colonnade.connect.migration import HazardNotAllowedError
from colonnade.connect.servers.server import PostgresServer
from colonnade.edits import EditRefusedError
from colonnade.model.language import ModelError
from colonnade.schema import ForeignKey, Key
from colonnade.workspace.live.changes import UnknownPartError
from colonnade.workspace.live.database import StillReferredToError, UnknownTableError
from colonnade.workspace.migrating import rollback
from colonnade.workspace.normal import build

ALL = tuple(Hazard)
Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(params=["postgresql", "sqlite"])
def live(request: pytest.FixtureRequest, tmp_path: Path, pg: PostgresServer) -> Iterator[tuple[Database, Ask]]:
    """A database with two tables and a view, and a way to ask it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'shop.db'}"
        sqlite3.connect(tmp_path / "shop.db").close()

        def ask(sql: str) -> list[tuple[object, ...]]:
            with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as connection:
                return connection.execute(sql).fetchall()

        yield _made(database(url), ask), ask
        return
    with pg.database() as address:

        def ask_there(sql: str) -> list[tuple[object, ...]]:
            with psycopg.connect(address.secret_text, autocommit=True) as connection:
                found = connection.execute(sql.encode())
                return found.fetchall() if found.description else []

        yield _made(database(address.secret_text), ask_there), ask_there


def _made(shop: Database, ask: Ask) -> Database:
    shop.create_table("customer", {"id": "integer key", "name": "string(100) required"})
    shop.create_table(
        "sale",
        {"id": "integer key", "customer_id": "integer required -> customer", "total": "decimal(12,2)"},
        indexes=["customer_id"],
    )
    ask("INSERT INTO customer (id, name) VALUES (1, 'Ada')")
    ask("INSERT INTO sale (id, customer_id, total) VALUES (1, 1, 9.5)")
    ask("CREATE VIEW names AS SELECT name FROM customer")
    return shop


def _columns(shop: Database, ask: Ask, table: str) -> list[str]:
    """Names of columns as the engine's catalogue has them."""
    if shop.dialect.name == "sqlite":
        return [str(row[1]) for row in ask(f"PRAGMA table_info({table})")]
    asked = f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position"
    return [str(row[0]) for row in ask(asked)]


def _indexes(shop: Database, ask: Ask, table: str) -> set[str]:
    if shop.dialect.name == "sqlite":
        return {str(row[1]) for row in ask(f"PRAGMA index_list({table})") if row[3] == "c"}
    keys = "SELECT conname FROM pg_constraint"
    asked = f"SELECT indexname FROM pg_indexes WHERE tablename = '{table}' AND indexname NOT IN ({keys})"
    return {str(row[0]) for row in ask(asked)}


def test_what_is_told_is_what_the_catalogue_has(live: tuple[Database, Ask]) -> None:
    shop, ask = live
    assert set(shop.tables()) == {"customer", "sale"}
    for table in shop.tables():
        assert list(shop.table(table).columns) == _columns(shop, ask, table)
        assert {each.name for each in shop.indexes(table)} == _indexes(shop, ask, table)
    assert [each.columns for each in shop.constraints("sale") if isinstance(each, Key)] == [("id",)]
    (reference,) = (each for each in shop.constraints("sale") if isinstance(each, ForeignKey))
    assert reference.target[-1] == "customer"
    with pytest.raises(UnknownTableError) as raised:
        shop.table("custmer")
    assert "customer" in raised.value.hint


def test_a_table_is_altered_and_its_rows_stay(live: tuple[Database, Ask]) -> None:
    shop, ask = live
    ask("DROP VIEW names")
    done = shop.alter_table(
        "customer",
        [
            AddColumn(name="email", says="string(254)"),
            RenameColumn(name="name", to="full_name"),
            ChangeColumn(name="full_name", field="required", value=None),
            AddIndex(says="email", name="by_email"),
        ],
        allow=ALL,
    )
    assert done.version is not None
    assert _columns(shop, ask, "customer") == ["id", "full_name", "email"]
    assert _indexes(shop, ask, "customer") == {"by_email"}
    assert ask("SELECT id, full_name, email FROM customer") == [(1, "Ada", None)]
    shop.alter_table("customer", [DropIndex(name="by_email"), DropColumn(name="email")], allow=ALL)
    assert _columns(shop, ask, "customer") == ["id", "full_name"]
    shop.alter_table("customer", [RenameTable(to="client")], allow=ALL)
    assert ask("SELECT full_name FROM client") == [("Ada",)]
    rollback(shop.url.secret_text)
    assert ask("SELECT full_name FROM customer") == [("Ada",)]


def test_a_hazard_has_to_be_allowed(live: tuple[Database, Ask]) -> None:
    shop, ask = live
    with pytest.raises(HazardNotAllowedError):
        shop.alter_table("sale", [DropColumn(name="total")])
    assert ask("SELECT total FROM sale") != []


def test_what_is_needed_is_not_dropped(live: tuple[Database, Ask]) -> None:
    shop, ask = live
    with pytest.raises(StillReferredToError) as raised:
        shop.drop_table("customer")
    assert isinstance(raised.value, RefusedError)
    assert "sale" in raised.value.message
    assert "view names" in raised.value.message
    assert ask("SELECT name FROM names") == [("Ada",)]
    shop.drop_table("customer", cascade=True)
    assert shop.tables() == ("sale",)
    assert not [each for each in shop.constraints("sale") if isinstance(each, ForeignKey)]
    rollback(shop.url.secret_text)
    assert ask("SELECT name FROM names") == [("Ada",)]
    shop.drop_table("sale")
    assert set(shop.tables()) == {"customer"}


def test_what_is_wrong_changes_nothing(live: tuple[Database, Ask]) -> None:
    shop, _ = live
    before = shop.schema()
    with pytest.raises(EditRefusedError):
        shop.create_table("sale", {"id": "integer key"})
    with pytest.raises(EditRefusedError):
        shop.create_table("gift", {"id": "intger key"})
    with pytest.raises(EditRefusedError):
        shop.alter_table("sale", [AddColumn(name="a", says="text"), AddColumn(name="a", says="text")], allow=ALL)
    with pytest.raises(UnknownPartError):
        shop.alter_table("sale", [DropColumn(name="totl")], allow=ALL)
    with pytest.raises(UnknownTableError):
        shop.drop_table("gift")
    assert shop.schema() == before


ENTITIES: dict[str, object] = {
    "customer": {"attributes": {"id": "bigint key identity", "email": "string(254) required"}},
    "visit": {"attributes": {"seen_on": "date"}},
    "sale": {
        "owner": "sales-team",
        "attributes": {
            "id": "bigint key identity",
            "customer_id": "bigint required -> customer",
            "iban": "string(34) pii -- Where money comes from",
        },
    },
}


@pytest.fixture(scope="module")
def built(pg: PostgresServer) -> ComprehensiveModel:
    return create_comprehensive_data_model("shop", ENTITIES, (), {"domain": "retail"})  # type: ignore[arg-type]


def test_every_part_of_a_model_is_built(built: ComprehensiveModel, pg: PostgresServer) -> None:
    assert (built.model_name, built.model_type, built.business_context) == (
        "shop",
        "ENTERPRISE_ERD",
        {"domain": "retail"},
    )
    assert set(built.entities) == {"customer", "visit", "sale"}
    assert set(built.diagrams) == {"mermaid", "plantuml", "d2", "dot", "svg"}
    assert set(built.schema_generation) == set(built.documentation.deployment) == {"postgresql", "sqlite"}
    assert [(each.entity, each.attribute, each.owner) for each in built.analysis.compliance] == [
        ("sale", "iban", "sales-team")
    ]
    assert {"KEY001"} <= {each.rule for each in built.analysis.validation}
    assert {"MOD003"} <= {each.rule for each in built.analysis.governance}
    assert "| iban |  | string(34) | Where money comes from | pii |" in built.documentation.data_dictionary
    assert all(f"| {name} |" in built.documentation.data_dictionary for name in ("id", "email", "seen_on"))
    assert list(built.model.entities) == list(built.entities)
    with pg.database() as url, psycopg.connect(url.secret_text, autocommit=True) as connection:
        connection.execute(built.schema_generation["postgresql"].script.encode())
        assert set(database(url.secret_text).tables()) == {"customer", "visit", "sale"}


def test_the_result_is_a_document(built: ComprehensiveModel) -> None:
    adapter = TypeAdapter(ComprehensiveModel)
    text = adapter.dump_json(built)
    assert adapter.dump_json(adapter.validate_json(text)) == text
    assert json.loads(text)["analysis"]["lineage"] == []


def test_each_fault_is_one_recommendation_and_goes_with_the_fault(built: ComprehensiveModel) -> None:
    def about(made: ComprehensiveModel, word: str) -> list[str]:
        return [rule for each in made.recommendations if word in each.evidence for rule in each.rules]

    assert about(built, "no primary key") == ["KEY001", "MOD004"]
    assert len([each for each in built.recommendations if "KEY001" in each.rules]) == 1
    assert len([each for each in built.recommendations if "email" in each.evidence]) == 1
    assert [each.rank for each in built.recommendations] == list(range(1, len(built.recommendations) + 1))
    text = json.dumps(ENTITIES).replace('required"', 'required pii"').replace('"date"', '"date key"')
    mended = create_comprehensive_data_model("shop", json.loads(text))
    assert about(mended, "no primary key") == []
    assert not [each for each in mended.recommendations if "MOD003" in each.rules]


def test_a_mistake_has_its_name() -> None:
    with pytest.raises(ModelError) as raised:
        create_comprehensive_data_model("shop", {"a": {"attributes": {"id": "intger key"}}})
    assert "intger" in raised.value.problems[0].message


def test_public_names_are_typed_and_there() -> None:
    stub = (Path(colonnade.__file__).parent / "__init__.pyi").read_text()
    for name in colonnade.__all__:
        assert getattr(colonnade, name).__name__ == name
        assert f"import {name} as {name}" in stub or f"{name} as {name}," in stub
    assert stub.count(" as ") == len(colonnade.__all__)
    with pytest.raises(AttributeError):
        _ = colonnade.nothing  # type: ignore[attr-defined]
    assert get_type_hints(ComprehensiveModel)["model_name"] is str
    assert callable(build)
