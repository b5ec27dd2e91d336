"""Versions of a real schema, each led to the next and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dialects.sqlite.engine import facts, introspected, opened
from tests.dialects.sqlite.test_pairs import backward, carry_out, lead
from tests.results.record import Recorder, What


@pytest.mark.full
def test_every_version_to_the_next_and_back(corpus: Path, recorder: Recorder) -> None:
    recorder.begin(What.HISTORY, "synapse")
    scripts = [corpus / "sqlite" / "synapse_v72.sql", *sorted((corpus / "migrations" / "synapse_sqlite").glob("*.sql"))]
    texts = [path.read_text(encoding="utf-8") for path in scripts]
    real, ours = opened(texts[0]), opened(texts[0])
    ours.execute("PRAGMA foreign_keys = ON")
    count = 0
    for path, script in zip(scripts[1:], texts[1:], strict=True):
        before, was = introspected(ours), facts(ours, ordered=False)
        real.executescript(script)
        steps = lead(ours, real)
        count += bool(steps.steps)
        carry_out(ours, backward(steps))
        assert introspected(ours) == before, path
        assert facts(ours, ordered=False) == was, path
        lead(ours, real)
        recorder.found(steps=count)


def test_first_version_to_last_and_back(corpus: Path) -> None:
    base = (corpus / "sqlite" / "synapse_v72.sql").read_text(encoding="utf-8")
    real, ours = opened(base), opened(base)
    ours.execute("PRAGMA foreign_keys = ON")
    for path in sorted((corpus / "migrations" / "synapse_sqlite").glob("*.sql")):
        real.executescript(path.read_text(encoding="utf-8"))
    before, was = introspected(ours), facts(ours, ordered=False)
    steps = lead(ours, real)
    carry_out(ours, backward(steps))
    assert introspected(ours) == before
    assert facts(ours, ordered=False) == was


def _kratos(corpus: Path) -> list[str]:
    joined = (corpus / "migrations" / "kratos" / "sqlite.up.sql").read_text(encoding="utf-8")
    return re.split(r"(?m)^-- migration: .*$", joined)[1:]


def _lead_through(scripts: list[str], every: int) -> int:
    """Lead a database from version to version, each time back and there again; the answer counts the changes."""
    real, ours = opened(), opened()
    ours.execute("PRAGMA foreign_keys = ON")
    count = 0
    for place, script in enumerate(scripts):
        real.executescript(script)
        if place % every and place < len(scripts) - 1:
            continue
        before, was = introspected(ours), facts(ours, ordered=False)
        steps = lead(ours, real)
        if steps.steps:
            count += 1
            carry_out(ours, backward(steps))
            assert introspected(ours) == before, script
            assert facts(ours, ordered=False) == was, script
            lead(ours, real)
    return count


def test_some_versions_of_a_long_history(corpus: Path) -> None:
    assert _lead_through(_kratos(corpus), every=60) >= 8


@pytest.mark.full
def test_every_version_of_a_long_history(corpus: Path, recorder: Recorder) -> None:
    recorder.begin(What.HISTORY, "kratos")
    count = _lead_through(_kratos(corpus), every=1)
    recorder.found(steps=count)
    assert count >= 400
