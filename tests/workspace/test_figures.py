"""Use of indexes, figures of a database and tables put in order, against what the engines' own catalogues say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from colonnade import Database, Hazard, database
from colonnade.connect.migration import HazardNotAllowedError
from colonnade.connect.servers.server import PostgresServer
from colonnade.facts import TableFigures
from colonnade.workspace.live.database import UnknownIndexError, UnknownTableError
from tests.cli.running import cln

Ask = Callable[[str], list[tuple[object, ...]]]
COLUMNS = {"id": "integer key", "city": "string(40)", "number": "integer required"}
ROWS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
FILL = f"INSERT INTO sale (id, city, number) {ROWS} SELECT i, 'city ' || (i % 4), i FROM n"


@pytest.fixture
def postgresql(pg: PostgresServer) -> Iterator[tuple[Database, Ask]]:
    with pg.database() as address, psycopg.connect(address.secret_text, autocommit=True) as connection:

        def ask(sql: str) -> list[tuple[object, ...]]:
            found = connection.execute(sql.encode())
            return found.fetchall() if found.description else []

        shop = database(address.secret_text)
        shop.create_table("sale", COLUMNS)
        ask(FILL)
        yield shop, ask


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[tuple[Database, Ask]]:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        shop = database(f"sqlite:///{path}")
        connection.execute("PRAGMA user_version = 1")
        shop.create_table("sale", COLUMNS)
        connection.execute(FILL)
        yield shop, lambda sql: connection.execute(sql).fetchall()


def _sale(shop: Database) -> TableFigures:
    return next(each for each in shop.performance().tables if each.table.name == "sale")


def test_indexes_are_made_judged_and_dropped_on_postgresql(postgresql: tuple[Database, Ask]) -> None:
    shop, ask = postgresql
    shop.create_index("sale", "city", name="by_city")
    with pytest.raises(HazardNotAllowedError):
        shop.create_index("sale", "unique number", name="by_number")
    shop.create_index("sale", "unique number", name="by_number", allow=[Hazard.MAY_FAIL_ON_DATA])
    assert ask("SELECT indexname FROM pg_indexes WHERE tablename = 'sale' ORDER BY 1") == [
        ("by_city",),
        ("by_number",),
        ("sale_pkey",),
    ]
    before = shop.analyze_index("by_city")
    assert (before.scans, before.rows_per_key, before.valid) == (0, None, True)
    ask("ANALYZE sale")
    ask("SET enable_seqscan = off")
    ask("SELECT count(*) FROM sale WHERE city = 'city 1'")
    ask("SELECT pg_stat_force_next_flush()") if _major(ask) >= 15 else None
    found = shop.analyze_index("public.by_city")
    ((scans, read, size),) = ask(
        "SELECT idx_scan, idx_tup_read, pg_relation_size(indexrelid) FROM pg_stat_user_indexes"
        " WHERE indexrelname = 'by_city'"
    )
    assert (found.scans, found.entries_read, found.size_bytes) == (scans, read, size)
    assert found.scans == 1
    assert found.rows_per_key == 100
    assert shop.analyze_index("by_number").rows_per_key == 1
    shop.drop_index("by_city")
    assert ask("SELECT count(*) FROM pg_indexes WHERE indexname = 'by_city'") == [(0,)]
    with pytest.raises(UnknownIndexError) as raised:
        shop.drop_index("by_nmber")
    assert "by_number" in raised.value.hint


def _major(ask: Ask) -> int:
    return int(str(ask("SHOW server_version_num")[0][0])) // 10000


def test_figures_are_those_of_the_catalogue_of_postgresql(postgresql: tuple[Database, Ask]) -> None:
    shop, ask = postgresql
    assert _sale(shop).rows is None
    ask("DELETE FROM sale WHERE id > 300")
    ask("UPDATE sale SET number = number + 1 WHERE id <= 10")
    ask("SELECT pg_stat_force_next_flush()")
    found = _sale(shop)
    ((dead, inserted, updated, deleted, size, indexes),) = ask(
        "SELECT n_dead_tup, n_tup_ins, n_tup_upd, n_tup_del, pg_table_size(relid), pg_indexes_size(relid)"
        " FROM pg_stat_user_tables WHERE relname = 'sale'"
    )
    assert (found.dead_rows, found.inserted, found.updated, found.deleted) == (dead, inserted, updated, deleted)
    assert (found.inserted, found.updated, found.deleted) == (400, 10, 100)
    assert (found.size_bytes, found.index_size_bytes) == (size, indexes)
    whole = shop.performance()
    ((commits,),) = ask("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
    assert whole.commits is not None
    assert 0 < whole.commits <= int(str(commits)) + 1
    assert whole.cache_hit_ratio is not None
    assert 0 < whole.cache_hit_ratio <= 1
    done = shop.optimize_table("sale")
    assert done.statements == ('VACUUM (ANALYZE) "public"."sale"',) or done.statements == (
        "VACUUM (ANALYZE) public.sale",
    )
    assert (done.before.rows, done.before.last_vacuum) == (None, None)
    assert (done.before.dead_rows, done.after.dead_rows) == (110, 0)
    assert done.after.rows == 300
    assert done.after.last_vacuum is not None
    assert ask("SELECT last_vacuum IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'sale'") == [(True,)]
    with pytest.raises(UnknownTableError):
        shop.optimize_table("sales")


def test_sqlite_tells_what_its_statistics_hold(sqlite: tuple[Database, Ask]) -> None:
    shop, ask = sqlite
    shop.create_index("sale", "city", name="by_city")
    shop.create_index("sale", "unique number", name="by_number", allow=[Hazard.MAY_FAIL_ON_DATA])
    assert shop.analyze_index("by_city").rows_per_key is None
    assert _sale(shop).rows is None
    done = shop.optimize_table("sale")
    assert (done.before.rows, done.after.rows) == (None, 400)
    assert ask("SELECT stat FROM sqlite_stat1 WHERE idx = 'by_city'") == [("400 100",)]
    found = shop.analyze_index("by_city")
    assert (found.rows_per_key, found.scans) == (100, None)
    assert shop.analyze_index("by_number").rows_per_key == 1
    whole = shop.performance()
    ((pages, size, free),) = ask(
        "SELECT * FROM (SELECT page_count FROM pragma_page_count()), (SELECT page_size FROM pragma_page_size()),"
        " (SELECT freelist_count FROM pragma_freelist_count())"
    )
    assert whole.size_bytes == int(str(pages)) * int(str(size))
    assert whole.free_bytes == int(str(free)) * int(str(size))
    if ask("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"):
        assert [(found.size_bytes,)] == ask("SELECT pgsize FROM dbstat WHERE name = 'by_city' AND aggregate = TRUE")
    shop.drop_index("by_city")
    assert ask("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'sale'") == [("by_number",)]


EXPECTED = """
model: shop
dialect: {0}
entities:
  sale:
    attributes: {{id: integer key, city: string(40), number: integer required}}
    volume: 800 rows
  part:
    attributes: {{id: integer key}}
    volume: 100 rows
    {1}
