"""Members put into, taken out of and moved inside collections in the text of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from colonnade.edits.primitive import Move, Path, Put, identity
from colonnade.model import Document
from colonnade.model.language import SourceText
from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.plan import Slot, plan_of
from colonnade.model.language.writer import SECTIONS, list_item, short_or_long
from colonnade.store.buffer import block_end, block_start, is_blank_before, line_end, line_start, with_lines
from colonnade.store.fields import block_end_of, change_field, remove_entry, with_text
from colonnade.store.located import Located, document_at, key_at, locate, roots_of, slot_at, thing_at
from colonnade.store.members import Member, NotThereError, entry, members_of
from colonnade.store.rendering import entry_lines, indent_of, item_lines, key_replaced

Files = list[SourceText]
Doc = Mapping[str, Document]


def add_member(files: Sequence[SourceText], after: Doc, each: Put) -> Files:
    """The files with a new member of a collection."""
    step = identity(each.key, each.value, each.path)
    at, key, collection = _collection(files, each)
    if _is_flow(collection):
        return change_field(files, after, each.path[:-1], each.path[-1])
    slot = slot_at((*each.path, step))
    assert slot is not None
    thing = thing_at(after, (*each.path, step), slot)
    text = files[at].text
    members = members_of(slot, collection) if not collection.is_empty else []
    as_list = collection.form is Form.LIST or (not members and not plan_names(slot))
    indent = _indent(text, key, collection)
    plan = plan_of(type(thing))
    lines = (
        item_lines(list_item(plan, thing), indent)
        if as_list
        else entry_lines(plan.key_of(thing), short_or_long(thing), indent)
    )
    place = _place(text, each, key, members)
    return with_text(files, at, _with_block(text, place, lines, apart=each.path[0] in SECTIONS and len(each.path) == 1))


def plan_names(slot: Slot) -> bool:
    """Whether every member of a collection has a name, so that it is written as a mapping."""
    return slot.of is not None and "name" not in plan_of(slot.of).by_key


def _is_flow(collection: Node) -> bool:
    return collection.form is not Form.SCALAR and not collection.block


def _collection(files: Sequence[SourceText], each: Put) -> tuple[int, Node, Node]:
    """File, key and node of the collection that a member goes into: the file of the member after it, else the last."""
    owner = each.path[:-1]
    candidates: list[tuple[int, Node, Node]] = []
    if owner:
        found = locate(files, owner)
        pair = entry(found.body, each.path[-1]) if found.body.form is Form.MAP else None
        candidates = [(found.file, *pair)] if pair is not None else []
    else:
        pairs = [(at, entry(root, each.path[-1])) for at, root in enumerate(roots_of(files))]
        candidates = [(at, *pair) for at, pair in pairs if pair is not None]
    if not candidates:
        raise NotThereError
    if each.before is not None and len(candidates) > 1:
        at = locate(files, (*each.path, each.before)).file
        return next(found for found in candidates if found[0] == at)
    return candidates[-1]


def _indent(text: str, key: Node, collection: Node) -> int:
    if collection.form is Form.LIST and collection.children:
        start = line_start(text, collection.children[0].start)
        return len(text[start:]) - len(text[start:].lstrip(" "))
    if collection.pairs:
        return indent_of(collection.pairs[0][0])
    return indent_of(key) + 2


def _place(text: str, each: Put, key: Node, members: Sequence[Member]) -> int:
    """Offset of the line before which a new member goes."""
    if each.before is not None:
        found = next((member for member in members if member.id == each.before), None)
        if found is None:
            raise NotThereError
        return block_start(text, found.item.start)
    if not members:
        return line_end(text, key.end)
    last = members[-1]
    return block_end_of(text, last.item, last.body) if last.name is not None else block_end(text, last.body)


def _with_block(text: str, place: int, lines: list[str], *, apart: bool) -> str:
    """The text with a member in it, set apart by empty lines where its neighbours are."""
    if not apart:
        return with_lines(text, place, lines)
    before = text[:place].rstrip("\n").rsplit("\n", maxsplit=1)[-1]
    opens = before.rstrip().endswith(":") and not before.startswith("  ")
    after = text[place : line_end(text, place)]
    several = len(lines) > 1
    if several and not opens and not is_blank_before(text, place):
        lines = ["", *lines]
    if several and after.strip():
        lines = [*lines, ""]
    return with_lines(text, place, lines)


def remove_member(files: Sequence[SourceText], path: Path) -> Files:
    """The files without a member of a collection."""
    found = locate(files, path)
    member = _member(found)
    text = files[found.file].text
    if _in_flow(files, found, path):
        raise NotThereError
    return with_text(files, found.file, _without(text, member))


def _member(found: Located) -> Member:
    if found.member is None:
        raise NotThereError
    return found.member


def _in_flow(files: Sequence[SourceText], found: Located, path: Path) -> bool:
    owner = locate(files, path[:-2]).body if len(path) > 2 else roots_of(files)[found.file]
    pair = entry(owner, path[-2])
    return pair is None or not pair[1].block


def _without(text: str, member: Member) -> str:
    if member.item is member.name:
        return remove_entry(text, member.item, member.body)
    start, end = block_start(text, member.item.start), block_end(text, member.body)
    if is_blank_before(text, start) and (end == len(text) or not text[end : line_end(text, end)].strip()):
        start = line_start(text, start - 1)
    return text[:start] + text[end:]


def move_member(files: Sequence[SourceText], before: Doc, after: Doc, each: Move) -> Files:
    """The files with a member under another key, in another place, or both."""
    found = locate(files, each.path)
    member = _member(found)
    changed = list(files)
    if _in_flow(files, found, each.path):
        return change_field(files, after, each.path[:-2], each.path[-2])
    if key_at(before, each.path) != each.key and member.name is not None:
        thing = thing_at(after, each.path, slot_at(each.path))
        name = thing.name if member.item is not member.name and thing.name else each.key
        changed = with_text(files, found.file, key_replaced(files[found.file].text, member.name, name))
    collection = each.path[:-1]
    if _next(before, collection, each.path[-1]) == each.before:
        return changed
    found = locate(changed, each.path)
    member = _member(found)
    text = changed[found.file].text
    start = block_start(text, member.item.start)
    end = block_end_of(text, member.item, member.body) if member.name is not None else block_end(text, member.body)
    block = text[start:end].rstrip("\n").split("\n")
    rest = with_text(changed, found.file, _without(text, member))
    put = Put(path=collection, key=each.key, value=document_at(after, each.path), before=each.before)
    slot = slot_at(each.path)
    assert slot is not None
    at, key, node = _collection(rest, put)
    place = _place(rest[at].text, put, key, members_of(slot, node) if not node.is_empty else [])
    apart = len(collection) == 1 and collection[0] in SECTIONS
    return with_text(rest, at, _with_block(rest[at].text, place, block, apart=apart))


def _next(document: Doc, collection: Path, step: str) -> str | None:
    """The id of the member after one; None at the end."""
    members = document_at(document, collection)
    if not isinstance(members, Mapping):
        raise NotThereError
    ids = [identity(key, child, collection) for key, child in members.items()]
    at = ids.index(step) + 1
    return ids[at] if at < len(ids) else None
