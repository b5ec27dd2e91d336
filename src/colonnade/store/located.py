"""Where a thing of a document stands in the files of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from colonnade.edits.primitive import Path, find
from colonnade.model import Document, Model
from colonnade.model.language import SourceText
from colonnade.model.language.document import nodes_of
from colonnade.model.language.files import root_of
from colonnade.model.language.nodes import Node
from colonnade.model.language.plan import Plan, Slot, plan_of
from colonnade.model.language.reader import Reader
from colonnade.model.phrase.short import Fields
from colonnade.store.members import Member, NotThereError, entry, members_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A thing in a file: the file, its body, and how it stands in its collection (None for the model itself)."""

    file: int
    body: Node
    plan: Plan
    member: Member | None


def roots_of(files: Sequence[SourceText]) -> list[Node]:
    """The nodes of each file."""
    return [root_of(each.text, each.file) for each in files]


def locate(files: Sequence[SourceText], path: Path) -> Located:
    """The thing at a path of ids. Raises NotThereError."""
    for at, root in enumerate(roots_of(files)):
        found = _walk(root, path, at)
        if found is not None:
            return found
    raise NotThereError


def _walk(root: Node, path: Path, file: int) -> Located | None:
    here = Located(file=file, body=root, plan=plan_of(Model), member=None)
    for section, step in zip(path[::2], path[1::2], strict=True):
        slot = here.plan.by_key.get(section)
        pair = entry(here.body, section)
        if slot is None or slot.of is None or pair is None:
            return None
        member = next((each for each in members_of(slot, pair[1]) if each.id == step), None)
        if member is None:
            return None
        here = Located(file=file, body=member.body, plan=plan_of(slot.of), member=member)
    return here


def document_at(document: Mapping[str, Document], path: Path) -> Document:
    """The piece of a document at a path; None where there is none."""
    level: Document = document
    for at, step in enumerate(path):
        if not isinstance(level, Mapping):
            return None
        key = find(level, step, path[:at])
        if key is None:
            return None
        level = level[key]
    return level


def key_at(document: Mapping[str, Document], path: Path) -> str:
    """The key under which the thing at a path stands. Raises NotThereError."""
    parent = document_at(document, path[:-1])
    key = find(parent, path[-1], path[:-1]) if isinstance(parent, Mapping) else None
    if key is None:
        raise NotThereError
    return key


def thing_at(document: Mapping[str, Document], path: Path, slot: Slot | None) -> Any:
    """The thing at a path as a value of the model. Raises NotThereError."""
    reader = Reader()
    if slot is None:
        fields: Fields = {}
        reader.fields(plan_of(Model), nodes_of(document), (), fields)
        return plan_of(Model).make(**fields)
    key = key_at(document, path)
    body = document_at(document, path)
    if slot.of is None:
        raise NotThereError
    is_named_by_key = "name" not in plan_of(slot.of).by_key
    # on the way of a rename the key may be that of yesterday; a thing that says its own name does not need it
    things = reader.things(slot.of, nodes_of({key: body} if is_named_by_key else [body]), ())
    if not things:
        raise NotThereError
    return things[0]


def slot_at(path: Path) -> Slot | None:
    """The collection that the thing at a path is in; None for the model itself. Raises NotThereError."""
    plan = plan_of(Model)
    slot: Slot | None = None
    for at in range(0, len(path), 2):
        slot = plan.by_key.get(path[at])
        if slot is None or slot.of is None:
            raise NotThereError
        plan = plan_of(slot.of)
    return slot
