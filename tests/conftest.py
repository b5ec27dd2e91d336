"""Databases and folders that any test can ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade.connect.scratch import ScratchDatabase, scratch_on
from colonnade.connect.servers.installed import FALLBACK_VARIABLE, installations
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.urls import DatabaseUrl

pytest_plugins = ("tests.results.plugin",)

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT.parent / "shared" / "corpus"
MAJORS = (15, 18)
OTHER_MAJORS = (13, 14, 16, 17)
"""Covered by the long part only."""

_packaged = sorted((PROJECT / ".servers").glob("*/node_modules/postgresql-*/native/bin"))
os.environ.setdefault(FALLBACK_VARIABLE, os.pathsep.join(map(str, _packaged)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which part of the suite runs."""
    parser.addoption("--full", action="store_true", help="run the long part too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long part unless it is asked for."""
    if config.getoption("--full"):
        return
    skip = pytest.mark.skip(reason="the long part: run `make test-full`")
    for item in items:
        if "full" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real schemas, which is not part of the project."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus of real schemas at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def pg() -> Iterator[PostgresServer]:
    """A PostgreSQL server, shared by all tests and workers."""
    with postgres_server() as server:
        yield server


@pytest.fixture(
    scope="session",
    params=(*MAJORS, *(pytest.param(major, marks=pytest.mark.full) for major in OTHER_MAJORS)),
    ids=lambda major: f"pg{major}",
)
def pg_majors(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """A PostgreSQL server of each major version that the tests cover."""
    found = [each for each in installations() if each.major == request.param]
    if not any(each.is_complete for each in found):
        pytest.skip(f"no PostgreSQL {request.param} with its extensions: run `make setup`")
    with postgres_server(major=request.param) as server:
        yield server


@pytest.fixture
def pg_scratch(pg: PostgresServer) -> Iterator[ScratchDatabase]:
    """An empty database, with what is needed to load scripts into it."""
    with scratch_on(pg) as scratch:
        yield scratch


@pytest.fixture
def pg_database(pg_scratch: ScratchDatabase) -> DatabaseUrl:
    """The address of an empty database."""
    return pg_scratch.url


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """A path for a SQLite file that does not exist yet."""
    return tmp_path / "test.db"
