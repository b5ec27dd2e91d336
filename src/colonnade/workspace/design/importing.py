"""A model file from any source; one that is there already keeps what people wrote in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from colonnade.errors import RefusedError
from colonnade.formats.losses import Loss
from colonnade.model import Model
from colonnade.model.language import json_of, write
from colonnade.store import Respelling, load_model, save_model, write_model
from colonnade.workspace.design.change_log import logged
from colonnade.workspace.design.merging import Merged, merged
from colonnade.workspace.files import write_file
from colonnade.workspace.normal import model_of
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import Source


class ModelExistsError(RefusedError):
    """A model file is there, and what was asked for would write it anew."""

    code = "CO251"


class Over(StrEnum):
    """What happens to a model file that is there already."""

    MERGE = "merge"
    """It gets what the source has changed; what only it has stays."""
    PRUNE = "prune"
    """It gets what the source has changed, and loses what the source has not."""
    REPLACE = "replace"
    """It is written anew; what people wrote in it is gone."""


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
    """What was written; empty where the model is in `text`, and where nothing had to be."""
    text: str | None
    """The model; null where it was written to files."""
    differences: tuple[Merged, ...] = ()
    """What became of each difference from the model that was there."""
    respelling: Respelling | None = None
    """How much of the files that were there was written anew; null for new ones."""


def import_source(
    source: Source,
    path: Path | None,
    *,
    over: Over = Over.MERGE,
    split: bool = False,
    dry: bool = False,
    tell: Tell = silent,
) -> Imported:
    """The model of a source, written to a file, or several with `split`: one for each area or namespace.

    With `dry` nothing is written. Raises ModelExistsError, UnwritableFileError, CantWriteError, NotExpressibleError,
    and for a model file that is there what loading and merging it raises.
    """
    model = model_of(source)
    if source.model is None and source.project.settings.project.name:
        model = replace(model, name=source.project.settings.project.name)
    if path is None:
        return _imported(source, model, text=write(model))
    if path.exists() and not path.is_file():
        # something like /dev/stdout
        write_file(path, json_of(model) if path.suffix == ".json" else write(model))
        return _imported(source, model, files=(path,))
    if path.exists() and over is not Over.REPLACE:
        return _merged(source, path, over=over, split=split, dry=dry, tell=tell)
    written = () if dry else write_model(path, model, split=split)
    return _imported(source, model, files=written)


def _merged(source: Source, path: Path, *, over: Over, split: bool, dry: bool, tell: Tell) -> Imported:
    if split:
        raise ModelExistsError(
            f"{path} is there already, and would have to be written anew to be split",
            hint="import to another file with --split, or say --replace: what people wrote in it is then gone",
        )
    loaded = load_model(path)
    result = merged(loaded.model, source, prune=over is Over.PRUNE, tell=tell)
    if dry:
        return _imported(source, result.model, differences=result.differences)
    tell(f"Saving {path}")
    saved = save_model(loaded, logged(loaded.model, result.model, source.project))
    return _imported(source, result.model, files=saved.written, differences=result.differences, respelling=saved.how)


def _imported(
    source: Source,
    model: Model,
    *,
    files: tuple[Path, ...] = (),
    text: str | None = None,
    differences: tuple[Merged, ...] = (),
    respelling: Respelling | None = None,
) -> Imported:
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
        files=tuple(map(str, files)),
        text=text,
        differences=differences,
        respelling=respelling,
    )


def _beyond(model: Model) -> dict[str, int]:
    return {
        each.engine: sum(len(members) for members in each.document.values() if isinstance(members, dict))
        for each in model.overlays.values()
    }
