"""Every reference architecture is deployed, proven and taken back on every engine that it is made for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from colonnade.blueprints import Blueprint, UnknownBlueprintError, blueprint, blueprints, read_proof, read_sample
from colonnade.blueprints.proof import BadProofError
from colonnade.cli import main
from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.findings import Severity
from colonnade.workspace.architecture.blueprinting import EngineNotMadeError, InTheWayError, deploy, prove
from colonnade.workspace.checking import check_text
from colonnade.workspace.migrating import rollback, status
from tests.results.record import Recorder, What

ALL = blueprints()
ON_POSTGRESQL = [each for each in ALL if "postgresql" in each.engines]
ON_SQLITE = [each for each in ALL if "sqlite" in each.engines]


def by_name(found: list[Blueprint]) -> list[object]:
    return [pytest.param(each, id=each.name) for each in found]


@contextmanager
def empty(server: PostgresServer) -> Iterator[str]:
    with scratch_on(server) as scratch:
        yield scratch.url.secret_text


@pytest.mark.parametrize("each", by_name(ON_POSTGRESQL))
def test_on_postgresql(each: Blueprint, pg_majors: PostgresServer, recorder: Recorder) -> None:
    recorder.begin(What.BLUEPRINT, each.name, server=pg_majors)
    with empty(pg_majors) as url:
        if pg_majors.installation.major < each.since.get("postgresql", 0):
            with pytest.raises(EngineNotMadeError, match="or later; this is"):
                deploy(each.name, url)
            return
        _there_and_back(each, url, recorder)


@pytest.mark.parametrize("each", by_name(ON_SQLITE))
def test_on_sqlite(each: Blueprint, sqlite_path: Path, recorder: Recorder) -> None:
    sqlite_path.touch()
    recorder.begin(What.BLUEPRINT, each.name)
    _there_and_back(each, f"sqlite:///{sqlite_path}", recorder)


def _there_and_back(each: Blueprint, url: str, recorder: Recorder) -> None:
    assert deploy(each.name, url).steps
    assert not deploy(each.name, url).steps
    results = prove(each.name, url)
    recorder.found(proofs=results)
    assert [f"{one.row} {one.what}: {one.observed}" for one in results if not one.holds] == []
    assert len(results) > 1
    rollback(url)
    assert status(url).version is None
    assert deploy(each.name, url, sample=True).rows == sum(len(rows) for rows in read_sample(each.sample).values())
    # Over rows that are there already the same holds.
    assert all(one.holds for one in prove(each.name, url))


@pytest.mark.parametrize("each", by_name([each for each in ALL if not each.is_of_documents]))
def test_is_clean(each: Blueprint) -> None:
    for engine in each.engines:
        _, findings = check_text(f"blueprint:{each.name}", engine=engine)
        assert [f"{one.rule} {one.message}" for one in findings if one.severity is not Severity.INFO] == []


@pytest.mark.parametrize("each", by_name(list(ALL)))
def test_has_a_story_and_a_proof(each: Blueprint) -> None:
    assert each.story.read_text(encoding="utf-8").startswith(f"# {each.title}\n")
    assert read_proof(each.proof).cases


def test_what_stands_in_the_way_stays(pg: PostgresServer) -> None:
    with empty(pg) as url:
        with open_live(url) as live:
            live.run("CREATE TABLE precious (id integer)")
        with pytest.raises(InTheWayError, match=r"table public\.precious"):
            deploy("customer-data-platform", url)
        with open_live(url) as live:
            assert [str(each.ref) for each in live.schema() if each.kind_of() == "table"] == ["table public.precious"]


def test_a_proof_that_does_not_hold_says_what_was_observed(pg: PostgresServer) -> None:
    with empty(pg) as url:
        deploy("customer-data-platform", url)
        with open_live(url) as live:
            live.run("ALTER TABLE customer_data.customers DROP CONSTRAINT customers_risk_score_check")
        failed = [each for each in prove("customer-data-platform", url) if not each.holds]
    assert [(each.row, each.observed) for each in failed] == [
        ("model", "constraint customer_data.customers.customers_risk_score_check is absent"),
        ("RA-02", "it was not refused"),
    ]


def test_bad_calls_are_told(sqlite_path: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(UnknownBlueprintError) as error:
        blueprint("customer-data-plattform")
    assert error.value.hint.startswith("did you mean customer-data-platform")
    with pytest.raises(EngineNotMadeError):
        deploy("customer-data-platform", f"sqlite:///{sqlite_path}")
    bad = tmp_path / "proof.yaml"
    bad.write_text("cases: [{row: X, what: nothing is expected}]")
    with pytest.raises(BadProofError, match="expects nothing"):
        read_proof(bad)
    assert main(["blueprint", "list", "--format", "json"]) == 0
    assert {each["name"] for each in json.loads(capfd.readouterr().out)} == {each.name for each in ALL}
    assert main(["blueprint", "prove", "customer-data-platform", "--on", "postgresql://localhost:1/x"]) == 3
