"""Findings that go away by themselves: their fixes in the model file, or as statements for a database."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from colonnade.dialect import load
from colonnade.errors import InputError
from colonnade.findings import Cure, Finding, Rename, Severity
from colonnade.model import Model
from colonnade.store import Loaded, Preview, load_model, preview_model, save_model
from colonnade.store.settings import Project, open_project
from colonnade.workspace.checking import Checked, check_source, checked
from colonnade.workspace.design.change_log import logged
from colonnade.workspace.design.curing import Curing
from colonnade.workspace.normal import NoEngineError, engine_of_model
from colonnade.workspace.placing import placed
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Form, Source, read_source


class Fixing(StrEnum):
    """What became of a finding."""

    FIXED = "fixed"
    WOULD_FIX = "would fix"
    """A dry run: the diff says how."""
    STATEMENT = "statement"
    """The source is no model file; the statement does it."""
    REFUSED = "refused"
    """There is a certain fix, but it can't be made in this model; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A finding with a certain fix, and what became of it."""

    rule: str
    object: str
    what: Fixing
    title: str
    reason: str = ""
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixResult:
    """What a check found, what was fixed, and what is left."""

    fixes: tuple[Fixed, ...]
    diff: str
    """What changed, or would, in the files of the model; empty for other sources."""
    files: tuple[str, ...]
    """Those that were written."""
    note: str
    """Why nothing was written, where nothing could be."""
    left: Checked
    """The findings after the fixes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult(Checked):
    """What a check found, after the fixes where some were asked for."""

    fixes: tuple[Fixed, ...] = ()
    diff: str = ""
    """What changed, or would, in the files of the model."""
    files: tuple[str, ...] = ()
    """Those that were written."""
    note: str = ""
    """Why nothing was written, where nothing could be."""

    @classmethod
    def of(cls, found: Checked, result: FixResult | None = None) -> CheckResult:
        """The document of a check."""
        facts = {each.name: getattr(found, each.name) for each in fields(Checked)}
        if result is None:
            return cls(**facts)
        return cls(**facts, fixes=result.fixes, diff=result.diff, files=result.files, note=result.note)


def fix_text(
    text: str,
    *,
    engine: str | None = None,
    fail_on: Severity | None = None,
    dry: bool = False,
    tell: Tell = silent,
) -> tuple[FixResult, tuple[Finding, ...]]:
    """Check a source by its text and make every certain fix in the model file; all else in it stays.

    With `dry` nothing is written. For other sources the statements are told. Raises what checking, loading and saving
    a model raise.
    """
    project = open_project()
    limit = fail_on or project.settings.check.fail_on
    source = read_source(text, engine=engine, project=project, tell=tell)
    tell("Checking")
    findings = check_source(source, engine=engine, settings=project.settings.check.rules)
    if source.form is not Form.MODEL or text.startswith("git:"):
        result = FixResult(
            fixes=tuple(_statement(each) for each in findings if each.fix is not None and each.fix.sql),
            diff="",
            files=(),
            note=f"{source.text} is no model file, so nothing was changed; these statements do it",
            left=checked(source.text, findings, limit),
        )
        return result, findings
    return _in_model(
        _Work(loaded=load_model(Path(text)), source=source, engine=engine, project=project, tell=tell),
        findings,
        limit,
        dry=dry,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A model file that is being fixed."""

    loaded: Loaded
    source: Source
    engine: str | None
    project: Project
    tell: Tell

    def check(self, model: Model) -> tuple[Finding, ...]:
        """The findings about the model as it is then."""
        self.tell("Checking again")
        source = replace(self.source, model=model)
        return check_source(source, engine=self.engine, settings=self.project.settings.check.rules)


def _in_model(
    work: _Work, findings: tuple[Finding, ...], limit: Severity, *, dry: bool
) -> tuple[FixResult, tuple[Finding, ...]]:
    curing, left = _cured(work, findings)
    curing.model = logged(work.loaded.model, curing.model, work.project)
    preview = preview_model(work.loaded, curing.model)
    files: tuple[Path, ...] = ()
    reading = work.loaded.reading
    if not dry and preview.changed:
        files = save_model(work.loaded, curing.model).written
        reading = load_model(work.loaded.path).reading
    elif dry:
        left = findings
    left = placed(left, reading)
    gone = {(each.rule, each.object) for each in findings} - {(each.rule, each.object) for each in left}
    return (
        FixResult(
            fixes=tuple(_fixed(each, curing, gone, dry=dry) for each in findings if each.fix and each.fix.cure),
            diff=text_diff(preview),
            files=tuple(map(str, files)),
            note="",
            left=checked(work.source.text, left, limit),
        ),
        left,
    )


def _cured(work: _Work, findings: tuple[Finding, ...]) -> tuple[Curing, tuple[Finding, ...]]:
    """The model with its cures and what is found then; without renames where an engine's own text needs a name."""
    model = work.loaded.model
    try:
        engine = work.engine or engine_of_model(model, otherwise=work.project.settings.engine.target)
        dialect = load(engine)
    except NoEngineError:
        dialect = None
    cures = [each.fix.cure for each in findings if each.fix is not None and each.fix.cure is not None]
    curing = Curing(model=model, dialect=dialect)
    curing.all(cures)
    try:
        return curing, work.check(curing.model)
    except InputError as error:
        if not any(isinstance(each, Rename) for each in cures):
            raise
        calm = Curing(model=model, dialect=dialect)
        calm.all(each for each in cures if not isinstance(each, Rename))
        why = f"no database could be made of it: {error.message}"
        calm.refused |= {each: why for each in cures if isinstance(each, Rename)}
        return calm, work.check(calm.model)


def _fixed(finding: Finding, curing: Curing, gone: Iterable[tuple[str, str]], *, dry: bool) -> Fixed:
    cure: Cure | None = finding.fix.cure if finding.fix is not None else None
    title = finding.fix.title if finding.fix is not None else ""
    reason = curing.refused.get(cure, "") if cure is not None else ""
    if dry:
        what = Fixing.REFUSED if reason else Fixing.WOULD_FIX
    elif (finding.rule, finding.object) in gone:
        what = Fixing.FIXED
    else:
        what, reason = Fixing.REFUSED, reason or "it is found all the same"
    return Fixed(rule=finding.rule, object=finding.object, what=what, title=title, reason=reason)


def _statement(finding: Finding) -> Fixed:
    fix = finding.fix
    title, sql = (fix.title, fix.sql) if fix is not None else ("", "")
    return Fixed(rule=finding.rule, object=finding.object, what=Fixing.STATEMENT, title=title, sql=sql)


def text_diff(preview: Preview) -> str:
    """What a preview changes in the files, as a unified diff."""
    parts: list[str] = []
    for file, text in preview.changed:
        name = str(file.path)
        lines = difflib.unified_diff(
            file.text.splitlines(keepends=True), text.splitlines(keepends=True), fromfile=name, tofile=name
        )
        parts.extend(each if each.endswith("\n") else f"{each}\n\\ no line break at the end\n" for each in lines)
    return "".join(parts)
