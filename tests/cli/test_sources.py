"""Every source that a verb takes, and what it says of one that it can't have."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from colonnade.connect.live import open_live
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from tests.cli.running import cln

MODEL = "model: shop\nentities:\n  customer:\n    attributes:\n      id: integer key\n      name: string(50)\n"


def counts(*arguments: object) -> dict[str, int]:
    found = cln("show", *arguments, "--format", "json").document()["counts"]
    assert isinstance(found, dict)
    return found


def git(folder: Path, *arguments: str) -> None:
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **names})


def test_a_revision_of_a_model_with_the_files_it_includes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.colonnade.yaml").write_text("include: [areas/*.colonnade.yaml]\n" + MODEL)
    (tmp_path / "areas").mkdir()
    (tmp_path / "areas" / "sale.colonnade.yaml").write_text(
        "entities:\n  sale:\n    attributes:\n      id: integer key\n"
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (tmp_path / "shop.colonnade.yaml").write_text(MODEL.replace("string(50)", "string(60)"))
    assert counts("git:HEAD:shop.colonnade.yaml")["tables"] == 2
    assert counts("shop.colonnade.yaml")["tables"] == 1
    changes = cln("diff", "git:HEAD:shop.colonnade.yaml", "shop.colonnade.yaml", "--engine", "sqlite", expect=1)
    assert "- table sale" in changes.out
    assert "no" in cln("show", "git:nonsense:shop.colonnade.yaml", expect=2).err
    assert "at HEAD" in cln("show", "git:HEAD:absent.sql", expect=2).err
    assert "REV:PATH" in cln("show", "git:HEAD", expect=2).err


def test_errors_in_a_revision_name_the_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.colonnade.yaml").write_text("model: m\nentites: {}\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    assert cln("show", "git:HEAD:m.colonnade.yaml", expect=2).err.startswith("git:HEAD:m.colonnade.yaml:2:1: ")


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_folder_of_migrations(tmp_path: Path, engine: str) -> None:
    (tmp_path / "2_more.sql").write_text("ALTER TABLE a ADD COLUMN c integer;")
    (tmp_path / "1_first.sql").write_text("CREATE TABLE a (b integer PRIMARY KEY);")
    (tmp_path / "10_last.sql").write_text("CREATE TABLE d (e integer);")
    assert counts(tmp_path, "--engine", engine)["tables"] == 2
    assert counts(tmp_path, "--engine", engine)["columns"] == 3


def test_a_dbml_file(tmp_path: Path) -> None:
    path = tmp_path / "shop.dbml"
    path.write_text("Table a {\n  id integer [pk]\n  b_id integer [ref: > b.id]\n}\nTable b {\n  id integer [pk]\n}\n")
    assert counts(path)["foreign_keys"] == 1
    path.write_text("Table a {\n  id integer [pk\n}\n")
    assert f"{path}:" in cln("show", path, expect=2).err


def test_a_url_from_the_environment(pg_database: DatabaseUrl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_URL", pg_database.secret_text)
    assert counts("${SHOP_URL}")["tables"] == 0
    assert cln("status", "--on", "${SHOP_URL}", "--format", "json").document()["state"] == "no journal"
    assert "SHOP_ULR" in cln("show", "${SHOP_ULR}", expect=2).err


@contextmanager
def role(server: PostgresServer) -> Iterator[str]:
    """A role that may connect and nothing more."""
    name = f"colonnade_test_{secrets.token_hex(5)}"
    with open_live(server.url()) as live:
        live.run(f"CREATE ROLE {name} LOGIN")
        try:
            yield name
        finally:
            live.run(f"DROP ROLE {name}")


def test_a_role_without_rights_changes_nothing(pg: PostgresServer, pg_database: DatabaseUrl, tmp_path: Path) -> None:
    target, plan = tmp_path / "target.sql", tmp_path / "plan.json"
    target.write_text("CREATE TABLE a (b integer PRIMARY KEY);")
    with role(pg) as name:
        guest = pg.url(pg_database.database, user=name).secret_text
        cln("plan", pg_database.secret_text, target, "-o", plan, "--allow", "all")
        failed = cln("apply", plan, "--on", guest, expect=3)
        assert "permission denied" in failed.err
        assert "nothing was changed" in failed.err
    assert counts(pg_database.secret_text)["tables"] == 0


def test_a_database_that_is_not_there(pg: PostgresServer, tmp_path: Path) -> None:
    assert "does not exist" in cln("show", pg.url("absent_database").secret_text, expect=3).err
    assert "no such file" in cln("show", f"sqlite:///{tmp_path}/absent.db", expect=3).err
    (tmp_path / "text.db").write_text("this is not a database, but a text that is long enough to be taken for one")
    assert "not a database" in cln("show", f"sqlite:///{tmp_path}/text.db", expect=2).err


@pytest.mark.parametrize("url", ["mysql://root@localhost/x", "sqlite://relative.db", "postgres//x"])
def test_an_address_that_is_none(url: str) -> None:
    assert cln("show", url, expect=2).err.startswith("error: ")


def test_sources_of_two_engines_are_not_compared(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("CREATE TABLE a (b integer PRIMARY KEY AUTOINCREMENT);")
    (tmp_path / "b.dbml").write_text("Table a {\n  b integer [pk]\n}\n")
    assert cln("diff", tmp_path / "b.dbml", tmp_path / "b.dbml", expect=2).err.count("--engine") == 1


def test_a_file_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "m.colonnade.yaml").write_text(MODEL)
    (tmp_path / "file").write_text("")
    failed = cln("export", tmp_path / "m.colonnade.yaml", "--to", "dbml", "-o", tmp_path / "file" / "x.dbml", expect=3)
    assert "can't write" in failed.err
