"""Real schemas and migrations load as psql and sqlite3 load them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import CORPUS

from colonnade.connect.postgresql import connect, program_address
from colonnade.connect.scratch import ScratchDatabase, scratch_database, scratch_on
from colonnade.connect.script.folder import read_folder
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Loading, OnError, Script, read_script
from colonnade.connect.servers.installed import client
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.sqlite import connect as connect_sqlite
from colonnade.connect.urls import DatabaseUrl, Engine

COLLECT = Loading(on_error=OnError.COLLECT)
MIGRATIONS = {
    "camunda_postgresql": (),
    "crates_io": (),
    "dhis2": ("preludes/dhis2_base.sql", "postgresql/dhis2_base.sql"),
    "supabase_auth": ("preludes/supabase_auth.sql",),
    "synapse_postgresql": ("postgresql/synapse_v72.sql",),
    "temporal_postgresql_temporal": (),
    "temporal_postgresql_visibility": (),
}
"""Folders of migrations, with what is loaded before them."""


def names(folder: str) -> list[str]:
    return sorted(path.name for path in (CORPUS / folder).glob("*.sql"))


def scripts(corpus: Path, name: str) -> Iterator[Script]:
    for folder in ("preludes", "postgresql"):
        path = corpus / folder / name
        if path.exists():
            yield read_script(path)


def dump(url: DatabaseUrl, major: int) -> list[str]:
    address = program_address(url)
    done = subprocess.run(
        [client("pg_dump", major=major), "--schema-only", "--dbname", address.argument],
        env={**os.environ, **address.environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if not line.startswith(("\\", "--"))]


@pytest.mark.parametrize("name", ["postgrest_fixtures.sql", "apflora_2018.sql", "pagila.sql"])
def test_what_is_loaded_is_what_psql_loads(corpus: Path, pg: PostgresServer, name: str) -> None:
    with scratch_on(pg) as ours, scratch_on(pg) as theirs:
        load(tuple(scripts(corpus, name)), ours)
        for script in scripts(corpus, name):
            subprocess.run(
                [
                    client("psql", major=pg.major),
                    *("--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1"),
                    *("--dbname", program_address(theirs.url).argument),
                    *("--file", script.name),
                ],
                capture_output=True,
                check=True,
            )
        assert dump(ours.url, pg.major) == dump(theirs.url, pg.major)


@pytest.mark.parametrize("name", ["pagila.sql", "apflora_2018.sql"])
def test_a_dump_loads_again(corpus: Path, pg: PostgresServer, name: str) -> None:
    with scratch_on(pg) as one, scratch_on(pg) as other:
        load(tuple(scripts(corpus, name)), one)
        address = program_address(one.url)
        done = subprocess.run(
            [client("pg_dump", major=pg.major), "--create", "--dbname", address.argument],
            capture_output=True,
            text=True,
            check=True,
        )
        load(Script(name="dump.sql", text=done.stdout), other)
        assert dump(one.url, pg.major) == dump(other.url, pg.major)


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.full] * (name == "dhis2")) for name in MIGRATIONS],
)
def test_migrations(corpus: Path, pg: PostgresServer, name: str) -> None:
    before: tuple[str, ...] = MIGRATIONS[name]
    with scratch_on(pg) as scratch:
        load(tuple(read_script(corpus / path) for path in before), scratch)
        outcome = load(read_folder(corpus / "migrations" / name), scratch, COLLECT)
    files = {refused.place.file for refused in outcome.refused}
    # dhis2: PostGIS functions, steps that are Java upstream, a no-break space (the corpus says so).
    expected = (35, 12) if name == "dhis2" else (0, 0)
    assert (len(outcome.refused), len(files)) == expected


@pytest.mark.parametrize("name", names("sqlite") or ["no corpus"])
def test_sqlite(corpus: Path, name: str) -> None:
    with scratch_database(Engine.SQLITE) as scratch:
        outcome = load(read_script(corpus / "sqlite" / name), scratch)
        assert outcome.statements > 0
        ours = sqlite_schema(scratch)
    theirs = connect_sqlite("sqlite://")
    theirs.execute("PRAGMA foreign_keys = OFF")
    theirs.executescript((corpus / "sqlite" / name).read_text())
    assert ours == theirs.execute(SCHEMA).fetchall()
    theirs.close()


SCHEMA = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"


def sqlite_schema(scratch: ScratchDatabase) -> list[tuple[object, ...]]:
    connection = connect_sqlite(scratch.url)
    try:
        return connection.execute(SCHEMA).fetchall()
    finally:
        connection.close()


def test_the_catalogue_is_as_large_as_the_corpus_says(corpus: Path, pg: PostgresServer) -> None:
    with scratch_on(pg) as scratch:
        load(tuple(scripts(corpus, "dhis2_base.sql")), scratch)
        with connect(scratch.url) as connection:
            row = connection.execute("SELECT count(*) FILTER (WHERE contype = 'f') FROM pg_constraint").fetchone()
    assert row == (989,)
