"""A plan as a table: what each step does, what it locks, what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from colonnade.cli.views.changes import suggestions
from colonnade.cli.views.parts import count, duration, heading, table
from colonnade.dialect import Hazard
from colonnade.plan.document import PlanDocument, StepDocument

MEANING: Mapping[Hazard, str] = {
    Hazard.DELETES_DATA: "rows or values are gone afterwards; a rollback brings back the structure only",
    Hazard.REWRITES_TABLE: "every row is written anew while others can neither read nor write",
    Hazard.SCANS_TABLE: "every row is read while others can't write",
    Hazard.MAY_FAIL_ON_DATA: "existing rows may break the new rule; the plan is then rolled back",
    Hazard.BREAKS_CLIENTS: "statements of running programs may fail afterwards",
    Hazard.BUILDS_INDEX: "an index is built while others can't write",
    Hazard.CHANGES_ACCESS: "somebody may see or do more, or less, than before",
    Hazard.NOT_TRANSACTIONAL: "can't be rolled back together with the other steps",
}
"""What each hazard means for those who use the database."""


def plan(console: Console, document: PlanDocument, *, before: str, after: str) -> None:
    """A whole plan."""
    if not document.steps:
        console.print(Text.assemble(("nothing to do", "good"), f": {before} is what {after} says"))
        _fallbacks(console, document)
        suggestions(console, document.suggested_renames)
        return
    version = f", version {document.version}" if document.version else ""
    console.print(Text.assemble(("Plan", "title"), f" from {before} to {after} ({document.engine}{version})"))
    console.print()
    steps(console, document.steps)
    _summary(console, document)
    _hazards(console, document)
    _fallbacks(console, document)
    suggestions(console, document.suggested_renames)


def _fallbacks(console: Console, document: PlanDocument) -> None:
    """What stands in for what the server lacks."""
    if document.fallbacks:
        heading(console, "In another form on this server")
        for each in document.fallbacks:
            console.print(Text.assemble(("  ! ", "changed"), each), soft_wrap=True)


def steps(console: Console, found: Iterable[StepDocument]) -> None:
    """Steps as a table."""
    made = table("#", "step", "object", "locks", "hazards", "estimate", right=("#", "estimate"))
    for step in found:
        made.add_row(
            str(step.sequence),
            step.kind.replace("_", " "),
            step.object.partition(" ")[2] or step.object,
            _locks(step),
            Text("\n".join(step.hazards), "hazard"),
            _estimate(step),
        )
    console.print(made)


def _locks(step: StepDocument) -> Text:
    lines = []
    for lock in step.locks:
        name = lock.object.partition(" ")[2]
        lines.append(f"{lock.mode} on {name}")
    more = len(lines) - 2
    return Text("\n".join([*lines[:2], *([f"and {more} more"] if more > 0 else [])]), "quiet")


def _estimate(step: StepDocument) -> str:
    least, longest = duration(step.estimated_duration_ms), duration(step.estimated_longest_ms)
    return least if longest in (least, duration(None)) else f"{least} to {longest}"


def _summary(console: Console, document: PlanDocument) -> None:
    groups = {step.transaction for step in document.steps if step.transaction is not None}
    outside = sum(step.transaction is None for step in document.steps)
    how = "one transaction" if len(groups) == 1 else f"{len(groups)} transactions"
    rest = f", {outside} outside of one" if outside else ""
    console.print()
    console.print(Text(f"{count(len(document.steps), 'step')} in {how}{rest}"))
    asked = sum(step.validation_query is not None for step in document.steps)
    console.print(
        Text(
            f"proof: a query of its own after {asked} of {len(document.steps)}, the whole database after the last one",
            "quiet",
        )
    )


def _hazards(console: Console, document: PlanDocument) -> None:
    if not document.hazards:
        return
    heading(console, "Hazards")
    for hazard in document.hazards:
        where = [str(step.sequence) for step in document.steps if hazard in step.hazards]
        state = ("allowed", "good") if hazard in document.allowed else ("to be allowed", "hazard")
        console.print(
            Text.assemble(
                ("  ! ", "hazard"), (hazard.value, "title"), f" (step {', '.join(where)}): {MEANING[hazard]} – ", state
            )
        )
    missing = sorted(set(document.hazards) - set(document.allowed))
    if missing:
        console.print(Text(f"      --allow {','.join(missing)}", "hint"))
