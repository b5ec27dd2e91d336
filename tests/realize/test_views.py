"""Views in a model file: the query and what somebody stated; what the engine finds of them is left to the engine."""

from __future__ import annotations

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.model.language import read, write
from colonnade.realize import abstract, realise
from colonnade.schema import Ref, View
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import build, load_sql

VIEWS = """
CREATE TABLE t (id integer PRIMARY KEY, name text, amount numeric(10,2));
CREATE VIEW plain AS SELECT id, name FROM t;
CREATE VIEW stated AS SELECT id, name, amount FROM plain JOIN t USING (id, name);
COMMENT ON COLUMN stated.amount IS 'in euro';
ALTER VIEW stated ALTER COLUMN name SET DEFAULT 'nobody';
CREATE VIEW grouped AS SELECT id, name, count(*) AS n FROM t GROUP BY id;
CREATE VIEW rows AS SELECT id FROM t;
CREATE FUNCTION of_row(r rows) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE VIEW rows AS
    SELECT id, of_row(r) AS f FROM (SELECT id FROM t) AS q, LATERAL (SELECT NULL::rows AS r) AS n;
CREATE MATERIALIZED VIEW kept AS SELECT id, name FROM stated;
ALTER MATERIALIZED VIEW kept ALTER COLUMN name SET STATISTICS 7;
"""


def test_only_what_is_stated_stands_in_the_file(pg_database: DatabaseUrl, pg: PostgresServer) -> None:
    dialect = load("postgresql")
    load_sql(pg_database, VIEWS)
    schema = introspect(pg_database)
    text = write(abstract(schema, dialect, name="views"))
    found = read(text).overlays["postgresql"].document
    views = found["views"]
    assert isinstance(views, dict)
    assert views["stated"] == {
        "columns": [{"name": "name", "default": "'nobody'::text"}, {"name": "amount", "comment": "in euro"}]
    }
    assert set(views) == {"stated", "rows"}
    assert [each["name"] for each in views["rows"]["shape"]] == ["id", "f"]
    assert found["materialized_views"] == {"kept": {"columns": [{"name": "name", "statistics": 7}]}}
    with pg.database() as other:
        build(other, realise(read(text), dialect))
        assert not compare(introspect(other), schema)
        assert not difference(dump(pg_database), dump(other))


def test_the_engine_tells_the_shape(pg_database: DatabaseUrl) -> None:
    load_sql(pg_database, VIEWS)
    view = introspect(pg_database).objects[Ref("view", ("public", "stated"))]
    assert isinstance(view, View)
    assert [(each.name, each.type) for each in view.shape] == [
        ("id", "integer"),
        ("name", "text"),
        ("amount", "numeric(10,2)"),
    ]
    assert [each.name for each in view.columns] == ["name", "amount"]
