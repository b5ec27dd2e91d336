"""A design gets the extensions that it uses, and no others."""

from __future__ import annotations

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model.language import read, write
from colonnade.realize import abstract, realise
from colonnade.schema import Extension, Ref
from tests.oracle.postgresql import load_sql
from tests.realize.engines import ask, model, postgresql

USED = {
    "place: ltree": "ltree",
    "places: ltree[]": "ltree",
    "token: uuid = `uuid_generate_v4()`": "uuid-ossp",
    "hash: string(40) generated \"encode(digest(name, 'sha256'), 'hex')\"": "pgcrypto",
    "near: boolean check \"similarity(name, 'a') > 0\"": "pg_trgm",
}
INDEXES = {
    "gin(name gin_trgm_ops)": "pg_trgm",
    "gist(number)": "btree_gist",
    "gin(number)": "btree_gin",
}
TEXT = """
entities:
  thing:
    attributes:
      id: integer key
      name: string(40)
      number: integer
      tags: text[]
%s
"""


@pytest.mark.parametrize("line", USED)
def test_of_types_and_functions(pg_database: DatabaseUrl, line: str) -> None:
    with postgresql(pg_database, TEXT % f"      {line}") as db:
        assert ask(db, "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'") == [(USED[line],)]


@pytest.mark.parametrize("index", INDEXES)
def test_of_indexes(pg_database: DatabaseUrl, index: str) -> None:
    with postgresql(pg_database, TEXT % f"    indexes: ['{index}']") as db:
        assert ask(db, "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'") == [(INDEXES[index],)]


@pytest.mark.parametrize("rest", ["", "    indexes: [gin(tags), lower(name)]", "      token: uuid = uuid()"])
def test_none_without_need(rest: str) -> None:
    assert not [*realise(model(TEXT % rest), load("postgresql")).of_kind(Extension)]


def test_one_of_a_database_is_kept_where_it_stands(pg_database: DatabaseUrl) -> None:
    load_sql(
        pg_database,
        "CREATE SCHEMA tools; CREATE EXTENSION ltree SCHEMA tools; CREATE EXTENSION pg_trgm;"
        "CREATE FUNCTION digest(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';"
        "CREATE TABLE t (id integer PRIMARY KEY, p tools.ltree, d text DEFAULT public.digest('a'));",
    )
    schema = introspect(pg_database)
    found = read(write(abstract(schema, load("postgresql"), name="found")))
    again = realise(found, load("postgresql"))
    assert again == schema
    assert Ref("extension", ("pgcrypto",)) not in again
