"""Taking migrations back, newest first, each group of statements in a transaction of its own as it was carried out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from colonnade.connect.journal import Entry, Journal, Risk, RollbackStatus, Status, parse_version
from colonnade.connect.journal.clock import now
from colonnade.connect.journal.entry import risk_of
from colonnade.connect.live import Live, StatementFailed, transaction
from colonnade.connect.migration.faults import (
    DatabaseChangedError,
    NothingToRollBackError,
    NotProvenError,
    StepFailed,
    busy,
)
from colonnade.dialect import Hazard
from colonnade.errors import ColonnadeError, WorldError
from colonnade.schema.fingerprint import fingerprint

BEFORE_ALL = (0, 0, 0)
"""The version of a database that has had no migration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledBack:
    """What the rollback of one migration did."""

    version: str
    steps: int
    risk: Risk
    """How much data it may have lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Script:
    """The statements that take one step back."""

    sequence: int
    kind: str
    object: str
    statements: tuple[str, ...]
    transaction: int | None


def roll_back(live: Live, *, to: str | None = None, reason: str = "asked for") -> tuple[RolledBack, ...]:
    """Take back the migrations after a version (all of them for "0.0.0"), or the newest one.

    Raises BadVersionError, BusyError, NothingToRollBackError, DatabaseChangedError, NotProvenError, StepFailed and
    leaves of WorldError.
    """
    target = None if to is None else parse_version(to)
    if not live.lock():
        raise busy()
    journal = Journal(live)
    chosen = _chosen(journal, target, to or "")
    done: list[RolledBack] = []
    for text in live.dialect.opening:
        live.run(text)
    try:
        done.extend(_Back(live, journal, entry, reason).run() for entry in chosen)
    except ColonnadeError as error:
        if done:
            error.hint = "; ".join((*filter(None, [error.hint]), f"taken back: {', '.join(x.version for x in done)}"))
        raise
    finally:
        with suppress(WorldError):
            for text in live.dialect.closing:
                live.run(text)
    return tuple(done)


def _chosen(journal: Journal, target: tuple[int, int, int] | None, text: str) -> tuple[Entry, ...]:
    entries = journal.entries()
    in_force = [each for each in entries if _is_in_force(journal, each)]
    if target is None:
        if not in_force:
            raise NothingToRollBackError("the journal holds no migration to take back", hint="see `colonnade status`")
        return (in_force[-1],)
    known = [each.version for each in entries if each.status is Status.COMPLETED]
    if target != BEFORE_ALL and target not in {parse_version(each) for each in known}:
        raise NothingToRollBackError(
            f"no migration of version {text} is in force", hint=f"known: {', '.join(['0.0.0', *known])}"
        )
    return tuple(each for each in reversed(in_force) if parse_version(each.version) > target)


def _is_in_force(journal: Journal, entry: Entry) -> bool:
    """Whether anything of a migration stands: all of it, or what a run that failed half-way had committed."""
    if entry.status is Status.COMPLETED:
        return True
    return entry.status in {Status.FAILED, Status.IN_PROGRESS} and bool(journal.standing(entry.id))


class _Back:
    """The rollback of one migration."""

    def __init__(self, live: Live, journal: Journal, entry: Entry, reason: str) -> None:
        self.live = live
        self.journal = journal
        self.entry = entry
        self.reason = reason
        self.began = now()
        self.committed = 0

    def run(self) -> RolledBack:
        """Take it back."""
        if self.entry.status is Status.COMPLETED and fingerprint(self.live.schema()) != self.entry.end:
            raise DatabaseChangedError(
                f"the database is not what migration {self.entry.version} left: it was changed by other hands",
                hint="see `colonnade verify`; undo those changes first",
            )
        standing = self.journal.standing(self.entry.id)
        scripts = [each for each in self._scripts() if each.sequence in standing]
        risk = self._risk(scripts)
        parts = [tuple(group) for _, group in groupby(scripts, key=lambda each: each.transaction)] or [()]
        try:
            for number, part in enumerate(parts):
                self._part(part, last=number == len(parts) - 1, risk=risk, steps=len(scripts))
                self.committed += len(part)
        except ColonnadeError as error:
            with suppress(ColonnadeError), transaction(self.live):
                self._note(risk, RollbackStatus.FAILED, self.committed)
            error.hint = "; ".join(part for part in (error.hint, self._state()) if part)
            raise
        return RolledBack(version=self.entry.version, steps=len(scripts), risk=risk)

    def _part(self, part: Sequence[_Script], *, last: bool, risk: Risk, steps: int) -> None:
        if part and part[0].transaction is None:
            for script in part:
                self._statements(script)
                self.journal.undone(self.entry.id, [script.sequence])
            part = ()
            if not last:
                return
        with transaction(self.live):
            for text in self.live.dialect.preamble:
                self.live.run(text)
            for script in part:
                self._statements(script)
            self.journal.undone(self.entry.id, [script.sequence for script in part])
            if last:
                self._finish(risk, steps)

    def _statements(self, script: _Script) -> None:
        try:
            for sql in script.statements:
                self.live.run(sql)
        except StatementFailed as error:
            raise StepFailed(
                f"taking back step {script.sequence} of {self.entry.version} ({script.object}) was refused:"
                f" {error.message}",
                hint=error.hint,
                fields=error.fields,
            ) from error

    def _finish(self, risk: Risk, steps: int) -> None:
        if fingerprint(self.live.schema()) != self.entry.start:
            raise NotProvenError(f"the database without {self.entry.version} is not what it was before it")
        self._note(risk, RollbackStatus.COMPLETED, steps)
        self.journal.become(self.entry.id, self.entry.version, self.entry.status, Status.ROLLED_BACK)

    def _note(self, risk: Risk, outcome: RollbackStatus, steps: int) -> None:
        self.journal.rolled_back(
            self.entry.id, reason=self.reason, began=self.began, steps=steps, risk=risk, outcome=outcome
        )

    def _state(self) -> str:
        if not self.committed:
            return f"nothing was changed: {self.entry.version} is still in force"
        return f"{self.committed} steps of {self.entry.version} were taken back; mend the cause and roll back again"

    def _risk(self, scripts: Iterable[_Script]) -> Risk:
        hazards = frozenset(Hazard(each) for each in self.journal.hazards(self.entry))
        added = any(each.kind in {"create_table", "add_column"} for each in scripts)
        return risk_of(hazards, undoes_creation=added)

    def _scripts(self) -> list[_Script]:
        """The recorded scripts, those of the last step first."""
        return [_script(each) for each in self.journal.scripts(self.entry, "rollback_scripts")]


def _script(node: dict[str, object]) -> _Script:
    statements, number = node["sql_content"], node["transaction"]
    return _Script(
        sequence=int(str(node["sequence"])),
        kind=str(node["kind"]),
        object=str(node["object"]),
        statements=tuple(str(each) for each in statements) if isinstance(statements, list) else (),
        transaction=None if number is None else int(str(number)),
    )
