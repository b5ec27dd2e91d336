"""Primitives applied to a model: only what they step into is taken apart and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from colonnade.edits.primitive import GoneError, Primitive, Put, apply_to
from colonnade.edits.refusal import EditRefusedError, Reason
from colonnade.model import Document, Model, Named
from colonnade.model.language.document import document_of, nodes_of, slot_document
from colonnade.model.language.plan import Slot, plan_of
from colonnade.model.language.reader import Reader
from colonnade.model.spelling import Holds


def stepped(model: Model, primitives: Sequence[Primitive]) -> Model:
    """The model after the primitives. Raises EditRefusedError."""
    roots = {root for each in primitives if (root := _root(each)) is not None}
    inside = {each.path[:2] for each in primitives if len(each.path) >= 2}
    shared: dict[int, Any] = {}
    document: dict[str, Document] = {
        slot.key: _document(slot, getattr(model, slot.field), inside, shared) if slot.key in roots else {}
        for slot in plan_of(Model).slots
        if slot.required or getattr(model, slot.field) != slot.default
    }
    try:
        after = apply_to(document, primitives)
    except GoneError as error:
        taken = "key" in error.fields
        raise EditRefusedError(error.message, reason=Reason.NAME_TAKEN if taken else Reason.TARGET_GONE) from error
    reader = Reader()
    fields = {
        slot.field: _value(slot, after[slot.key], reader, shared) if slot.key in after else slot.default
        for slot in plan_of(Model).slots
        if slot.key in roots
    }
    refuse_problems(reader)
    values = {slot.field: getattr(model, slot.field) for slot in plan_of(Model).slots}
    return Model(**{**values, **fields})


def _root(each: Primitive) -> str | None:
    if each.path:
        return each.path[0]
    return each.key if isinstance(each, Put) else None


def refuse_problems(reader: Reader) -> None:
    """Raise EditRefusedError for the first problem that a reader noted."""
    if reader.problems:
        first = reader.problems[0]
        raise EditRefusedError(first.message, reason=Reason.BAD_VALUE, hint=first.hint)


def _document(slot: Slot, value: Any, inside: set[tuple[str, ...]], shared: dict[int, Any]) -> Document:
    """The document of a field; members that nothing steps into stand as a stub, noted in `shared`."""
    if slot.holds is not Holds.NAMED:
        return slot_document(slot, value)
    found: dict[str, Document] = {}
    for key, each in value.items():
        if (slot.key, getattr(each, "id", key)) in inside:
            found[key] = document_of(each)
        else:
            stable = getattr(each, "stable_id", "")
            stub: dict[str, Document] = {"id": stable} if stable else {}
            shared[id(stub)] = (stub, each)
            found[key] = stub
    return found


def _value(slot: Slot, document: Document, reader: Reader, shared: Mapping[int, Any]) -> Any:
    if slot.holds is not Holds.NAMED or slot.of is None or not isinstance(document, Mapping):
        value = reader.slot(slot, nodes_of(document), ())
        refuse_problems(reader)
        return value
    members: list[Any] = []
    for key, child in document.items():
        if id(child) in shared:
            members.append(shared[id(child)][1])
        else:
            members.extend(reader.things(slot.of, nodes_of({key: child}), (slot.key,)))
    return Named(members)
