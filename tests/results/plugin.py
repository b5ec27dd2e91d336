"""Writes the tables of results at the end of a run that was asked for them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.results.page import missing, page
from tests.results.record import PROPERTY, Record, Recorder, Verdict


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the tables go."""
    parser.addoption("--results", metavar="PAGE", help="write the tables of results to this page; needs --full")


@pytest.fixture
def recorder(request: pytest.FixtureRequest) -> Recorder:
    """Records what a test finds out."""
    return Recorder(request.node.user_properties)


def pytest_configure(config: pytest.Config) -> None:
    """Gather records where the reports of all workers come together."""
    path = config.getoption("--results")
    if path is None or hasattr(config, "workerinput"):
        return
    if not config.getoption("--full") or config.getoption("keyword") or config.getoption("markexpr"):
        raise pytest.UsageError("--results is for whole runs: give --full, and neither -k nor -m")
    config.pluginmanager.register(Gathering(Path(path)), "results")


class Gathering:
    """The records of a run."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.records: list[Record] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record of a test, and the verdict that its outcome is."""
        if report.when != "call":
            return
        for name, facts in report.user_properties:
            if name == PROPERTY and isinstance(facts, dict):
                record = Record(**facts)
                record.verdict = str(_verdict(report, record))
                self.records.append(record)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
        """Write the page of a run that came to its end, and say so."""
        terminalreporter.write_line(self.written(exitstatus))

    def written(self, exitstatus: int) -> str:
        """Write the page, and say what became of it."""
        if exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return "no results written: the run did not come to its end"
        if absent := missing(self.records):
            return f"no results written: there are none of {', '.join(absent)}"
        self.path.write_text(page(self.records, dt.datetime.now(tz=dt.UTC).date()), encoding="utf-8")
        return f"results written to {self.path}"


def _verdict(report: pytest.TestReport, record: Record) -> Verdict:
    if report.failed:
        return Verdict.FAILED
    if hasattr(report, "wasxfail"):
        return Verdict.OPEN
    return Verdict(record.verdict) if record.verdict else Verdict.EXACT
