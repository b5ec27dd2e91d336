"""Checking a source against the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from colonnade.blueprints.catalogue import PREFIX, blueprint
from colonnade.dialect import load
from colonnade.findings import Finding, Severity, at_least
from colonnade.schema import Schema
from colonnade.standards import RuleSettings, SchemaSubject, check
from colonnade.store import load_model
from colonnade.store.settings import Project, open_project, read_settings
from colonnade.workspace.normal import NoEngineError, schema_of
from colonnade.workspace.placing import placed
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Form, Source, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDocument:
    """A finding, in the shape that outside programs rely on."""

    rule: str
    severity: Severity
    message: str
    why: str
    object: str
    file: str | None
    line: int | None
    column: int | None
    """From 1, as editors count."""
    fix: str | None
    """What would make it go away; statements where they are known."""
    docs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    source: str
    fail_on: Severity
    failed: bool
    """Whether a finding is as grave as `fail_on`, or graver."""
    counts: Mapping[Severity, int]
    findings: tuple[FindingDocument, ...]


def check_text(
    text: str,
    *,
    engine: str | None = None,
    fail_on: Severity | None = None,
    settings: Path | None = None,
    tell: Tell = silent,
) -> tuple[Checked, tuple[Finding, ...]]:
    """Check a source by its text, with the settings of the project that the work is in.

    Findings about a model stand at their line of its file. Raises BadSettingsError, UnknownRuleError, NoReasonError
    and what reading a source raises.
    """
    project = open_project() if settings is None else Project(settings=read_settings(settings), file=settings)
    chosen = project.settings.check
    source = read_source(text, engine=engine, project=project, tell=tell)
    tell("Checking")
    findings = check_source(source, engine=engine, settings=chosen.rules)
    if source.form is Form.MODEL and not text.startswith("git:"):
        path = blueprint(text).model if text.startswith(PREFIX) else Path(text)
        findings = placed(findings, load_model(path).reading)
    return checked(source.text, findings, fail_on or chosen.fail_on), findings


def checked(source: str, findings: tuple[Finding, ...], fail_on: Severity) -> Checked:
    """Findings as a document."""
    return Checked(
        source=source,
        fail_on=fail_on,
        failed=any(at_least(each.severity, fail_on) for each in findings),
        counts={severity: sum(each.severity is severity for each in findings) for severity in Severity},
        findings=tuple(_document(each) for each in findings),
    )


def _document(finding: Finding) -> FindingDocument:
    place = finding.place
    fix = finding.fix
    return FindingDocument(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        why=finding.why,
        object=finding.object,
        file=place.file if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        fix=(fix.sql or fix.title) if fix else None,
        docs=finding.docs,
    )


def check_source(
    source: Source, *, engine: str | None = None, settings: RuleSettings | None = None
) -> tuple[Finding, ...]:
    """The findings about a source: about its model where it has one, and about its schema on an engine.

    A model that is for no engine in particular is checked as a model only.
    """
    schema = _schema(source, engine)
    demands = source.project.settings
    subject = (
        SchemaSubject(schema, load(schema.engine), naming=demands.naming, limits=demands.limits) if schema else None
    )
    return check(model=source.model, schema=subject, settings=settings)


def _schema(source: Source, engine: str | None) -> Schema | None:
    if source.schema is not None:
        return source.schema
    try:
        return schema_of(source, engine)
    except NoEngineError:
        return None
