"""Completion in shells: verbs, options and words; verbs without an import of any of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def complete(line: str, shell: str = "bash", program: str = "colonnade") -> list[str]:
    """What a shell is told at the end of a line."""
    words = line.split(" ")
    environment = {
        **os.environ,
        f"_{program.upper()}_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    done = subprocess.run([BIN / program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("program", ["colonnade", "cln"])
def test_verbs_options_and_words_in_bash(program: str) -> None:
    assert complete(f"{program} ver", program=program) == ["plain,verify"]
    assert complete(f"{program} check --fail-on w", program=program) == ["plain,warning"]
    assert "plain,--dry-run" in complete(f"{program} import --d", program=program)


def test_verbs_come_with_what_they_do_in_zsh_and_fish() -> None:
    assert complete("colonnade ver", "zsh")[:2] == ["plain", "verify"]
    assert complete("colonnade ver", "fish")[0].startswith("plain,verify\tFind what a live database has")


def test_completing_a_verb_imports_none() -> None:
    code = (
        "import sys, contextlib; from colonnade.cli.root import COMMAND\n"
        "with contextlib.suppress(SystemExit): COMMAND.main([], prog_name='colonnade')\n"
        "print([each for each in sys.modules if each.startswith(('colonnade.cli.commands', 'psycopg', 'pydantic'))])"
    )
    environment = {
        **os.environ,
        "_COLONNADE_COMPLETE": "bash_complete",
        "COMP_WORDS": "colonnade ver",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["plain,verify", "[]"]


def test_the_script_works_in_bash_itself(tmp_path: Path) -> None:
    """Source what the guide says, then call the function as bash does at Tab."""
    script = (
        'eval "$(_COLONNADE_COMPLETE=bash_source colonnade)"\n'
        "COMP_WORDS=(colonnade st); COMP_CWORD=1; _colonnade_completion colonnade; echo ${COMPREPLY[@]}"
    )
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["status"], done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_script(shell: str) -> None:
    environment = {**os.environ, "_COLONNADE_COMPLETE": f"{shell}_source"}
    done = subprocess.run([BIN / "colonnade"], env=environment, capture_output=True, text=True, check=True)
    assert "_COLONNADE_COMPLETE" in done.stdout
    assert f"_COLONNADE_COMPLETE={shell}_source" in (PROJECT / "docs" / "guides" / "completion.md").read_text()
