"""DDL as a folder: components, one script, the way back, and a guide that a person or a program follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from colonnade.dialect import load
from colonnade.workspace.ddl.making import Component, DdlResult
from colonnade.workspace.files import write_file

ALL = "all.sql"
"""Every component in one script."""
BACK = "rollback.sql"
GUIDE = "DEPLOYMENT.md"

_SHELLS = {"postgresql": "psql --set ON_ERROR_STOP=1 --file", "sqlite": "sqlite3 -bail shop.db < "}
"""How the engine's own shell runs a file."""


def write_ddl(folder: Path, made: DdlResult) -> tuple[Path, ...]:
    """Write the folder; the answer is the files. Raises CantWriteError."""
    files = {each.file: each.sql for each in made.components}
    files |= {ALL: made.script, BACK: made.guide.rollback, GUIDE: guide(made)}
    written = []
    for name, text in files.items():
        path = folder / name
        write_file(path, text)
        written.append(path)
    return tuple(written)


def guide(made: DdlResult) -> str:
    """The deployment guide in Markdown."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: DdlResult) -> Iterator[str]:
    title = load(made.engine).traits.title
    yield f"# Deployment of {made.source} on {title}"
    yield ""
    objects = ", ".join(f"{number} {word.replace('_', ' ')}" for word, number in made.objects.items())
    yield f"{made.statements} statements make {objects or 'nothing'}."
    yield ""
    yield "## 1. Prerequisites"
    yield ""
    for each in made.guide.prerequisites:
        yield f"- {each.what}"
        if each.query is not None:
            yield from ("", "  ```sql", f"  {each.query};", "  ```", "")
    yield ""
    yield "## 2. Steps"
    yield ""
    yield f"Run these files in this order, or `{ALL}`, which is all of them in one transaction where that can be:"
    yield ""
    shell = _SHELLS.get(made.engine, "")
    for part in made.components:
        yield f"{part.sequence}. `{shell} {part.file}`: {part.component}, {part.statements} statements{_time(part)}"
    yield ""
    if made.guide.expected_ms is not None:
        yield (
            f"Expected time: about {_seconds(made.guide.expected_ms)} for all, in an empty database on an idle machine;"
            " to a server elsewhere add its round trip for each statement."
        )
        yield ""
    yield "## 3. Verification"
    yield ""
    if made.guide.verification:
        yield "Each of these queries gives true:"
        yield ""
        yield "```sql"
        for check in made.guide.verification:
            yield from (f"-- {check.object}", f"{check.query};")
        yield "```"
    yield ""
    yield "The whole of it: `colonnade verify MODEL --on URL` finds no drift."
    yield ""
    yield "## 4. Rollback"
    yield ""
    yield f"`{shell} {BACK}` takes everything away again, with all rows in it. Roles stay."
    yield from _notes(made, title)


def _notes(made: DdlResult, title: str) -> Iterator[str]:
    if made.rules:
        yield from ("", "## Business rules", "")
        for rule in made.rules:
            yield f"- {rule.rule} of {rule.of}: {'kept by ' + ', '.join(rule.by) if rule.by else 'not enforced'}"
    if made.losses:
        yield from ("", f"## What {title} does not hold", "")
        for loss in made.losses:
            yield f"- {loss}"


def _time(part: Component) -> str:
    return "" if part.expected_ms is None else f", about {_seconds(part.expected_ms)}"


def _seconds(ms: float) -> str:
    """A time with two digits that count."""
    return f"{ms:.2g} ms" if ms < 100 else f"{ms / 1000:.2g} s"
