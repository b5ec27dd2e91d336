"""Linting scripts of SQLite: one writer locks all of the database, so that refusal, loss and rewriting count."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.dialect import Blocks, LockClaim
from colonnade.dialects.sqlite.lint.rules import SQLITE_RULES
from colonnade.dialects.sqlite.lint.statement import SqliteStep
from colonnade.dialects.sqlite.locks import DATABASE
from colonnade.dialects.sqlite.read.tokens import UnreadableSqlError, tokens
from colonnade.findings import Finding
from colonnade.lint import Aims, Linted, Script, StatementReport, Wrapping
from colonnade.lint.shared import UNREADABLE, unreadable_statement
from colonnade.schema import Ref
from colonnade.text import Span

_READS = frozenset(
    {"SELECT", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "ATTACH"}
)
_KNOWN = _READS | frozenset(
    {
        "CREATE",
        "ALTER",
        "DROP",
        "INSERT",
        "UPDATE",
        "DELETE",
        "REPLACE",
        "VACUUM",
        "REINDEX",
        "ANALYZE",
        "WITH",
        "DETACH",
    }
)
_KINDS = frozenset({"CREATE", "ALTER", "DROP"})


def lint(scripts: Sequence[Script], aims: Aims) -> tuple[Linted, ...]:
    """What is found in scripts that run in this order."""
    return tuple(_lint(each, aims) for each in scripts)


def _lint(script: Script, aims: Aims) -> Linted:
    findings: list[Finding] = []
    reports: list[StatementReport] = []
    made: set[str] = set()
    begin: Span | None = None
    open_ = script.wrapping is Wrapping.TRANSACTION
    foreign_keys_off = False
    for number, piece in enumerate(script.pieces):
        try:
            parts = tokens(piece.text)
        except UnreadableSqlError as error:
            parts, said = [], error.message
        else:
            said = "" if parts and parts[0].upper in _KNOWN else "it begins with no word of SQLite"
        if said:
            reports.append(StatementReport(start=piece.start, sql=piece.text, kind="unreadable", judged=False))
            if script.judged and UNREADABLE not in aims.off:
                findings.append(unreadable_statement(number, piece, "SQLite", said))
            continue
        step = SqliteStep(
            script=script,
            number=number,
            piece=piece,
            parts=parts,
            made=frozenset(made),
            begin=begin,
            in_transaction=open_,
            foreign_keys_off=foreign_keys_off,
            last=number == len(script.pieces) - 1,
        )
        if script.judged:
            for rule_id, rule in SQLITE_RULES.rules_by_id.items():
                if rule_id not in aims.off:
                    findings.extend(rule.findings(step))
        reports.append(_report(step))
        if step.begins("CREATE", "TABLE") or step.begins("CREATE", "TEMP", "TABLE"):
            made.add(step.name_after("TABLE").lower())
        if step.words[:1] == ("BEGIN",):
            open_, begin = True, Span(start=piece.start, end=piece.start + len(piece.text))
        elif step.words[:1] in (("COMMIT",), ("END",)) or step.words[:2] in (
            ("ROLLBACK",),
            ("ROLLBACK", "TRANSACTION"),
        ):
            open_, begin = False, None
        elif step.begins("PRAGMA", "FOREIGN_KEYS") and not open_:
            foreign_keys_off = step.words[-1:] in (("OFF",), ("FALSE",), ("NO",)) or step.parts[-1].text == "0"
    return Linted(script=script, statements=tuple(reports), findings=tuple(findings))


def _report(step: SqliteStep) -> StatementReport:
    word = step.words[0]
    writes = word not in _READS
    rewrites = (Ref("table", ("main", step.table)),) if step.action[:1] == ("DROP",) else ()
    return StatementReport(
        start=step.piece.start,
        sql=step.piece.text,
        kind=" ".join(step.words[:2]) if word in _KINDS else word,
        judged=True,
        locks=(LockClaim(object=DATABASE, mode="RESERVED", blocks=Blocks.WRITES),) if writes else (),
        rewrites=rewrites,
        transaction=1 if step.in_transaction else None,
    )
