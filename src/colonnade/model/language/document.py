"""The long form of a model as plain JSON values: one key for every fact that is not at its default."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.plan import KeyStyle, Slot, plan_of
from colonnade.model.logical import Model
from colonnade.model.parts import Document
from colonnade.model.phrase import default_text, type_text
from colonnade.model.spelling import Holds


def document_of(thing: Any) -> dict[str, Document]:
    """The long form of a thing of the model, without the name where that is the key it stands under.

    The parts of it are new; nothing in it is shared with the thing but overlays.
    """
    plan = plan_of(type(thing))
    found: dict[str, Document] = {}
    for slot in plan.slots:
        value = getattr(thing, slot.field)
        if slot.required or value != slot.default:
            found[slot.key] = slot_document(slot, value)
    return found


def slot_document(slot: Slot, value: Any) -> Document:
    """The value of one field in the long form."""
    match slot.holds:
        case Holds.TYPE:
            return type_text(value)
        case Holds.DEFAULT:
            return default_text(value)
        case Holds.CHOICE:
            return str(value.value) if isinstance(value, Enum) else None
        case Holds.CHOICES:
            return [str(each.value) for each in value]
        case Holds.WORDS:
            return list(value)
        case Holds.TEXTS:
            return dict(value)
        case Holds.NUMBER:
            return number_document(value)
        case Holds.PART:
            return document_of(value)
        case Holds.PARTS:
            return [_part_document(each) for each in value]
        case Holds.NAMED:
            return {key: document_of(each) for key, each in value.items()}
        case Holds.TREE:
            return {engine: overlay.document for engine, overlay in value.items()}
        case Holds.TEXT | Holds.SQL | Holds.FLAG | Holds.WHOLE:
            return value  # type: ignore[no-any-return]


def _part_document(each: Any) -> Document:
    plan = plan_of(type(each))
    document = document_of(each)
    return {plan.key_of(each): document} if plan.key_style is KeyStyle.NAME else document


def number_document(value: Decimal) -> Document:
    """A decimal number as JSON can say it without loss."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def json_of(model: Model) -> str:
    """The model as JSON text: the long form, indented by two, with the keys in the order of the language."""
    return json.dumps(document_of(model), indent=2, ensure_ascii=False) + "\n"


def nodes_of(document: Document) -> Node:
    """A plain value as nodes of the reader, without positions."""
    if isinstance(document, Mapping):
        entries = [(_text(str(key)), nodes_of(value)) for key, value in document.items()]
        return Node(form=Form.MAP, line=1, column=1, start=0, block=True, entries=entries)
    if isinstance(document, Sequence) and not isinstance(document, str):
        items = [nodes_of(each) for each in document]
        return Node(form=Form.LIST, line=1, column=1, start=0, block=True, items=items)
    if isinstance(document, str):
        return _text(document)
    return _text(json.dumps(document), plain=True)


def _text(text: str, *, plain: bool = False) -> Node:
    return Node(form=Form.SCALAR, line=1, column=1, start=0, text=text, plain=plain)
