"""Queries whose answers a change must leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from colonnade.connect.live import Live
from colonnade.schema import Schema, Table
from colonnade.workspace.demo.result import Question

Answer = list[tuple[object, ...]]


def in_file(path: Path) -> tuple[str, ...]:
    """The queries of a file that has one a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.rstrip().removesuffix(";") for line in lines if line.strip() and not line.startswith("--"))


def counting(schema: Schema, live: Live) -> tuple[str, ...]:
    """One query a table for the number of its rows."""
    quote = live.dialect.quote
    return tuple(
        f"SELECT count(*) FROM {'.'.join(quote(part) for part in table.path)}"  # noqa: S608 (names are quoted)
        for table in sorted(schema.of_kind(Table), key=lambda each: each.path)
        if table.partition_of is None
    )


def total(live: Live, schema: Schema) -> int:
    """Rows of all tables."""
    answers = ask(live, counting(schema, live))
    return sum(int(str(answer[0][0])) for answer in answers)


def ask(live: Live, queries: Iterable[str]) -> tuple[Answer, ...]:
    """The answers, in the order of the queries."""
    return tuple(live.query(sql) for sql in queries)


def judged(
    queries: Iterable[str], before: Iterable[Answer], changed: Iterable[Answer], restored: Iterable[Answer]
) -> tuple[Question, ...]:
    """Which answers stayed."""
    return tuple(
        Question(sql=sql, rows=len(one), same_after_change=one == two, same_after_rollback=one == three)
        for sql, one, two, three in zip(queries, before, changed, restored, strict=True)
    )
