"""What must hold of a database: cases as data, each tried on the database itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

import yaml

from colonnade.errors import InputError, Place

Scalar = str | int | float | bool | None


class BadProofError(InputError):
    """A file of proofs is not as it must be."""

    code = "CO148"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that must hold. All of it runs in one transaction, which is rolled back.

    First `given` as the owner, then `run` as the role; the last of `run` is what `refused` and `affected` are about;
    then `query`, whose rows are `answers`, or whose plan uses the index `uses`.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    row: str
    """The requirement that it proves."""
    what: str
    engines: tuple[str, ...] = ()
    """Where it is tried; everywhere when empty."""
    role: str = ""
    """Role that `run` and `query` run as; the owner when empty."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings of the session, by name."""
    given: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    refused: str = ""
    """An SQLSTATE, or what the message must name: a constraint, a policy, a trigger's own words."""
    affected: int | None = None
    """Rows that the last of `run` touches."""
    query: str = ""
    answers: tuple[tuple[Scalar, ...], ...] | None = None
    uses: str = ""
    """An index that the plan of `query` has, over the rows that `bulk` of the proof adds."""
    of: str = ""
    """For documents: the collection whose first sample is changed at the paths of `set` and `unset`, and judged."""
    set: Mapping[str, object] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    accepted: bool = False
    """The document is as the validator asks; otherwise `refused` is a part of what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All cases of a blueprint."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    cases: tuple[Case, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings of the session that the bulk and every case begin with."""
    bulk: tuple[str, ...] = ()
    """Statements that fill the tables for the cases about indexes, as a planner reads small tables whole."""


class Outcome(StrEnum):
    """What came of a case."""

    HOLDS = "holds"
    VALIDATED = "validated, not run"
    """It holds of the validators as they are written; no server has run them."""
    FAILS = "fails"
    NOT_TRIED = "not tried"
    """The user of the connection may not do what the case begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofResult:
    """What came of one case."""

    row: str
    what: str
    outcome: Outcome
    observed: str = ""
    """What happened instead, where it does not hold, or why it was not tried."""

    @property
    def holds(self) -> bool:
        """Whether it was tried and is as the case says."""
        return self.outcome is Outcome.HOLDS


def read_proof(path: Path) -> Proof:
    """The cases of a file. Raises BadProofError."""
    from pydantic import TypeAdapter, ValidationError

    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        proof = TypeAdapter(Proof).validate_python(found)
    except yaml.YAMLError as error:
        raise BadProofError(f"not YAML: {error}", place=Place(file=path.name)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise BadProofError(f"{where}: {first['msg']}", place=Place(file=path.name)) from error
    for each in proof.cases:
        if not (each.refused or each.affected is not None or each.answers is not None or each.uses or each.accepted):
            raise BadProofError(f"case {each.what!r} of {each.row} expects nothing", place=Place(file=path.name))
    return proof
