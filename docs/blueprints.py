"""Pages of the blueprints: the story of each, its picture, and what its proof tries."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.blueprints import Blueprint, blueprints, read_proof
from colonnade.formats.losses import Written
from colonnade.workspace.design.drawing import Notation, Part, diagram, draw
from colonnade.workspace.source import read_source

FOLDER = "reference/blueprints"
MOST_WHOLE = 20
"""Entities of which a picture shows all attributes; above, those of keys and relationships."""

_RESULTS = (
    "It also compares the database with the model. A whole run of the tests does so on each server and writes what came"
    " of each case: "
)

_NOT_RUN = "No server has run the validators: the outcome is *validated, not run*."


def blueprint_pages() -> Iterator[tuple[str, str]]:
    """Every page and picture by its path below the documentation."""
    lines = ["# Blueprints\n", "How to use one: [Blueprints](../../guides/blueprints.md).\n"]
    lines += ["| blueprint | engines | what it is |", "|---|---|---|"]
    for each in blueprints():
        lines.append(f"| [{each.name}]({each.name}.md) | {', '.join(each.engines)} | {each.title}: {each.about} |")
        picture, about = _picture(each)
        yield f"{FOLDER}/{each.name}.svg", picture
        yield f"{FOLDER}/{each.name}.md", _page(each, about)
    yield f"{FOLDER}/README.md", "\n".join([*lines, ""])


def _picture(each: Blueprint) -> tuple[str, str]:
    given = read_source(f"blueprint:{each.name}")
    whole = diagram(given, Part())
    keys = len(whole.boxes) > MOST_WHOLE
    written = draw(diagram(given, Part(keys=True)) if keys else whole, Notation.SVG)
    assert isinstance(written, Written)
    shown = "with the attributes of keys and relationships" if keys else "with all attributes"
    return written.text, f"{len(whole.boxes)} entities, {shown}"


def _page(each: Blueprint, picture: str) -> str:
    cases = read_proof(each.proof).cases
    parts = [
        each.story.read_text(encoding="utf-8").strip(),
        f"## Picture\n\n![Diagram of {each.name}]({each.name}.svg)\n\n{picture}.",
        f"## What is proven\n\n{_proven(each, len(cases))}",
    ]
    rows: dict[str, list[str]] = {}
    for case in cases:
        on = f" ({', '.join(case.engines)})" if case.engines else ""
        rows.setdefault(case.row, []).append(f"{_plain(case.what)}{on}")
    table = ["| row | cases | what is tried |", "|---|--:|---|"]
    table += [f"| {row} | {len(whats)} | {'<br>'.join(whats)} |" for row, whats in rows.items()]
    return "\n\n".join([*parts, "\n".join(table)]) + "\n"


def _proven(each: Blueprint, cases: int) -> str:
    if each.is_of_documents:
        return f"`colonnade blueprint prove {each.name}` judges {cases} forms of the sample. {_NOT_RUN}"
    since = "".join(f" It needs {engine} {major} or later." for engine, major in each.since.items())
    what = f"`colonnade blueprint prove {each.name} --on URL` tries {cases} cases. {_RESULTS}"
    return f"{what}[{each.name}](../../results/{each.name}.md).{since}"


def _plain(text: str) -> str:
    return text.replace("|", "&#124;").replace("<", "&lt;")
