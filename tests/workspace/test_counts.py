"""What `show` counts is what PostgreSQL's own catalogue says of the real schemas."""

from __future__ import annotations

import json
import shutil
import zlib
from pathlib import Path

import pytest

from colonnade.connect.servers.installed import installations
from colonnade.workspace.showing import counts
from colonnade.workspace.source import read_source
from tests.conftest import CORPUS

TRUTH = CORPUS / "truth" / "postgresql_catalog.json"
_NAMES = {"schemas": "namespaces", "functions": "routines", "composite_types": "composites"}
"""Words of the truth that are said otherwise here."""
_NOT_COUNTED = {"pg_dump_s_lines", "psql_errors", "extensions", "comments"}
"""Figures about a dump or a run; a list of names; comments, of which the truth counts those on relations alone."""
_OF_EXTENSIONS = {("postgresql/adventureworks.sql", "composite_types")}
"""The three types belong to the extension tablefunc, whose members are its own and are not listed."""
_QUICK = 10
"""One file of so many is in the quick part, by its name."""


def cases() -> list[object]:
    if not TRUTH.is_file():
        return [pytest.param("", marks=pytest.mark.skip(reason=f"no corpus of real schemas at {CORPUS}"))]
    quick = {"postgresql/chinook.sql", "postgresql/pagila.sql", "postgresql/postgrest_fixtures.sql"}
    return [
        name if name in quick or zlib.crc32(name.encode()) % _QUICK == 0 else pytest.param(name, marks=pytest.mark.full)
        for name in json.loads(TRUTH.read_text())
    ]


@pytest.mark.parametrize("name", cases())
def test_counts_are_those_of_the_catalogue(name: str, tmp_path: Path) -> None:
    if not any(each.major == 15 for each in installations()):
        pytest.skip("the figures are of PostgreSQL 15, which is not here")
    truth = json.loads(TRUTH.read_text())[name]
    if truth["psql_errors"]:
        pytest.skip(f"psql itself reports {truth['psql_errors']} errors when it loads {name}")
    prelude = CORPUS / "preludes" / Path(name).name
    source = CORPUS / name
    if prelude.exists():
        shutil.copy(prelude, tmp_path / "1.sql")
        shutil.copy(source, tmp_path / "2.sql")
        source = tmp_path
    schema = read_source(str(source), engine="postgresql", major=15).schema
    assert schema is not None
    found = dict(counts(schema))
    # public is there in every database, and is not counted by the truth.
    found["namespaces"] -= 1
    checked = {
        word: figure
        for word, figure in truth.items()
        if word not in _NOT_COUNTED and (name, word) not in _OF_EXTENSIONS
    }
    assert {word: found.get(_NAMES.get(word, word), 0) for word in checked} == checked
