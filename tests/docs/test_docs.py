"""Documents that can't lie: generated pages are up to date, the tutorial runs, links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.build import BEGIN, END, stale

from colonnade.dialect import Hazard

PROJECT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#]+)\)")
WRITTEN = [
    "README.md",
    "docs/tutorial.md",
    "docs/architecture.md",
    *sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "docs" / "guides").glob("*.md")),
]


def test_generated_pages_are_up_to_date() -> None:
    assert stale() == (), "run `make docs`"


def test_the_tutorial_runs(tmp_path: Path) -> None:
    blocks = _BLOCK.findall((PROJECT / "docs" / "tutorial.md").read_text())
    assert len(blocks) == 8
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for block in blocks:
        done = subprocess.run(
            ["bash", "-euc", block], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    assert "'Ada')" in done.stdout
    assert "<svg" in (tmp_path / "shop.html").read_text()


@pytest.mark.parametrize("page", WRITTEN)
def test_links_lead_somewhere(page: str) -> None:
    path = PROJECT / page
    links = [link for link in _LINK.findall(path.read_text()) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_hazard_is_in_its_guide() -> None:
    text = (PROJECT / "docs" / "guides" / "hazards.md").read_text()
    assert set(re.findall(r"^\| `([a-z-]+)`", text, re.MULTILINE)) == {each.value for each in Hazard}


def test_the_readme_shows_the_demonstration() -> None:
    text = (PROJECT / "README.md").read_text()
    shown = text.partition(BEGIN)[2].partition(END)[0]
    assert "proofs hold" in shown
    assert "✗" not in shown
