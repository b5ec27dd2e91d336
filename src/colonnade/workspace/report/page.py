"""The whole page."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from colonnade.workspace.demo.result import Demonstration, Verdict
from colonnade.workspace.report.change import change_section, questions_section
from colonnade.workspace.report.findings import findings_section
from colonnade.workspace.report.markup import join, number, seconds, tag, text
from colonnade.workspace.report.stages import proofs_section, stages_section

_TILES = (
    ("tables", "tables"),
    ("columns", "columns"),
    ("foreign_keys", "foreign keys"),
    ("indexes", "indexes"),
    ("views", "views"),
    ("routines", "routines"),
    ("triggers", "triggers"),
    ("policies", "policies"),
    ("partitions", "partitions"),
    ("enums", "enums"),
)
_LINES_OF_MODEL = 120


def page(result: Demonstration, *, diagram: str, model: str) -> str:
    """The report as HTML; `diagram` is the page of the diagram, which stands inside, `model` the text of the file."""
    parts = (
        _head(result),
        tag("section", _tiles(result), id="found"),
        stages_section(result),
        proofs_section(result),
        _drawing(diagram),
        findings_section(result),
        change_section(result),
        questions_section(result),
        _model(model),
        _files(result),
    )
    title = f"Colonnade: {result.title}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"{join(parts)}\n</main>\n</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return files(__package__).joinpath("report.css").read_text(encoding="utf-8")


def _head(result: Demonstration) -> str:
    tried = [each for each in result.proofs if each.verdict is not Verdict.NOT_TRIED]
    failed = sum(each.verdict is Verdict.FAILS for each in tried)
    said = f"All {len(tried)} proofs hold" if not failed else f"{failed} of {len(tried)} proofs fail"
    verdict = tag("p", text(said), class_="verdict good" if not failed else "verdict bad")
    told = (
        f"{result.server}. Imported as a model, drawn, checked, made again from the model, changed and changed back, "
        f"in {seconds(result.elapsed_ms)}."
    )
    return tag(
        "header",
        join(
            (
                tag("p", "Colonnade", class_="brand"),
                tag("h1", text(result.title)),
                tag("p", text(told), class_="lead"),
                verdict,
            )
        ),
    )


def _tiles(result: Demonstration) -> str:
    shown = [(result.counts.get(key, 0), words) for key, words in _TILES]
    shown.append((result.rows, "rows"))
    tiles = (
        tag("li", tag("b", number(count)) + tag("span", text(words)))
        for count, words in shown
        if count or words == "rows"
    )
    return tag("h2", "What was found") + tag("ul", join(tiles), class_="tiles")


def _drawing(diagram: str) -> str:
    # The page of the diagram keeps its own policy and script; the sandbox gives it no more than that.
    frame = f'<iframe title="Diagram" sandbox="allow-scripts" loading="lazy" srcdoc="{text(diagram)}"></iframe>'
    about = tag("p", "Drag to move, scroll to zoom, click an entity for its details.", class_="quiet")
    return tag("section", tag("h2", "The picture") + about + frame, id="picture")


def _model(model: str) -> str:
    lines = model.splitlines()
    shown = "\n".join(lines[:_LINES_OF_MODEL])
    more = len(lines) - _LINES_OF_MODEL
    note = tag("p", f"… and {number(more)} lines more in the file.", class_="quiet") if more > 0 else ""
    about = tag("p", "The database as a person reads and changes it; it went back into a database without loss.")
    code = tag("pre", tag("code", text(shown)), class_="model")
    return tag("section", tag("h2", "The model file") + about + code + note, id="model")


def _files(result: Demonstration) -> str:
    links = (tag("li", f'<a href="{text(name)}">{text(name)}</a>') for name in result.files if name != "index.html")
    return tag("section", tag("h2", "Beside this page") + tag("ul", join(links), class_="files"), id="files")
