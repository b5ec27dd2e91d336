"""The table of statement forms: files of a schema with rows, and statements to be judged one by one on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "locks"
_SEPARATOR = "-- forms\n"
_SINCE = re.compile(r"since (\d+)\Z")
_WHILE = re.compile(r"while (.+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One statement whose locks are predicted and observed."""

    title: str
    sql: str
    since: int = 0
    """The first major version that has it."""
    holding: str | None = None
    """What another session does before, so that the statement, which runs outside of a transaction, has to wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A schema with rows, and the statements to be judged on it."""

    name: str
    setup: str
    forms: tuple[Form, ...]
    """Those that can't be taken back come last."""


def groups() -> tuple[Group, ...]:
    """All groups in order of their names."""
    return tuple(_group(path) for path in sorted(FOLDER.glob("*.sql")))


def _group(path: Path) -> Group:
    setup, _, rest = path.read_text().partition(_SEPARATOR)
    entries = [each.partition("\n") for each in rest.removeprefix("-- ").split("\n-- ")]
    forms = sorted((_form(head, sql) for head, _, sql in entries), key=lambda each: each.holding is not None)
    return Group(name=path.stem, setup=setup, forms=tuple(forms))


def _form(head: str, sql: str) -> Form:
    title, *conditions = head.split("; ")
    since = next((int(found[1]) for each in conditions if (found := _SINCE.match(each))), 0)
    holding = next((found[1] for each in conditions if (found := _WHILE.match(each))), None)
    assert len(conditions) == (since > 0) + (holding is not None), head
    return Form(title=title, sql=sql.strip().removesuffix(";"), since=since, holding=holding)
