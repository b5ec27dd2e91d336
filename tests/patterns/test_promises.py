"""What every pattern promises holds on every engine, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.blueprints import prove, read_proof, read_sample
from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.findings import Severity
from colonnade.patterns import Pattern, patterns
from colonnade.store import write_model
from colonnade.workspace.checking import check_text
from colonnade.workspace.comparing import compare_sources
from colonnade.workspace.migrating import apply, rollback, status
from colonnade.workspace.planning import ALL_HAZARDS, make_plan
from tests.patterns.examples import applied, empty, made

ALL = [pytest.param(each, id=each.name) for each in patterns()]
ON_SQLITE = [pytest.param(each, id=each.name) for each in patterns() if "sqlite" in each.card.engines]


def _holds(each: Pattern, server: PostgresServer | None, folder: Path) -> None:
    with made(each, server, folder) as (live, schema):
        results = list(prove(live, read_proof(each.proof), read_sample(each.sample), schema))
    assert [f"{one.what}: {one.observed}" for one in results if not one.holds] == []
    assert len(results) > 1


@pytest.mark.parametrize("each", ALL)
def test_on_postgresql(each: Pattern, pg: PostgresServer, tmp_path: Path) -> None:
    _holds(each, pg, tmp_path)


@pytest.mark.parametrize("each", ON_SQLITE)
def test_on_sqlite(each: Pattern, tmp_path: Path) -> None:
    _holds(each, None, tmp_path)


def _there_and_back(each: Pattern, url: str, engine: str, folder: Path) -> None:
    """Planned and applied it is what the model says, and the promise holds; then it is taken back."""
    path = folder / "applied.colonnade.yaml"
    write_model(path, applied(each))
    plan = make_plan(url, str(path), engine=engine, allowed=ALL_HAZARDS, description=each.card.title).document
    assert apply(plan, url).version is not None
    comparison = compare_sources(url, str(path), engine=engine)
    assert [str(one) for one in comparison.difference.operations] == []
    with open_live(url) as live:
        results = list(prove(live, read_proof(each.proof), read_sample(each.sample), comparison.before))
    assert [f"{one.what}: {one.observed}" for one in results if not one.holds] == []
    rollback(url)
    assert status(url).version is None


@pytest.mark.full
@pytest.mark.parametrize("each", ALL)
def test_there_and_back_on_every_version(each: Pattern, pg_majors: PostgresServer, tmp_path: Path) -> None:
    with empty(pg_majors, tmp_path) as url:
        _there_and_back(each, url, "postgresql", tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("each", ON_SQLITE)
def test_there_and_back_on_sqlite(each: Pattern, tmp_path: Path) -> None:
    with empty(None, tmp_path) as url:
        _there_and_back(each, url, "sqlite", tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("each", ALL)
def test_nothing_is_wrong_with_an_applied_pattern(each: Pattern, tmp_path: Path) -> None:
    path = tmp_path / "applied.colonnade.yaml"
    write_model(path, applied(each))
    _, findings = check_text(str(path), engine="postgresql")
    before = {(one.rule, one.object) for one in check_text(str(each.model), engine="postgresql")[1]}
    new = [one for one in findings if one.severity is not Severity.INFO and (one.rule, one.object) not in before]
    assert [f"{one.rule} {one.object}: {one.message}" for one in new] == []
