"""Sources as text in other notations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from colonnade.dialects import mongodb
from colonnade.formats import data_dictionary, dbml, json_schema
from colonnade.formats.losses import Loss, Written
from colonnade.model import Model
from colonnade.model.language import json_of, write
from colonnade.workspace.normal import model_of
from colonnade.workspace.source import Source


class Export(StrEnum):
    """A notation that models are written in."""

    YAML = "yaml"
    JSON = "json"
    DBML = "dbml"
    JSONSCHEMA = "jsonschema"
    """What a row of each entity is as JSON."""
    CSV = "csv"
    """A data dictionary: a row for each attribute."""
    MONGODB = "mongodb"
    """Commands for mongosh: collections with validators, indexes and options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A source in another notation."""

    source: str
    notation: Export
    losses: tuple[Loss, ...]
    """What the source lost when it was read, and what the notation does not say."""
    file: str | None
    """Where it stands; null where it is in `text`."""
    text: str | None
    """The text; null where it was written to a file."""


def _mongodb(model: Model) -> Written:
    made = mongodb.collections_of(model)
    return Written(text=mongodb.script(made), losses=tuple(loss for each in made for loss in each.losses))


_WRITERS: Mapping[Export, Callable[[Model], Written]] = {
    Export.YAML: lambda model: Written(text=write(model)),
    Export.JSON: lambda model: Written(text=json_of(model)),
    Export.DBML: dbml.write,
    Export.JSONSCHEMA: json_schema.write,
    Export.CSV: data_dictionary.write,
    Export.MONGODB: _mongodb,
}


def export(source: Source, notation: Export) -> Written:
    """A source in a notation, with everything that was lost on the way."""
    written = _WRITERS[notation](model_of(source))
    return Written(text=written.text, losses=(*source.losses, *written.losses))
