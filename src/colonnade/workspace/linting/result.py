"""What a lint found, in the shape that outside programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.findings import Severity
from colonnade.lint import Linted, StatementReport
from colonnade.plan.document import LockDocument
from colonnade.schema import Ref
from colonnade.schema.naming import identity_text
from colonnade.text import Lines
from colonnade.workspace.checking import FindingDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDocument:
    """What one statement costs."""

    file: str
    line: int
    sql: str
    kind: str
    """The command, such as CREATE INDEX; `unreadable` where it can't be parsed."""
    judged: bool
    """Whether its effects are known: not those of a block of code, or of what can't be read."""
    locks: tuple[LockDocument, ...]
    rewrites: tuple[str, ...]
    scans: tuple[str, ...]
    new: tuple[str, ...]
    """Those of the locked objects that the same script made, so that nobody waits for them."""
    transaction: int | None
    """Number of its transaction in the file; null outside of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadDocument:
    """What a file does and can't be told without running it."""

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """A file that was changed, or would be."""

    file: str
    rules: tuple[str, ...]
    """Those whose findings were fixed."""
    diff: str
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LintResult:
    """What was found in migrations."""

    source: tuple[str, ...]
    engine: str
    version: str | None
    """The server that the migrations are judged for; null for the newest known."""
    fail_on: Severity
    failed: bool
    counts: Mapping[Severity, int]
    findings: tuple[FindingDocument, ...]
    statements: tuple[StatementDocument, ...]
    unread: tuple[UnreadDocument, ...]
    fixes: tuple[FixedFile, ...] = ()


def statement_documents(linted: Linted) -> tuple[StatementDocument, ...]:
    """The statements of a script."""
    lines = Lines(linted.script.text)
    return tuple(_statement(each, linted.script.name, lines) for each in linted.statements)


def _statement(report: StatementReport, file: str, lines: Lines) -> StatementDocument:
    return StatementDocument(
        file=file,
        line=lines.place(report.start).line or 1,
        sql=report.sql,
        kind=report.kind,
        judged=report.judged,
        locks=tuple(
            LockDocument(object=_name(each.object), mode=each.mode, blocks=each.blocks.value) for each in report.locks
        ),
        rewrites=tuple(_name(each) for each in report.rewrites),
        scans=tuple(_name(each) for each in report.scans),
        new=tuple(sorted(_name(each) for each in report.new)),
        transaction=report.transaction,
    )


def _name(ref: Ref) -> str:
    return f"{ref.kind} {identity_text(ref)}"
