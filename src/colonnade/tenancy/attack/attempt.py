"""One attempt on the isolation of tenants, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What the session of an attacker says of its tenant."""

    OTHER = "as another tenant"
    SIBLING = "as a sibling within the tenant"
    UNSET = "context unset"
    EMPTY = "context empty"
    INVALID = "context invalid"
    FORGED = "context forged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was tried as a role, and what came of it."""

    role: str
    path: str
    """What was attacked: `table public.task`, `function public.total(integer)`, `role`."""
    command: str
    """The command, and behind a comma what the session says of its tenant."""
    expected: str
    observed: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a server answered."""

    rows: tuple[tuple[object, ...], ...] = ()
    touched: int = -1
    state: str = ""
    """SQLSTATE of a refusal."""
    said: str = ""

    @property
    def refused(self) -> bool:
        """Whether it was an error."""
        return bool(self.state)

    @property
    def number(self) -> int:
        """The first value of the first row."""
        return int(str(self.rows[0][0])) if self.rows else 0

    @property
    def lacks_privilege(self) -> bool:
        """Whether a grant is missing, and no policy decided."""
        return self.state == "42501" and "row-level security" not in self.said

    def __str__(self) -> str:
        return f"refused: {self.said}" if self.refused else f"{self.touched} rows"
