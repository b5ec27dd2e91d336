"""Running a plan on a live database, and taking it back.

A transaction group is committed only with what the journal says of it. Before the last commit the database is read
again: when it is not what the plan promised, everything is rolled back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from colonnade.connect.journal import Entry, Journal, Status, next_minor, parse_version
from colonnade.connect.journal.entry import risk_of
from colonnade.connect.journal.journal import now
from colonnade.connect.live import Live, StatementFailed
from colonnade.dialect import Hazard
from colonnade.diff import compare
from colonnade.errors import ColonnadeError, RefusedError, WorldError
from colonnade.plan.document import PlanFile, PlannedStep
from colonnade.schema import Schema
from colonnade.schema.fingerprint import fingerprint
from colonnade.schema.whole import read_schema_document, schema_document

Progress = Callable[[PlannedStep], None]


class DatabaseChangedError(RefusedError):
    """The database is not what the plan was made for."""

    code = "CO240"


class HazardNotAllowedError(RefusedError):
    """A plan has hazards that nobody allowed by name."""

    code = "CO241"


class NotProvenError(RefusedError):
    """The database after the plan is not what the plan promised, so everything was rolled back."""

    code = "CO242"


class BusyError(RefusedError):
    """Another runner is at work on this database."""

    code = "CO243"


class NothingToRollBackError(RefusedError):
    """The journal holds no migration to take back."""

    code = "CO244"


class StepFailed(WorldError):
    """A step failed; the message says what was done and how to go on."""

    code = "CO321"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a run did."""

    version: str
    steps: int
    elapsed_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledBack:
    """What a rollback did."""

    version: str
    steps: int
    risk: str


def apply_plan(
    live: Live,
    plan: PlanFile,
    *,
    by: str,
    allowed: frozenset[Hazard],
    progress: Progress = lambda _: None,
) -> Applied:
    """Run a plan, journalled.

    Raises BusyError, DatabaseChangedError, HazardNotAllowedError, NotProvenError, StepFailed and leaves of WorldError.
    """
    _allow(plan, allowed)
    journal = Journal(live)
    before = _start(live, plan)
    journal.install()
    current = journal.current()
    version = plan.version or next_minor(current.version if current else None)
    parse_version(version)
    began = time.monotonic()
    run = _Run(live, journal, plan, version, before, by)
    for text in live.dialect.opening:
        live.run(text)
    try:
        run.groups(progress)
    finally:
        for text in live.dialect.closing:
            live.run(text)
    return Applied(version=version, steps=len(plan.steps), elapsed_ms=(time.monotonic() - began) * 1000)


def _allow(plan: PlanFile, allowed: frozenset[Hazard]) -> None:
    missing = sorted(plan.hazards - allowed)
    if missing:
        places = "; ".join(
            f"{hazard}: step {', '.join(str(step.sequence) for step in plan.steps if hazard in step.hazards)}"
            for hazard in missing
        )
        raise HazardNotAllowedError(
            f"the plan has hazards that were not allowed ({places})",
            hint=f"allow them by name: --allow {','.join(missing)}",
            fields={"hazards": [str(each) for each in missing]},
        )


def _start(live: Live, plan: PlanFile) -> Schema:
    if not live.lock():
        raise BusyError("another plan is being run on this database", hint="try again when it has finished")
    before = live.schema()
    if fingerprint(before) != plan.start:
        raise DatabaseChangedError(
            "the database is not what the plan was made for: it changed after planning, or it is another one",
            hint="make the plan again: colonnade plan URL TARGET",
            fields={"expected": plan.start, "found": fingerprint(before)},
        )
    return before


