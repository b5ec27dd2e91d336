"""The change: its steps with their prices, and the answers that it left alone."""

from __future__ import annotations

from collections import Counter

from colonnade.plan.document import StepDocument
from colonnade.workspace.demo.result import Demonstration, Question
from colonnade.workspace.report.markup import folded, join, number, table, tag, text


def change_section(result: Demonstration) -> str:
    """Each step with SQL, rollback, locks, hazards and estimated time."""
    hazards = Counter(str(hazard) for step in result.steps for hazard in step.hazards)
    chips = join(
        tag("li", f"{text(name)} {tag('b', str(count))}", class_="chip hazard")
        for name, count in sorted(hazards.items())
    )
    about = tag("p", text(f"{result.change[:1].upper()}{result.change[1:]}, in {len(result.steps)} steps. ") + _TOLD)
    steps = join(map(_step, result.steps))
    return tag(
        "section",
        tag("h2", "The change") + about + tag("ul", chips, class_="chips") + tag("ol", steps, class_="steps"),
        id="change",
    )


_TOLD = (
    "Each step has its price; whatever may hurt has to be allowed by name. Click a step for its SQL and the way back."
)


def _step(step: StepDocument) -> str:
    hazards = "".join(tag("span", text(str(each)), class_="hazard") for each in step.hazards)
    time = "" if step.estimated_duration_ms is None else f"≈ {step.estimated_duration_ms:,.1f} ms"
    summary = (
        tag("span", str(step.sequence), class_="number")
        + tag("b", text(step.kind.replace("_", " ")))
        + tag("code", text(step.object))
        + hazards
        + tag("span", text(time), class_="time")
    )
    locks = "; ".join(f"{lock.mode} on {lock.object} (blocks {lock.blocks})" for lock in step.locks)
    facts = [("Why", step.reason), ("Locks", locks), ("Writes anew", ", ".join(step.rewrites))]
    facts.append(("Reads all of", ", ".join(step.scans)))
    told = join(tag("p", f"{tag('b', name)} {text(words)}", class_="quiet") for name, words in facts if words)
    sql = tag("pre", tag("code", text(step.sql)))
    back = tag("p", "The way back", class_="quiet") + tag(
        "pre", tag("code", text(step.rollback_sql or "nothing to do"))
    )
    return tag("li", folded(summary, told + sql + back))


def questions_section(result: Demonstration) -> str:
    """The queries whose answers had to stay."""
    about = tag("p", "Asked before the change, after it, and after it was taken back.")
    rows = (
        [_sql(each), number(each.rows), _mark(each.same_after_change), _mark(each.same_after_rollback)]
        for each in result.questions
    )
    shown = table(("query", "rows", "after the change", "after going back"), rows, class_="questions")
    return tag("section", tag("h2", "What had to stay") + about + shown, id="kept")


def _sql(question: Question) -> str:
    return tag("code", text(question.sql))


def _mark(same: bool) -> str:  # noqa: FBT001 (a cell of a table)
    return tag("i", "✓ same" if same else "✗ differs", class_="good" if same else "bad")
