"""A model file from any source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from colonnade.formats.losses import Loss
from colonnade.model import Model
from colonnade.model.language import json_of, write
from colonnade.workspace.files import write_file
from colonnade.workspace.normal import model_of
from colonnade.workspace.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A model that was made of a source."""

    source: str
    form: str
    model: str
    """Its name."""
    entities: int
    relationships: int
    views: int
    domains: int
    engines: dict[str, int]
    """How many objects of an engine stand beside the logical design."""
    losses: tuple[Loss, ...]
    files: tuple[str, ...]
    """What was written; empty where the model is in `text`."""
    text: str | None
    """The model; null where it was written to files."""


def import_source(source: Source, path: Path | None) -> Imported:
    """The model of a source, written to a file. Raises CantWriteError, NotExpressibleError."""
    model = model_of(source)
    if source.model is None and source.project.settings.project.name:
        model = replace(model, name=source.project.settings.project.name)
    text = json_of(model) if path is not None and path.suffix == ".json" else write(model)
    if path is not None:
        write_file(path, text)
    return Imported(
        source=source.text,
        form=source.form.value,
        model=model.name,
        entities=len(model.entities),
        relationships=len(model.relationships),
        views=len(model.views),
        domains=len(model.domains),
        engines=_beyond(model),
        losses=source.losses,
        files=(str(path),) if path is not None else (),
        text=None if path is not None else text,
    )


def _beyond(model: Model) -> dict[str, int]:
    return {
        each.engine: sum(len(members) for members in each.document.values() if isinstance(members, dict))
        for each in model.overlays.values()
    }