class _Run:
    """One run of a plan."""

    def __init__(self, live: Live, journal: Journal, plan: PlanFile, version: str, before: Schema, by: str) -> None:
        self.live = live
        self.journal = journal
        self.plan = plan
        self.version = version
        self.before = before
        self.by = by
        self.entry = ""

    def groups(self, progress: Progress) -> None:
        """Run the transaction groups one after another."""
        parts = [tuple(steps) for _, steps in groupby(self.plan.steps, key=lambda step: step.transaction)] or [()]
        for number, steps in enumerate(parts):
            last = number == len(parts) - 1
            inside = not steps or steps[0].transaction is not None
            self._group(steps, progress, first=number == 0, last=last, inside=inside)

    def _group(
        self, steps: Sequence[PlannedStep], progress: Progress, *, first: bool, last: bool, inside: bool
    ) -> None:
        if first and not inside:
            self.entry = self.journal.begin(self._values())
        if inside:
            self.live.run("BEGIN IMMEDIATE" if self.live.dialect.name == "sqlite" else "BEGIN")
        try:
            if first and inside:
                self.entry = self.journal.begin(self._values())
            for text in self.live.dialect.preamble:
                self.live.run(text)
            for step in steps:
                progress(step)
                self._step(step)
            if last:
                self._finish()
        except ColonnadeError as error:
            self._give_up(error, inside=inside, first=first)
            raise
        if inside:
            self.live.run("COMMIT")

    def _step(self, step: PlannedStep) -> None:
        began, clock, rows = now(), time.monotonic(), 0
        try:
            for sql in step.statements:
                rows = max(rows, self.live.run(sql))
            self._validate(step)
        except StatementFailed as error:
            raise StepFailed(
                f"step {step.sequence} ({step.kind} of {step.object}) was refused: {error.message}",
                hint=error.hint or "everything was rolled back; mend the cause and apply again",
                fields={**error.fields, "step": step.sequence},
            ) from error
        done = (step.sequence, step.kind, ";\n".join(step.statements))
        elapsed = (time.monotonic() - clock) * 1000
        self.journal.step_done(
            self.entry, done, began=began, elapsed_ms=elapsed, rows=rows, expected=step.estimated_duration_ms
        )

    def _validate(self, step: PlannedStep) -> None:
        if step.validation_query is None:
            return
        rows = self.live.query(step.validation_query)
        if not rows or not rows[0][0]:
            raise NotProvenError(
                f"step {step.sequence} ({step.kind} of {step.object}) ran, but its effect can't be seen",
                fields={"query": step.validation_query},
            )

    def _finish(self) -> None:
        found = self.live.schema()
        if fingerprint(found) != self.plan.end:
            left = compare(found, read_schema_document(self.plan.schema))
            names = ", ".join(sorted({str(ref) for each in left for ref in each.touches()})[:5])
            raise NotProvenError(
                f"the database after the plan is not what the plan promised ({names or 'unknown difference'})",
                hint="everything was rolled back; please report this plan",
            )
        self.journal.become(self.entry, self.version, Status.IN_PROGRESS, Status.COMPLETED)

    def _give_up(self, error: ColonnadeError, *, inside: bool, first: bool) -> None:
        """Leave a named state: nothing of this group, and a Failed entry where a group before it was committed."""
        try:
            if inside:
                self.live.run("ROLLBACK")
            if first and inside:
                return
            self.journal.become(self.entry, self.version, Status.IN_PROGRESS, Status.FAILED)
            self.journal.step_failed(self.entry, (0, "GROUP", ""), began=now(), error=error.message)
        except WorldError:
            # The connection itself is gone: the server rolls back, and `status` shows the state that was committed.
            return

    def _values(self) -> dict[str, object]:
        steps = self.plan.steps
        return {
            "version": self.version,
            "description": self.plan.description[:500],
            "migration_scripts": [_script(step, step.statements) for step in steps],
            "rollback_scripts": [_script(step, step.rollback) for step in reversed(steps)],
            "created_by": self.by[:100],
            "start_fingerprint": self.plan.start,
            "end_fingerprint": self.plan.end,
            "checksum": self.plan.checksum,
            "hazards": sorted(str(each) for each in self.plan.hazards),
            "schema_before": schema_document(self.before),
            "schema_after": self.plan.schema,
        }


