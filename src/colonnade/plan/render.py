"""A plan as a script that the engine's own shell runs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from colonnade.dialect import Dialect, Statement
from colonnade.plan.step import Plan


def script(plan: Plan, dialect: Dialect) -> str:
    """The statements of a plan, each transaction group between BEGIN and COMMIT."""
    lines: list[str] = [f"{text};" for text in dialect.opening]
    for number, steps in groupby(plan.steps, key=lambda step: step.transaction):
        several = tuple(steps)
        if number is not None:
            lines.append("BEGIN;")
        lines.extend(f"{text};" for text in dialect.preamble)
        for step in several:
            lines.append(step.sql)
        if number is not None:
            lines.append("COMMIT;")
        lines.append("")
    lines.extend(f"{text};" for text in dialect.closing)
    return "\n".join(lines)


def statements(parts: Iterable[Statement]) -> str:
    """Statements one after another, each closed by a semicolon."""
    return "\n".join(f"{each.sql};" for each in parts)
