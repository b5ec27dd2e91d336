"""The code in guides runs, and does what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.model import Model
from colonnade.model.language import read
from colonnade.realize import realise
from colonnade.schema import Ref, Schema, Table
from colonnade.workspace.design.importing import import_source
from colonnade.workspace.normal import normal_form
from colonnade.workspace.source import read_source

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"


def blocks(guide: str, language: str) -> list[str]:
    """The code blocks of a guide in one language."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_the_guide_to_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pg: PostgresServer) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.db").touch()
    found = blocks("python.md", "python")
    assert len(found) == 6
    for block in found:
        exec(compile(block, "python.md", "exec"), {})


def _made(model: Model) -> Schema:
    return normal_form(realise(model, load("postgresql")))


def test_the_guide_to_overlays_shows_what_an_import_makes(tmp_path: Path) -> None:
    (sql,), (imported, edited, _) = blocks("overlays.md", "sql"), blocks("overlays.md", "yaml")
    script = tmp_path / "library.sql"
    script.write_text(sql)
    source = read_source(str(script))
    assert import_source(source, None).text == imported
    assert source.schema is not None
    assert _made(read(imported)).objects == source.schema.objects
    after = _made(read(imported.partition("engines:")[0] + edited))
    table = after.get(Ref("table", ("public", "article")))
    assert isinstance(table, Table)
    assert dict(table.options) == {"fillfactor": "70", "autovacuum_enabled": "false"}
    assert Ref("trigger", ("public", "article", "shout")) in after
    assert Ref("function", ("public", "shout", "")) in after
    assert Ref("function", ("public", "initials", "text")) not in after


def test_a_wrong_word_in_an_overlay_has_its_near_name() -> None:
    imported, edited, _ = blocks("overlays.md", "yaml")
    text = imported.partition("engines:")[0] + edited.replace("triggers:", "trigers:")
    with pytest.raises(Exception, match="triggers"):
        _made(read(text))


def test_null_takes_away_what_the_model_makes() -> None:
    imported, *_ = blocks("overlays.md", "yaml")
    text = imported.partition("engines:")[0].replace("title: text required", "title: text required unique")
    kept = _made(read(text))
    key = Ref("constraint", ("public", "article", "article_title_key"))
    assert key in kept
    without = _made(read(f"{text}engines:\n  postgresql:\n    constraints: {{article.article_title_key: null}}\n"))
    assert key not in without


def test_roles_find_a_namespace_of_its_own() -> None:
    *_, found = blocks("overlays.md", "yaml")
    made = _made(read(f"model: platform\n{found}entities:\n  note:\n    id: int key\n"))
    assert Ref("role", ("app_role",)) in made
    assert Ref("table", ("customer_data", "note")) in made


def test_the_guide_to_blueprints_runs(tmp_path: Path, pg: PostgresServer) -> None:
    with scratch_on(pg) as scratch:
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "DATABASE_URL": scratch.url.secret_text,
        }
        said = []
        for block in blocks("blueprints.md", "sh"):
            done = subprocess.run(
                ["bash", "-euc", block], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
            said.append(done.stdout)
    assert "# Customer data platform" in said[0]
    assert "✗" not in said[2]
    assert (tmp_path / "platform" / "DEPLOYMENT.md").exists()
    assert (tmp_path / "mine.colonnade.yaml").exists()
