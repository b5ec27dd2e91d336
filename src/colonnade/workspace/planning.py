"""The plan between two sources as a document: the one that is shown, and the one that is run later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from colonnade.connect.journal import next_minor, parse_version
from colonnade.connect.migration import HazardNotAllowedError, not_allowed
from colonnade.dialect import Hazard
from colonnade.errors import InputError
from colonnade.plan import Plan
from colonnade.plan.document import PlanDocument, plan_document
from colonnade.plan.mode import Mode
from colonnade.plan.render import script
from colonnade.store.settings import open_project
from colonnade.workspace.comparing import Comparison, plan_sources
from colonnade.workspace.differing import suggested
from colonnade.workspace.progress import Tell, silent

ALL_HAZARDS = frozenset(Hazard)
EVERY = "all"
"""The word that allows every hazard."""


class UnknownHazardError(InputError):
    """A hazard that was allowed does not exist."""

    code = "CO184"


class ModeNotMadeError(InputError):
    """Plans are not made in this mode yet."""

    code = "CO187"


def check_mode(mode: Mode | None) -> None:
    """Raises ModeNotMadeError for the modes that are not there yet; without one the project says it."""
    mode = mode or open_project().settings.plan.mode
    match mode:
        case Mode.TRANSACTIONAL:
            return
        case Mode.SAFE | Mode.ONLINE:
            raise ModeNotMadeError(
                f"plans in mode {mode} can't be made yet, only transactional ones",
                hint="leave --mode out; every step says what it locks and for how long",
            )
        case _:
            assert_never(mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan that was made."""

    comparison: Comparison
    plan: Plan
    document: PlanDocument

    @property
    def script(self) -> str:
        """The statements, as a script for the engine's own shell."""
        return script(self.plan, self.comparison.dialect)

    def refusal(self) -> HazardNotAllowedError | None:
        """Why the plan can't be run as it is, if it can't."""
        return not_allowed(self.document)


def make_plan(
    before: str,
    after: str,
    *,
    engine: str | None = None,
    stated: Mapping[str, str] | None = None,
    allowed: frozenset[Hazard] = frozenset(),
    version: str | None = None,
    description: str = "",
    tell: Tell = silent,
) -> Planned:
    """Plan the way from one source to another.

    Raises CantPlanError, UnknownRenameError, BadVersionError and what reading raises.
    """
    if version is not None:
        parse_version(version)
    plan, comparison = plan_sources(before, after, engine=engine, stated=stated, tell=tell)
    if version is None and comparison.version is not None:
        version = next_minor(comparison.version)
    document = plan_document(
        plan,
        comparison.after,
        version=version,
        description=description,
        allowed=allowed.union(open_project().settings.plan.allow),
        suggested_renames=[suggested(each) for each in comparison.suggestions],
        fallbacks=[str(each) for each in comparison.fallbacks],
    )
    return Planned(comparison=comparison, plan=plan, document=document)


def hazards_of(words: Sequence[str]) -> frozenset[Hazard]:
    """Hazards by name; `all` stands for every one. Raises UnknownHazardError."""
    found: set[Hazard] = set()
    for word in words:
        if word == EVERY:
            return ALL_HAZARDS
        try:
            found.add(Hazard(word))
        except ValueError:
            known = [each.value for each in Hazard]
            raise UnknownHazardError(f"there is no hazard {word!r}", hint=f"known: {', '.join(known)}") from None
    return frozenset(found)
