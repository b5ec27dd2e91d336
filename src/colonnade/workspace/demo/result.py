"""What a demonstration did and what it proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from colonnade.findings import Finding
from colonnade.plan.document import StepDocument


class StageName(StrEnum):
    """The stages of a demonstration, in their order."""

    START = "start"
    IMPORT = "import"
    DRAW = "draw"
    CHECK = "check"
    REALISE = "realise"
    PLAN = "plan"
    APPLY = "apply"
    ROLL_BACK = "roll back"


class Verdict(StrEnum):
    """What became of a proof."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Something that was claimed, and whether it was seen to be so."""

    what: str
    verdict: Verdict
    detail: str = ""
    """What was compared; or what differs; or why it was not tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what it did, what it proved, how long it took."""

    name: StageName
    title: str
    facts: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query whose answer the change, and taking it back, must leave alone."""

    sql: str
    rows: int
    """Of its answer before the change."""
    same_after_change: bool
    same_after_rollback: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """The whole run."""

    source: str
    """As the user named it; the example's name without one. Passwords are masked."""
    title: str
    engine: str
    server: str
    """Name and version of the engine."""
    folder: str
    """Where the files were written."""
    report: str
    """Path of the HTML report."""
    files: tuple[str, ...]
    """Names of the files in the folder."""
    counts: Mapping[str, int]
    """Objects of the schema by what is counted."""
    rows: int
    """Rows that were in the database."""
    findings: tuple[Finding, ...]
    change: str
    """Where the change comes from, in words."""
    steps: tuple[StepDocument, ...]
    questions: tuple[Question, ...]
    stages: tuple[Stage, ...]
    elapsed_ms: float

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The proofs of all stages."""
        return tuple(proof for stage in self.stages for proof in stage.proofs)

    @property
    def holds(self) -> bool:
        """Whether no proof failed."""
        return all(each.verdict is not Verdict.FAILS for each in self.proofs)
