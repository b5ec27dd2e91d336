"""How long work tells what it is doing."""

from __future__ import annotations

from typing import Protocol


class Tell(Protocol):
    """Hears what is being done and, where that is known, how much of it is done."""

    def __call__(self, what: str, done: int = 0, total: int | None = None) -> None: ...


def silent(what: str, done: int = 0, total: int | None = None) -> None:
    """Tell nobody."""
