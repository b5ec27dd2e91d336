"""The stages about the change: plan, apply, verify, roll back, verify again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from colonnade.connect.facts import measured
from colonnade.connect.live import Live, open_live
from colonnade.connect.migration import apply_plan, roll_back
from colonnade.findings import Finding
from colonnade.plan import Plan
from colonnade.plan.document import PlanDocument, plan_document
from colonnade.plan.render import script
from colonnade.workspace.comparing import compared, plan_compared
from colonnade.workspace.demo.change import Target, target
from colonnade.workspace.demo.log import Log, Notes, counted
from colonnade.workspace.demo.proof import dumped, same_dump, same_schema, verdict
from colonnade.workspace.demo.questions import Answer, ask, counting, in_file, judged
from colonnade.workspace.demo.result import Proof, Question, StageName
from colonnade.workspace.demo.start import Start
from colonnade.workspace.files import write_file
from colonnade.workspace.planning import ALL_HAZARDS
from colonnade.workspace.progress import Tell

AUTHOR = "colonnade demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What was planned, and which answers it left alone."""

    words: str
    document: PlanDocument
    questions: tuple[Question, ...]


def carried_out(start: Start, findings: tuple[Finding, ...], into: Path, log: Log, tell: Tell) -> Course:
    """Plan the change, carry it onto the database and back, and look after each."""
    tell("Planning")
    with target(start, findings) as wanted, open_live(start.database.url) as live:
        queries = _queries(start, wanted, live)
        every = counting(start.schema, live)
        before, numbers = ask(live, queries), ask(live, every)
        dump_before = dumped(start.database.url, start.major)
        with log.stage(StageName.PLAN, "Plan a change") as notes:
            document = _planned(start, wanted, live, into, notes)
        with log.stage(StageName.APPLY, "Apply the plan, and verify") as notes:
            done = apply_plan(
                live, document, by=AUTHOR, allowed=ALL_HAZARDS, progress=lambda step: tell(f"Applying {step.object}")
            )
            notes.facts.append(f"version {done.version} in the journal of the database")
            _verify(start, wanted, live, notes)
            changed = ask(live, queries)
            notes.proofs.append(_answers("Kept rows answer as before", before, changed))
        tell("Rolling back")
        with log.stage(StageName.ROLL_BACK, "Roll back, and verify again") as notes:
            (undone,) = roll_back(live, to=None, reason="the demonstration goes back")
            notes.facts.append(f"version {undone.version} taken back in {counted(undone.steps, 'step')}")
            notes.proofs.append(same_schema("The database is what it was at the start", live.schema(), start.schema))
            again = dumped(start.database.url, start.major)
            notes.proofs.append(
                same_dump("pg_dump is what it was at the start", again, dump_before, column_order=False)
            )
            restored = ask(live, queries)
            notes.proofs.append(_answers("Kept rows answer as at the start", before, restored))
            notes.proofs.append(_answers("Every table has as many rows as at the start", numbers, ask(live, every)))
    return Course(words=wanted.words, document=document, questions=judged(queries, before, changed, restored))


def _queries(start: Start, wanted: Target, live: Live) -> tuple[str, ...]:
    """Those of the example, or the number of rows of each table that stays."""
    if start.example is not None:
        return in_file(start.example.kept)
    stays = [each for each in start.schema if each.ref in wanted.schema.objects]
    return counting(replace(start.schema, objects={each.ref: each for each in stays}), live)


def _planned(start: Start, wanted: Target, live: Live, into: Path, notes: Notes) -> PlanDocument:
    comparison = replace(compared(start.schema, wanted.schema), facts=measured(live))
    plan = plan_compared(comparison)
    document = plan_document(plan, comparison.after, description=wanted.words, allowed=ALL_HAZARDS)
    write_file(into / "plan.json", document.text)
    write_file(into / "plan.sql", script(plan, comparison.dialect))
    hazards = ", ".join(sorted(plan.hazards)) or "none"
    notes.facts.append(wanted.words)
    notes.facts.append(f"{counted(len(plan.steps), 'step')}; to be allowed by name: {hazards}")
    longest = _longest(plan)
    if longest:
        notes.facts.append(longest)
    notes.facts.append("plan.json, plan.sql")
    return document


def _longest(plan: Plan) -> str:
    """The step that takes longest by estimate."""
    timed = [(step.price.duration_ms, step) for step in plan if step.price.duration_ms is not None]
    if not timed:
        return ""
    most, step = max(timed, key=lambda each: each[0])
    whole = sum(each for each, _ in timed)
    return f"estimated {whole:,.0f} ms, of it {most:,.0f} ms for {step.kind} of {step.object.name}"


def _verify(start: Start, wanted: Target, live: Live, notes: Notes) -> None:
    found = live.schema()
    notes.proofs.append(same_schema("The database is what the plan promised", found, wanted.schema))
    left, right = (dumped(each, start.major) for each in (start.database.url, wanted.database.url))
    notes.proofs.append(same_dump("pg_dump equals that of a database made directly", left, right, column_order=False))
    again = compared(found, wanted.schema).difference
    notes.proofs.append(Proof(what="A second plan is empty", verdict=verdict(holds=not again)))


def _answers(what: str, before: Iterable[Answer], after: Iterable[Answer]) -> Proof:
    pairs = list(zip(before, after, strict=True))
    same = sum(one == two for one, two in pairs)
    rows = sum(len(one) for one, _ in pairs)
    detail = f"{same} of {counted(len(pairs), 'query', 'queries')} with {counted(rows, 'row')} of answers"
    return Proof(what=what, verdict=verdict(holds=same == len(pairs)), detail=detail)
