"""Versions of a real schema, each led to the next and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialects.sqlite.engine import facts, introspected, opened
from tests.dialects.sqlite.test_pairs import backward, carry_out, lead


@pytest.mark.full
def test_every_version_to_the_next_and_back(corpus: Path) -> None:
    scripts = [corpus / "sqlite" / "synapse_v72.sql", *sorted((corpus / "migrations" / "synapse_sqlite").glob("*.sql"))]
    texts = [path.read_text(encoding="utf-8") for path in scripts]
    real, ours = opened(texts[0]), opened(texts[0])
    ours.execute("PRAGMA foreign_keys = ON")
    for path, script in zip(scripts[1:], texts[1:], strict=True):
        before, was = introspected(ours), facts(ours, ordered=False)
        real.executescript(script)
        steps = lead(ours, real)
        carry_out(ours, backward(steps))
        assert introspected(ours) == before, path
        assert facts(ours, ordered=False) == was, path
        lead(ours, real)


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
