"""What a demonstration writes down while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from colonnade.workspace.demo.result import Proof, Stage, StageName

Seen = Callable[[Stage], None]
"""Hears of a stage when it is over."""


@dataclass(kw_only=True)
class Notes:
    """What is written down during one stage."""

    facts: list[str] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)


@dataclass(kw_only=True)
class Log:
    """The stages so far, each timed."""

    seen: Seen
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: StageName, title: str) -> Iterator[Notes]:
        """Time a stage and write down what it did."""
        notes, began = Notes(), time.monotonic()
        yield notes
        elapsed = (time.monotonic() - began) * 1000
        done = Stage(
            name=name, title=title, facts=tuple(notes.facts), proofs=tuple(notes.proofs), elapsed_ms=round(elapsed, 1)
        )
        self.stages.append(done)
        self.seen(done)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "entity", "entities"), counted(1200, "line")
    ('1 entity', '1,200 lines')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
