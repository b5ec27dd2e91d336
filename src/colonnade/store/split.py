"""A large model as several files that read as one."""

from __future__ import annotations

import re
from dataclasses import replace

from colonnade.model import Entity, Model, Named, Relationship, View
from colonnade.model.language.writer import outline, text_of
from colonnade.model.language.yaml_text import Out

ENDING = ".colonnade.yaml"
AREAS = "areas"
ENGINES = "engines"


def split_texts(model: Model, first: str) -> dict[str, str]:
    """Texts by file name, relative to the folder of the first file, which has the header and what has no area.

    A relationship goes to the file of its child. Members are read in the order of the files.
    """
    homes = {each.key: home_of(each) for each in model.entities.values()}
    homes |= {each.key: home_of(each) for each in model.views.values()}
    areas = sorted({home for home in homes.values() if home})
    parts: dict[str, Model] = {area: _part(model, homes, area) for area in areas}
    rest = _part(model, homes, "")
    head = replace(
        model,
        entities=rest.entities,
        declared_relationships=rest.declared_relationships,
        views=rest.views,
        overlays=Named(),
    )
    texts: dict[str, str] = {}
    names = _names(areas)
    for area, part in parts.items():
        texts[f"{AREAS}/{names[area]}{ENDING}"] = _section_text(part)
    for engine in model.overlays.values():
        only = replace(_empty(model), overlays=Named([engine]))
        texts[f"{ENGINES}/{_file_name(engine.engine)}{ENDING}"] = _section_text(only)
    folders = [f"{folder}/*{ENDING}" for folder in (AREAS, ENGINES) if any(name.startswith(folder) for name in texts)]
    out: dict[str, Out] = {}
    for key, value in outline(head).items():
        out[key] = value
        if key == "model" and folders:
            out["include"] = folders
    return {first: text_of(out), **texts}


def home_of(each: Entity | View) -> str:
    """The area of a thing without its subarea, else its namespace; empty where it has neither."""
    return each.area.split("/", maxsplit=1)[0] or each.namespace


def _part(model: Model, homes: dict[str, str], home: str) -> Model:
    def lives_here(each: Relationship) -> bool:
        return homes.get(each.child, "") == home

    return replace(
        _empty(model),
        entities=Named(each for each in model.entities.values() if homes[each.key] == home),
        declared_relationships=Named(each for each in model.declared_relationships.values() if lives_here(each)),
        views=Named(each for each in model.views.values() if homes[each.key] == home),
    )


def _empty(model: Model) -> Model:
    return Model(name=model.name)


def _section_text(part: Model) -> str:
    return text_of({key: value for key, value in outline(part).items() if key != "model"})


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "_", name).strip("_").lower() or "other"


def _names(areas: list[str]) -> dict[str, str]:
    """A file name for each area; two that would have the same are numbered."""
    found: dict[str, str] = {}
    for area in areas:
        name = base = _file_name(area)
        at = 2
        while name in found.values():
            name, at = f"{base}_{at}", at + 1
        found[area] = name
    return found
