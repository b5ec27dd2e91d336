"""What migrations run on: an engine, its version, the schema before them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.script.outcome import Script as RawScript
from colonnade.connect.script.outcome import read_script
from colonnade.connect.urls import Engine
from colonnade.dialect import load
from colonnade.errors import InputError
from colonnade.lint import Linter, linter
from colonnade.plan.document import PlanDocument, read_plan
from colonnade.schema import Schema
from colonnade.store.settings import Project
from colonnade.workspace.normal import schema_of
from colonnade.workspace.progress import Tell
from colonnade.workspace.source import engine_of, read_source

_TARGET = re.compile(r"(?:(?P<engine>[a-z][a-z_0-9]*)(?::|$))?(?P<version>\d+(?:\.\d+)*)?")


class BadTargetError(InputError):
    """A target is not ENGINE or ENGINE:VERSION."""

    code = "CO133"


class NothingToLintError(InputError):
    """A path is no file of migrations, or git can't tell which files changed."""

    code = "CO134"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What migrations run on."""

    linter: Linter
    version: tuple[int, ...]


def target_of(text: str, engine: str | None, paths: Sequence[Path], project: Project) -> Target:
    """The target that the user or the project names, or that the files show. Raises BadTargetError, NoLinterError."""
    wanted = text or project.settings.lint.target
    found = _TARGET.fullmatch(wanted)
    if found is None:
        raise BadTargetError(f"{wanted!r} is no target", hint="such as postgresql:15, postgresql or sqlite")
    named = found["engine"] or engine
    name = named or _engine(paths, project)
    version = tuple(int(each) for each in (found["version"] or "").split(".") if each)
    chosen = linter(name)
    if not version and name == Engine.POSTGRESQL and project.settings.engine.version is not None:
        version = (project.settings.engine.version,)
    if version and chosen.versions and not chosen.versions[0] <= version[0] <= chosen.versions[-1]:
        first, last = chosen.versions[0], chosen.versions[-1]
        raise BadTargetError(f"{name} {version[0]} is not known", hint=f"known are {first} to {last}")
    return Target(linter=chosen, version=version)


def _engine(paths: Sequence[Path], project: Project) -> str:
    """The engine that the files show."""
    files = [each for each in paths if each.suffix == ".sql" and each.is_file()]
    for folder in (each for each in paths if each.is_dir()):
        files += sorted(folder.rglob("*.sql"))[:50]
    scripts: tuple[RawScript, ...] = tuple(read_script(each) for each in files)
    return engine_of(scripts, project.settings.engine.target)


def schema_before(source: str, target: Target, project: Project, tell: Tell) -> Schema | None:
    """The schema before the first migration, where one is named. Raises what reading a source raises."""
    text = source or project.settings.lint.baseline
    if not text:
        return None
    engine = target.linter.engine
    load(engine)
    major = target.version[0] if target.version and engine == Engine.POSTGRESQL else None
    return schema_of(read_source(text, engine=engine, major=major, project=project, tell=tell), engine)


def plan_in(path: Path) -> PlanDocument | None:
    """The plan in a file; None where it is none. Raises BadPlanFileError."""
    if path.suffix != ".json" or not path.is_file():
        return None
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise NothingToLintError(f"{path} is no JSON: {error}") from error
    return read_plan(document)


def changed_since(revision: str, paths: Sequence[Path]) -> frozenset[Path]:
    """The files that are new or other than at a revision of git. Raises NothingToLintError."""
    if revision.startswith("-"):
        raise NothingToLintError(f"{revision!r} is no revision")
    listed: list[str] = []
    for command in (
        ["git", "diff", "--name-only", "-z", "--relative", revision, "--"],
        ["git", "ls-files", "--others", "--exclude-standard", "-z", "--"],
    ):
        try:
            done = subprocess.run([*command, *(str(each) for each in paths)], capture_output=True, check=False)
        except FileNotFoundError as error:
            raise NothingToLintError("the program git is not installed, so --since can't be answered") from error
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise NothingToLintError(f"git can't compare with {revision}", hint=said[-1] if said else "")
        listed += [each for each in done.stdout.decode(errors="replace").split("\0") if each]
    return frozenset(Path(each).resolve() for each in listed)
