"""House rules that no linter knows. The fixtures of one test each show that it can fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "colonnade"

MOST_LINES = 400
MOST_FILES = 15
WIDE_FOLDERS = {"schema": 24, "dialects/postgresql/emit": 40, "dialects/postgresql/introspect": 24}
"""Folders with one file per kind of object, of which PostgreSQL has more than anybody else."""

FORBIDDEN_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager"})
MAY_IMPORT_LAZILY = frozenset({"__init__.py", "cli/__init__.py"})
"""The tables of public names, kept lazy so that start-up stays quick."""

TOUCHES_THE_WORLD = frozenset(
    "advise agent cli connect govern lifecycle operate server store stream tenancy testing workspace".split()
)
WORLD = frozenset(
    "glob http io.open os psycopg random secrets shutil socket sqlite3 subprocess tempfile time urllib.request".split()
)

Rule = Callable[[str, str], Iterator[str]]


def long_files(_path: str, text: str) -> Iterator[str]:
    """A file has at most 400 lines."""
    lines = text.count("\n")
    if lines > MOST_LINES:
        yield f"{lines} lines"


def empty_names(path: str, _text: str) -> Iterator[str]:
    """A file or folder is named after what it is."""
    for part in Path(path).with_suffix("").parts:
        if FORBIDDEN_NAMES & set(part.split("_")):
            yield f"the name {part}"


def untyped_results(_path: str, text: str) -> Iterator[str]:
    """Results have types."""
    if re.search(r"\bdict\[str,\s*Any\]", text):
        yield "dict[str, Any]"


def type_checking_blocks(_path: str, text: str) -> Iterator[str]:
    """The floors hold for types too."""
    if "TYPE_CHECKING" in text:
        yield "TYPE_CHECKING"


def blind_excepts(_path: str, text: str) -> Iterator[str]:
    """Errors are caught by name."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type
            if caught is None or (isinstance(caught, ast.Name) and caught.id in {"Exception", "BaseException"}):
                yield f"line {node.lineno}: except {getattr(caught, 'id', '')}"


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def imports_inside_functions(path: str, text: str) -> Iterator[str]:
    """Our own modules are imported at the top of a file."""
    if path in MAY_IMPORT_LAZILY:
        return
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for module in imported(function):
            if module.split(".")[0] == "colonnade":
                yield f"line {function.lineno}: {function.name} imports {module}"


def impure_floors(path: str, text: str) -> Iterator[str]:
    """Pure floors touch no network, disk, clock, environment or chance."""
    if Path(path).parts[0] in TOUCHES_THE_WORLD:
        return
    for module in imported(ast.parse(text)):
        if module.split(".")[0] in WORLD or module in WORLD:
            yield f"imports {module}"


def leftovers(_path: str, text: str) -> Iterator[str]:
    """Nothing is left to be done later under a comment."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", line):
            yield f"line {number}: {line.strip()}"


RULES: tuple[Rule, ...] = (
    long_files,
    empty_names,
    untyped_results,
    type_checking_blocks,
    blind_excepts,
    imports_inside_functions,
    impure_floors,
    leftovers,
)

BREACHES: dict[str, tuple[str, str]] = {
    "long_files": ("a.py", "\n" * (MOST_LINES + 1)),
    "empty_names": ("a/string_utils.py", ""),
    "untyped_results": ("a.py", "def f() -> dict[str, Any]: ..."),
    "type_checking_blocks": ("a.py", "from typing import TYPE_CHECKING"),
    "blind_excepts": ("a.py", "try:\n    pass\nexcept Exception:\n    pass"),
    "imports_inside_functions": ("a.py", "def f():\n    from colonnade.b import c"),
    "impure_floors": ("plan/a.py", "import os.path"),
    "leftovers": ("a.py", "x = 1  # TODO later"),
}


def sources() -> list[str]:
    return sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    breaches = [
        f"src/colonnade/{path}: {breach}" for path in sources() for breach in rule(path, (SOURCE / path).read_text())
    ]
    assert not breaches, f"{rule.__doc__}\n" + "\n".join(breaches)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_a_breach(rule: Rule) -> None:
    assert list(rule(*BREACHES[rule.__name__]))


def test_folders_are_small() -> None:
    large = {
        str(folder.relative_to(PROJECT)): len(files)
        for folder in (SOURCE, *(path for path in SOURCE.rglob("*") if path.is_dir()))
        if len(files := [*folder.glob("*.py")]) > WIDE_FOLDERS.get(str(folder.relative_to(SOURCE)), MOST_FILES)
    }
    assert not large


def test_tests_are_not_endless_either() -> None:
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in (PROJECT / "tests").rglob("*.py")
        if (lines := path.read_text().count("\n")) > MOST_LINES + 100
    }
    assert not long


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    locks = [*(PROJECT / "requirements").glob("*.txt")]
    assert locks
    for lock in locks:
        text = lock.read_text()
        assert "://" not in text, lock
        pinned = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
        assert pinned, lock
        assert len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
    for npm_lock in (PROJECT / "tests" / "servers").glob("*/package-lock.json"):
        assert '"resolved"' not in npm_lock.read_text(), npm_lock
