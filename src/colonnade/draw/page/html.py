"""A layout as one HTML page that needs no other file and speaks to no other host."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final, TypedDict

from colonnade.draw.arrange.sizes import TITLE_SIZE
from colonnade.draw.geometry import Layout, PlacedBox, RoutedEdge
from colonnade.draw.paint.frame import counts, legend
from colonnade.draw.paint.markup import number
from colonnade.draw.paint.strokes import from_parent, rounded
from colonnade.draw.paint.svg import body, entity_ids
from colonnade.draw.paint.theme import DARK, LIGHT, Palette, Theme, colours, shapes
from colonnade.draw.text import clean, escape

_PARTS: Final = ("model", "view", "pointers", "highlight", "panel", "search", "map", "start")
"""The parts of the script; each uses what those before it say, and functions of any other."""


class _Row(TypedDict):
    name: str
    type: str
    marks: list[str]
    required: bool
    pii: bool
    note: str
    y: float


class _Box(TypedDict):
    id: str
    title: str
    shown: str
    shownWidth: float
    name: str
    area: str
    owner: str
    about: str
    style: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    rows: list[_Row]


class _Edge(TypedDict):
    way: str
    source: str
    target: str
    kind: str
    sourceEnd: str
    targetEnd: str
    label: str
    sourceRows: list[str]
    targetRows: list[str]


def html(layout: Layout, *, theme: Theme = Theme.AUTO) -> str:
    """Return the page: the drawing to pan and zoom, a search, details of every entity.

    Its content security policy allows the page's own script and styles, by their hashes, and nothing else.
    Equal layouts give equal bytes.
    """
    sheet, script = _style(), _script()
    title = escape(layout.diagram.title) or "Diagram"
    policy = (
        f"default-src 'none'; style-src '{_hash(sheet)}'; script-src '{_hash(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    forced = "" if theme is Theme.AUTO else f' data-theme="{theme}"'
    notes = "".join(f"<li>{escape(note)}</li>" for note in layout.diagram.notes)
    return (
        f'<!doctype html>\n<html lang="en"{forced}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        f"{_bar(layout, title)}"
        '<div class="work">\n<main class="stage" id="stage" aria-label="Diagram">\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" id="picture" class="cn-diagram" role="group" aria-label="{title}" '
        f'viewBox="0 0 {number(layout.width)} {number(layout.height)}"><g id="world">{body(layout)}</g></svg>\n'
        f'<details class="legend" id="legend"><summary>Legend</summary>{legend(layout, 420)}'
        f"{f'<ul>{notes}</ul>' if notes else ''}</details>\n"
        '<div class="map" id="map" aria-hidden="true" hidden></div>\n</main>\n'
        '<aside class="panel" id="panel" aria-label="Details" hidden></aside>\n</div>\n'
        f'<script type="application/json" id="model">{_json(layout)}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _bar(layout: Layout, title: str) -> str:
    return (
        '<a class="skip" href="#stage">Skip to the diagram</a>\n'
        f'<header class="bar"><h1 title="{title}">{title}</h1><p class="counts">{counts(layout)}</p>\n'
        '<div class="search" role="search"><input id="find" type="search" role="combobox" aria-expanded="false" '
        'aria-controls="results" aria-autocomplete="list" aria-label="Search entities and attributes" '
        'autocomplete="off" spellcheck="false" placeholder="Search entities and attributes  ( / )">'
        '<ul class="results" id="results" role="listbox" aria-label="Found" hidden></ul></div>\n'
        '<div class="tools"><button id="list" type="button" aria-expanded="false" aria-controls="panel">'
        "Entities</button>"
        '<button id="out" type="button" aria-label="Zoom out" title="Zoom out (-)">\u2212</button>'
        '<button id="in" type="button" aria-label="Zoom in" title="Zoom in (+)">+</button>'
        '<button id="fit" type="button" title="Show all (0)">Fit</button>'
        '<button id="theme" type="button" aria-label="Light or dark" title="Light or dark">\u25d0</button>'
        "</div></header>\n"
    )


def _asset(name: str) -> str:
    return (files("colonnade.draw.page") / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _script() -> str:
    """Return the parts as one function, so that they share names and leave none behind."""
    inner = "".join(_asset(f"parts/{name}.js") for name in _PARTS)
    return f'"use strict";\n(() => {{\n{inner}}})();\n'


@lru_cache(maxsize=1)
def _style() -> str:
    chosen = ':root[data-theme="dark"]'
    preferred = ':root:not([data-theme="light"])'
    return (
        _asset("page.css")
        + shapes()
        + colours(LIGHT, "")
        + _from_afar(LIGHT, "")
        + "@media (prefers-color-scheme:dark){"
        + colours(DARK, preferred)
        + _from_afar(DARK, preferred)
        + "}"
        + colours(DARK, chosen)
        + _from_afar(DARK, chosen)
    )


def _from_afar(palette: Palette, scope: str) -> str:
    """Return rules that fill whole boxes, for a view in which rows are too small to be drawn."""
    fills = (("normal", palette.normal), ("pii", palette.pii), ("confidential", palette.confidential))
    return "".join(f"{scope} .far .cn-{style} .cn-card{{fill:{colour}}}" for style, colour in fills)


def _hash(text: str) -> str:
    """Return the source expression that allows an inline element with this text (Content Security Policy Level 3)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(layout: Layout) -> str:
    """Return what the page's script knows, safe inside a script element (HTML, restrictions on script contents)."""
    names = entity_ids(layout)
    told = {
        "width": round(layout.width, 1),
        "height": round(layout.height, 1),
        "boxes": [_box(placed, names[placed.box.id]) for placed in layout.boxes],
        "edges": [_edge(routed, names) for routed in layout.edges],
    }
    text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _box(placed: PlacedBox, name: str) -> _Box:
    box = placed.box
    return {
        "id": name,
        "title": clean(box.title) or clean(box.name) or clean(box.id) or "?",
        "shown": placed.title.text,
        "shownWidth": round(placed.title.width / TITLE_SIZE, 2),
        "name": clean(box.name),
        "area": clean(box.area),
        "owner": clean(box.owner),
        "about": clean(box.about),
        "style": str(box.style),
        "kind": clean(box.kind),
        "x": placed.x,
        "y": placed.y,
        "width": placed.width,
        "height": placed.height,
        "rows": [
            {
                "name": clean(drawn.row.name),
                "type": clean(drawn.row.type),
                "marks": [str(mark) for mark in drawn.row.marks],
                "required": drawn.row.required,
                "pii": drawn.row.pii,
                "note": clean(drawn.row.note),
                "y": round(drawn.y + drawn.height / 2, 1),
            }
            for drawn in placed.rows
        ],
    }


def _edge(routed: RoutedEdge, names: Mapping[str, str]) -> _Edge:
    edge = routed.edge
    return {
        "way": rounded(from_parent(routed)),
        "source": names[edge.source],
        "target": names[edge.target],
        "kind": str(edge.kind),
        "sourceEnd": str(edge.source_end),
        "targetEnd": str(edge.target_end),
        "label": clean(edge.label),
        "sourceRows": [clean(name) for name in edge.source_rows],
        "targetRows": [clean(name) for name in edge.target_rows],
    }
