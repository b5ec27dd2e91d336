"""Linting files, folders, plans and standard input."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from colonnade.connect.migrations import Unread, read_migrations, script_of
from colonnade.dialect import load
from colonnade.errors import Place
from colonnade.findings import Finding, Rule, Severity, at_least
from colonnade.lint import Aims, Linted, Script, Wrapping, allowances
from colonnade.lint.shared import IN_VAIN, NO_REASON, OUT_OF_ORDER
from colonnade.plan.document import PlanDocument
from colonnade.plan.render import step_script
from colonnade.standards import settled, unused, validate
from colonnade.store.settings import Project, open_project
from colonnade.text import Lines, Span
from colonnade.workspace.checking import checked
from colonnade.workspace.linting.result import LintResult, UnreadDocument, statement_documents
from colonnade.workspace.linting.targets import (
    NothingToLintError,
    Target,
    changed_since,
    plan_in,
    schema_before,
    target_of,
)
from colonnade.workspace.progress import Tell, silent

STDIN = "-"
SHOWN_STDIN = "<stdin>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linting:
    """What is linted, and for what."""

    paths: tuple[str, ...]
    standard_input: str = ""
    """The text of `-`."""
    engine: str | None = None
    target: str = ""
    schema: str = ""
    wrapping: Wrapping | None = None
    since: str = ""
    fail_on: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A lint that was done."""

    result: LintResult
    findings: tuple[Finding, ...]
    linted: tuple[Linted, ...]
    texts: Mapping[str, str]
    """Text of each file, for excerpts."""
    target: Target
    aims: Aims
    scripts: tuple[Script, ...]


def lint_migrations(linting: Linting, *, tell: Tell = silent) -> Run:
    """Lint migrations with the settings of the project that the work is in.

    Raises NothingToLintError, BadTargetError, NoLinterError, BadScript, BadSettingsError, UnknownRuleError,
    NoReasonError and what reading a source raises.
    """
    project = open_project()
    rules = project.settings.check.rules
    validate(rules)
    paths = [Path(each) for each in linting.paths if each != STDIN]
    plans = {each: found for each in paths if (found := plan_in(each)) is not None}
    for each in paths:
        if not each.exists():
            raise NothingToLintError(f"there is no file {each}", hint="name .sql files, folders of migrations, or -")
    engine = next((each.engine for each in plans.values()), linting.engine)
    target = target_of(linting.target, engine, paths, project)
    tell("Reading migrations")
    scripts, unread = _scripts(linting, paths, plans, target.linter.engine)
    if linting.since:
        wanted = changed_since(linting.since, paths)
        scripts = tuple(replace(each, judged=Path(each.name).resolve() in wanted) for each in scripts)
    schema = schema_before(linting.schema, target, project, tell)
    aims = Aims(
        version=target.version,
        schema=schema,
        lock_timeout=project.settings.lint.lock_timeout,
        off=rules.disabled,
        on=frozenset(project.settings.lint.enable),
    )
    tell("Linting")
    return judge(linting, project, target, aims, scripts, unread)


def judge(
    linting: Linting,
    project: Project,
    target: Target,
    aims: Aims,
    scripts: tuple[Script, ...],
    unread: Sequence[Unread] = (),
) -> Run:
    """Lint scripts that are read."""
    linted = target.linter.lint(scripts, aims)
    texts = {each.script.name: each.script.text for each in linted}
    rules = project.settings.check.rules
    found = _placed(_allowed(linted, target.linter.rules), linted)
    vain: tuple[Finding, ...] = ()
    if any(Path(each).is_dir() for each in linting.paths) and not linting.since:
        vain = _unused_settings(found, project, target)
    order = tuple(_out_of_order(linted, target)) if linting.since else ()
    findings = _sorted((*settled(found, rules), *settled((*vain, *order), rules)), list(texts))
    fail_on = linting.fail_on or project.settings.check.fail_on
    summary = checked(", ".join(linting.paths), findings, fail_on)
    result = LintResult(
        source=linting.paths,
        engine=target.linter.engine,
        version=".".join(str(each) for each in target.version) or None,
        fail_on=fail_on,
        failed=any(at_least(each.severity, fail_on) for each in findings),
        counts=summary.counts,
        findings=summary.findings,
        statements=tuple(one for each in linted if each.script.judged for one in statement_documents(each)),
        unread=tuple(UnreadDocument(file=each.file, line=each.line, what=each.what) for each in unread),
    )
    return Run(result=result, findings=findings, linted=linted, texts=texts, target=target, aims=aims, scripts=scripts)


