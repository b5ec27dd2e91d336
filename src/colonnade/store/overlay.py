"""Changes of an overlay in the text of a file, where keys are ids and values are anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from colonnade.edits.primitive import Move, Path, Primitive, Put, Remove
from colonnade.model import Document
from colonnade.model.language import SourceText
from colonnade.model.language.nodes import Form, Node
from colonnade.model.language.writer import ordered
from colonnade.store.buffer import block_start, is_blank_before, line_end, with_lines
from colonnade.store.fields import block_end_of, remove_entry, with_text
from colonnade.store.located import document_at, roots_of
from colonnade.store.members import NotThereError, entry
from colonnade.store.rendering import entry_lines, indent_of, value_replaced

APART_UNTIL = 3
"""Kinds and objects of an overlay stand apart where they have several lines; what is inside an object does not."""


def change_overlay(files: Sequence[SourceText], after: Mapping[str, Document], each: Primitive) -> list[SourceText]:
    """The files after a primitive below `engines`. The order of keys says nothing there, so a move changes nothing."""
    if isinstance(each, Move):
        return list(files)
    parent = each.path if isinstance(each, Put) else each.path[:-1]
    roots = list(enumerate(roots_of(files)))
    if not isinstance(each, Put):
        # Several files may say objects of one kind: the change is of the file that says this one.
        roots = [(at, root) for at, root in roots if _walk(root, each.path) is not None]
    for at, root in roots:
        pair = _walk(root, parent)
        if pair is not None:
            return with_text(files, at, _changed(files[at].text, pair, parent, after, each, root))
    raise NotThereError


def _walk(root: Node, path: Path) -> tuple[Node, Node] | None:
    """Key and value of the mapping at a path of keys."""
    found: tuple[Node, Node] | None = None
    level = root
    for step in path:
        found = entry(level, step) if level.form is Form.MAP else None
        if found is None:
            return None
        level = found[1]
    return found


def _changed(
    text: str,
    parent: tuple[Node, Node],
    path: Path,
    after: Mapping[str, Document],
    each: Primitive,
    root: Node,
) -> str:
    key, node = parent
    if not node.block or node.form is not Form.MAP:
        outer = _walk(root, path[:-1]) if len(path) > 1 else None
        if outer is not None and not outer[1].block:
            return _changed(text, outer, path[:-1], after, each, root)
        return value_replaced(text, key, node, ordered(document_at(after, path)))
    if isinstance(each, Put):
        return _put(text, node, path, each)
    pair = entry(node, each.path[-1])
    if pair is None:
        raise NotThereError
    if isinstance(each, Remove):
        return remove_entry(text, *pair)
    return value_replaced(text, *pair, ordered(document_at(after, each.path)))


def _put(text: str, node: Node, path: Path, each: Put) -> str:
    lines = entry_lines(each.key, ordered(each.value), indent_of(node.pairs[0][0]))
    pair = entry(node, each.before) if each.before is not None else None
    place = block_start(text, pair[0].start) if pair is not None else block_end_of(text, *node.pairs[-1])
    if len(path) <= APART_UNTIL and len(lines) > 1:
        if pair is None and not is_blank_before(text, place):
            lines = ["", *lines]
        if text[place : line_end(text, place)].strip():
            lines = [*lines, ""]
    return with_lines(text, place, lines)
