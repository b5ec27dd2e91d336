"""No password is ever shown: not in words, not in a document, not in a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from colonnade.cli.failure import Guard
from colonnade.cli.root import COMMAND
from colonnade.connect.urls import without_secrets
from tests.cli.running import cln

SECRETS = ("hunter2", "p@ss:w/rd")
ADDRESS = "postgresql://ada:hunter2@127.0.0.1:1/shop"


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "postgresql://ada:p@ss:w/rd@127.0.0.1:1/shop",
        "postgresql://127.0.0.1:1/shop?user=ada&password=hunter2",
        "postgresql://ada:hunter2@[bad/shop",
        "postgresql://ada:hunter2@host:notaport/shop",
        "mysqll://ada:hunter2@host/shop",
    ],
)
def test_addresses(address: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / "a.sql"
    target.write_text("CREATE TABLE a (id integer PRIMARY KEY);")
    calls = (
        ("show", address),
        ("status", "--on", address),
        ("rollback", "--on", address),
        ("verify", target, "--on", address),
        ("plan", address, target),
        ("diff", address, target),
        ("import", address, "-o", tmp_path / "m.colonnade.yaml"),
        ("demo", address, "-o", tmp_path / "demo"),
    )
    for call in calls:
        for extra in ((), ("--debug",)):
            ran = run(*call, *extra, "--format", form)
            for secret in SECRETS:
                assert secret not in ran, call


def run(*arguments: object) -> str:
    """All that a call prints; a trace is allowed where it was asked for."""
    done = CliRunner().invoke(COMMAND, [str(each) for each in arguments], prog_name="colonnade")
    assert done.exit_code in (2, 3)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "text",
    [
        f"at {ADDRESS}, after 3 s",
        f"Error('{ADDRESS}')",
        "host=db password=hunter2 user=ada",
        "password='hunter2' host=db",
        "postgresql://db/shop?sslmode=require&password=hunter2",
    ],
)
def test_texts(text: str) -> None:
    assert "hunter2" not in without_secrets(text)
    assert without_secrets(without_secrets(text)) == without_secrets(text)


def test_texts_without_secrets_stay_as_they_are() -> None:
    for text in ("see https://example.org/a:b?c=d", "check user and password: in PGPASSWORD", "a = 'b'"):
        assert without_secrets(text) == text


@pytest.mark.parametrize("as_json", [False, True])
def test_a_bug_with_a_trace(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    with Guard(as_json=as_json, debug=True):
        try:
            raise ValueError(f"cannot open {ADDRESS}")
        except ValueError as error:
            raise KeyError(f"host=db password=hunter2 {ADDRESS}") from error
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "ada:***@" in said
    assert "hunter2" not in said


def test_a_refusal_keeps_its_words() -> None:
    assert "known are postgresql" in cln("show", "mysqll://ada:hunter2@host/shop", expect=2).err
