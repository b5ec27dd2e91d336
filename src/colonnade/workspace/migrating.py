"""Carrying a plan onto a live database and back, and knowing where it stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.journal import Entry, Journal, Status
from colonnade.connect.live import open_live
from colonnade.connect.migration import Applied, Progress, RolledBack, apply_plan, roll_back
from colonnade.dialect import Hazard
from colonnade.errors import InputError
from colonnade.ops import Operation
from colonnade.plan import Plan
from colonnade.plan.document import BadPlanFileError, PlanFile, plan_document, read_plan
from colonnade.schema import Schema
from colonnade.schema.fingerprint import fingerprint
from colonnade.workspace.comparing import compare_sources

ALL_HAZARDS = frozenset(Hazard)


class UnknownHazardError(InputError):
    """A hazard that was allowed does not exist."""

    code = "CO184"


def hazards_of(words: Sequence[str]) -> frozenset[Hazard]:
    """Hazards by name; `all` stands for every one. Raises UnknownHazardError."""
    found: set[Hazard] = set()
    for word in words:
        if word == "all":
            return ALL_HAZARDS
        try:
            found.add(Hazard(word))
        except ValueError:
            known = ", ".join(each.value for each in Hazard)
            raise UnknownHazardError(f"there is no hazard {word!r}", hint=f"known: {known}") from None
    return frozenset(found)


def plan_text(plan: Plan, target: Schema, *, version: str | None = None, description: str = "") -> str:
    """A plan as the text of its file."""
    return json.dumps(plan_document(plan, target, version=version, description=description), indent=1) + "\n"


def read_plan_file(path: Path) -> PlanFile:
    """The plan in a file. Raises BadPlanFileError."""
    try:
        return read_plan(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadPlanFileError(f"can't read {path}: {error.strerror}", hint="check the path") from error
    except ValueError as error:
        raise BadPlanFileError(f"{path} is not a plan file: {error}", hint="make one with `colonnade plan`") from error


def apply(
    plan: PlanFile,
    url: str,
    *,
    by: str,
    allowed: frozenset[Hazard],
    lock_timeout_ms: int | None = None,
    progress: Progress = lambda _: None,
) -> Applied:
    """Run a plan on a live database, journalled."""
    with open_live(url, lock_timeout_ms=lock_timeout_ms) as live:
        return apply_plan(live, plan, by=by, allowed=allowed, progress=progress)


def rollback(url: str, *, to: str | None = None, reason: str = "asked for") -> tuple[RolledBack, ...]:
    """Take migrations back: the newest, or all after a version."""
    with open_live(url) as live:
        return roll_back(live, to=to, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a database stands."""

    engine: str
    version: str | None
    """Of the newest migration in force; None where there is none."""
    entries: tuple[Entry, ...]
    is_as_left: bool | None
    """Whether the database is what that migration left; None where there is none."""


def status(url: str) -> Standing:
    """What the journal of a database says, and whether other hands changed the database since."""
    with open_live(url) as live:
        journal = Journal(live)
        entries = journal.entries()
        done = [each for each in entries if each.status is Status.COMPLETED]
        current = done[-1] if done else None
        as_left = None if current is None else fingerprint(live.schema()) == current.end
        return Standing(
            engine=live.dialect.name,
            version=current.version if current else None,
            entries=entries,
            is_as_left=as_left,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What a live database has otherwise than a source says."""

    operations: tuple[Operation, ...]
    """What would bring the database to the source."""


def verify(source: str, url: str, *, engine: str | None = None) -> Drift:
    """Compare a live database with what a source says it should be."""
    comparison = compare_sources(url, source, engine=engine)
    return Drift(operations=comparison.difference.operations)
