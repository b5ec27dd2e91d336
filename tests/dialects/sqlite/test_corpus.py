"""Real schemas go through introspection and DDL without loss."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.conftest import CORPUS
from tests.dialects.sqlite.engine import created, facts, introspected, loaded, opened

FILES = (
    "sqlite/benchbase_twitter.sql",
    "sqlite/benchbase_wikipedia.sql",
    "sqlite/chinook.sql",
    "sqlite/northwind.sql",
    "sqlite/omop_cdm_5_4.sql",
    "sqlite/sakila.sql",
    "sqlite/synapse_v72.sql",
    "sqlite/temporal.sql",
    "sqlite/temporal_visibility.sql",
    "migrations/kratos/sqlite.up.sql",
)


def _same(connection: sqlite3.Connection) -> None:
    read = introspected(connection)
    copy = created(read)
    again = introspected(copy)
    assert again == read
    assert facts(copy) == facts(connection)
    assert read.objects


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(corpus: Path, name: str) -> None:
    _same(loaded(corpus / name))


def test_every_file_is_covered(corpus: Path) -> None:
    assert {f"sqlite/{path.name}" for path in (corpus / "sqlite").glob("*.sql")} <= set(FILES)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of real schemas")
def test_nothing_is_lost_after_a_history_of_migrations(corpus: Path) -> None:
    connection = loaded(corpus / "sqlite" / "synapse_v72.sql")
    applied = 0
    for path in sorted((corpus / "migrations" / "synapse_sqlite").glob("*.sql")):
        connection.executescript(path.read_text(encoding="utf-8"))
        applied += 1
    assert applied
    _same(connection)


def test_an_empty_database() -> None:
    assert introspected(opened()).objects == {}