"""


@pytest.mark.parametrize("engine", ["postgresql", "sqlite"])
def test_rows_that_are_expected_stand_beside_those_there(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    shop, ask = request.getfixturevalue(engine)
    file = tmp_path / "shop.colonnade.yaml"
    file.write_text(EXPECTED.format(engine, "partition: hash id into 2" if engine == "postgresql" else ""))
    only = tmp_path / "part.colonnade.yaml"
    head, _, rest = file.read_text().partition("  sale:")
    only.write_text(head + rest[rest.index("  part:") :])
    script = cln("ddl", only, "--target", engine).out
    for statement in script.split(";\n"):
        ask(statement)
    url = shop.url.secret_text
    before = cln("verify", file, "--on", url, "--format", "json", expect=0).document()["volumes"]
    assert isinstance(before, list)
    assert [each["live_rows"] for each in before] == [None, None]
    ask(f"INSERT INTO part (id) {ROWS} SELECT i FROM n WHERE i <= 150")
    ask("ANALYZE")
    after = cln("verify", file, "--on", url, "--format", "json", expect=0).document()["volumes"]
    assert isinstance(after, list)
    told = {each["entity"]: (each["expected_rows"], each["live_rows"], each["ratio"]) for each in after}
    assert told == {"sale": (800, 400, 0.5), "part": (100, 150, 1.5)}
    if engine == "postgresql":
        assert ask("SELECT reltuples FROM pg_class WHERE relname = 'sale'") == [(400,)]
    assert "150.0%" in cln("verify", file, "--on", url, expect=0).out
