"""The emitters of this dialect."""

from __future__ import annotations

from colonnade.dialect import Alteration, Emitters, Statement

EMIT = Emitters()

NOTHING = Alteration(statements=())
"""The answer where the engine has nothing to do, or does it with another operation."""

UNKNOWN_HERE = frozenset({"comment", "owner", "privileges"})
"""Properties that SQLite has not and that change nothing in it."""


def only(*statements: Statement) -> Alteration:
    """An alteration that displaces nothing."""
    return Alteration(statements=statements)
