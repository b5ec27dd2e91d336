"""On a server that lacks an extension something stands in for it, and the plan says what; or it is refused."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.schema import Extension
from tests.cli.running import cln

TEXT = """
model: shop
dialect: postgresql
entities:
  thing:
    attributes:
      id: integer key
      name: string(40)
      tags: text[]
{0}
"""
CASES = {
    "uuid-ossp": (
        "      token: uuid required = `uuid_generate_v4()`",
        "INSERT INTO thing (id) VALUES (1), (2)",
        "SELECT count(DISTINCT token) FROM thing",
        2,
    ),
    "ltree": (
        "      place: ltree\n      places: ltree[]\n    indexes: [gist(place)]",
        "INSERT INTO thing (id, place, places) VALUES (1, 'a.b', '{a.b,a.c}')",
        "SELECT place::text || places[2]::text FROM thing",
        "a.ba.c",
    ),
    "pg_trgm": (
        "    indexes: ['gin(name gin_trgm_ops)', name]",
        "INSERT INTO thing (id, name) VALUES (1, 'Ada')",
        "SELECT count(*) FROM thing WHERE name LIKE '%d%'",
        1,
    ),
    "btree_gin": (
        "    indexes: ['gin(id, tags)', gin(name)]",
        "INSERT INTO thing (id, name, tags) VALUES (1, 'Ada', '{a}')",
        "SELECT count(*) FROM thing WHERE id = 1 AND tags @> '{a}'",
        1,
    ),
    "btree_gist": ("    indexes: [gist(id)]", "INSERT INTO thing (id) VALUES (1)", "SELECT count(*) FROM thing", 1),
}


def _deployed(url: DatabaseUrl, script: str, insert: str, query: str) -> tuple[object, frozenset[str]]:
    with psycopg.connect(url.secret_text, autocommit=True) as db:
        db.execute(script.encode())
        db.execute(insert.encode())
        row = db.execute(query.encode()).fetchone()
    assert row is not None
    return row[0], frozenset(each.name for each in introspect(url).of_kind(Extension))


@pytest.mark.parametrize("name", CASES)
def test_with_an_extension_and_without_it(pg: PostgresServer, tmp_path: Path, name: str) -> None:
    lines, insert, query, wanted = CASES[name]
    file = tmp_path / "shop.colonnade.yaml"
    file.write_text(TEXT.format(lines))
    with pg.database() as one, pg.database() as two:
        script = cln("ddl", file, "--target", "postgresql").out
        assert _deployed(one, script, insert, query) == (wanted, frozenset({"plpgsql", name}) & {name})
        call = ("ddl", file, "--target", "postgresql", "--without", name)
        other = cln(*call)
        assert f"extension {name}" in other.err
        assert _deployed(two, other.out, insert, query) == (wanted, frozenset())
    losses = cln(*call, "--format", "json").document()["losses"]
    assert isinstance(losses, list)
    assert losses
    assert all(each["what"] == f"extension {name}" and "the server lacks it: " in each["why"] for each in losses)
    (needed,) = (
        each
        for each in cln("ddl", file, "--target", "postgresql", "--format", "json").document()["guide"]["prerequisites"]  # type: ignore[index]
        if each["what"].startswith("extension")
    )
    assert f"--without {name}" in needed["what"]
    with psycopg.connect(pg.url().secret_text) as db:
        assert db.execute(needed["query"].encode()).fetchone() == (True,)


def test_the_plan_says_what_stands_in(pg: PostgresServer, tmp_path: Path) -> None:
    with pg.database() as url, psycopg.connect(url.secret_text, autocommit=True) as db:
        if db.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone():
            pytest.skip("this server has pgvector, so nothing has to stand in for it")
        file, plan = tmp_path / "shop.colonnade.yaml", tmp_path / "plan.json"
        file.write_text(TEXT.format("      meaning: vector(3)"))
        made = cln("plan", url.secret_text, file, "-o", plan, "--format", "json").document()
        said = "vectors become arrays of real with a check of their dimensions; approximate indexes are left out"
        assert made["fallbacks"] == [f"public.thing.meaning: extension vector (the server lacks it: {said})"]
        assert "In another form on this server" in cln("plan", url.secret_text, file).out
        cln("apply", plan, "--on", url.secret_text)
        db.execute("INSERT INTO thing (id, meaning) VALUES (1, '{1,0,0}'), (2, '{0,1,0}'), (3, NULL)")
        with pytest.raises(psycopg.errors.CheckViolation):
            db.execute("INSERT INTO thing (id, meaning) VALUES (4, '{1,2}')")
        assert cln("verify", file, "--on", url.secret_text, "--format", "json").document()["drifted"] is False


REFUSED = {
    "pgcrypto": "      hash: string(40) generated \"encode(digest(name, 'sha256'), 'hex')\"",
    "uuid-ossp": "      token: uuid = `uuid_generate_v1()`",
    "pg_trgm": "      near: boolean check \"similarity(name, 'a') > 0\"",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_nothing_stands_in_for_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "shop.colonnade.yaml"
    file.write_text(TEXT.format(REFUSED[name]))
    refused = cln("ddl", file, "--target", "postgresql", "--without", name, expect=2)
    assert f"the server lacks extension {name}, which" in refused.err
    assert "thing" in refused.err


UNUSED = "engines:\n  postgresql:\n    extensions:\n      pg_stat_statements: {}\n"


def test_one_that_nothing_uses_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "shop.colonnade.yaml"
    file.write_text(TEXT.format("") + UNUSED)
    call = ("ddl", file, "--target", "postgresql")
    assert "pg_stat_statements" in cln(*call).out
    left = cln(*call, "--without", "pg_stat_statements")
    assert "pg_stat_statements" not in left.out
    assert "nothing known uses it" in left.err
    assert "pg_stat_statements" in cln(*call, "--without", "pg_stat_statement", expect=2).err
