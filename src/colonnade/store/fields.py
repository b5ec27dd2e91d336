"""A field of a thing changed in the text of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from colonnade.edits.primitive import Path
from colonnade.model import Document
from colonnade.model.language import SourceText
from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.plan import IS, Plan, Slot, plan_of
from colonnade.model.language.writer import SECTIONS, list_item, short_or_long, slot_out
from colonnade.model.phrase import PhraseError
from colonnade.store.buffer import block_end, block_start, end_of, is_blank_before, line_end, line_start, with_lines
from colonnade.store.located import Located, document_at, locate, slot_at, thing_at
from colonnade.store.members import Member, NotThereError, entry
from colonnade.store.rendering import entry_lines, indent_of, item_replaced, key_replaced, value_replaced


def change_field(
    files: Sequence[SourceText],
    after: Mapping[str, Document],
    path: Path,
    key: str,
) -> list[SourceText]:
    """The files with one field of the thing at a path as the document after the change has it."""
    found = locate(files, path)
    thing = thing_at(after, path, slot_at(path))
    text = files[found.file].text
    member = found.member
    if key == "name" and member is not None and member.name is not None and member.item is not member.name:
        can_stand = bool(thing.name) and thing.name not in found.plan.by_key and thing.name != IS
        out = list_item(found.plan, thing)
        changed = key_replaced(text, member.name, thing.name) if can_stand else item_replaced(text, member.item, out)
    elif member is not None and not (found.body.form is Form.MAP and found.body.block):
        changed = _whole(text, member, thing)
    else:
        changed = _in_mapping(text, found, thing, key, document_at(after, (*path, key)) is not None)
    return with_text(files, found.file, changed)


def with_text(files: Sequence[SourceText], at: int, text: str) -> list[SourceText]:
    """The files with one of them changed."""
    return [replace(each, text=text) if index == at else each for index, each in enumerate(files)]


def _whole(text: str, member: Member, thing: Any) -> str:
    """The text with the body of a member written anew."""
    plan = plan_of(type(thing))
    if member.name is None:
        return item_replaced(text, member.item, list_item(plan, thing))
    said_by_key = plan.has_optional_name and (member.item is not member.name or thing.name == member.name.text)
    return value_replaced(text, member.name, member.body, short_or_long(thing, without_name=said_by_key))


def _in_mapping(text: str, found: Located, thing: Any, key: str, is_there: bool) -> str:  # noqa: FBT001
    slot = found.plan.by_key.get(key)
    if slot is None:
        raise NotThereError
    pair = entry(found.body, key)
    if pair is not None:
        if is_there:
            return value_replaced(text, *pair, slot_out(slot, getattr(thing, slot.field)))
        return remove_entry(text, *pair)
    line = entry(found.body, IS)
    if line is not None and found.plan.short is not None:
        return _with_line(text, found, thing, line)
    return insert_field(text, found.body, found.plan, slot, thing) if is_there else text


def _with_line(text: str, found: Located, thing: Any, line: tuple[Node, Node]) -> str:
    """The text with the short form inside a long one written anew; what it can't say gets a key of its own."""
    plan = found.plan
    short = plan.short
    apart = {plan.by_key[each.text].field: plan.by_key[each.text] for each, _ in found.body.pairs if each.text != IS}
    bare = replace(thing, **{field: slot.default for field, slot in apart.items() if not slot.required})
    said = short.write(bare) if short is not None else None
    if said is None or short is None:
        raise NotThereError
    missing = [
        slot
        for slot in plan.slots
        if slot.field not in said.fields
        and slot.field not in apart
        and not slot.required
        and getattr(thing, slot.field) != slot.default
        and not (slot.field == "name" and found.member is not None and found.member.name is not None)
    ]
    for slot in reversed(missing):
        text = insert_field(text, found.body, plan, slot, thing)
    try:
        is_same = short.read(line[1].text) == short.read(said.text)
    except PhraseError as error:
        raise NotThereError from error
    # the line stands before everything that was put in after it, so its place is still right
    return text if is_same else value_replaced(text, *line, said.text)


def insert_field(text: str, body: Node, plan: Plan, slot: Slot, thing: Any) -> str:
    """The text with an entry for a field, after those of the fields that come before it."""
    order = [IS, *plan.by_key]
    rank = order.index(slot.key)
    before = [pair for pair in body.pairs if pair[0].text in order and order.index(pair[0].text) < rank]
    out = slot_out(slot, getattr(thing, slot.field))
    is_section = slot.key in SECTIONS and plan is plan_of(type(thing)) and indent_or_zero(body) == 0
    lines = entry_lines(slot.key, out, indent_or_zero(body))
    if before:
        at = block_end(text, before[-1][1])
        return with_lines(text, at, ["", *lines] if is_section else lines)
    if not body.pairs:
        return with_lines(text, len(text), lines)
    first = body.pairs[0][0]
    return _before_first(text, first, lines)


def _before_first(text: str, first: Node, lines: list[str]) -> str:
    """The text with lines before the first entry of a mapping, which may stand behind the dash of a list."""
    start = line_start(text, first.start)
    if text[start : first.start].strip():
        indent = " " * indent_of(first)
        own = [line.removeprefix(indent) for line in lines[:1]] + lines[1:]
        return (
            text[: first.start]
            + own[0]
            + "".join(f"\n{line}" for line in own[1:])
            + f"\n{indent}"
            + text[first.start :]
        )
    return with_lines(text, block_start(text, first.start), lines)


def indent_or_zero(body: Node) -> int:
    """Blanks before the entries of a mapping."""
    return indent_of(body.pairs[0][0]) if body.pairs else 0


def remove_entry(text: str, key: Node, value: Node) -> str:
    """The text without an entry of a mapping in block style, and without the comment lines directly above it."""
    start, end = block_start(text, key.start), block_end_of(text, key, value)
    line = line_start(text, key.start)
    if text[line : key.start].strip():
        # the first entry behind the dash of a list: the next one takes its place
        rest = text[end:].lstrip(" ")
        return text[: key.start] + rest
    if is_blank_before(text, start) and (end == len(text) or not text[end : line_end(text, end)].strip()):
        start = line_start(text, start - 1)
    return text[:start] + text[end:]


def block_end_of(text: str, key: Node, value: Node) -> int:
    """Offset after the last line of an entry."""
    return line_end(text, max(end_of(text, value), key.end, 1) - 1)
