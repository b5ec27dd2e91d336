"""Targets of tables are tried with as many readers and writers as they say, on copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.cli import main
from colonnade.connect.introspect import introspect
from colonnade.connect.live import open_live
from colonnade.connect.registry import placed
from colonnade.connect.registry.trial import Statement
from colonnade.workspace.registry.syncing import install, sync
from colonnade.workspace.registry.targets import prove_targets

TABLES = (
    "CREATE TABLE visit (place text, number integer, note text CHECK (length(note) < 90), PRIMARY KEY (place, number))",
    "CREATE TABLE person (id integer PRIMARY KEY, born date)",
    "CREATE TABLE empty (id integer PRIMARY KEY)",
    "CREATE TABLE keyless (id integer)",
    """INSERT INTO visit WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
       SELECT 'p' || i % 7, i, 'n' || i FROM n""",
    "INSERT INTO person VALUES (1, NULL), (2, '2001-02-03'), (3, NULL)",
)


@pytest.fixture(params=["postgresql", "sqlite"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        text = str(request.getfixturevalue("pg_database").secret_text)
    else:
        path: Path = request.getfixturevalue("sqlite_path")
        path.touch()
        text = f"sqlite:///{path}"
    with open_live(text) as live:
        for each in TABLES:
            live.run(each)
    install(text)
    sync(text)
    return text


def test_each_figure_is_told_beside_its_target(url: str) -> None:
    before = introspect(url)
    with open_live(url) as live:
        targets = placed(live, "query_performance_targets")
        live.run(f"INSERT INTO {targets} (table_name) VALUES ('visit'), ('empty'), ('keyless')")
        # what nothing can meet, and what everything does
        live.run(
            f"INSERT INTO {targets} (table_name, max_select_time_ms, max_insert_time_ms, max_update_time_ms,"
            " max_delete_time_ms) VALUES ('person', 60000, 60000, 60000, 60000)"
        )
        rows = live.query("SELECT * FROM visit ORDER BY number")
    found = prove_targets(url, rounds=20)
    assert {each.what: each.reason for each in found.left_out} == {
        "table empty": "0 rows, too few for 2 writers to have one each",
        "table keyless": "it has no primary key to find rows by",
    }
    person, visit = found.tables
    assert (visit.table, visit.readers, visit.writers, visit.failures) == ("visit", 5, 2, ())
    assert {each.statement: (each.count, each.target_ms) for each in visit.figures} == {
        Statement.SELECT: (100, 500),
        Statement.INSERT: (40, 100),
        Statement.UPDATE: (40, 200),
        Statement.DELETE: (40, 150),
    }
    assert all(0 < each.median_ms <= each.longest_ms for each in visit.figures)
    assert all(each.holds == (each.longest_ms <= each.target_ms) for each in visit.figures)
    assert person.holds
    # the tables themselves were only read
    with open_live(url) as live:
        assert live.query("SELECT * FROM visit ORDER BY number") == rows
    assert introspect(url) == before


def test_a_target_that_is_missed_is_told(url: str) -> None:
    with open_live(url) as live:
        live.run(
            f"INSERT INTO {placed(live, 'query_performance_targets')} (table_name, max_select_time_ms)"
            " VALUES ('visit', 1)"
        )
        slow = "SELECT count(*) FROM visit a, visit b, visit c WHERE a.number + b.number > c.number AND c.number < 4"
        live.query(
            f"UPDATE {placed(live, 'index_registry')} SET query_patterns = ? WHERE table_name = 'visit'",
            (f'[{{"example_query": "{slow}"}}]',),
        )
    found = prove_targets(url, rounds=1)
    assert not found.holds
    assert [each.statement for each in found.tables[0].figures if not each.holds][:1] == [Statement.SELECT]


def test_the_command_tells_it_and_exits_with_it(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_live(url) as live:
        live.run(
            f"INSERT INTO {placed(live, 'query_performance_targets')} (table_name, max_insert_time_ms,"
            " max_select_time_ms, max_update_time_ms, max_delete_time_ms) VALUES ('visit', 60000, 60000, 60000, 60000)"
        )
    assert main(["registry", "targets", "--on", url, "--rounds", "3"]) == 0
    assert "5 readers and 2 writers at once" in capsys.readouterr().out
    assert main(["registry", "measure", "--on", url, "--workload", "nowhere.jsonl"]) == 2
