"""The stages about the model: import, draw, check, realise."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.live import open_live
from colonnade.connect.scratch import scratch_database
from colonnade.connect.urls import Engine
from colonnade.dialect import load
from colonnade.draw import html, layout, svg
from colonnade.findings import Finding, Severity
from colonnade.formats.sarif import sarif
from colonnade.model import Model
from colonnade.model.derive.drawing import diagram_of
from colonnade.model.language import Reading, SourceText, read_files, write
from colonnade.realize import abstract, realise
from colonnade.standards import SchemaSubject, check
from colonnade.workspace.demo.log import Notes, counted
from colonnade.workspace.demo.proof import dumped, same_dump, same_schema, verdict
from colonnade.workspace.demo.result import Proof
from colonnade.workspace.demo.start import Start
from colonnade.workspace.files import write_file
from colonnade.workspace.normal import build
from colonnade.workspace.placing import placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Modelled:
    """What came of a database as a model."""

    text: str
    """Of the model file."""
    page: str
    """The diagram as an HTML page."""
    findings: tuple[Finding, ...]


def imported(start: Start, into: Path, notes: Notes) -> tuple[Reading, str]:
    """Make a model of the database, write its file, and read that again."""
    model = abstract(start.schema, load(start.schema.engine), name=start.name)
    path = into / f"{start.name}.colonnade.yaml"
    text = write(model)
    write_file(path, text)
    reading = read_files([SourceText(text=text, file=path.name)])
    notes.facts.append(
        f"{counted(len(model.entities), 'entity', 'entities')}, "
        f"{counted(len(model.relationships), 'relationship')}, {counted(len(model.domains), 'domain')}, "
        f"{counted(len(model.views), 'view')}"
    )
    notes.facts.append(f"{path.name}, {counted(text.count(chr(10)), 'line')}")
    notes.proofs.append(
        Proof(what="The model file reads back as the same model", verdict=verdict(holds=reading.model == model))
    )
    return reading, text


def drawn(model: Model, into: Path, notes: Notes) -> str:
    """Draw the model as a picture and as a page; the answer is the page."""
    placement = layout(diagram_of(model))
    page = html(placement)
    write_file(into / "diagram.svg", svg(placement))
    write_file(into / "diagram.html", page)
    notes.facts.append(f"{counted(len(placement.boxes), 'box', 'boxes')}, {counted(len(placement.edges), 'line')}")
    notes.facts.append("diagram.svg, diagram.html (pan, zoom, search)")
    return page


def checked(start: Start, reading: Reading, into: Path, notes: Notes) -> tuple[Finding, ...]:
    """Check model and schema; findings stand at their line of the model file."""
    subject = SchemaSubject(start.schema, load(start.schema.engine))
    findings = placed(check(model=reading.model, schema=subject), reading)
    write_file(into / "findings.sarif", sarif(findings))
    grave = Counter(each.severity for each in findings)
    rules = len({each.rule for each in findings})
    notes.facts.append(
        f"{counted(grave[Severity.ERROR], 'error')}, {counted(grave[Severity.WARNING], 'warning')}, "
        f"{counted(grave[Severity.INFO], 'remark')} by {counted(rules, 'rule')}"
    )
    notes.facts.append("findings.sarif")
    return findings


def realised(start: Start, model: Model, notes: Notes) -> None:
    """Make the model's schema in a second database and compare that with the first."""
    schema = realise(model, load(start.schema.engine))
    with ExitStack() as stack:
        second = stack.enter_context(scratch_database(Engine(start.schema.engine), major=start.major))
        with open_live(second.url) as live:
            build(live, schema)
            again = live.schema()
        notes.facts.append(counted(len(list(again)), "object") + " made")
        notes.proofs.append(
            same_schema("Nothing was lost between database, model file and database", again, start.schema)
        )
        one, two = dumped(start.database.url, start.major), dumped(second.url, start.major)
        notes.proofs.append(same_dump("pg_dump of both databases is the same", two, one))
