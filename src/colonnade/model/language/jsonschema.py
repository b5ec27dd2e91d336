"""The JSON Schema of the language, short forms included, for editors that complete and check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from colonnade.model.language.files import INCLUDE
from colonnade.model.language.plan import IS, PLAIN_TEXT_FIELD, KeyStyle, Plan, Slot, plan_of
from colonnade.model.logical import Model
from colonnade.model.parts import Document
from colonnade.model.phrase.attribute import DEFAULT_PATTERN, TYPE_PATTERN
from colonnade.model.spelling import Holds

SCHEMA_ID = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Document]


def json_schema() -> _Schema:
    """The schema of a model file, draft 2020-12. Every text that the reader takes as a whole model is valid under it.

    It can't see what needs the whole model: names that exist, and what a short form means.
    """
    found = class_schema(Model, title="Colonnade model", about="A model file, or a file that one includes.")
    properties = found["properties"]
    assert isinstance(properties, dict)
    properties[INCLUDE] = {
        "description": "Further files of the model, as patterns relative to this one.",
        **_one_or_many({"type": "string"}),
    }
    del found["required"]
    return found


def class_schema(of: type[Any], *, title: str, about: str) -> _Schema:
    """The schema of a file that holds one value of a class, draft 2020-12."""
    definitions: dict[str, Document] = {
        each.__name__: _definition(plan_of(each)) for each in sorted(_classes(of, set()), key=lambda of: of.__name__)
    }
    plan = plan_of(of)
    return {
        "$schema": SCHEMA_ID,
        "title": title,
        "description": about,
        "type": "object",
        "properties": _properties(plan),
        "required": [slot.key for slot in plan.required],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _classes(of: type[Any], found: set[type[Any]]) -> set[type[Any]]:
    """Every class that is a part of another."""
    for slot in plan_of(of).slots:
        if slot.of is not None and slot.holds in (Holds.PART, Holds.PARTS, Holds.NAMED) and slot.of not in found:
            found.add(slot.of)
            _classes(slot.of, found)
    return found


def _definition(plan: Plan) -> _Schema:
    """A thing in its long or its short form, by its name left out."""
    properties = _properties(plan)
    required = [slot.key for slot in plan.slots if slot.required]
    doc = (plan.of.__doc__ or "").split("\n", maxsplit=1)[0]
    long: _Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    short = _short(plan)
    if short is not None:
        properties[IS] = {"description": "The short form, with more facts beside it.", **short}
        if required:
            long["anyOf"] = [{"required": [IS]}, {"required": required}]
        return {"description": doc, "anyOf": [short, long]}
    if required:
        long["required"] = required
    return {"description": doc, "anyOf": [long, {"type": "null"}]} if not required else {"description": doc, **long}


def _short(plan: Plan) -> _Schema | None:
    if plan.of in PLAIN_TEXT_FIELD:
        return {"type": "string"}
    if plan.short is None:
        return None
    return {
        "type": "string",
        "pattern": f"^(?:{plan.short.pattern})$",
        "description": plan.short.shape,
        "examples": list(plan.short.examples),
    }


def _properties(plan: Plan) -> _Schema:
    return {slot.key: {"description": slot.about, **_slot(slot)} for slot in plan.slots}


_PLAIN: dict[Holds, _Schema] = {
    Holds.TEXT: {"type": ["string", "number", "null"]},
    Holds.SQL: {"type": ["string", "number", "null"]},
    Holds.FLAG: {"type": "boolean"},
    Holds.WHOLE: {"type": "integer"},
    Holds.NUMBER: {"type": "number"},
    Holds.TEXTS: {"type": "object", "additionalProperties": {"type": "string"}},
    Holds.TYPE: {"type": "string", "pattern": f"^{TYPE_PATTERN}$"},
    Holds.DEFAULT: {
        "anyOf": [{"type": "string", "pattern": f"^{DEFAULT_PATTERN}$"}, {"type": ["number", "boolean", "null"]}]
    },
    Holds.TREE: {
        "type": "object",
        "additionalProperties": {"type": "object", "additionalProperties": {"type": ["object", "array"]}},
    },
}


def _slot(slot: Slot) -> _Schema:
    words: list[Document] = [str(each.value) for each in slot.words.values()]
    match slot.holds:
        case Holds.CHOICE:
            return {"enum": words}
        case Holds.CHOICES:
            return _one_or_many({"enum": words})
        case Holds.WORDS:
            return _one_or_many({"type": ["string", "number"]})
        case Holds.PART:
            return _ref(slot)
        case Holds.PARTS | Holds.NAMED:
            return _collection(slot)
        case _:
            return _PLAIN[slot.holds]


def _one_or_many(item: _Schema) -> _Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _ref(slot: Slot) -> _Schema:
    assert slot.of is not None
    return {"$ref": f"#/$defs/{slot.of.__name__}"}


def _collection(slot: Slot) -> _Schema:
    assert slot.of is not None
    plan = plan_of(slot.of)
    by_name: _Schema = {"type": "object", "additionalProperties": _ref(slot)}
    if plan.key_style in (KeyStyle.NAME, KeyStyle.QUALIFIED):
        item: _Schema = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _ref(slot)}
    else:
        own: Iterable[str] = (*plan.by_key, IS)
        with_name: _Schema = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "propertyNames": {"not": {"enum": list(own)}},
            "additionalProperties": _ref(slot),
        }
        item = {"anyOf": [_ref(slot), with_name]}
    shapes: list[Document] = [{"type": "array", "items": item}, by_name, {"type": "null"}]
    if plan.short is not None and plan.key_style in (KeyStyle.NONE, KeyStyle.OPTIONAL):
        shapes.append(_ref(slot))
    return {"anyOf": shapes}
