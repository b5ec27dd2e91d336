"""Carrying a plan onto a live database and back, and knowing where it stands."""

from __future__ import annotations

import getpass
import json
import platform
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from colonnade.connect.journal import Entry, Journal, Status
from colonnade.connect.migration import RolledBack, apply_plan, check_start, not_allowed, roll_back
from colonnade.dialect import Hazard, load
from colonnade.plan.document import BadPlanFileError, PlanDocument, StepDocument, read_plan
from colonnade.plan.render import step_script
from colonnade.schema.fingerprint import fingerprint
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.comparing import Comparison, compare_sources
from colonnade.workspace.differing import Change, changes_of
from colonnade.workspace.live.volumes import VolumeCheck, volumes
from colonnade.workspace.normal import model_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import MODEL_ENDINGS, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyResult:
    """What a run did, or would do."""

    database: str
    """Its address; a password is masked."""
    version: str | None
    """The version of the database now; null where it has none, and for a dry run."""
    dry_run: bool
    steps: tuple[StepDocument, ...]
    """Those that were run."""
    elapsed_ms: float | None
    """Null for a dry run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackResult:
    """Which migrations were taken back, newest first."""

    database: str
    rolled_back: tuple[RolledBack, ...]
    version: str | None
    """The version of the database now; null where no migration is in force."""


class State(StrEnum):
    """How a database stands to its journal."""

    NO_JOURNAL = "no journal"
    """Colonnade never ran a plan on it."""
    AS_LEFT = "as left"
    """It is what the newest migration in force left."""
    CHANGED = "changed"
    """Other hands changed it since."""
    HALF_DONE = "half done"
    """A run stopped on the way, and steps that it had committed stand."""
    EMPTY_JOURNAL = "nothing in force"
    """All migrations were taken back, or none came to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a database stands."""

    database: str
    engine: str
    state: State
    version: str | None
    """Of the newest migration in force."""
    migrations: tuple[Entry, ...]
    """All that the journal knows, by version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftResult:
    """What a live database has otherwise than a source says."""

    source: str
    database: str
    engine: str
    drifted: bool
    changes: tuple[Change, ...]
    """What would bring the database to the source."""
    volumes: tuple[VolumeCheck, ...] = ()
    """Of each entity that says it, the rows expected and those there; no drift, whatever they are."""


def read_plan_file(path: Path) -> PlanDocument:
    """The plan in a file. Raises BadPlanFileError."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadPlanFileError(f"can't read {path}: {error.strerror}", hint="check the path") from error
    except RecursionError:
        raise BadPlanFileError(f"{path} is nested too deeply", hint="make one with `colonnade plan`") from None
    except ValueError as error:
        raise BadPlanFileError(f"{path} is not a plan file: {error}", hint="make one with `colonnade plan`") from error
    return read_plan(document)


def apply(
    plan: PlanDocument,
    url: str,
    *,
    allowed: frozenset[Hazard] = frozenset(),
    by: str | None = None,
    lock_timeout_ms: int | None = None,
    tell: Tell = silent,
) -> ApplyResult:
    """Run a plan on a live database, journalled. Raises what `apply_plan` raises."""
    project = open_project()
    at = address(url, project)

    def progress(step: StepDocument) -> None:
        tell(f"Step {step.sequence}: {step.kind} {step.object}", step.sequence - 1, len(plan.steps))

    tell(f"Reading {at}")
    with opened(at, project, lock_timeout_ms=lock_timeout_ms) as live:
        done = apply_plan(
            live, plan, by=by or who(), allowed=allowed.union(project.settings.plan.allow), progress=progress
        )
    return ApplyResult(
        database=str(at), version=done.version, dry_run=False, steps=plan.steps, elapsed_ms=done.elapsed_ms
    )


def dry_run(plan: PlanDocument, url: str, *, allowed: frozenset[Hazard] = frozenset()) -> ApplyResult:
    """What `apply` would run, after the same refusals. Nothing is changed.

    Raises HazardNotAllowedError, OtherEngineError, DatabaseChangedError and leaves of WorldError.
    """
    project = open_project()
    refusal = not_allowed(plan, allowed.union(project.settings.plan.allow))
    if refusal is not None:
        raise refusal
    at = address(url, project)
    with opened(at, project) as live:
        check_start(live, plan)
    return ApplyResult(database=str(at), version=None, dry_run=True, steps=plan.steps, elapsed_ms=None)


def script_of(plan: PlanDocument) -> str:
    """The statements of a plan as a script."""
    return step_script([(step.transaction, step.statements) for step in plan.steps], load(plan.engine))


def who() -> str:
    """Who runs this: the account and the machine."""
    return f"{getpass.getuser()}@{platform.node()}"


def rollback(url: str, *, to: str | None = None, reason: str = "asked for", tell: Tell = silent) -> RollbackResult:
    """Take migrations back: the newest, or all after a version. Raises what `roll_back` raises."""
    project = open_project()
    at = address(url, project)
    tell(f"Rolling back on {at}")
    with opened(at, project) as live:
        done = roll_back(live, to=to, reason=reason)
        current = Journal(live).current()
    return RollbackResult(database=str(at), rolled_back=done, version=current.version if current is not None else None)


def status(url: str) -> Standing:
    """What the journal of a database says, and whether other hands changed the database since."""
    project = open_project()
    at = address(url, project)
    with opened(at, project) as live:
        journal = Journal(live)
        entries = journal.entries()
        current = journal.current()
        if any(each.status in {Status.IN_PROGRESS, Status.FAILED} and journal.standing(each.id) for each in entries):
            state = State.HALF_DONE
        elif current is not None:
            state = State.AS_LEFT if fingerprint(live.schema()) == current.end else State.CHANGED
        else:
            state = State.EMPTY_JOURNAL if entries else State.NO_JOURNAL
        return Standing(
            database=str(at),
            engine=live.dialect.name,
            state=state,
            version=current.version if current is not None else None,
            migrations=entries,
        )


def verify(source: str, url: str, *, engine: str | None = None, tell: Tell = silent) -> DriftResult:
    """Compare a live database with what a source says it should be."""
    at = address(url)
    comparison = compare_sources(url, source, engine=engine, tell=tell)
    return DriftResult(
        source=comparison.sources[1],
        database=str(at),
        engine=comparison.dialect.name,
        drifted=bool(comparison.difference),
        changes=changes_of(comparison.difference.operations),
        volumes=_volumes(source, comparison),
    )


def _volumes(source: str, comparison: Comparison) -> tuple[VolumeCheck, ...]:
    """Rows expected and there, where the source is a model and so says what is expected."""
    if not source.endswith(MODEL_ENDINGS):
        return ()
    model = model_of(read_source(source))
    return volumes(model, comparison.dialect, comparison.before, comparison.facts)
