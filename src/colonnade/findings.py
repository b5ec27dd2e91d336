"""Findings: opinions with an id, a place, a reason and, where there is one, a fix.

A rule is one function under `@rule`; its docstring is its page: the first line says what it finds, `Why:` why that
matters, `Bad:` and `Good:` are examples that tests run.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from colonnade.errors import Place
from colonnade.schema import QName
from colonnade.text import Span, did_you_mean


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def at_least(severity: Severity, limit: Severity) -> bool:
    """Whether a severity is as grave as a limit, or graver."""
    return _RANK[severity] <= _RANK[limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKey:
    """Number the rows of a table, or of an entity where the rule is about models, in a new first column."""

    table: QName = ()
    entity: str = ""
    name: str = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumns:
    """Give a table, or an entity where no engine is known, columns: names with lines of the model language."""

    table: QName = ()
    entity: str = ""
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndex:
    """Make an index over columns."""

    table: QName
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndex:
    """Take an index away."""

    table: QName
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameIndex:
    """Give an index another name."""

    table: QName
    name: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retype:
    """Give a column another type: one in the engine's spelling, or that of another column."""

    table: QName
    column: str
    type: str
    like: tuple[QName, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Give a table, or a column of it, another name."""

    table: QName
    column: str = ""
    to: str


Cure = AddKey | AddColumns | AddIndex | DropIndex | RenameIndex | Retype | Rename
"""A change of the design that certainly makes a finding go away; names are those of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of a text: other characters in the place of a span, which is empty where something is put in."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What would make a finding go away."""

    title: str
    sql: str = ""
    """Statements that do it, where they are known."""
    cure: Cure | None = None
    """What `check --fix` does to a model file; nothing where a person has to decide."""
    edits: tuple[Edit, ...] = ()
    """What `lint --fix` does to a script; nothing where a person has to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule yields: the object and what is wrong with it."""

    object: str
    """The object as its user knows it, such as `table sales.order` or `entity order`."""
    message: str
    fix: Fix | None = None
    span: Span | None = None
    """Where it stands in the text, for a rule about texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit with all that its rule and its place add."""

    rule: str
    severity: Severity
    message: str
    why: str
    object: str
    place: Place | None = None
    fix: Fix | None = None
    docs: str = ""
    """Path of the rule's page below the documentation."""
    span: Span | None = None
    """Where it stands in the text that was read, for a rule about texts."""


Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Subject]):
    """A rule about one kind of subject."""

    id: str
    severity: Severity
    check: Callable[[Subject], Iterable[Hit]]
    title: str
    why: str
    bad: str
    good: str
    on_request: bool = False
    """It runs only where the settings enable it."""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What the rule finds."""
        for hit in self.check(subject):
            yield Finding(
                rule=self.id,
                severity=self.severity,
                message=hit.message,
                why=self.why,
                object=hit.object,
                fix=hit.fix,
                docs=f"reference/rules/{self.id}.md",
                span=hit.span,
            )


_PART = re.compile(r"^(Why|Bad|Good):[ \t]*", re.MULTILINE)


class RuleBook(Generic[Subject]):
    """The rules about one kind of subject, by id."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule[Subject]] = {}

    def rule(
        self, rule_id: str, *, severity: Severity, on_request: bool = False
    ) -> Callable[[Callable[[Subject], Iterable[Hit]]], Callable[[Subject], Iterable[Hit]]]:
        """Put the decorated function in. A second rule of an id, or an incomplete docstring, is a ValueError."""

        def put(check: Callable[[Subject], Iterable[Hit]]) -> Callable[[Subject], Iterable[Hit]]:
            if rule_id in self._rules:
                raise ValueError(f"rule {rule_id} is there twice")
            title, parts = _parts(check)
            missing = [word for word in ("Why", "Bad", "Good") if not parts.get(word)]
            if missing:
                raise ValueError(f"the docstring of rule {rule_id} lacks {', '.join(missing)}")
            self._rules[rule_id] = Rule(
                id=rule_id,
                severity=severity,
                check=check,
                title=title,
                why=parts["Why"],
                bad=parts["Bad"],
                good=parts["Good"],
                on_request=on_request,
            )
            return check

        return put

    @property
    def rules(self) -> Mapping[str, Rule[Subject]]:
        """All rules by id."""
        return dict(self._rules)

    @property
    def rules_by_id(self) -> Mapping[str, Rule[Subject]]:
        """The same while it may still grow, without a copy."""
        return self._rules

    def near(self, rule_id: str) -> str:
        """A hint for an id that does not exist."""
        return did_you_mean(rule_id, self._rules)


def _parts(check: Callable[..., object]) -> tuple[str, dict[str, str]]:
    text = inspect.getdoc(check) or ""
    pieces = _PART.split(text)
    found = {pieces[at]: inspect.cleandoc(pieces[at + 1]).strip() for at in range(1, len(pieces) - 1, 2)}
    return pieces[0].strip(), found
