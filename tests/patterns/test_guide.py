"""The code in the guide to patterns runs, and does what it says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from colonnade.cli import main
from colonnade.dialect import load
from colonnade.realize import realised
from colonnade.schema import Trigger
from colonnade.store import load_model
from tests.docs.test_guides import blocks

GUIDE = "patterns.md"


def test_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("shop.colonnade.yaml")
    path.write_text(blocks(GUIDE, "yaml")[0])
    for line in (line for block in blocks(GUIDE, "sh") for line in block.splitlines()):
        words = shlex.split(line)
        assert words[0] == "colonnade"
        text = path.read_text()
        assert main(words[1:]) == 0, f"{line}\n{capfd.readouterr()}"
        assert ("--dry-run" in words or words[1:3] != ["pattern", "apply"]) == (path.read_text() == text)
    assert "# Who buys from us." in path.read_text()
    assert {"audit_log", "outbox", "currency", "exchange_rate"} <= set(load_model(path).model.entities)
    made = [each for each in Path("postgresql").rglob("*.sql") if "order_history" in each.read_text()]
    assert made
    capfd.readouterr()
    assert main(["pattern", "show", "outbox", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["promises"]


def test_the_words_below_are_realised_on_both_engines(tmp_path: Path) -> None:
    path = tmp_path / "notes.colonnade.yaml"
    path.write_text(blocks(GUIDE, "yaml")[1])
    model = load_model(path).model
    triggers = {
        engine: {each.path[-1] for each in realised(model, load(engine)).schema.of_kind(Trigger)}
        for engine in ("postgresql", "sqlite")
    }
    words = ("audit", "history", "soft_delete", "counts_long_ones", "stays_long", "touch")
    assert triggers["postgresql"] == {f"note_{word}" for word in words}
    assert all(any(name.startswith(f"note_{word}") for name in triggers["sqlite"]) for word in words)
