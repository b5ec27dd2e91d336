"""Fixing migrations in place: text edits, one after the other, until nothing is left that fixes itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from colonnade.connect.migrations import script_of
from colonnade.findings import Edit, Finding
from colonnade.lint import Script
from colonnade.store.files import read_file, write_files
from colonnade.store.settings import Project, open_project
from colonnade.workspace.linting.result import FixedFile
from colonnade.workspace.linting.running import SHOWN_STDIN, Linting, Run, judge, lint_migrations
from colonnade.workspace.progress import Tell, silent

_ROUNDS = 200
"""More rounds than any script has needed; a fix that undoes another one must not go on for ever."""


def fix_migrations(linting: Linting, *, dry: bool = False, tell: Tell = silent) -> Run:
    """Lint migrations, make every certain fix in their files, and lint them again.

    The fixes are in the result; with `dry` nothing is written. Raises as `lint_migrations`, and UnwritableFileError.
    """
    fixed, texts = fixed_run(lint_migrations(linting, tell=tell), linting, open_project(), dry=dry)
    if not dry:
        files = [each.file for each in fixed.result.fixes if each.written]
        write_files([(read_file(Path(each)), texts[each].replace("\r\n", "\n")) for each in files])
    return fixed


def fixed_run(run: Run, linting: Linting, project: Project, *, dry: bool = False) -> tuple[Run, Mapping[str, str]]:
    """A lint after every certain fix, with the texts as they are then; nothing is written."""
    start = dict(run.texts)
    texts = dict(start)
    rules: dict[str, list[str]] = {}
    for _ in range(_ROUNDS):
        chosen = _chosen(run.findings)
        if not chosen:
            break
        for file, findings in chosen.items():
            texts[file] = edited(
                texts[file], [edit for each in findings for edit in (each.fix.edits if each.fix else ())]
            )
            rules.setdefault(file, []).extend(each.rule for each in findings)
        scripts = _again(run.scripts, texts, linting, run.target.linter.engine)
        run = judge(linting, project, run.target, run.aims, scripts)
    fixes = tuple(_fixed(file, start[file], texts[file], rules[file], dry=dry) for file in rules)
    return replace(run, result=replace(run.result, fixes=fixes)), texts


def _chosen(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """For each file the fixes that don't touch each other, as many as there are from the beginning on."""
    found: dict[str, list[Finding]] = {}
    ends: dict[str, list[tuple[int, int]]] = {}
    for each in findings:
        file = each.place.file if each.place is not None else None
        if file is None or each.fix is None or not each.fix.edits:
            continue
        begin = min(edit.span.start for edit in each.fix.edits)
        end = max(edit.span.end for edit in each.fix.edits)
        if all(end < one or begin > other for one, other in ends.get(file, [])):
            found.setdefault(file, []).append(each)
            ends.setdefault(file, []).append((begin, end))
    return found


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with changes made in it; those at the same place come in their order."""
    parts: list[str] = []
    at = 0
    for each in sorted(edits, key=lambda edit: edit.span.start):
        parts += (text[at : each.span.start], each.text)
        at = each.span.end
    return "".join((*parts, text[at:]))


def _again(scripts: Sequence[Script], texts: dict[str, str], linting: Linting, engine: str) -> tuple[Script, ...]:
    """The scripts of the changed texts."""
    made: list[Script] = []
    seen: set[str] = set()
    for each in scripts:
        if texts[each.name] == each.text:
            made.append(each)
        elif each.name not in seen:
            seen.add(each.name)
            beside = Path(each.name) if each.name != SHOWN_STDIN else None
            found = script_of(texts[each.name], each.name, engine, wrapping=linting.wrapping, beside=beside)
            made += (replace(one, judged=each.judged, runner=each.runner or one.runner) for one in found)
    return tuple(made)


def _fixed(file: str, before: str, after: str, rules: Sequence[str], *, dry: bool) -> FixedFile:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{file} before", f"{file} after"
    )
    return FixedFile(
        file=file, rules=tuple(sorted(set(rules))), diff="".join(lines), written=not dry and file != SHOWN_STDIN
    )
