"""The pages of the blueprints say what came of each case, and are not written of a part of the servers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from colonnade.blueprints import Outcome, blueprints
from tests.results.plugin import Gathering
from tests.results.proofs import MAJORS, absent, proof_pages
from tests.results.record import Record, What

DAY = dt.date(2026, 1, 2)


def tried(name: str, engine: str, server: str, outcome: Outcome, said: str = "") -> Record:
    cases = [["R-1", "One | thing", Outcome.HOLDS.value, ""], ["R-2", "Another", outcome.value, said]]
    return Record(what=What.BLUEPRINT, engine=engine, name=name, server=server, proofs=cases)


def test_what_came_of_each_case_is_told() -> None:
    records = [
        tried("shop", "postgresql", "18.4", Outcome.HOLDS),
        tried("shop", "postgresql", "15.1", Outcome.FAILS, "it was not refused"),
        tried("shop", "sqlite", "", Outcome.NOT_TRIED, "no right"),
    ]
    pages = proof_pages(records, DAY)
    assert pages == proof_pages(records[::-1], DAY)
    assert set(pages) == {"blueprints.md", "shop.md"}
    assert "| R-2 | Another | fails: it was not refused | holds | not tried: no right |" in pages["shop.md"]
    assert "| R-1 | One &#124; thing | holds | holds | holds |" in pages["shop.md"]
    assert "| R-2 | 1 fail | 1 hold | 1 not tried |" in pages["shop.md"]
    assert "| [shop](shop.md) | PostgreSQL 15 | 2 | 1 hold, 1 fail |" in pages["blueprints.md"]


def test_a_part_is_not_a_whole(tmp_path: Path) -> None:
    whole = [
        tried(each.name, engine, f"{major}.0" if major else "", Outcome.HOLDS)
        for each in blueprints()
        for engine in each.engines
        for major in (MAJORS if engine == "postgresql" else (0,))
    ]
    assert absent(whole) == []
    assert absent(whole[1:]) == [f"{whole[0].name} on {whole[0].engine} {MAJORS[0]}"]
    gathering = Gathering(tmp_path / "results.md", whole[1:])
    assert "no proofs written" in gathering.written(pytest.ExitCode.OK)
    gathering = Gathering(tmp_path / "results.md", whole)
    assert "proofs written to" in gathering.written(pytest.ExitCode.OK)
    assert not gathering.path.exists()
    assert "| R-1 |" in (tmp_path / "results" / f"{whole[0].name}.md").read_text(encoding="utf-8")
