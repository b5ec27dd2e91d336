"""A data dictionary as CSV (RFC 4180): a row for each attribute, for spreadsheets and catalogues."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from colonnade.formats.losses import Loss, Written
from colonnade.model import Attribute, Entity, Model
from colonnade.model.language.writer import short_or_long
from colonnade.model.phrase.types import type_text

COLUMNS = (
    "entity", "attribute", "business_name", "description", "type", "required", "key", "references", "default",
    "classification", "personal", "sensitive", "owner", "steward", "retention", "compliance",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def write(model: Model) -> Written:
    """The dictionary of a model, in the order of its entities; what is no fact of an attribute is lost.

    Texts that a spreadsheet would take for a formula have an apostrophe before them.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entity in model.entities.values():
        for each in entity.attributes.values():
            writer.writerow([_safe(cell) for cell in _row(model, entity, each)])
    return Written(text=text.getvalue(), losses=tuple(_lost(model)))


def _row(model: Model, entity: Entity, each: Attribute) -> Iterator[str]:
    yield entity.key
    yield each.name
    yield each.business_name
    yield each.about
    yield type_text(each.type)
    yield _flag(entity.requires(each.name))
    yield _key(entity, each)
    found = [one for one in model.relationships.values() if one.child == entity.key and each.name in one.by]
    yield "; ".join(one.parent for one in found)
    yield each.default.value or each.default.kind.value if each.default is not None else ""
    level = model.classification_of(each)
    yield level.level.value if level.level is not None else ""
    yield _flag(level.pii)
    yield _flag(level.sensitive)
    yield entity.owner or model.owner
    yield entity.steward
    retention = each.retention or entity.retention
    said = short_or_long(retention) if retention is not None else ""
    yield said if isinstance(said, str) else json.dumps(said, default=str)
    yield "; ".join(dict.fromkeys((*model.compliance, *entity.compliance, *each.compliance)))


def _flag(value: bool) -> str:  # noqa: FBT001 (the value is all there is)
    return "yes" if value else "no"


def _key(entity: Entity, each: Attribute) -> str:
    if each.name in entity.identifier:
        return "primary"
    return "unique" if any(key.attributes == (each.name,) for key in entity.keys) else ""


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lost(model: Model) -> Iterator[Loss]:
    for what, members in (("domain", model.domains), ("view", model.views)):
        for each in members.values():
            yield Loss(object=each.key, what=what, why="a row is an attribute of an entity")
    for engine in model.overlays:
        yield Loss(object=engine, what="overlay", why="a row is an attribute of an entity")
