"""Indexes of every method and form are those that the server prints, and are read back as they were written."""

from __future__ import annotations

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.realize import abstract, realised
from tests.realize.engines import ask, model, postgresql

INDEXES = {
    "name": "USING btree (name)",
    "name desc nulls last, age": "USING btree (name DESC NULLS LAST, age)",
    'unique name where "age > 3"': "UNIQUE USING btree (name) WHERE (age > 3)",
    "name include (age)": "USING btree (name) INCLUDE (age)",
    "lower(name)": "USING btree (lower((name)::text))",
    "hash(name)": "USING hash (name)",
    "gin(tags)": "USING gin (tags)",
    "gin(facts jsonb_path_ops)": "USING gin (facts jsonb_path_ops)",
    "gist(place)": "USING gist (place)",
    "brin(age)": "USING brin (age)",
    "spgist(place)": "USING spgist (place)",
}
TABLE = """
entities:
  row:
    attributes:
      id: integer key
      name: string(40)
      age: integer
      tags: text[]
      facts: json
      place: point
    indexes: [%s]
"""


@pytest.mark.parametrize("said", INDEXES)
def test_the_server_prints_what_was_said(pg_database: DatabaseUrl, said: str) -> None:
    text = TABLE % f"{{it: '{said}'}}"
    with postgresql(pg_database, text) as db:
        ((found,),) = ask(
            db, "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE NOT indisprimary AND indrelid = 'row'::regclass"
        )
    unique, _, rest = INDEXES[said].rpartition("USING")
    assert found == f'CREATE {unique}INDEX it ON public."row" USING{rest}'
    again = abstract(introspect(pg_database), load("postgresql"), name="again")
    assert again.overlays.get("postgresql") is None or "indexes" not in again.overlays["postgresql"].document
    (index,) = again.entities["row"].indexes.values()
    if "lower" not in said:
        (wanted,) = model(text).entities["row"].indexes.values()
        assert index == wanted


def test_full_text_finds_words(pg_database: DatabaseUrl) -> None:
    with postgresql(pg_database, TABLE % "'fulltext(name)'") as db:
        ((found,),) = ask(
            db, "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE NOT indisprimary AND indrelid = 'row'::regclass"
        )
    assert "USING gin (to_tsvector(" in str(found)


def test_what_sqlite_lacks_is_told() -> None:
    lost = {}
    for said in INDEXES:
        made = realised(model(TABLE % f"{{it: '{said}'}}"), load("sqlite"))
        lost[said] = sorted(each.what for each in made.losses if each.object == "it")
    assert lost["hash(name)"] == ["index method hash"]
    assert lost["name include (age)"] == ["include (age)"]
    assert lost["name"] == lost["lower(name)"] == lost['unique name where "age > 3"'] == []
    for said in ("gin(tags)", "gist(place)", "brin(age)", "spgist(place)"):
        assert lost[said], said
