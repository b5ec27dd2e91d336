"""Every pair of schemas: the plan leads from old to new, keeps the rows, and leads back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from colonnade.connect.servers.server import PostgresServer
from tests.oracle.cases import Case, cases
from tests.oracle.postgresql import Outcome, pair_case

_OWN = Path(__file__).parent.parent / "cases" / "plan" / "postgresql"
_OUTSIDE = Path(__file__).parents[3] / "shared" / "corpus" / "diff-pairs"
_REFUSALS = _OWN.parent / "refusals.txt"


def _reasons(path: Path) -> Mapping[str, str]:
    """Names of cases with a reason for each."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {name.strip(): reason.strip() for name, _, reason in (line.partition(":") for line in lines)}


REFUSALS = _reasons(_REFUSALS)
OPEN = _reasons(_OWN.parent / "open.txt")
"""Cases that don't pass yet: each run says so, and one that passes is to be taken from the list."""


def _parameters(folder: Path) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases(folder)]


def _judge(case: Case, outcome: Outcome) -> None:
    if outcome.verdict == "unloadable":
        pytest.skip(f"the server can't load it: {outcome.details[0].splitlines()[0]}")
    if case.name in REFUSALS:
        assert outcome.verdict == "refused", f"{case.name} is no longer refused: take it from {_REFUSALS.name}"
        return
    if case.name in OPEN and outcome.verdict != "exact":
        pytest.xfail(OPEN[case.name])
    assert outcome.verdict == "exact", "\n".join((outcome.verdict, *outcome.details))


@pytest.mark.parametrize("case", _parameters(_OWN))
def test_own_pair(case: Case, pg: PostgresServer) -> None:
    if not case.runs_on(pg.installation):
        pytest.skip(f"PostgreSQL {pg.major} here lacks what {case.name} needs")
    _judge(case, pair_case(pg, case.name, case))


@pytest.mark.parametrize("case", _parameters(_OUTSIDE) if _OUTSIDE.exists() else ())
def test_outside_pair(case: Case, pg: PostgresServer) -> None:
    if not case.runs_on(pg.installation):
        pytest.skip(f"PostgreSQL {pg.major} here lacks what {case.name} needs")
    _judge(case, pair_case(pg, case.name, case))


@pytest.mark.full
@pytest.mark.parametrize("case", _parameters(_OWN))
def test_own_pair_turned(case: Case, pg: PostgresServer) -> None:
    """The same pairs from new to old, without rows."""
    if not case.runs_on(pg.installation):
        pytest.skip(f"PostgreSQL {pg.major} here lacks what {case.name} needs")
    outcome = pair_case(pg, case.name, case.turned())
    if outcome.verdict != "refused":
        _judge(case, outcome)
