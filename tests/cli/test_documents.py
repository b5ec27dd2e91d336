"""Documents of `--format json`: one on standard output, valid under the schema of its verb, with the agreed shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import jsonschema
import pytest

from colonnade.cli.table import VERBS, module_of
from colonnade.cli.verb import verbs_of
from tests.cli.running import cln

OLD = "CREATE TABLE a (id integer PRIMARY KEY, b integer);\n"
NEW = "CREATE TABLE a (id integer PRIMARY KEY, c integer);\nCREATE INDEX a_c ON a (c);\n"
STEP = (
    "sequence kind object sql rollback_sql validation_query transaction locks rewrites scans hazards"
    " estimated_duration_ms reason"
).split()
NAMES = [
    whole
    for names in VERBS.values()
    for name in names
    for whole in verbs_of(import_module(module_of(name) or "").command, name)
]
"""Verbs, and those of groups with their group in front."""
COUNTS = "tables columns primary_keys foreign_keys indexes views routines triggers".split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.sql").write_text(OLD)
    (tmp_path / "new.sql").write_text(NEW)
    return tmp_path


def valid(verb: str, *arguments: object, expect: int = 0) -> Mapping[str, object]:
    """The document of a call, which is valid under its schema."""
    schema = json.loads(cln("jsonschema", verb).out)
    document = cln(verb, *arguments, "--format", "json", expect=expect).document()
    jsonschema.Draft202012Validator(schema).validate(document)
    return document


@pytest.mark.parametrize("name", [*NAMES, "error"])
def test_every_verb_has_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(cln("jsonschema", *name.split()).out))


def test_the_schema_of_model_files() -> None:
    schema = json.loads(cln("jsonschema").out)
    assert "entities" in schema["properties"]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_documents_are_valid(folder: Path, engine: str) -> None:
    old, new, model = folder / "old.sql", folder / "new.sql", folder / "m.colonnade.yaml"
    shown = valid("show", old, "--engine", engine)
    assert set(COUNTS) <= set(shown["counts"])  # type: ignore[call-overload]
    assert {"kind", "name"} <= set(shown["objects"][0])  # type: ignore[index]
    valid("show", old, "a", "--engine", engine)
    valid("import", old, "-o", model, "--engine", engine)
    valid("export", model, "--to", "dbml")
    valid("diagram", model, "--as", "mermaid")
    valid("ddl", model)
    valid("diff", old, new, "--engine", engine, expect=1)
    plan = valid("plan", old, new, "--engine", engine, "--allow", "all")
    assert set(STEP) <= set(plan["steps"][0])  # type: ignore[index]
    valid("init", folder / "project")


def test_an_error_is_valid_too() -> None:
    schema = json.loads(cln("jsonschema", "error").out)
    jsonschema.Draft202012Validator(schema).validate(cln("show", "absent", "--format", "json", expect=2).failure())


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_scripts_have_nothing_around_them(folder: Path, engine: str) -> None:
    old, new = folder / "old.sql", folder / "new.sql"
    for call in (("ddl", old), ("diff", old, new), ("plan", old, new, "--allow", "all")):
        ran = cln(*call, "--engine", engine, "--format", "sql", expect=1 if call[0] == "diff" else 0)
        assert "BEGIN;" in ran.out
        assert ran.out.rstrip().endswith(";")
        assert ran.err == ""


def test_ddl_in_components_with_a_guide(folder: Path) -> None:
    out = folder / "deploy"
    cln("ddl", folder / "new.sql", "--engine", "sqlite", "-o", out)
    names = {path.name for path in out.iterdir()}
    assert {"all.sql", "rollback.sql", "DEPLOYMENT.md"} <= names
    guide = (out / "DEPLOYMENT.md").read_text()
    for heading in ("Prerequisites", "Steps", "Verification", "Rollback"):
        assert heading in guide
    assert "SELECT count(*)" in guide


def test_ddl_is_the_same_every_time(folder: Path) -> None:
    call = ("ddl", folder / "new.sql", "--engine", "sqlite")
    assert cln(*call).out == cln(*call).out


def test_no_colour_where_there_is_no_terminal(folder: Path) -> None:
    assert "\x1b" not in cln("diff", folder / "old.sql", folder / "new.sql", "--engine", "sqlite", expect=1).out
