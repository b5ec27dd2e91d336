"""The page of results says the same of the same records, and is not written of a part of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from tests.results.page import missing, page
from tests.results.plugin import Gathering
from tests.results.record import PROPERTY, Direction, Record, Recorder, Verdict, What

DAY = dt.date(2026, 1, 2)
RECORDS = [
    Record(what=What.SCHEMA, engine="postgresql", name="b.sql", server="18.4", objects={"tables": 2}, verdict="exact"),
    Record(what=What.SCHEMA, engine="postgresql", name="a.sql", server="18.4", left_out=["x"], verdict="exact"),
    Record(what=What.SCHEMA, engine="postgresql", name="b.sql", server="15.18", verdict="failed"),
    Record(what=What.SCHEMA, engine="sqlite", name="c.sql", objects={"views": 3}, verdict="exact"),
    Record(what=What.PAIR, engine="postgresql", name="view/a", server="18.4", verdict="open"),
    Record(what=What.PAIR, engine="postgresql", name="table/a", server="18.4", verdict="exact"),
    Record(what=What.PAIR, engine="sqlite", name="table/a", direction=Direction.TURNED, verdict="refused"),
    Record(what=What.HISTORY, engine="postgresql", name="long", server="18.4", steps=7, verdict="exact"),
    Record(what=What.HISTORY, engine="sqlite", name="long", steps=9, verdict="exact"),
]


def test_the_order_of_tests_is_not_seen() -> None:
    assert page(RECORDS, DAY) == page(RECORDS[::-1], DAY)


def test_what_became_of_each_is_told() -> None:
    text = page(RECORDS, DAY)
    assert "| a.sql |  | 0 | not run | exact, but for: x |" in text
    assert "| b.sql | 2 tables | 2 | failed | exact |" in text
    assert "On PostgreSQL 15: 0 of 1 files exact" in text
    assert "Open: `view/a` (18)." in text
    assert "Refused: `table/a`." in text
    assert "| long | PostgreSQL 18 | 7 | exact |" in text


def test_a_part_is_not_a_whole(tmp_path: Path) -> None:
    assert missing(RECORDS) == []
    assert missing(RECORDS[:-1]) == ["histories of SQLite"]
    gathering = Gathering(tmp_path / "page.md", RECORDS[:-1])
    assert "there are none of histories of SQLite" in gathering.written(pytest.ExitCode.OK)
    gathering = Gathering(tmp_path / "page.md", RECORDS)
    assert "did not come to its end" in gathering.written(pytest.ExitCode.INTERRUPTED)
    assert not gathering.path.exists()
    gathering.written(pytest.ExitCode.TESTS_FAILED)
    assert gathering.path.read_text().startswith("<!-- Made by `make test-full`")


def test_what_is_tried_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    gathering = Gathering(tmp_path / "page.md", RECORDS)
    gathering.take(dataclasses.replace(RECORDS[2], verdict="exact"))
    assert len(gathering.records) == len(RECORDS)
    assert "On PostgreSQL 15: 1 of 1 files exact" in page(gathering.records, DAY)


def test_the_outcome_of_a_test_is_its_verdict(tmp_path: Path) -> None:
    properties: list[tuple[str, object]] = []
    recorder = Recorder(properties)
    recorder.begin(What.PAIR, "view/a")
    assert [name for name, _ in properties] == [PROPERTY]
    gathering = Gathering(tmp_path / "page.md")

    def told(report: pytest.TestReport) -> list[str]:
        gathering.pytest_runtest_logreport(report)
        return [each.verdict for each in gathering.records]

    failed = pytest.TestReport("a", ("a", 1, "a"), {}, "failed", None, "call", user_properties=properties)
    assert told(failed) == ["failed"]
    assert told(_passed(properties)) == ["exact"]
    recorder.found(verdict=Verdict.REFUSED)
    report = _passed(properties)
    assert told(report) == ["refused"]
    report.wasxfail = "known"
    assert told(report) == ["open"]


def _passed(properties: list[tuple[str, object]]) -> pytest.TestReport:
    return pytest.TestReport("a", ("a", 1, "a"), {}, "passed", None, "call", user_properties=properties)
