"""A data dictionary: pages that need no server, with a search and diagrams."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.draw import around, layout, svg
from colonnade.draw import html as page_of
from colonnade.model import Model
from colonnade.model.diagram import Box, Diagram
from colonnade.workspace.design.described import Made, class_of, retention_of, tables_of
from colonnade.workspace.design.drawing import Part, diagram
from colonnade.workspace.files import write_file
from colonnade.workspace.normal import model_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem;color:#17242f;background:#fff}
a{color:#1558a6}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #dfe6ec;vertical-align:top}
input{font:inherit;padding:.4rem .6rem;width:100%;box-sizing:border-box}
.quiet{color:#5d6d7c}svg{max-width:100%;height:auto}
@media(prefers-color-scheme:dark){body{color:#e4ebf1;background:#141b21}a{color:#7fb5ef}th,td{border-color:#2d3a45}}
"""
_IMPLIED = "Column of the table that the model implies"
_SEARCH = """
const find=document.getElementById("find"),rows=[...document.querySelectorAll("tr[data-text]")];
find.addEventListener("input",()=>{const words=find.value.toLowerCase().split(/\\s+/).filter(Boolean);
for(const row of rows)row.hidden=!words.every(word=>row.dataset.text.includes(word));});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """A data dictionary that was written."""

    source: str
    folder: str
    entities: int
    attributes: int
    files: tuple[str, ...]


def document(source: Source, folder: Path, *, tell: Tell = silent) -> Documented:
    """Write the data dictionary of a source. Raises CantWriteError."""
    model = model_of(source)
    tables = tables_of(source)
    whole = diagram(source, Part())
    names = {box.id: f"entities/{number:04d}.html" for number, box in enumerate(whole.boxes, start=1)}
    tell("Arranging the diagram", 0, len(whole.boxes))
    files = {"index.html": _index(model, whole, names, tables), "diagram.html": page_of(layout(whole))}
    for number, box in enumerate(whole.boxes):
        tell(f"Describing {box.name}", number, len(whole.boxes))
        files[names[box.id]] = _entity(model, whole, box, names, tables.get(box.id))
    for name, text in files.items():
        write_file(folder / name, text)
    return Documented(
        source=source.text,
        folder=str(folder),
        entities=len(whole.boxes),
        attributes=sum(len(box.rows) for box in whole.boxes),
        files=tuple(files),
    )


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def _index(model: Model, whole: Diagram, names: dict[str, str], tables: Mapping[str, Made]) -> str:
    rows = "".join(_row(box, names[box.id]) for box in whole.boxes)
    about = f"<p>{html.escape(model.about)}</p>" if model.about else ""
    body = (
        f'<h1>{html.escape(model.name)}</h1>{about}<p><a href="diagram.html">Diagram</a></p>'
        '<input id="find" type="search" aria-label="Search" placeholder="Search entities, attributes and texts">'
        f"<table><tr><th>Entity</th><th>Attributes</th><th>About</th></tr>{rows}</table>"
        f"{''.join(_others(model, names, tables))}<script>{_SEARCH}</script>"
    )
    return _page(model.name, body)


def _others(model: Model, names: Mapping[str, str], tables: Mapping[str, Made]) -> Iterator[str]:
    """Tables that no entity is alone, such as that of a relationship, and views."""
    further = {key: made for key, made in tables.items() if key not in names}
    if further:
        yield "<h2>Further tables</h2><table><tr><th>Table</th><th>Columns</th></tr>"
        for made in further.values():
            columns = ", ".join(f"{each.name} {each.type}" for each in made.table.columns.values())
            yield _found([made.table.name, columns])
        yield "</table>"
    if model.views:
        yield "<h2>Views</h2><table><tr><th>View</th><th>About</th></tr>"
        for view in model.views.values():
            columns = "; ".join(f"{name}: {about}" for name, about in view.columns.items())
            yield _found([view.name, f"{view.about} {columns}".strip()])
        yield "</table>"


def _found(cells: Sequence[str]) -> str:
    """A row that the search finds."""
    words = html.escape(" ".join(cells).lower())
    return f'<tr data-text="{words}">{"".join(f"<td>{html.escape(cell)}</td>" for cell in cells)}</tr>'


def _row(box: Box, link: str) -> str:
    words = " ".join([box.title, box.name, box.area, box.owner, box.about, *(row.name for row in box.rows)]).lower()
    return (
        f'<tr data-text="{html.escape(words)}"><td><a href="{link}">{html.escape(box.title)}</a></td>'
        f"<td>{len(box.rows)}</td><td>{html.escape(box.about)}</td></tr>"
    )


def _entity(model: Model, whole: Diagram, box: Box, names: dict[str, str], made: Made | None) -> str:
    parts = _parts(model, whole, box, names, made)
    return _page(f"{box.title} – {model.name}", "".join(parts))


def _parts(model: Model, whole: Diagram, box: Box, names: dict[str, str], made: Made | None) -> Iterator[str]:
    entity = model.entities.get(box.id)
    yield f'<p><a href="../index.html">All entities</a></p><h1>{html.escape(box.title)}</h1>'
    facts = [("Name", box.name), ("Area", box.area), ("Owner", box.owner)]
    if entity is not None:
        facts += [("Steward", entity.steward), ("Class", class_of(model.classification_of_entity(entity)))]
        facts += [("Kept", retention_of(entity)), ("Under", ", ".join(entity.compliance or model.compliance))]
    yield f'<p class="quiet">{" · ".join(f"{word}: {html.escape(text)}" for word, text in facts if text)}</p>'
    if box.about:
        yield f"<p>{html.escape(box.about)}</p>"
    heads = ("Attribute", "Type", "Key", "Required", "Class", "About")
    yield f"<table><tr>{''.join(f'<th>{each}</th>' for each in heads)}</tr>"
    for row in box.rows:
        attribute = entity.attributes.get(row.name) if entity is not None else None
        said = [attribute.business_name, attribute.about] if attribute else []
        cells = (
            row.name,
            row.type,
            " ".join(row.marks),
            "yes" if row.required else "",
            class_of(model.classification_of(attribute)) if attribute else "",
            ": ".join(each for each in said if each),
        )
        yield f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in cells)}</tr>"
    for column in made.further([row.name for row in box.rows]) if made is not None else ():
        cells = (column.name, column.type, "", "" if column.nullable else "yes", "", column.comment or _IMPLIED)
        yield f'<tr class="quiet">{"".join(f"<td>{html.escape(cell)}</td>" for cell in cells)}</tr>'
    yield "</table>"
    titles = {each.id: each.title for each in whole.boxes}
    near = [edge for edge in whole.edges if box.id in {edge.source, edge.target}]
    if near:
        yield "<h2>Relationships</h2><ul>"
        for edge in near:
            ends = [f'<a href="../{names[end]}">{html.escape(titles[end])}</a>' for end in (edge.source, edge.target)]
            verb = html.escape(edge.label or edge.kind)
            yield f"<li>{ends[0]} ({edge.source_end}) {verb} {ends[1]} ({edge.target_end})</li>"
        yield "</ul>"
    yield svg(layout(around(whole, box.id)))
