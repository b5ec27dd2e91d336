"""Errors: what, where, the way out; the right exit code; never a trace, never a password."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from pydantic import TypeAdapter

from colonnade.cli.exits import Exit
from colonnade.cli.failure import Failure, Guard, failure_of
from colonnade.connect.failures import Unreachable
from colonnade.errors import ColonnadeError, InputError, Place, RefusedError, WorldError
from tests.cli.running import cln

UNREACHABLE = "postgresql://app:hunter2@127.0.0.1:1/shop"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("x"), Exit.INPUT),
        (RefusedError("x"), Exit.ACT),
        (WorldError("x"), Exit.WORLD),
        (Unreachable("x"), Exit.WORLD),
        (click.UsageError("x"), Exit.INPUT),
        (KeyboardInterrupt(), Exit.STOPPED),
        (OSError(28, "No space left on device", "/x"), Exit.WORLD),
        (KeyError("x"), Exit.WORLD),
    ],
    ids=lambda each: type(each).__name__,
)
def test_every_root_has_its_exit_code(error: BaseException, code: Exit) -> None:
    assert failure_of(error).exit == code


def test_places_and_hints_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Guard(as_json=False, debug=False) as guard:
        raise InputError("wrong word", hint="did you mean right?", place=Place(file="a.yaml", line=3, column=5))
    assert guard.code == Exit.INPUT
    assert capsys.readouterr().err.splitlines() == ["a.yaml:3:5: wrong word", "  hint: did you mean right?"]


def test_a_bug_is_one_line_with_the_way_to_report_it(capsys: pytest.CaptureFixture[str]) -> None:
    with Guard(as_json=False, debug=False) as guard:
        raise KeyError("postgresql://app:hunter2@db/shop")
    said = capsys.readouterr().err
    assert guard.code == Exit.WORLD
    assert said.startswith("error: this is a bug in Colonnade: KeyError")
    assert "--debug" in said
    assert "hunter2" not in said
    assert "Traceback" not in said


def test_a_trace_is_shown_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with Guard(as_json=False, debug=True):
        raise RefusedError("no")
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_tells_what_it_left(capsys: pytest.CaptureFixture[str]) -> None:
    stop = KeyboardInterrupt()
    stop.add_note("nothing was changed")
    with Guard(as_json=False, debug=False) as guard:
        raise stop
    assert guard.code == Exit.STOPPED
    assert "nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("impotr", "x"), "import"),
        (("show",), "SOURCE"),
        (("show", "x.sql", "--engnie", "sqlite"), "--engine"),
        (("apply", "p.json"), "--on"),
        (("plan", "a", "b", "--rename", "nonsense"), "OLD=NEW"),
        (("plan", "a", "b", "--allow", "delete-data"), "deletes-data"),
        (("plan", "a", "b", "--mode", "online"), "transactional"),
        (("plan", "a", "b", "--mode", "safe"), "transactional"),
        (("export", "a", "--to", "dbmll"), "dbml"),
        (("jsonschema", "plna"), "plan"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else each,
)
def test_a_wrong_call_names_what_would_be_right(arguments: tuple[str, ...], word: str) -> None:
    assert word in cln(*arguments, expect=2).err


def test_a_missing_file_has_its_near_name(tmp_path: Path) -> None:
    (tmp_path / "orders.sql").write_text("CREATE TABLE a (b integer);")
    assert "orders.sql" in cln("show", tmp_path / "order.sql", expect=2).err
    assert "ending is unknown" in cln("show", __file__, expect=2).err


def test_a_database_file_is_written_as_a_url(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE a (b)")
    assert f"sqlite:///{path}" in cln("show", path, expect=2).err


def test_an_unknown_engine_has_its_near_name(tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    path.write_text("CREATE TABLE a (b integer);")
    assert "postgresql" in cln("show", path, "--engine", "postgres", expect=2).err


def test_nobody_answers_and_the_password_stays_hidden() -> None:
    ran = cln("show", UNREACHABLE, expect=3)
    assert "cannot connect" in ran.err
    assert "hunter2" not in ran.err


def test_the_password_stays_hidden_in_a_document_too() -> None:
    ran = cln("status", "--on", UNREACHABLE, "--format", "json", expect=3)
    failure = TypeAdapter(Failure).validate_python(json.loads(ran.err))
    assert failure.exit == 3
    assert failure.error.code == "CO303"
    assert ran.out == ""
    assert "hunter2" not in ran.err


@pytest.mark.parametrize("form", ["--format=json", "--format json"])
def test_an_error_is_a_document_where_documents_are_asked_for(form: str) -> None:
    failure = cln("show", "absent.sql", *form.split(), expect=2).failure()
    assert failure["exit"] == 2
    assert cln("show", *form.split(), expect=2).failure()["exit"] == 2


def test_sql_that_the_server_refuses_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "bad.sql"
    path.write_text("CREATE TABLE a (b integer);\nCREATE TABLE c (d nonsense);\n")
    assert f"{path}:2:" in cln("show", path, "--engine", "postgresql", expect=2).err


def test_all_problems_of_a_model_are_told(tmp_path: Path) -> None:
    path = tmp_path / "m.colonnade.yaml"
    path.write_text("model: m\nentites: {}\nvesion: 1\n")
    said = cln("show", path, expect=2).err
    assert f"{path}:2:1: " in said
    assert f"{path}:3:1: " in said
    assert "entities" in said


def test_every_leaf_has_a_root_with_an_exit_code() -> None:
    assert {each.__name__ for each in ColonnadeError.__subclasses__()} >= {"InputError", "RefusedError", "WorldError"}
