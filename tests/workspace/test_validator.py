"""Tables of live databases judged by each method: one that fails and one that passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from colonnade.connect.live import open_live
from colonnade.store.settings import Project
from colonnade.workspace.live.database import UnknownTableError
from colonnade.workspace.live.validator import SchemaValidator, ValidationResult

TABLES = (
    "CREATE TABLE good (id integer NOT NULL PRIMARY KEY, name varchar(20) NOT NULL)",
    "CREATE TABLE keyless (id integer, name varchar(20))",
    "CREATE TABLE good_indexed (id integer NOT NULL PRIMARY KEY, good_id integer NOT NULL REFERENCES good (id))",
    "CREATE INDEX by_good ON good_indexed (good_id)",
    "CREATE TABLE twice_indexed (id integer NOT NULL PRIMARY KEY, good_id integer NOT NULL REFERENCES good (id))",
    "CREATE INDEX twice_one ON twice_indexed (good_id)",
    "CREATE INDEX twice_two ON twice_indexed (good_id)",
    'CREATE TABLE "BadName" (id integer NOT NULL PRIMARY KEY, name varchar(20) NOT NULL)',
    "CREATE TABLE wide (id integer NOT NULL PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, c integer NOT NULL)",
    "CREATE INDEX idx_wide_a ON wide (a)",
)
SMALL = """\
{standard: small, version: 1.0.0, limits: {table_columns: 3}, rules: {IDX001: error, NAM003: error, STR001: error}}
"""


@pytest.mark.parametrize("engine", ["postgresql", "sqlite"])
def test_each_method_finds_what_it_is_for(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> None:
    if engine == "postgresql":
        url = str(request.getfixturevalue("pg_database").secret_text)
    else:
        (tmp_path / "x.db").touch()
        url = f"sqlite:///{tmp_path / 'x.db'}"
    with open_live(url) as live:
        for each in TABLES:
            live.run(each)
    (tmp_path / "small.standard.yaml").write_text(SMALL)
    project = Project(file=tmp_path / "colonnade.toml")
    judge = SchemaValidator(url=url, project=project, standards=("small",))
    methods: dict[Callable[[str], ValidationResult], tuple[str, str, str]] = {
        judge.validate_table_structure: ("keyless", "good", "KEY001"),
        judge.validate_index_strategy: ("twice_indexed", "good_indexed", "IDX001"),
        judge.validate_naming_conventions: ('"BadName"', "good", "NAM003"),
        judge.validate_performance_constraints: ("wide", "good", "STR001"),
    }
    for method, (failing, passing, rule) in methods.items():
        wrong = method(failing)
        assert not wrong.is_valid
        assert rule in {each.code for each in wrong.errors}
        right = method(passing)
        assert (right.is_valid, right.errors, right.warnings) == (True, (), ())
        assert {rule} <= {each.code for each in method("").errors}
    assert judge.validate_table_structure("keyless").recommendations
    with pytest.raises(UnknownTableError):
        judge.validate_table_structure("nowhere")
