"""The command starts quickly, and says what it is."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from colonnade.cli.table import TITLES, VERBS, module_of, summary_of
from colonnade.cli.verb import verbs_of
from tests.cli.running import cln

HEAVY = frozenset("click rich pydantic psycopg sqlglot postgast yaml ruamel sqlite3 asyncio".split())
COMMANDS = Path(__file__).resolve().parents[2] / "src" / "colonnade" / "cli" / "commands"
ALL = [(folder, name) for folder, names in VERBS.items() for name in names]


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_version_imports_nothing_heavy() -> None:
    code = "import sys, json; from colonnade.cli import main; main(['--version']); print(json.dumps([*sys.modules]))"
    said, modules = python(code).splitlines()
    assert said.startswith("colonnade ")
    assert not {name.partition(".")[0] for name in json.loads(modules)} & HEAVY


def test_the_list_of_verbs_imports_none_of_them() -> None:
    code = (
        "import sys, contextlib; from colonnade.cli.root import COMMAND\n"
        "with contextlib.suppress(SystemExit): COMMAND.main(['--help'])\n"
        "print([each for each in sys.modules if each.startswith('colonnade.cli.commands')])"
    )
    assert python(code).splitlines()[-1] == "[]"


def test_the_table_has_every_file() -> None:
    files = {
        (path.parent.name, path.stem.removesuffix("_"))
        for path in COMMANDS.glob("*/*.py")
        if path.name != "__init__.py"
    }
    assert files == set(ALL)
    assert set(VERBS) == set(TITLES)


@pytest.mark.parametrize(("folder", "name"), ALL)
def test_every_verb_has_a_page_with_examples(folder: str, name: str) -> None:
    page = cln(name, "--help").out
    assert summary_of(folder, name) in page
    assert f"colonnade {name}" in page.partition("\n")[2]
    module = module_of(name)
    assert module is not None
    for whole in verbs_of(import_module(module).command, name):
        assert "--format" in cln(*whole.split(), "--help").out


def test_help_lists_all_verbs() -> None:
    page = cln("--help").out
    for _, name in ALL:
        assert f"\n  {name} " in page
    assert cln().out == page


def test_the_version_is_told_anywhere() -> None:
    assert cln("--version").out.startswith("colonnade ")
