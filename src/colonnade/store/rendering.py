"""Pieces of a file as they are written anew, at the indentation they need."""

from __future__ import annotations

from colonnade.model.language.nodes import Node
from colonnade.model.language.yaml_text import Out, lines_of, scalar
from colonnade.store.buffer import end_of, replaced, rest_of_line


def indent_of(node: Node) -> int:
    """Blanks before a node that begins its line."""
    return node.column - 1


def value_replaced(text: str, key: Node, value: Node, out: Out) -> str:
    """The text with another value for a key; a comment at the end of the line stays there."""
    head = f"{' ' * indent_of(key)}{scalar(key.text)}:"
    lines = list(lines_of({key.text: out}, indent_of(key)))
    return _written(text, _after_colon(text, key), value, lines[0][len(head) :], lines[1:])


def item_replaced(text: str, item: Node, out: Out) -> str:
    """The text with another item of a list in the place of one."""
    indent = max(indent_of(item) - 2, 0)
    lines = list(lines_of([out], indent))
    return _written(text, item.start, item, lines[0][indent + 2 :], lines[1:])


def _written(text: str, start: int, value: Node, first: str, more: list[str]) -> str:
    end = start if value.is_empty else max(end_of(text, value), start)
    comment = rest_of_line(text, end)
    if not comment and value.block:
        comment = rest_of_line(text, start)
    if not more:
        is_inside = bool(comment) and value.block
        return replaced(text, start, end, first + (comment if is_inside else ""))
    tail = "\n" + "\n".join(more)
    return replaced(text, start, end + len(rest_of_line(text, end)), first + comment + tail)


def _after_colon(text: str, key: Node) -> int:
    return text.index(":", key.end) + 1


def key_replaced(text: str, key: Node, name: str) -> str:
    """The text with another key for an entry."""
    return replaced(text, key.start, key.end, scalar(name))


def entry_lines(key: str, out: Out, indent: int) -> list[str]:
    """The lines of an entry of a mapping."""
    return list(lines_of({key: out}, indent))


def item_lines(out: Out, indent: int) -> list[str]:
    """The lines of an item of a list."""
    return list(lines_of([out], indent))
