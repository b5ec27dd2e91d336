"""Writes the tables of results at the end of a run that was asked for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.results.page import missing, page
from tests.results.proofs import absent, proof_pages
from tests.results.record import PROPERTY, Record, Recorder, Verdict

_KEPT = "results/records"
"""Where the records are in pytest's cache."""


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
    before = config.cache.get(_KEPT, []) if config.getoption("lf") else []
    config.pluginmanager.register(Gathering(Path(path), [Record(**each) for each in before]), "results")


class Gathering:
    """The records of a run; one that repeats what failed (`--lf`) renews the records of the run before."""

    def __init__(self, path: Path, before: Iterable[Record] = ()) -> None:
        self.path = path.absolute()
        self._records = {_key(each): each for each in before}

    @property
    def records(self) -> list[Record]:
        """One for each thing that was tried."""
        return list(self._records.values())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record of a test, and the verdict that its outcome is."""
        if report.when != "call":
            return
        for name, facts in report.user_properties:
            if name == PROPERTY and isinstance(facts, dict):
                record = Record(**facts)
                record.verdict = str(_verdict(report, record))
                self.take(record)

    def take(self, record: Record) -> None:
        """Put the newest record of a thing in the place of an older one."""
        self._records[_key(record)] = record

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Keep the records for a run that repeats what failed."""
        session.config.cache.set(_KEPT, [asdict(each) for each in self.records])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
        """Write the page of a run that came to its end, and say so."""
        terminalreporter.write_line(self.written(exitstatus))

    def written(self, exitstatus: int) -> str:
        """Write the pages, and say what became of them."""
        if exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            return "no results written: the run did not come to its end"
        return f"{self._tables()}; {self._proofs()}"

    def _proofs(self) -> str:
        """Write the pages of the blueprints, beside the tables in a folder of the same name."""
        if left := absent(self.records):
            return f"no proofs written: {', '.join(left)} did not run"
        folder = self.path.with_suffix("")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in proof_pages(self.records, dt.datetime.now(tz=dt.UTC).date()).items():
            (folder / name).write_text(text, encoding="utf-8")
        return f"proofs written to {folder}"

    def _tables(self) -> str:
        if absent := missing(self.records):
            return f"no results written: there are none of {', '.join(absent)}"
        self.path.write_text(page(self.records, dt.datetime.now(tz=dt.UTC).date()), encoding="utf-8")
        return f"results written to {self.path}"


def _key(record: Record) -> tuple[str, ...]:
    return (record.what, record.engine, record.name, str(record.major), record.origin, record.direction)


def _verdict(report: pytest.TestReport, record: Record) -> Verdict:
    if report.failed:
        return Verdict.FAILED
    if hasattr(report, "wasxfail"):
        return Verdict.OPEN
    return Verdict(record.verdict) if record.verdict else Verdict.EXACT
