"""Marks inside of migration files: which part goes forward, and whether a transaction is around it.

Sources: the manuals of dbmate, goose, sql-migrate, sqlx, Liquibase (formatted SQL) and Flyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from colonnade.lint import Wrapping
from colonnade.text import Span

_UP = re.compile(
    r"^[ \t]*--[ \t]*(?:(?P<dbmate>migrate:up)|(?P<goose>\+goose[ \t]+up)|(?P<migrate>\+migrate[ \t]+up)"
    r"|(?P<micrate>\+micrate[ \t]+up))\b(?P<options>[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_DOWN = re.compile(
    r"^[ \t]*--[ \t]*(?:migrate:down|\+(?:goose|migrate|micrate)[ \t]+down|@undo|\+\+[ \t]*down)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LIQUIBASE = re.compile(r"\A\s*--\s*liquibase\s+formatted\s+sql\b", re.IGNORECASE)
_CHANGESET = re.compile(r"^[ \t]*--[ \t]*changeset[ \t]+(?P<name>\S+)(?P<options>[^\n]*)", re.IGNORECASE | re.MULTILINE)
_NO_GOOSE = re.compile(r"^[ \t]*--[ \t]*\+goose[ \t]+no[ \t]+transaction\b", re.IGNORECASE | re.MULTILINE)
_NO_SQLX = re.compile(r"\A--[ \t]*no-transaction\b")
_OFF = re.compile(
    r"\btransaction:[ \t]*false\b|\bnotransaction\b|\brunInTransaction:[ \t]*[\"']?false\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a file that goes forward."""

    span: Span
    wrapping: Wrapping
    runner: str
    name: str = ""
    """Of a changeset."""


def parts(text: str) -> tuple[Part, ...]:
    """The parts that a file's own marks tell; none where it has no marks."""
    if _LIQUIBASE.match(text):
        return tuple(_changesets(text))
    up = _UP.search(text)
    if up is None:
        if _NO_SQLX.match(text):
            return (Part(span=Span(start=0, end=len(text)), wrapping=Wrapping.NONE, runner="sqlx"),)
        return ()
    down = _DOWN.search(text, up.end())
    end = down.start() if down is not None else len(text)
    runner = next(word for word in ("dbmate", "goose", "migrate", "micrate") if up[word])
    runner = "sql-migrate" if runner == "migrate" else runner
    alone = _OFF.search(up["options"]) or (runner == "goose" and _NO_GOOSE.search(text))
    wrapping = Wrapping.NONE if alone else Wrapping.TRANSACTION
    return (Part(span=Span(start=up.end(), end=end), wrapping=wrapping, runner=runner),)


def _changesets(text: str) -> Iterator[Part]:
    heads = list(_CHANGESET.finditer(text))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        wrapping = Wrapping.NONE if _OFF.search(head["options"]) else Wrapping.TRANSACTION
        yield Part(span=Span(start=head.end(), end=end), wrapping=wrapping, runner="Liquibase", name=head["name"])
