"""A text that is changed in places, and everything else of it left as it is."""

from __future__ import annotations

from collections.abc import Sequence

from colonnade.model.language.nodes import Form, Node


def end_of(text: str, node: Node) -> int:
    """Offset after the last character of a node that is not a space; a block scalar ends with its last line."""
    last = node
    while last.block and (last.children or last.pairs):
        last = last.children[-1] if last.children else last.pairs[-1][1]
    end = last.end
    if last.form is Form.SCALAR and not last.block and last.is_empty:
        end = last.start
    return len(text[:end].rstrip())


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of the line that an offset is in."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Offset after the line break of the line that an offset is in, or the end of the text."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def block_start(text: str, offset: int) -> int:
    """Offset of the line of a thing, or of the first of the comment lines directly above it at its indentation."""
    start = line_start(text, offset)
    indent = len(text[start:]) - len(text[start:].lstrip(" "))
    while start > 0:
        above = line_start(text, start - 1)
        line = text[above : start - 1]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) != indent:
            break
        start = above
    return start


def block_end(text: str, node: Node) -> int:
    """Offset after the last line of a node, with a comment at its end."""
    return line_end(text, max(end_of(text, node) - 1, node.start if node.start < len(text) else len(text) - 1))


def replaced(text: str, start: int, end: int, new: str) -> str:
    """The text with a stretch of it written otherwise."""
    return text[:start] + new + text[end:]


def with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """The text with lines put in at the start of a line, or at the end."""
    before = text[:at]
    if before and not before.endswith("\n"):
        before += "\n"
    return before + "".join(f"{line}\n" for line in lines) + text[at:]


def rest_of_line(text: str, offset: int) -> str:
    """The comment, with the blanks before it, that ends the line of an offset; nothing where no comment does."""
    rest = text[offset : line_end(text, offset)].rstrip("\n\r")
    return rest.rstrip() if rest.lstrip().startswith("#") else ""


def is_blank_before(text: str, offset: int) -> bool:
    """Whether the line above that of an offset is empty."""
    start = line_start(text, offset)
    return start > 0 and not text[line_start(text, start - 1) : start].strip()
