"""The stages of a demonstration, one after another."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from colonnade.connect.live import open_live
from colonnade.dialect import load
from colonnade.workspace.demo.log import Log, Seen, counted
from colonnade.workspace.demo.migrating import Course, carried_out
from colonnade.workspace.demo.modelling import Modelled, checked, drawn, imported, realised
from colonnade.workspace.demo.questions import total
from colonnade.workspace.demo.result import Demonstration, StageName
from colonnade.workspace.demo.start import Start, started
from colonnade.workspace.files import write_file
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.report.page import page
from colonnade.workspace.showing import counts

REPORT = "index.html"


def demo(
    source: str | None = None,
    *,
    into: Path,
    engine: str | None = None,
    tell: Tell = silent,
    seen: Seen = lambda _: None,
) -> Demonstration:
    """Do the main job on the example, or on a scratch copy of a source, and leave files and a report in a folder.

    Raises what reading a source raises, CantWriteError; a proof that fails is no error: the result says so.
    """
    began = time.monotonic()
    log = Log(seen=seen)
    with ExitStack() as stack:
        tell("Starting a database")
        with log.stage(StageName.START, "Start a database of its own and load it") as notes:
            start = stack.enter_context(started(source, engine=engine, tell=tell))
            rows = _rows(start)
            notes.facts += [f"{start.title} on {server_of(start)}: {start.how}", counted(rows, "row")]
            notes.facts.append(_in_words(start))
        modelled = _modelled(start, into, log, tell)
        course = carried_out(start, modelled.findings, into, log, tell)
    tell("Writing the report")
    result = _result(start, into, rows, modelled, course, log)
    result = replace(result, elapsed_ms=round((time.monotonic() - began) * 1000, 1))
    write_file(into / REPORT, page(result, diagram=modelled.page, model=modelled.text))
    return result


def server_of(start: Start) -> str:
    """Name and version of the engine."""
    version = ".".join(str(part) for part in start.schema.version)
    return f"{load(start.schema.engine).traits.title} {version}".strip()


def _rows(start: Start) -> int:
    with open_live(start.database.url) as live:
        return total(live, start.schema)


_TOLD = ("tables", "columns", "foreign_keys", "indexes", "views", "routines", "triggers", "policies", "partitions")


def _in_words(start: Start) -> str:
    found = counts(start.schema)
    return ", ".join(f"{found[each]:,} {each.replace('_', ' ')}" for each in _TOLD if found.get(each))


def _modelled(start: Start, into: Path, log: Log, tell: Tell) -> Modelled:
    tell("Importing")
    with log.stage(StageName.IMPORT, "Import it as a model") as notes:
        reading, text = imported(start, into, notes)
    tell("Drawing")
    with log.stage(StageName.DRAW, "Draw it") as notes:
        drawing = drawn(reading.model, into, notes)
    tell("Checking")
    with log.stage(StageName.CHECK, "Check it") as notes:
        findings = checked(start, reading, into, notes)
    tell("Making it again from the model in a second database")
    with log.stage(StageName.REALISE, "Make it again from the model, in a second database") as notes:
        realised(start, reading.model, notes)
    return Modelled(text=text, page=drawing, findings=findings)


def _result(start: Start, into: Path, rows: int, modelled: Modelled, course: Course, log: Log) -> Demonstration:
    return Demonstration(
        source=start.source,
        title=start.title,
        engine=start.schema.engine,
        server=server_of(start),
        folder=str(into),
        report=str(into / REPORT),
        files=tuple(sorted({*(each.name for each in into.iterdir() if each.is_file()), REPORT})),
        counts=counts(start.schema),
        rows=rows,
        findings=modelled.findings,
        change=course.words,
        steps=course.document.steps,
        questions=course.questions,
        stages=tuple(log.stages),
        elapsed_ms=0.0,
    )
