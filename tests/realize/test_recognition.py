"""What a schema says in tables and keys is found as the design meant it, and nothing that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model import Model, RelationshipKind
from colonnade.model.diagram import Multiplicity
from colonnade.realize import abstract, realise
from colonnade.workspace.source import read_source
from tests.oracle.postgresql import load_sql

SIDES = "CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE b (id integer PRIMARY KEY, c text UNIQUE);"


def found(url: DatabaseUrl, sql: str) -> Model:
    """The model of a database, of which nothing was lost."""
    load_sql(url, SIDES + sql)
    schema = introspect(url)
    model = abstract(schema, load("postgresql"), name="found")
    assert realise(model, load("postgresql")) == schema
    return model


JUNCTIONS = {
    "plain": "a_id integer REFERENCES a ON DELETE CASCADE, b_id integer REFERENCES b ON DELETE CASCADE,"
    " PRIMARY KEY (a_id, b_id)",
    "with other names": "one integer CONSTRAINT f1 REFERENCES a, two integer CONSTRAINT f2 REFERENCES b,"
    " CONSTRAINT pk PRIMARY KEY (one, two)",
    "with attributes": "a_id integer REFERENCES a, b_id integer REFERENCES b, since date NOT NULL DEFAULT now(),"
    " PRIMARY KEY (a_id, b_id)",
    "of one table": "a_id integer REFERENCES a, b_id integer REFERENCES a, PRIMARY KEY (a_id, b_id)",
    "with a note at its end": "a_id integer REFERENCES a, b_id integer REFERENCES b, PRIMARY KEY (a_id, b_id), x text",
}


@pytest.mark.parametrize("columns", JUNCTIONS.values(), ids=JUNCTIONS)
@pytest.mark.parametrize("index", ["", "CREATE INDEX second ON j ((1)); CREATE INDEX ON j (x_y);"])
def test_a_junction_is_many_to_many(pg_database: DatabaseUrl, columns: str, index: str) -> None:
    index = index.replace("x_y", "two" if "two" in columns else "b_id")
    model = found(pg_database, f"CREATE TABLE j ({columns}); {index}")
    assert set(model.entities) == {"a", "b"}
    (tie,) = model.relationships.values()
    assert tie.kind is RelationshipKind.MANY_TO_MANY
    assert "tables" not in getattr(model.overlays.get("postgresql"), "document", {})


NO_JUNCTIONS = {
    "a key of its own": "id integer PRIMARY KEY, a_id integer REFERENCES a, b_id integer REFERENCES b,"
    " UNIQUE (a_id, b_id)",
    "a longer key": "a_id integer REFERENCES a, b_id integer REFERENCES b, n integer, PRIMARY KEY (a_id, b_id, n)",
    "three sides": "a_id integer REFERENCES a, b_id integer REFERENCES b, o_id integer REFERENCES a,"
    " PRIMARY KEY (a_id, b_id)",
    "a condition": "a_id integer REFERENCES a, b_id integer REFERENCES b, PRIMARY KEY (a_id, b_id), CHECK (a_id > 0)",
    "other actions": "a_id integer REFERENCES a ON DELETE CASCADE, b_id integer REFERENCES b, PRIMARY KEY (a_id, b_id)",
    "no key": "a_id integer REFERENCES a, b_id integer REFERENCES b",
    "a side without a reference": "a_id integer REFERENCES a, b_id integer, PRIMARY KEY (a_id, b_id)",
    "another key beside it": "a_id integer REFERENCES a, b_id integer REFERENCES b, n integer UNIQUE,"
    " PRIMARY KEY (a_id, b_id)",
}


@pytest.mark.parametrize("columns", NO_JUNCTIONS.values(), ids=NO_JUNCTIONS)
def test_what_only_looks_like_a_junction(pg_database: DatabaseUrl, columns: str) -> None:
    model = found(pg_database, f"CREATE TABLE j ({columns});")
    assert set(model.entities) == {"a", "b", "j"}
    assert not any(each.is_many_to_many for each in model.relationships.values())


def test_a_junction_that_others_refer_to_is_an_entity(pg_database: DatabaseUrl) -> None:
    model = found(
        pg_database,
        f"CREATE TABLE j ({JUNCTIONS['plain']}); CREATE TABLE d (id integer PRIMARY KEY, x integer, y integer,"
        " FOREIGN KEY (x, y) REFERENCES j);",
    )
    assert "j" in model.entities


@pytest.mark.parametrize(
    ("columns", "ends"),
    [
        ("id integer PRIMARY KEY, a_id integer UNIQUE REFERENCES a", ("0..1", "0..1")),
        ("id integer PRIMARY KEY, a_id integer NOT NULL UNIQUE REFERENCES a", ("1", "0..1")),
        ("a_id integer PRIMARY KEY REFERENCES a", ("1", "0..1")),
        ("id integer PRIMARY KEY, a_id integer REFERENCES a", ("0..1", "0..*")),
        ("id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a, n integer, UNIQUE (a_id, n)", ("1", "0..*")),
    ],
)
def test_one_to_one_comes_from_a_key_over_the_whole_reference(
    pg_database: DatabaseUrl, columns: str, ends: tuple[str, str]
) -> None:
    (tie,) = found(pg_database, f"CREATE TABLE d ({columns});").relationships.values()
    assert (tie.source_end, tie.target_end) == tuple(map(Multiplicity, ends))


def test_an_index_over_some_rows_makes_no_one_to_one(pg_database: DatabaseUrl) -> None:
    sql = "CREATE TABLE d (id integer PRIMARY KEY, a_id integer REFERENCES a, n integer);"
    (tie,) = found(pg_database, f"{sql} CREATE UNIQUE INDEX ON d (a_id) WHERE n > 0;").relationships.values()
    assert tie.target_end is Multiplicity.ZERO_OR_MORE


@pytest.mark.parametrize(
    ("columns", "is_a"),
    [
        ("id integer PRIMARY KEY REFERENCES a ON DELETE CASCADE, x text", "a"),
        ("id integer PRIMARY KEY REFERENCES a, x text", ""),
        ("id bigint PRIMARY KEY REFERENCES a ON DELETE CASCADE", ""),
        ("id integer PRIMARY KEY DEFAULT 1 REFERENCES a ON DELETE CASCADE", ""),
        ("a_id integer PRIMARY KEY REFERENCES a ON DELETE CASCADE", ""),
    ],
)
def test_a_kind_shares_the_key_and_goes_with_its_row(pg_database: DatabaseUrl, columns: str, is_a: str) -> None:
    assert found(pg_database, f"CREATE TABLE d ({columns});").entities["d"].is_a == is_a


AUDITED = """
CREATE TABLE d (id integer PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), created_by varchar(100),
    updated_at timestamptz NOT NULL DEFAULT now(), updated_by varchar(100)%s);
