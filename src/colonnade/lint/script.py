"""Scripts as linters take them: cut into statements, with what runs them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wrapping(StrEnum):
    """What stands around the statements of a script when it runs."""

    NONE = "none"
    """Each is a transaction of its own, unless the script says otherwise: psql, mysql and the like."""
    TRANSACTION = "transaction"
    """A migration tool runs the whole script in one transaction."""
    BATCH = "batch"
    """The script is sent as one text: several statements are one transaction, a single one is alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One statement of a script."""

    text: str
    """Without the closing semicolon, and without comments before it."""
    start: int
    """Where it starts in the text of the script, in characters."""
    as_written: bool = True
    """False where it does not stand so in the script, because variables were put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """SQL text as it stands in a file."""

    name: str
    text: str
    pieces: tuple[Piece, ...]
    wrapping: Wrapping = Wrapping.NONE
    runner: str = ""
    """What runs it, as its user calls it; empty where nothing is known."""
    judged: bool = True
    """False for a script that only goes before: its statements are followed, and nothing is found in it."""
    fixable: bool = True
    """Whether its text may be changed: not where it was taken out of another notation."""
