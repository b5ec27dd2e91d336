"""SQLite schemas, real and small ones: import, DDL, and what the engine says of both."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.scratch import ScratchDatabase, scratch_database
from colonnade.connect.sqlite import connect
from colonnade.connect.urls import Engine
from tests.conftest import CORPUS
from tests.corpus.law import assert_no_difference, loaded, remade
from tests.dialects.sqlite.engine import facts
from tests.results.record import Recorder, What

HISTORIES = {
    "kratos": ("migrations/kratos/sqlite.up.sql",),
    "synapse": ("sqlite/synapse_v72.sql", "migrations/synapse_sqlite"),
}
"""Schemas at the end of their history of migrations."""


def cases() -> dict[str, tuple[str, ...]]:
    files = sorted(path.name for path in (CORPUS / "sqlite").glob("*.sql"))
    return {**{name: (f"sqlite/{name}",) for name in files}, **HISTORIES}


CASES = Path(__file__).parents[1] / "cases"
SMALL = [
    *(CASES / "plan" / "sqlite").rglob("*/new.sql"),
    *(CASES / "plan" / "sqlite").rglob("*/old.sql"),
    *(CASES / "read" / "sqlite").glob("*.sql"),
]
LOST = {
    "names_of_nothing.sql": "names of constraints that say nothing, such as of a DEFAULT",
    "our_own.sql": "what stands on tables of our own",
}
"""Schemas that are not the same afterwards, and what is lost of them."""


def small() -> list[object]:
    """The schemas of all small cases; those that pairs begin with belong to the long part."""
    return [
        pytest.param(
            path,
            id=str(path.relative_to(CASES)),
            marks=[pytest.mark.full] if path.name == "old.sql" else [],
        )
        for path in sorted(SMALL)
        if path.name not in LOST
    ]


@pytest.mark.parametrize("path", small())
def test_small(path: Path, tmp_path: Path) -> None:
    with scratch_database(Engine.SQLITE) as a, scratch_database(Engine.SQLITE) as b:
        assert loaded([path], a).refused == ()
        remade(a, b, tmp_path)
        assert engine_facts(a) == engine_facts(b)
        assert_no_difference(a, b)


def texts(corpus: Path, places: tuple[str, ...]) -> list[Path]:
    found = []
    for place in places:
        path = corpus / place
        found += sorted(path.glob("*.sql")) if path.is_dir() else [path]
    return found


def engine_facts(database: ScratchDatabase) -> dict[tuple[str, str], object]:
    with closing(connect(database.url)) as connection:
        return facts(connection)


@pytest.mark.parametrize("name", cases())
def test_sqlite(corpus: Path, name: str, tmp_path: Path, recorder: Recorder) -> None:
    with scratch_database(Engine.SQLITE) as a, scratch_database(Engine.SQLITE) as b:
        recorder.begin(What.SCHEMA, name)
        outcome = loaded(texts(corpus, cases()[name]), a)
        assert outcome.statements > 0
        assert outcome.refused == ()
        made = remade(a, b, tmp_path)
        recorder.found(objects=made.objects)
        assert engine_facts(a)
        assert engine_facts(a) == engine_facts(b)
        assert_no_difference(a, b)
