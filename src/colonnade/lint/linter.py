"""What a linter of an engine answers: its rules, and what they find in scripts that run one after the other.

Linters are found by entry point (group `colonnade.linters`), so that nothing of them is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import Any

from colonnade.dialect import LockClaim
from colonnade.errors import InputError
from colonnade.findings import Finding, Rule
from colonnade.lint.script import Script
from colonnade.schema import Ref, Schema

GROUP = "colonnade.linters"


class NoLinterError(InputError):
    """Scripts of this engine can't be linted."""

    code = "CO139"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReport:
    """What one statement costs."""

    start: int
    """Where it starts in its script."""
    sql: str
    kind: str
    """What it is, in the words of the engine, such as `CREATE INDEX`."""
    judged: bool
    """Whether its effects are known; not those of a block of code, or of what can't be read."""
    locks: tuple[LockClaim, ...] = ()
    rewrites: tuple[Ref, ...] = ()
    scans: tuple[Ref, ...] = ()
    new: frozenset[Ref] = frozenset()
    """Those of the objects that the same script made: nobody else uses them yet."""
    transaction: int | None = None
    """Number of its transaction in the script, from 1; None outside of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What was found in one script."""

    script: Script
    statements: tuple[StatementReport, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """What the scripts run on."""

    version: tuple[int, ...] = ()
    """Version of the server; empty for the newest known, or that of the schema."""
    schema: Schema | None = None
    """The schema before the first script; None where nothing is known: what a script names is then taken to exist."""
    lock_timeout: str = "5s"
    """What `--fix` writes."""
    off: frozenset[str] = frozenset()
    """Rules that don't run."""
    on: frozenset[str] = frozenset()
    """Rules that run though they run only when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linter:
    """How scripts of an engine are linted."""

    engine: str
    rules: Mapping[str, Rule[Any]]
    lint: Callable[[Sequence[Script], Aims], tuple[Linted, ...]]
    versions: tuple[int, ...] = field(default=())
    """Major versions that are known; empty where they make no difference."""
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a rule is called elsewhere: `squawk:require-concurrent-index-creation` and the like."""


def linter(engine: str) -> Linter:
    """The linter of an engine. Raises NoLinterError."""
    for each in entry_points(group=GROUP, name=engine):
        found = each.load()
        if isinstance(found, Linter):
            return found
    known = sorted(each.name for each in entry_points(group=GROUP))
    raise NoLinterError(f"scripts of {engine} can't be linted", hint=f"engines with a linter: {', '.join(known)}")


def all_rules() -> dict[str, Rule[Any]]:
    """The rules of all linters by id; rules that several engines share are there once."""
    found: dict[str, Rule[Any]] = {}
    for name in sorted({each.name for each in entry_points(group=GROUP)}):
        for rule_id, rule in linter(name).rules.items():
            found.setdefault(rule_id, rule)
    return found
