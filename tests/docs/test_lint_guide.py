"""The guide to linting: its files, its commands, its pipelines and the hook do what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.cli.running import cln
from tests.docs.test_guides import blocks

PROJECT = Path(__file__).resolve().parents[2]
_FILE = re.compile(r"-- file: (\S+)( fixed)?\n")


def _run(command: str) -> str:
    """What a command line of the guide prints; one that may find something says `|| test $? = 1`."""
    line, may_find, _ = command.strip().partition(" || test $? = 1")
    program, *arguments = shlex.split(os.path.expandvars(line))
    assert program == "colonnade"
    return cln(*arguments, expect=1 if may_find else 0).out


def _write(folder: Path) -> dict[str, str]:
    """The files of the guide; the answer is those that it shows as fixed."""
    fixed: dict[str, str] = {}
    for block in blocks("lint.md", "sql"):
        found = _FILE.match(block)
        assert found is not None
        text = block[found.end() :]
        if found[2]:
            fixed[found[1]] = text
        else:
            (folder / found[1]).parent.mkdir(exist_ok=True)
            (folder / found[1]).write_text(text)
    return fixed


def test_the_commands_do_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fixed = _write(tmp_path)
    first, second, third = blocks("lint.md", "sh")
    said = _run(first)
    assert "LCK001" in said
    assert "table orders and table customers (SHARE ROW EXCLUSIVE): writes wait" in said
    assert "LCK041" in said
    assert "LCK013" not in said
    assert "LCK" not in "".join(line for line in said.splitlines() if line.startswith("migrations/1_"))
    _run(second)
    for name, text in fixed.items():
        assert (tmp_path / name).read_text() == text
    assert _run(third).startswith("0 error, 0 warning")


def test_the_settings_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _write(tmp_path)
    (settings,) = blocks("lint.md", "toml")
    (tmp_path / "colonnade.toml").write_text(settings)
    out = cln("lint", "migrations/2_orders.sql", "--fix", "--dry-run", expect=1).out
    assert "+SET lock_timeout = '3s';" in out


def _repository(folder: Path) -> None:
    """One commit of what is there, known as the branch main of the origin."""
    author = ("-c", "user.name=a", "-c", "user.email=a@b")
    for command in (
        ("init", "-q", "-b", "main"),
        ("add", "."),
        (*author, "commit", "-qm", "one"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def test_the_pipelines_run_in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    github, gitlab, hook = (yaml.safe_load(each) for each in blocks("lint.md", "yaml"))
    _write(tmp_path)
    (tmp_path / "migrations/2_orders.sql").unlink()
    _repository(tmp_path)
    (tmp_path / "migrations/4_note.sql").write_text("SET lock_timeout = '1s';\nDROP INDEX states_name;\n")
    commands = [each["run"] for each in github["jobs"]["lint"]["steps"] if "run" in each] + gitlab["lint"]["script"]
    ours = [each for each in commands if each.startswith("colonnade ")]
    assert len(ours) == 2
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
    assert _run(ours[0]).startswith("::warning file=migrations/4_note.sql,line=2,col=1,title=LCK002")
    _run(f"{ours[1]} || test $? = 1")
    (known, *_) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
    (used,) = hook["repos"][0]["hooks"]
    assert used["id"] == known["id"]
    assert re.search(known["files"], "migrations/4_note.sql")
    assert not re.search(known["exclude"], "migrations/4_note.sql")
    assert re.search(known["exclude"], "migrations/1_a.down.sql")
    _run(shlex.join([*shlex.split(known["entry"]), *used["args"], "migrations/4_note.sql"]))
