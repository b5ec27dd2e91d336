"""Real folders of migrations are linted to their end: no crash, every statement has a kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.migrations import read_migrations
from colonnade.lint import Aims, linter

FOLDERS = {
    "crates_io": ("postgresql", 0),
    "supabase_auth": ("postgresql", 0),
    "temporal_postgresql_temporal": ("postgresql", 0),
    "temporal_postgresql_visibility": ("postgresql", 0),
    "camunda_postgresql": ("postgresql", 0),
    "synapse_postgresql": ("postgresql", 0),
    "dhis2": ("postgresql", 1),
    "kratos/postgresql.up.sql": ("postgresql", 0),
    "synapse_sqlite": ("sqlite", 0),
    "kratos/sqlite.up.sql": ("sqlite", 0),
}
"""With the number of statements that can't be read; in dhis2 one holds a blank that is none."""
QUICK = frozenset({"supabase_auth", "temporal_postgresql_visibility", "kratos/sqlite.up.sql"})


@pytest.mark.parametrize(
    "name", [each if each in QUICK else pytest.param(each, marks=pytest.mark.full) for each in FOLDERS]
)
def test_a_real_folder_is_linted(corpus: Path, name: str) -> None:
    engine, unreadable = FOLDERS[name]
    scripts, _ = read_migrations([corpus / "migrations" / name], engine)
    linted = linter(engine).lint(scripts, Aims())
    statements = [each for one in linted for each in one.statements]
    assert len(statements) == sum(len(each.pieces) for each in scripts) > 0
    assert all(each.kind for each in statements)
    assert sum(each.kind == "unreadable" for each in statements) == unreadable
    for one in linted:
        for finding in one.findings:
            assert finding.span is not None
            assert finding.span.start <= finding.span.end <= len(one.script.text)


@pytest.mark.full
@pytest.mark.parametrize("name", ["camunda_mysql", "camunda_oracle", "camunda_sqlserver", "ensembl"])
def test_scripts_of_other_engines_crash_nothing(corpus: Path, name: str) -> None:
    scripts, _ = read_migrations([corpus / "migrations" / name], "postgresql")
    for one in linter("postgresql").lint(scripts, Aims()):
        assert all(each.kind for each in one.statements)
