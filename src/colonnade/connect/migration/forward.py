"""Running a plan.

A transaction group is committed only with what the journal says of it. Before the last commit the database is read
again: when it is not what the plan promised, the group is rolled back. A run that fails is written down too, with
its error, after the rollback.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from colonnade.connect.journal import Journal, LoggedStep, Status, next_minor, parse_version
from colonnade.connect.journal.clock import now
from colonnade.connect.journal.script_type import script_type
from colonnade.connect.live import Live, StatementFailed, transaction
from colonnade.connect.migration.faults import (
    DatabaseChangedError,
    HazardNotAllowedError,
    NotProvenError,
    OtherEngineError,
    StepFailed,
    VersionNotAboveError,
    busy,
)
from colonnade.dialect import Hazard
from colonnade.diff import compare
from colonnade.errors import ColonnadeError, WorldError
from colonnade.plan.document import PlanDocument, StepDocument
from colonnade.schema import Schema
from colonnade.schema.fingerprint import fingerprint
from colonnade.schema.whole import schema_document

Progress = Callable[[StepDocument], None]
"""Hears of each step before it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a run did."""

    version: str | None
    """The version of the database now; None where it has none."""
    steps: int
    elapsed_ms: float


def apply_plan(
    live: Live,
    plan: PlanDocument,
    *,
    by: str,
    allowed: frozenset[Hazard] = frozenset(),
    progress: Progress = lambda _: None,
) -> Applied:
    """Run a plan, journalled; `allowed` is added to what was allowed when it was made.

    A plan without steps that names no version does nothing.
    Raises OtherEngineError, BusyError, DatabaseChangedError, HazardNotAllowedError, VersionNotAboveError,
    IllegalTransitionError, NotProvenError, StepFailed and leaves of WorldError.
    """
    refusal = not_allowed(plan, allowed)
    if refusal is not None:
        raise refusal
    if not live.lock():
        raise busy()
    before = check_start(live, plan)
    journal = Journal(live)
    current = journal.current()
    if not plan.steps and plan.version is None:
        return Applied(version=current.version if current else None, steps=0, elapsed_ms=0)
    version = plan.version or next_minor(current.version if current else None)
    if parse_version(version) <= (parse_version(current.version) if current else (0, 0, 0)):
        raise VersionNotAboveError(
            f"version {version} is not above {current.version if current else '0.0.0'}, the newest one in force",
            hint=f"the next minor version is {next_minor(current.version if current else None)}",
        )
    began = time.monotonic()
    for text in live.dialect.opening:
        live.run(text)
    try:
        _Run(live, journal, plan, version, before, by).groups(progress)
    finally:
        with suppress(WorldError):
            for text in live.dialect.closing:
                live.run(text)
    return Applied(version=version, steps=len(plan.steps), elapsed_ms=(time.monotonic() - began) * 1000)


def not_allowed(plan: PlanDocument, allowed: frozenset[Hazard] = frozenset()) -> HazardNotAllowedError | None:
    """The refusal to run a plan, where it has hazards that nobody allowed."""
    missing = sorted(set(plan.hazards) - set(plan.allowed) - allowed)
    if not missing:
        return None
    places = "; ".join(
        f"{hazard} in step {', '.join(str(step.sequence) for step in plan.steps if hazard in step.hazards)}"
        for hazard in missing
    )
    return HazardNotAllowedError(
        f"the plan has hazards that were not allowed: {places}",
        hint=f"allow them by name: --allow {','.join(missing)}",
        fields={"hazards": [str(each) for each in missing]},
    )


def check_start(live: Live, plan: PlanDocument) -> Schema:
    """The schema of a database, which is the one that a plan was made for.

    Raises OtherEngineError, DatabaseChangedError and leaves of WorldError.
    """
    if live.dialect.name != plan.engine:
        raise OtherEngineError(
            f"the plan is for {plan.engine}, the database is of {live.dialect.name}", hint="make a plan for it"
        )
    before = live.schema()
    found = fingerprint(before)
    if found != plan.start:
        raise DatabaseChangedError(
            "the database is not what the plan was made for: it changed after planning, or it is another one",
            hint="nothing was changed; make the plan again, as the role that applies it: colonnade plan URL TARGET",
            fields={"expected": plan.start, "found": found},
        )
    return before


class _Run:
    """One run of a plan."""

    def __init__(self, live: Live, journal: Journal, plan: PlanDocument, version: str, before: Schema, by: str) -> None:
        self.live = live
        self.journal = journal
        self.plan = plan
        self.version = version
        self.before = before
        self.by = by
        self.entry: str | None = None
        """Id of the entry, once it is committed."""
        self.committed = 0
        """Steps that are committed."""
        self.logged: list[LoggedStep] = []
        """Steps of the open group that were carried out."""
        self.size_before = live.size_bytes()
        self.blocked_ms = 0.0
        """How long steps ran that stop others from reading or writing."""

    def groups(self, progress: Progress) -> None:
        """Run the transaction groups one after another."""
        parts = [tuple(steps) for _, steps in groupby(self.plan.steps, key=lambda step: step.transaction)] or [()]
        for number, steps in enumerate(parts):
            last = number == len(parts) - 1
            try:
                if steps and steps[0].transaction is None:
                    self._outside(steps, progress)
                    if last:
                        self._in_transaction((), progress, last=True)
                else:
                    self._in_transaction(steps, progress, last=last)
            except KeyboardInterrupt as stop:
                self._write_down("stopped by Ctrl-C")
                stop.add_note(self._state())
                raise
            except ColonnadeError as error:
                self._write_down(error.message)
                error.hint = "; ".join(part for part in (error.hint, self._state()) if part)
                raise
            self.committed += len(steps)
            self.logged = []

    def _in_transaction(self, steps: Sequence[StepDocument], progress: Progress, *, last: bool) -> None:
        with transaction(self.live):
            entry = self.entry or self._begin()
            for text in self.live.dialect.preamble:
                self.live.run(text)
            for step in steps:
                progress(step)
                self._step(step)
            if last:
                self._finish(entry)
            for each in self.logged:
                self.journal.log(entry, each)
        self.entry = entry

    def _outside(self, steps: Sequence[StepDocument], progress: Progress) -> None:
        """Steps that can't be in a transaction: each is written down when it is done."""
        if self.entry is None:
            with transaction(self.live):
                entry = self._begin()
            self.entry = entry
        for step in steps:
            progress(step)
            self._step(step)
            self.journal.log(self.entry, self.logged.pop())
            self.committed += 1
        self.committed -= len(steps)

    def _begin(self) -> str:
        self.journal.install()
        return self.journal.begin(self._values())

    def _step(self, step: StepDocument) -> None:
        began, clock, rows = now(), time.monotonic(), 0
        try:
            for sql in step.statements:
                rows = max(rows, self.live.run(sql))
            self._validate(step)
        except StatementFailed as error:
            raise StepFailed(
                f"step {step.sequence} ({step.kind}, {step.object}) was refused: {error.message}",
                hint=error.hint,
                fields={**error.fields, "step": step.sequence},
            ) from error
        elapsed_ms = (time.monotonic() - clock) * 1000
        if any(lock.blocks in {"writes", "reads and writes"} for lock in step.locks):
            self.blocked_ms += elapsed_ms
        self.logged.append(
            LoggedStep(
                sequence=step.sequence,
                type=script_type(step.kind),
                sql=";\n".join(step.statements),
                began=began,
                ended=now(),
                rows=rows if rows >= 0 else None,
                elapsed_ms=elapsed_ms,
                expected_ms=step.estimated_duration_ms,
            )
        )

    def _validate(self, step: StepDocument) -> None:
        if step.validation_query is None:
            return
        rows = self.live.query(step.validation_query)
        if not rows or not rows[0][0]:
            raise NotProvenError(
                f"step {step.sequence} ({step.kind}, {step.object}) ran, but its effect can't be seen",
                fields={"query": step.validation_query, "step": step.sequence},
            )

    def _finish(self, entry: str) -> None:
        found = self.live.schema()
        if fingerprint(found) != self.plan.end:
            left = compare(found, self.plan.target)
            names = ", ".join(sorted({str(ref) for each in left for ref in each.touches()})[:5])
            raise NotProvenError(
                f"the database after the steps is not what the plan promised ({names or 'unknown difference'})",
                hint="please report this plan",
            )
        self.journal.become(entry, self.version, Status.IN_PROGRESS, Status.COMPLETED)
        self.journal.measured(
            entry,
            downtime_ms=self.blocked_ms,
            storage_change_bytes=self.live.size_bytes() - self.size_before,
        )

    def _state(self) -> str:
        """What stands now, and how to go on."""
        if not self.committed:
            return "nothing was changed: the transaction was rolled back"
        return (
            f"steps 1 to {self.committed} were committed and stand, what followed was rolled back;"
            " `colonnade rollback` takes them back"
        )

    def _write_down(self, error: str) -> None:
        """Put the failed run into the journal; where even that fails, `status` tells what was committed."""
        with suppress(ColonnadeError), transaction(self.live):
            entry = self.entry or self._begin()
            for each in self.logged:
                self.journal.log(entry, each, undone=True)
            failed = self.plan.steps[self.committed + len(self.logged) :][:1]
            for step in failed:
                self.journal.log_failure(entry, step.sequence, script_type(step.kind), step.sql, error)
            self.journal.remark(entry, error)
            self.journal.become(entry, self.version, Status.IN_PROGRESS, Status.FAILED)

    def _values(self) -> dict[str, object]:
        steps = self.plan.steps
        return {
            "version": self.version,
            "description": self.plan.description[:500],
            "migration_scripts": [_script(step, step.statements) for step in steps],
            "rollback_scripts": [_script(step, step.rollback_statements) for step in reversed(steps)],
            "created_by": self.by[:100],
            "start_fingerprint": self.plan.start,
            "end_fingerprint": self.plan.end,
            "checksum": self.plan.checksum,
            "hazards": sorted(str(each) for each in self.plan.hazards),
            "schema_before": schema_document(self.before),
            "schema_after": self.plan.schema,
        }


def _script(step: StepDocument, statements: Sequence[str]) -> dict[str, object]:
    return {
        "sequence": step.sequence,
        "script_type": script_type(step.kind),
        "kind": step.kind,
        "object": step.object,
        "sql_content": list(statements),
        "transaction": step.transaction,
        "expected_duration_ms": step.estimated_duration_ms,
        "rollback_sql": list(step.rollback_statements),
        "validation_query": step.validation_query,
    }
