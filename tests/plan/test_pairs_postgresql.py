"""Every pair of schemas: the plan leads from old to new, keeps the rows, and leads back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from colonnade.connect.servers.installed import installations
from colonnade.connect.servers.server import PostgresServer, postgres_server
from tests.conftest import MAJORS, OTHER_MAJORS
from tests.oracle.cases import Case, cases
from tests.oracle.postgresql import Outcome, pair_case
from tests.results.record import Direction, Origin, Recorder, Verdict, What

_OWN = Path(__file__).parent.parent / "cases" / "plan" / "postgresql"
_OUTSIDE = Path(__file__).parents[3] / "shared" / "corpus" / "diff-pairs"


def _reasons(path: Path) -> Mapping[str, str]:
    """Names of cases with a reason for each."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {name.strip(): reason.strip() for name, _, reason in (line.partition(":") for line in lines)}


REFUSALS = _reasons(_OWN.parent / "refusals.txt")
OPEN = _reasons(_OWN.parent / "open.txt")
"""Cases that don't pass yet: each run says so, and one that passes is to be taken from the list."""
TURNED = _reasons(_OWN.parent / "turned.txt")
"""Cases that are refused from new to old."""
TURNED_OPEN = _reasons(_OWN.parent / "turned_open.txt")
"""Cases that don't pass from new to old yet."""


LAST_MAJOR = max(*MAJORS, *OTHER_MAJORS)


def _parameters(folder: Path) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases(folder)]


@pytest.fixture(
    scope="module",
    params=(
        MAJORS[-1],
        *(pytest.param(each, marks=pytest.mark.full) for each in sorted({*MAJORS[:-1], *OTHER_MAJORS})),
    ),
    ids=lambda major: f"pg{major}",
)
def server(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """The newest server, and all others in the long part."""
    if not any(each.major == request.param and each.is_complete for each in installations()):
        pytest.skip(f"no PostgreSQL {request.param} with its extensions: run `make setup`")
    with postgres_server(major=request.param) as found:
        yield found


def _turned_here(server: PostgresServer) -> None:
    if server.major not in MAJORS:
        pytest.skip(f"from new to old the pairs are led on PostgreSQL {' and '.join(map(str, MAJORS))}")


def _tried(case: Case, server: PostgresServer, recorder: Recorder, origin: Origin, direction: Direction) -> Outcome:
    """Lead a pair, and record what became of it."""
    recorder.begin(What.PAIR, case.name, server=server, origin=origin, direction=direction)
    if not case.runs_on(server.installation):
        recorder.found(verdict=Verdict.UNLOADABLE)
        pytest.skip(f"PostgreSQL {server.major} here lacks what {case.name} needs")
    chosen = case.turned() if direction is Direction.TURNED else case
    outcome = pair_case(server, case.name, chosen)
    if outcome.verdict == "unloadable":
        recorder.found(verdict=Verdict.UNLOADABLE)
        pytest.skip(f"the server can't load it: {outcome.details[0].splitlines()[0]}")
    recorder.found(verdict=Verdict.REFUSED if outcome.verdict == "refused" else Verdict.EXACT)
    return outcome


def _judge(
    case: Case, outcome: Outcome, server: PostgresServer, direction: Direction = Direction.THERE_AND_BACK
) -> None:
    refused, open_ = (REFUSALS, OPEN) if direction is Direction.THERE_AND_BACK else (TURNED, {**OPEN, **TURNED_OPEN})
    older = any(f"{case.name} below {major}" in refused for major in range(server.major + 1, LAST_MAJOR + 1))
    if older or case.name in refused:
        assert outcome.verdict == "refused", f"{case.name} is no longer refused: take it from the list"
        return
    if case.name in open_ and outcome.verdict != "exact":
        pytest.xfail(open_[case.name])
    assert outcome.verdict == "exact", "\n".join((outcome.verdict, *outcome.details))


@pytest.mark.parametrize("case", _parameters(_OWN))
def test_own_pair(case: Case, server: PostgresServer, recorder: Recorder) -> None:
    _judge(case, _tried(case, server, recorder, Origin.OWN, Direction.THERE_AND_BACK), server)


@pytest.mark.parametrize("case", _parameters(_OUTSIDE) if _OUTSIDE.exists() else ())
def test_outside_pair(case: Case, server: PostgresServer, recorder: Recorder) -> None:
    _judge(case, _tried(case, server, recorder, Origin.OUTSIDE, Direction.THERE_AND_BACK), server)


@pytest.mark.full
@pytest.mark.parametrize("case", _parameters(_OWN))
def test_own_pair_turned(case: Case, server: PostgresServer, recorder: Recorder) -> None:
    """The same pairs from new to old, without rows."""
    _turned_here(server)
    outcome = _tried(case, server, recorder, Origin.OWN, Direction.TURNED)
    _judge(case, outcome, server, Direction.TURNED)


@pytest.mark.full
@pytest.mark.parametrize("case", _parameters(_OUTSIDE) if _OUTSIDE.exists() else ())
def test_outside_pair_turned(case: Case, server: PostgresServer, recorder: Recorder) -> None:
    """The outside pairs from new to old, without rows."""
    _turned_here(server)
    outcome = _tried(case, server, recorder, Origin.OUTSIDE, Direction.TURNED)
    _judge(case, outcome, server, Direction.TURNED)
