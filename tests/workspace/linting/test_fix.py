"""A fixed migration is clean, keeps its comments, and leads to the same database."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.migrations import script_of
from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script
from colonnade.connect.servers.server import PostgresServer
from colonnade.lint import Aims
from colonnade.schema import Schema
from colonnade.store.settings import Project
from colonnade.workspace.linting import Linting, fix_migrations
from colonnade.workspace.linting.fixing import fixed_run
from colonnade.workspace.linting.running import judge
from colonnade.workspace.linting.targets import target_of
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import load_sql
from tests.workspace.linting.fixes import BEFORE, FIXES

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/")


SAMPLE = 5
"""Every fifth is tried by `make test`; the long part tries all."""
CASES = [
    each if number % SAMPLE == 0 else pytest.param(each, marks=pytest.mark.full) for number, each in enumerate(FIXES)
]


@pytest.fixture(scope="module")
def before(pg: PostgresServer) -> Schema:
    with pg.database() as url:
        load_sql(url, BEFORE)
        return introspect(url)


@pytest.mark.parametrize("migration", CASES)
def test_a_fixed_migration_leads_to_the_same_database(pg: PostgresServer, before: Schema, migration: str) -> None:
    linting = Linting(paths=("a.sql",))
    target = target_of(f"postgresql:{pg.major}", None, (), Project())
    aims = Aims(version=target.version, schema=before)
    scripts = tuple(script_of(migration, "a.sql", "postgresql"))
    run, texts = fixed_run(judge(linting, Project(), target, aims, scripts), linting, Project())
    assert [each for each in run.findings if each.fix is not None and each.fix.edits] == []
    (fixed,) = run.result.fixes
    assert set(FIXES[migration]) <= set(fixed.rules)
    assert set(_COMMENT.findall(migration)) <= set(_COMMENT.findall(texts["a.sql"]))
    dumps = []
    for text in (migration, texts["a.sql"]):
        with pg.database() as url:
            load_sql(url, BEFORE)
            load(Script(name="migration", text=text), ScratchDatabase(url=url, admin_url=url))
            dumps.append(dump(url))
    assert not difference(*dumps), texts["a.sql"]


def test_a_second_fix_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.sql"
    file.write_text("CREATE INDEX i ON orders (a);\nALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0);\n")
    once = fix_migrations(Linting(paths=(str(file),)))
    text = file.read_text()
    assert [each.written for each in once.result.fixes] == [True]
    assert fix_migrations(Linting(paths=(str(file),))).result.fixes == ()
    assert file.read_text() == text


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.sql"
    file.write_text("CREATE INDEX i ON orders (a);\n")
    run = fix_migrations(Linting(paths=(str(file),)), dry=True)
    assert "+CREATE INDEX CONCURRENTLY i" in run.result.fixes[0].diff
    assert file.read_text() == "CREATE INDEX i ON orders (a);\n"


def test_what_the_runner_wraps_is_left_to_a_person(tmp_path: Path) -> None:
    file = tmp_path / "V1__a.sql"
    file.write_text("CREATE INDEX i ON orders (a);\nSELECT 1;\n")
    run = fix_migrations(Linting(paths=(str(file),)))
    assert [each.rule for each in run.findings if each.fix is not None and not each.fix.edits] == ["LCK001"]
    assert "SET LOCAL lock_timeout" in file.read_text()
    assert "CONCURRENTLY" not in file.read_text()


def test_a_batch_of_one_statement_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "1_a.up.sql"
    file.write_text("CREATE INDEX i ON orders (a);\n")
    run = fix_migrations(Linting(paths=(str(file),)))
    assert file.read_text() == "CREATE INDEX CONCURRENTLY i ON orders (a);\n"
    assert "TXN001" not in {each.rule for each in run.findings}
    file.write_text("ALTER TABLE orders ADD CHECK (a > 0);\n")
    fix_migrations(Linting(paths=(str(file),)))
    assert file.read_text() == "ALTER TABLE orders ADD CHECK (a > 0);\n"