"""
DELETED = ", deleted_at timestamptz, deleted_by varchar(100)"

LIVING = "CREATE UNIQUE INDEX ON d (mail) WHERE deleted_at IS NULL;"


@pytest.mark.parametrize(
    ("sql", "uses"),
    [
        (AUDITED % "", None),
        (AUDITED % DELETED, ("soft_delete",)),
        (AUDITED % f"{DELETED}, note text", None),
        ("CREATE TABLE d (id integer PRIMARY KEY, version integer NOT NULL DEFAULT 1);", None),
        ("CREATE TABLE d (id integer PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);", None),
        (f"CREATE TABLE d (id integer PRIMARY KEY, mail text UNIQUE{DELETED});", None),
        (
            f"CREATE TABLE d (id integer PRIMARY KEY, mail text{DELETED}); {LIVING}",
            ("soft_delete",),
        ),
    ],
)
def test_bundles_are_found_where_all_that_they_bring_is_there(
    pg_database: DatabaseUrl, sql: str, uses: tuple[str, ...] | None
) -> None:
    assert found(pg_database, sql).entities["d"].uses == uses


def test_what_keeps_a_bundle_makes_it_one(pg_database: DatabaseUrl, pg: PostgresServer) -> None:
    del pg
    touch = (
        "CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS "
        "$$\nBEGIN\n  NEW.updated_at := now();\n  RETURN NEW;\nEND\n$$;"
        "CREATE TRIGGER d_touch BEFORE UPDATE ON d FOR EACH ROW EXECUTE FUNCTION touch_updated_at();"
    )
    model = found(pg_database, AUDITED % "" + touch)
    assert model.entities["d"].uses == ("audit",)
    assert "functions" not in getattr(model.overlays.get("postgresql"), "document", {})


MANY = {
    "postgresql/chinook.sql": {("playlist", "track")},
    "postgresql/pagila.sql": {("actor", "film"), ("film", "category")},
    "sqlite/northwind.sql": {
        ("Customers", "CustomerDemographics"),
        ("Employees", "Territories"),
        ("Orders", "Products"),
    },
    "sqlite/sakila.sql": {("actor", "film"), ("film", "category")},
    "sqlite/chinook.sql": {("Playlist", "Track")},
}
"""Every table of these schemas that a person would call a junction, by the entities on its sides."""


@pytest.mark.parametrize("name", MANY)
def test_junctions_of_real_schemas(corpus: Path, name: str) -> None:
    schema = read_source(str(corpus / name), engine=name.split("/")[0]).schema
    assert schema is not None
    model = abstract(schema, load(schema.engine), name="real")
    assert {(each.source, each.target) for each in model.relationships.values() if each.is_many_to_many} == MANY[name]
