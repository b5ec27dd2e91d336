"""The canonical text of a model: the shortest form that says everything, one fact a line, in one order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from colonnade.model.language.document import slot_document
from colonnade.model.language.plan import IS, PLAIN_TEXT_FIELD, KeyStyle, Plan, Slot, plan_of
from colonnade.model.language.yaml_text import Lines, Out, is_block_text, lines_of
from colonnade.model.logical import Model
from colonnade.model.parts import Document
from colonnade.model.spelling import Holds
from colonnade.text import natural_key

SECTIONS = frozenset({"areas", "bundles", "domains", "entities", "relationships", "views", "engines"})
"""Keys of a model whose values stand apart from each other."""


def write(model: Model) -> str:
    """The model as YAML text. Equal models give equal texts, and reading the text gives the model."""
    return text_of(outline(model))


def text_of(out: Mapping[str, Out]) -> str:
    """The text of a whole file, an empty line before each section."""
    lines: list[str] = []
    for key, value in out.items():
        if key in SECTIONS and lines:
            lines.append("")
        lines.extend(lines_of({key: value}))
    return "\n".join(lines) + "\n"


def outline(model: Model) -> dict[str, Out]:
    """The model in short forms, as values to be written."""
    return _long(plan_of(Model), model, frozenset())


def short_or_long(thing: Any, *, without_name: bool = False) -> Out:
    """A thing in the shortest form that says everything; `without_name` where its name stands elsewhere."""
    plan = plan_of(type(thing))
    omit = frozenset({"name"}) if without_name else frozenset[str]()
    text_field = PLAIN_TEXT_FIELD.get(plan.of)
    if text_field is not None:
        has_more = _long(plan, thing, omit | {text_field})
        return _long(plan, thing, omit) if has_more else str(getattr(thing, text_field))
    said = plan.short.write(thing) if plan.short is not None else None
    if said is None:
        return _long(plan, thing, omit)
    rest = _long(plan, thing, said.fields | omit)
    return {IS: said.text, **rest} if rest else said.text


def _long(plan: Plan, thing: Any, omit: frozenset[str]) -> dict[str, Out]:
    found: dict[str, Out] = {}
    for slot in plan.slots:
        value = getattr(thing, slot.field)
        if slot.field not in omit and (slot.required or value != slot.default):
            found[slot.key] = slot_out(slot, value)
    return found


def slot_out(slot: Slot, value: Any) -> Out:
    """The value of one field in its shortest form."""
    match slot.holds:
        case Holds.PART:
            return short_or_long(value)
        case Holds.PARTS:
            return members(list(value))
        case Holds.NAMED:
            return members(list(value.values()), apart=slot.key in SECTIONS)
        case Holds.TREE:
            return Lines(apart=True, of={engine: tree(overlay.document) for engine, overlay in value.items()})
        case _:
            return _plain(slot_document(slot, value))


def members(things: list[Any], *, apart: bool = False) -> Out:
    """The members of a collection: by name where every one has a name, else as a list."""
    if not things:
        return []
    plan = plan_of(type(things[0]))
    if plan.key_style in (KeyStyle.NAME, KeyStyle.QUALIFIED):
        return Lines(of={plan.key_of(each): short_or_long(each) for each in things}, apart=apart)
    return Lines(of=[list_item(plan, each) for each in things])


def list_item(plan: Plan, thing: Any) -> Out:
    """A member of a list: its short form, with its name in front where it has one."""
    name = thing.name if plan.has_optional_name else ""
    if not name:
        return short_or_long(thing)
    if name in plan.by_key or name == IS:
        return {"name": name, **_under_is(short_or_long(thing, without_name=True))}
    return {name: short_or_long(thing, without_name=True)}


def _under_is(out: Out) -> Mapping[str, Out]:
    return out if isinstance(out, Mapping) else {IS: out}


def tree(document: Mapping[str, Document]) -> Out:
    """An overlay: kinds and ids sorted, inside an object short facts first, long texts last."""
    kinds: dict[str, Out] = {}
    for kind in sorted(document, key=lambda key: (natural_key(key), key)):
        objects = document[kind]
        if isinstance(objects, Mapping):
            kinds[kind] = Lines(
                apart=True,
                of={key: ordered(objects[key]) for key in sorted(objects, key=lambda key: (natural_key(key), key))},
            )
        else:
            kinds[kind] = ordered(objects)
    return Lines(of=kinds, apart=True)


def ordered(document: Document) -> Out:
    """A piece of an overlay, short facts first, long texts last."""
    if isinstance(document, Mapping):
        ranked = sorted(document, key=lambda key: (_rank(document[key]), natural_key(key), key))
        return {key: ordered(document[key]) for key in ranked}
    if isinstance(document, str):
        return document
    if isinstance(document, list | tuple):
        return [ordered(each) for each in document]
    return _plain(document)


def _rank(document: Document) -> int:
    if isinstance(document, str):
        return 2 if "\n" in document and is_block_text(document) else 0
    return 1 if isinstance(document, Mapping) else 0


def _plain(document: Document) -> Out:
    return document
