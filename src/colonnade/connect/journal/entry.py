"""What the journal knows of one migration, and in which states it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from colonnade.dialect import Hazard
from colonnade.errors import InputError, RefusedError


class Status(StrEnum):
    """The state of a migration."""

    PENDING = "Pending"
    IN_PROGRESS = "In Progress"
    COMPLETED = "Completed"
    FAILED = "Failed"
    ROLLED_BACK = "Rolled Back"


_NEXT: Mapping[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.IN_PROGRESS}),
    Status.IN_PROGRESS: frozenset({Status.COMPLETED, Status.FAILED, Status.ROLLED_BACK}),
    Status.COMPLETED: frozenset({Status.ROLLED_BACK}),
    Status.FAILED: frozenset({Status.IN_PROGRESS, Status.ROLLED_BACK}),
    Status.ROLLED_BACK: frozenset({Status.IN_PROGRESS}),
}


class IllegalTransitionError(RefusedError):
    """A migration can't go from its state to another one."""

    code = "CO230"


class UnknownJournalError(RefusedError):
    """The journal of a database is not of the shape that this version writes."""

    code = "CO231"


def unknown_journal(found: str) -> UnknownJournalError:
    """The error for a journal that this version can't go on with."""
    return UnknownJournalError(
        f"the journal of this database can't be read: {found}",
        hint="a later version of Colonnade may have written it: use that one; nothing was changed",
    )


class BadVersionError(InputError):
    """A version is not a semantic one."""

    code = "CO172"


def check_transition(version: str, now: Status, then: Status) -> None:
    """Raises IllegalTransitionError when a migration can't go from one state to the other."""
    if then not in _NEXT[now]:
        raise IllegalTransitionError(
            f"migration {version} is {now.value} and can't become {then.value}",
            hint="see `colonnade status --on URL`",
            fields={"version": version, "status": now.value},
        )


# https://semver.org, section 2: three numbers without leading zeroes; pre-releases and builds are not used here.
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)\Z")


def parse_version(text: str) -> tuple[int, int, int]:
    """The three numbers of a semantic version. Raises BadVersionError."""
    match = _VERSION.match(text)
    if match is None:
        raise BadVersionError(f"{text!r} is not a version", hint="write three numbers, such as 1.4.0")
    return int(match[1]), int(match[2]), int(match[3])


def next_minor(latest: str | None) -> str:
    """The version after one: the next minor; 0.1.0 for the first.

    >>> next_minor("1.3.2")
    '1.4.0'
    """
    if latest is None:
        return "0.1.0"
    major, minor, _ = parse_version(latest)
    return f"{major}.{minor + 1}.0"


class Risk(StrEnum):
    """How much data a rollback may lose."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RollbackStatus(StrEnum):
    """How far a rollback came."""

    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


def risk_of(forward: frozenset[Hazard], *, undoes_creation: bool) -> Risk:
    """The risk of taking steps back: high when they deleted data that can't come back, medium when taking them
    back drops what they made (rows written since then go with it), else none."""
    if Hazard.DELETES_DATA in forward:
        return Risk.HIGH
    return Risk.MEDIUM if undoes_creation else Risk.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A migration in the journal."""

    id: str
    version: str
    description: str
    status: Status
    created_at: str
    """UTC, ISO 8601, as are the others."""
    created_by: str
    applied_at: str | None
    rollback_at: str | None
    start: str
    """Fingerprint of the schema before it."""
    end: str
    """Fingerprint of the schema after it."""
    checksum: str
