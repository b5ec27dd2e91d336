"""Checking a source against the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from colonnade.blueprints.catalogue import PREFIX, blueprint
from colonnade.connect.facts import measured
from colonnade.connect.live import open_live
from colonnade.dialect import load
from colonnade.facts import NOTHING_MEASURED, Facts
from colonnade.findings import Finding, Severity, at_least
from colonnade.schema import Schema
from colonnade.standards import GovernedSubject, RuleSettings, SchemaSubject, Standard, check, joined
from colonnade.store import load_model
from colonnade.store.settings import Project, open_project, read_settings
from colonnade.store.standards import load_standards
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

    A model that is for no engine in particular is checked as a model only, unless a standard is for one. Raises
    UnknownStandardError and what else loading a standard raises.
    """
    standard = standard_of(source)
    wanted = standard.engines[0] if standard is not None and standard.engines else ""
    schema = _schema(source, engine)
    judged = _schema(source, wanted) if schema is None and wanted else schema
    governed = None
    if standard is not None and _is_for(standard, judged):
        governed = GovernedSubject(
            standard=standard,
            today=datetime.now(UTC).date(),
            schema=_subject(source, judged, standard),
            model=source.model,
            facts=_facts(source, standard),
        )
    subject = _subject(source, schema, standard)
    return check(model=source.model, schema=subject, governed=governed, settings=settings)


def standard_of(source: Source) -> Standard | None:
    """What the standards of the project and of the model say together. Raises as `load_standards` does."""
    project = source.project
    of_project = load_standards(
        project.settings.check.standards, project.file.parent if project.file is not None else Path()
    )
    named = source.model.standard if source.model is not None else ()
    of_model = load_standards(named, source.folder)
    return (
        joined(tuple(each for each in (of_project, of_model) if each is not None)) if of_project or of_model else None
    )


def _facts(source: Source, standard: Standard) -> Facts:
    """The sizes of a live database, where the standard has a limit for them."""
    limits = standard.limits
    if source.url is None or (limits.table_mb is None and limits.table_rows is None):
        return NOTHING_MEASURED
    with open_live(source.url) as live:
        return measured(live)


def _is_for(standard: Standard, schema: Schema | None) -> bool:
    return schema is None or not standard.engines or schema.engine in standard.engines


def _subject(source: Source, schema: Schema | None, standard: Standard | None) -> SchemaSubject | None:
    if schema is None:
        return None
    demands = source.project.settings
    limits = demands.limits
    if standard is not None and _is_for(standard, schema):
        said = {each.name: getattr(standard.limits, each.name) for each in fields(limits)}
        limits = replace(limits, **{name: value for name, value in said.items() if value is not None})
    return SchemaSubject(
        schema, load(schema.engine), naming=demands.naming, limits=limits, roles_created=source.roles_created
    )


def _schema(source: Source, engine: str | None) -> Schema | None:
    if source.schema is not None:
        return source.schema
    try:
        return schema_of(source, engine)
    except NoEngineError:
        return None
