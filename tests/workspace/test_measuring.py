"""Indexes are measured on copies: how often their queries run, what they gain and what they cost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade.connect.live import open_live
from colonnade.connect.registry import QueryFrequency, placed
from colonnade.connect.registry.rehearsal import PostgresRehearsal
from colonnade.connect.registry.workload import BadWorkloadError, NoWorkloadError, recorded_in
from colonnade.connect.urls import DatabaseUrl, Engine
from colonnade.errors import WorldError
from colonnade.workspace.registry.measuring import measure
from colonnade.workspace.registry.syncing import install, sync

TABLES = """
CREATE TABLE visit (id integer PRIMARY KEY, person integer NOT NULL, note text);
CREATE INDEX idx_visit_person ON visit (person);
CREATE INDEX idx_visit_note ON visit (note);
INSERT INTO visit WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
  SELECT i, i % 1250, 'n' || i FROM n;
"""
BY_PERSON = "SELECT * FROM visit WHERE person = {}"


def workload(path: Path, **calls: int) -> Path:
    """A day of queries."""
    lines: list[dict[str, object]] = [
        {"sql": BY_PERSON.format(7), "calls": 1500, "at": "2026-01-01T00:00:00Z"},
        {"sql": BY_PERSON.format(8), "calls": 500, "at": "2026-01-02T00:00:00Z"},
        {"sql": "SELECT count(*) FROM visit", "at": "2026-01-01T12:00:00Z"},
        {"sql": "DELETE FROM visit", "at": "2026-01-01T12:00:00Z"},
        {"sql": "SELECT nonsense FROM visit", "at": "2026-01-01T12:00:00Z"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


@pytest.mark.parametrize("engine", ["postgresql", "sqlite"])
def test_figures_are_measured_and_kept(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> None:
    if engine == "postgresql":
        url = str(request.getfixturevalue("pg_database").secret_text)
    else:
        (tmp_path / "x.db").touch()
        url = f"sqlite:///{tmp_path / 'x.db'}"
    with open_live(url) as live:
        for statement in TABLES.split(";\n"):
            if statement.strip():
                live.run(statement)
    install(url)
    sync(url)
    done = measure(url, workload=workload(tmp_path / "w.jsonl"))
    assert done.queries == 4
    assert [each.what for each in done.left_out] == ["SELECT nonsense FROM visit"]
    found = {each.index: each for each in done.indexes}
    patterns = {each.description: each for each in found["idx_visit_person"].patterns}
    pattern = patterns["SELECT * FROM visit WHERE person = ?"]
    assert (pattern.frequency, pattern.executions_per_day) == (QueryFrequency.VERY_HIGH, 2000)
    # four rows instead of five thousand: whatever the machine does meanwhile, most of the time is saved
    assert pattern.performance_benefit is not None
    assert 50 < pattern.performance_benefit <= 100
    assert found["idx_visit_note"].patterns == ()
    cost = found["idx_visit_note"].cost
    assert cost is not None
    assert cost.rebuild_time_estimate_ms > 0
    keys = [each for each in done.indexes if each.cost is None]
    assert len(keys) == (1 if engine == "postgresql" else 0)
    with open_live(url) as live:
        ((texts, kept_cost, uses),) = live.query(
            "SELECT CAST(query_patterns AS text), CAST(maintenance_cost AS text), usage_count"
            f" FROM {placed(live, 'index_registry')} WHERE index_name = 'idx_visit_person'"
        )
        assert pattern.performance_benefit in [each["performance_benefit"] for each in json.loads(str(texts))]
        assert json.loads(str(kept_cost))["storage_overhead_mb"] > 0
        if engine == "sqlite":
            assert uses == 2001
        # nothing was tried on the table itself
        assert live.query("SELECT count(*) FROM visit") == [(5000,)]
        assert {each.name for each in live.schema() if each.kind == "index"} == {"idx_visit_person", "idx_visit_note"}


def test_a_query_without_its_values_has_a_plan(pg_database: DatabaseUrl) -> None:
    with open_live(pg_database) as live:
        live.run("CREATE TABLE visit (id integer PRIMARY KEY, person integer, at date)")
        live.run("CREATE INDEX by_person ON visit (person, at)")
        live.run("INSERT INTO visit SELECT n, n % 500, now() FROM generate_series(1, 5000) n")
        live.begin()
        on = PostgresRehearsal(live=live, namespace="public", table="visit")
        on.prepare()
        query = "SELECT * FROM visit WHERE person = $1 AND at > $2"
        assert on.uses(query) == on.uses(query) == {"by_person"}
        with pytest.raises(WorldError):
            on.uses("SELECT nothing FROM visit WHERE person = $1")
        assert on.uses(query) == {"by_person"}
        live.run("ROLLBACK")


@pytest.mark.parametrize(
    ("per_day", "word"),
    [(0, "low"), (9.99, "low"), (10, "medium"), (99.9, "medium"), (100, "high"), (1000, "high"), (1000.1, "very_high")],
)
def test_a_number_of_executions_has_its_word(per_day: float, word: str) -> None:
    assert QueryFrequency.of(per_day) == word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "no JSON"),
        ('{"sql": ""}', "no sql"),
        ('{"sql": "SELECT 1", "often": 1}', "nothing else"),
        ('{"sql": "SELECT 1", "calls": 0}', "no number of calls"),
        ('{"sql": "SELECT 1", "at": "soon"}', "no moment"),
        ('{"sql": "SELECT 1"}', "how long"),
        ('[{"sql": "SELECT 1", "at": "2026-01-01"}, {"sql": "SELECT 2", "at": "2026-01-01"}]', "same moment"),
    ],
)
def test_a_bad_workload_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "w.jsonl"
    path.write_text(text)
    with pytest.raises(BadWorkloadError, match=said):
        recorded_in(path, Engine.SQLITE)


def test_queries_that_nobody_records_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    url = f"sqlite:///{tmp_path / 'x.db'}"
    install(url)
    with pytest.raises(NoWorkloadError, match="records no queries"):
        measure(url)
