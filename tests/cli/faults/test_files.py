"""Files that are broken, and what is no file: the place, the way out, exit code 2."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import cln

HEAD = "model: m\nentities:\n"
ENTITY = "    attributes:\n      id: {type: uuid, key: true}\n"
DEEP = 3000


def text(*lines: str) -> bytes:
    return "\n".join((*lines, "")).encode()


FILES: dict[str, tuple[str, bytes, tuple[str, ...]]] = {
    "broken YAML": (
        "a.colonnade.yaml",
        text("model: m", "entities:", "  a: [1, 2", "  b: }"),
        ("a.colonnade.yaml:4:",),
    ),
    "a tab": ("a.colonnade.yaml", text("model: m", "entities:", "\ta: 1"), ("a.colonnade.yaml:3:1",)),
    "empty model": ("a.colonnade.yaml", b"", ("a.colonnade.yaml:1:1", "model: shop")),
    "unknown key": ("a.colonnade.yaml", text("model: m", "entites: {}"), (":2:1", "entities")),
    "unknown type": (
        "a.colonnade.yaml",
        text("model: m", "entities:", "  A:", "    attributes:", "      x: strng"),
        (":5:", "strng"),
    ),
    "inheritance in a circle": (
        "a.colonnade.yaml",
        text("model: m", "entities:", "  A: {is_a: B}", "  B: {is_a: A}"),
        ("A", "B", ":3:"),
    ),
    "a reference to nothing": (
        "a.colonnade.yaml",
        text("model: m", "entities:", "  Customer: {}", "  A: {is_a: Custmer}"),
        (":4:", "Custmer", "Customer"),
    ),
    "a model in no UTF-8": ("a.colonnade.yaml", b"model: m\n# \xff\xfe\n", ("UTF-8", "byte 12")),
    "an anchor": ("a.colonnade.yaml", text("model: m", "areas: &a {}"), (":2:", "anchors")),
    "a deep model": ("a.colonnade.yaml", text("model: m", f"areas: {'[' * DEEP}{']' * DEEP}"), (":2:", "64 levels")),
    "a huge number": (
        "a.colonnade.yaml",
        text("model: m", "entities:", "  A:", "    attributes:", f"      x: text({'9' * 6000})"),
        (":5:",),
    ),
    "a refused statement": ("a.sql", text("CREATE TABLE a (b integer);", "", "CREATE TABEL c (d);"), ("a.sql:3:",)),
    "SQL in no UTF-8": ("a.sql", b"CREATE TABLE a (b integer); -- caf\xe9\n", ("a.sql:1:", "UTF-8", "iconv")),
    "bytes for SQL": ("a.sql", bytes(range(256)), ("UTF-8",)),
    "deep SQL": ("a.sql", f"CREATE TABLE a (b integer CHECK ({'(' * DEEP}b > 0{')' * DEEP}));".encode(), ("a.sql:1:",)),
    "a script that includes itself": ("a.sql", b".read a.sql\n", ("include each other",)),
    "a script that includes nothing": ("a.sql", b".read absent.sql\n", ("absent.sql", "a.sql:1:")),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_source(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, content, words = FILES[name]
    monkeypatch.chdir(tmp_path)
    Path(file).write_bytes(content)
    engine = ("--engine", "sqlite") if file.endswith(".sql") else ()
    ran = cln("show", file, *engine, expect=2)
    for word in words:
        assert word in ran.err
    assert cln("show", file, *engine, "--format", "json", expect=2).failure()["exit"] == 2
    assert [each.name for each in tmp_path.iterdir()] == [file]


def test_files_that_include_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.sql").write_text("\\i two.sql\n")
    Path("two.sql").write_text("\\i one.sql\n")
    assert "include each other" in cln("show", "one.sql", "--engine", "postgresql", expect=2).err


def test_an_empty_script_is_an_empty_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.sql"
    path.write_text("")
    assert cln("show", path, "--engine", "sqlite", "--format", "json").document()["objects"] == []


def test_a_folder_without_scripts(tmp_path: Path) -> None:
    assert "no .sql file" in cln("show", tmp_path, expect=2).err


PLANS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a plan file"),
    "no JSON": (b"{steps", "not a plan file"),
    "no plan": (b"{}", "not a plan file"),
    "no UTF-8": (b"\xff\xfe", "not a plan file"),
    "deep": (b"[" * 100_000, "nested too deeply"),
    "a huge number": (b'{"colonnade_plan": ' + b"9" * 6000 + b"}", "not a plan file"),
    "of the future": (b'{"colonnade_plan": 99}', "not a plan file"),
}


@pytest.mark.parametrize("name", PLANS)
def test_what_is_no_plan(name: str, tmp_path: Path) -> None:
    content, word = PLANS[name]
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    ran = cln("apply", path, "--on", f"sqlite:///{tmp_path / 'a.db'}", expect=2)
    assert word in ran.err
    assert "colonnade plan" in ran.err
    assert not (tmp_path / "a.db").exists()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "a.sql").write_text("CREATE TABLE a (b integer);\n")
    (tmp_path / "outside.sql").write_text("CREATE TABLE outside (b integer);\n")
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for call in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "first")):
        subprocess.run(("git", *call), cwd=folder, check=True, capture_output=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("git:nosuch:a.sql", ("nosuch",)),
        ("git:HEAD:b.sql", ("b.sql", "HEAD")),
        ("git:HEAD:../outside.sql", ("outside",)),
        ("git:HEAD:/etc/passwd.sql", ("outside",)),
        ("git:--output=stolen:a.sql", ("no revision",)),
        ("git::", ("git:REV:PATH",)),
    ],
)
def test_git_has_no_such_thing(repository: Path, source: str, words: tuple[str, ...]) -> None:
    ran = cln("show", source, expect=2)
    for word in words:
        assert word in ran.err
    assert sorted(each.name for each in repository.iterdir()) == [".git", "a.sql"]


def test_git_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "not a git repository" in cln("show", "git:HEAD:a.sql", expect=2).err
