"""Statements as a script that the engine's own shell runs as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from colonnade.dialect import Dialect, Statement
from colonnade.plan.step import Plan


def script(plan: Plan, dialect: Dialect) -> str:
    """The statements of a plan, each transaction group between BEGIN and COMMIT."""
    return step_script(
        [(step.transaction, tuple(each.sql for each in step.statements)) for step in plan.steps], dialect
    )


def step_script(steps: Iterable[tuple[int | None, Sequence[str]]], dialect: Dialect) -> str:
    """The statements of steps, each with the number of its transaction group, or None outside of one."""
    return "\n".join(_lines(steps, dialect)) + "\n"


def _lines(steps: Iterable[tuple[int | None, Sequence[str]]], dialect: Dialect) -> Iterator[str]:
    steps = list(steps)
    if not steps:
        yield "-- Nothing to do."
        return
    yield from _closed(dialect.opening)
    yield from _closed(dialect.preamble)
    yield ""
    group: int | None = None
    for number, statements in steps:
        if number != group:
            if group is not None:
                yield from ("COMMIT;", "")
            if number is not None:
                yield "BEGIN;"
            group = number
        yield from _closed(statements)
    if group is not None:
        yield "COMMIT;"
    yield from _closed(dialect.closing)


def statements(parts: Iterable[Statement]) -> str:
    """Statements one after another, each closed by a semicolon."""
    return "\n".join(_closed(each.sql for each in parts))


def _closed(texts: Iterable[str]) -> Iterator[str]:
    """Each statement closed; one whose last line is a comment is closed in a line of its own."""
    for text in texts:
        last = text.rstrip().rpartition("\n")[2]
        yield f"{text}\n;" if "--" in last else f"{text};"