def _scripts(
    linting: Linting, paths: Sequence[Path], plans: Mapping[Path, PlanDocument], engine: str
) -> tuple[tuple[Script, ...], tuple[Unread, ...]]:
    scripts: list[Script] = []
    if STDIN in linting.paths:
        scripts += script_of(linting.standard_input, SHOWN_STDIN, engine, wrapping=linting.wrapping)
    for path, plan in plans.items():
        text = step_script(((each.transaction, each.statements) for each in plan.steps), load(plan.engine))
        found = script_of(text, str(path), engine, wrapping=Wrapping.NONE, runner="plan")
        scripts += (replace(each, fixable=False) for each in found)
    others = [each for each in paths if each not in plans]
    read, unread = read_migrations(others, engine, wrapping=linting.wrapping)
    return (*scripts, *read), unread


def _allowed(linted: Iterable[Linted], rules: Mapping[str, Rule[Any]]) -> Iterator[tuple[Linted, Finding]]:
    """Findings that no comment allows, and what is wrong with the comments; each with its script."""
    for each in linted:
        comments = tuple(allowances(each.script))
        used: defaultdict[int, set[str]] = defaultdict(set)
        for finding in each.findings:
            number = _statement(each, finding.span)
            fitting = [at for at, one in enumerate(comments) if one.holds(finding.rule, number)]
            for at in fitting:
                used[at].add(finding.rule)
            if not fitting:
                yield each, finding
        for at, one in enumerate(comments if each.script.judged else ()):
            said = ", ".join(one.rules)
            if not one.reason:
                yield each, _about(rules[NO_REASON], f"{said} is allowed without a reason: because …", one.span)
            elif left := [rule for rule in one.rules if rule not in used[at]]:
                yield each, _about(rules[IN_VAIN], f"nothing here is found by {', '.join(left)}", one.span)


def _about(rule: Rule[Any], message: str, span: Span | None) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message,
        why=rule.why,
        object="comment" if span is not None else "colonnade.toml",
        docs=f"reference/rules/{rule.id}.md",
        span=span,
    )


def _statement(linted: Linted, span: Span | None) -> int | None:
    """The number of the statement that a finding is in."""
    if span is None:
        return None
    pieces = linted.script.pieces
    number = bisect_right(pieces, span.start, key=lambda each: each.start) - 1
    inside = number >= 0 and span.start < pieces[number].start + max(len(pieces[number].text), 1)
    return number if inside else None


def _placed(findings: Iterable[tuple[Linted, Finding]], linted: Iterable[Linted]) -> tuple[Finding, ...]:
    lines = {each.script.name: Lines(each.script.text, file=each.script.name) for each in linted}
    return tuple(
        replace(finding, place=lines[each.script.name].place(finding.span.start if finding.span is not None else 0))
        for each, finding in findings
    )


def _unused_settings(findings: Sequence[Finding], project: Project, target: Target) -> tuple[Finding, ...]:
    """Suppressions in the settings that no finding of the whole folder needs."""
    rules = target.linter.rules
    file = str(project.file) if project.file is not None else None
    return tuple(
        replace(
            _about(rules[IN_VAIN], f"check.suppress of {each.rule} for {each.object} suppresses nothing", None),
            place=Place(file=file),
        )
        for each in unused(findings, project.settings.check.rules, rules)
    )


def _out_of_order(linted: Sequence[Linted], target: Target) -> Iterator[Finding]:
    """New and changed files of a folder before files that were there."""
    last: dict[Path, int] = {}
    for number, each in enumerate(linted):
        if not each.script.judged:
            last[_folder(each.script)] = number
    told: set[str] = set()
    for number, each in enumerate(linted):
        if each.script.judged and number < last.get(_folder(each.script), -1) and each.script.name not in told:
            told.add(each.script.name)
            after = linted[last[_folder(each.script)]].script.name
            finding = _about(target.linter.rules[OUT_OF_ORDER], f"{after} was there before it and runs after it", None)
            yield replace(finding, object=f"file {each.script.name}", place=Place(file=each.script.name, line=1))


def _folder(script: Script) -> Path:
    """The folder of a migration; of a layout with a folder for each, the one above."""
    path = Path(script.name)
    return path.parent.parent if path.name.lower() in ("up.sql", "migration.sql") else path.parent


def _sorted(findings: Iterable[Finding], files: Sequence[str]) -> tuple[Finding, ...]:
    """By file in the order they run, then by place."""
    ranks = {file: number for number, file in enumerate(files)}
    rank = list(Severity)

    def key(each: Finding) -> tuple[int, int, int, int]:
        place = each.place or Place()
        return ranks.get(place.file or "", len(ranks)), place.line or 0, rank.index(each.severity), place.column or 0

    return tuple(sorted(findings, key=key))
