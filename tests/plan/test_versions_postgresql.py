"""Versions of real schemas with rows in them, each led to the next, to a later one, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from colonnade.connect.servers.server import PostgresServer
from tests.conftest import CORPUS, MAJORS
from tests.oracle.folders import History, histories
from tests.oracle.sampling import in_part
from tests.oracle.versions import led
from tests.results.record import Recorder, What

_LONG = {"dhis2"}
"""Histories of hundreds of tables, for the long part only."""
_PARTS = {"crates_io": 30, "kratos": 30}
"""Histories of hundreds of versions, of which a run takes one in so many; one in ten of the others."""
_UNLOADABLE = {"dhis2": 25}
"""Migrations that need what is not on a plain server (12, by the corpus' own account), and those that build on them: a
file is played whole or not at all."""


def _parameters() -> list[object]:
    return [
        pytest.param(each, id=each.name, marks=pytest.mark.full if each.name in _LONG else ())
        for each in (histories(CORPUS) if CORPUS.is_dir() else ())
    ]


def _lead(history: History, server: PostgresServer, chosen: Callable[[str], bool]) -> Counter[str]:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for outcome in led(server, history, chosen):
        counts[outcome.verdict] += 1
        if outcome.verdict not in ("exact", "unloadable"):
            wrong.append("\n".join((outcome.name, outcome.verdict, *outcome.details)))
    assert not wrong, "\n\n".join(wrong)
    assert counts["unloadable"] <= _UNLOADABLE.get(history.name, 0)
    return counts


@pytest.mark.parametrize("history", _parameters())
def test_some_versions(history: History, pg: PostgresServer) -> None:
    assert _lead(history, pg, partial(in_part, parts=_PARTS.get(history.name, 10)))["exact"]


@pytest.mark.full
@pytest.mark.parametrize("history", _parameters())
def test_every_version(history: History, pg_majors: PostgresServer, recorder: Recorder) -> None:
    """Every version on the newest server; the others have the part that each run takes."""
    recorder.begin(What.HISTORY, history.name, server=pg_majors)
    parts = 1 if pg_majors.major == MAJORS[-1] else _PARTS.get(history.name, 10)
    recorder.found(steps=_lead(history, pg_majors, partial(in_part, parts=parts))["exact"])