def _script(step: PlannedStep, statements: Sequence[str]) -> dict[str, object]:
    return {
        "sequence": step.sequence,
        "script_type": step.kind,
        "object": step.object,
        "sql_content": list(statements),
        "expected_duration_ms": step.estimated_duration_ms,
        "validation_query": step.validation_query,
    }


def roll_back(live: Live, *, to: str | None, reason: str) -> tuple[RolledBack, ...]:
    """Take back the migrations after a version (all of them for "0.0.0"), or the newest one, newest first.

    Raises NothingToRollBackError, DatabaseChangedError, NotProvenError, StepFailed and leaves of WorldError.
    """
    journal = Journal(live)
    chosen = _chosen(journal, to)
    if not live.lock():
        raise BusyError("another plan is being run on this database", hint="try again when it has finished")
    done = []
    for text in live.dialect.opening:
        live.run(text)
    try:
        for entry in chosen:
            done.append(_take_back(live, journal, entry, reason))
    finally:
        for text in live.dialect.closing:
            live.run(text)
    return tuple(done)


def _chosen(journal: Journal, to: str | None) -> tuple[Entry, ...]:
    in_force = [each for each in journal.entries() if each.status in {Status.COMPLETED, Status.FAILED}]
    if not in_force:
        raise NothingToRollBackError("the journal holds no migration to take back", hint="see `colonnade status`")
    if to is None:
        return (in_force[-1],)
    target = parse_version(to)
    if target != (0, 0, 0) and target not in {parse_version(each.version) for each in journal.entries()}:
        known = ", ".join(each.version for each in journal.entries())
        raise NothingToRollBackError(f"the journal knows no version {to}", hint=f"known: {known}, and 0.0.0 for none")
    return tuple(each for each in reversed(in_force) if parse_version(each.version) > target)


def _take_back(live: Live, journal: Journal, entry: Entry, reason: str) -> RolledBack:
    began = now()
    if entry.status is Status.COMPLETED and fingerprint(live.schema()) != entry.end:
        raise DatabaseChangedError(
            f"the database is not what migration {entry.version} left: it was changed by other hands",
            hint="see `colonnade verify`; undo those changes first",
        )
    scripts = journal.scripts(entry, "rollback_scripts")
    statements = [str(sql) for script in scripts for sql in _list(script["sql_content"])]
    live.run("BEGIN IMMEDIATE" if live.dialect.name == "sqlite" else "BEGIN")
    try:
        for text in live.dialect.preamble:
            live.run(text)
        for sql in statements:
            live.run(sql)
        if fingerprint(live.schema()) != entry.start:
            raise NotProvenError(f"the database after rolling {entry.version} back is not what it was before it")
        hazards = frozenset(_hazards(journal, entry))
        creates = any(str(script["script_type"]).startswith(("create", "add_column")) for script in scripts)
        risk = risk_of(hazards, undoes_creation=creates)
        journal.steps_undone(entry.id)
        journal.rolled_back(entry.id, reason=reason, began=began, steps=len(scripts), risk=risk)
        journal.become(entry.id, entry.version, entry.status, Status.ROLLED_BACK)
    except StatementFailed as error:
        live.run("ROLLBACK")
        raise StepFailed(
            f"rolling {entry.version} back was refused: {error.message}",
            hint=error.hint or "nothing was changed; mend the cause and try again",
            fields=error.fields,
        ) from error
    except ColonnadeError:
        live.run("ROLLBACK")
        raise
    live.run("COMMIT")
    return RolledBack(version=entry.version, steps=len(scripts), risk=risk.value)


def _list(node: object) -> list[object]:
    return node if isinstance(node, list) else []


def _hazards(journal: Journal, entry: Entry) -> list[Hazard]:
    return [Hazard(str(each)) for each in journal.hazards(entry)]
