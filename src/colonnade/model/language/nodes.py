"""YAML text as a tree of nodes with positions.

Safely: no tags, no anchors, no aliases, no code, and a bounded size and depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import yaml

from colonnade.errors import Place
from colonnade.model.problems import ModelError, Problem, ProblemCode

MAX_BYTES = 32 * 1024 * 1024
"""A larger file is refused before it is parsed."""

MAX_DEPTH = 64
"""A deeper nesting is refused. (The composer of libyaml's binding overflows the stack at a few ten thousand levels.)"""


class Form(StrEnum):
    """What a node is."""

    SCALAR = "a text"
    LIST = "a list"
    MAP = "a mapping"


@dataclass(slots=True)
class Node:
    """A piece of the file and where it stands: line and column from 1, offsets in characters from 0.

    `end` of a list or mapping in block style is the end of its last scalar. `plain` scalars have no quotes.
    """

    form: Form
    line: int
    column: int
    start: int
    end: int = 0
    text: str = ""
    plain: bool = False
    block: bool = False
    """A scalar as a block (`|`), or a list or mapping in block style."""
    items: list[Node] | None = None
    entries: list[tuple[Node, Node]] | None = None

    @property
    def children(self) -> list[Node]:
        """Items of a list."""
        return self.items if self.items is not None else []

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys and values of a mapping, in order."""
        return self.entries if self.entries is not None else []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written here: `key:` alone."""
        return self.form is Form.SCALAR and self.plain and not self.text

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping."""
        for each, value in self.pairs:
            if each.text == key:
                return value
        return None


def place_of(node: Node, file: str | None, offset: int = 0) -> Place:
    """The place of a character inside a node; exact in scalars of one line without escapes."""
    inside = offset + (0 if node.plain else 1) if node.form is Form.SCALAR and not node.block else 0
    return Place(file=file, line=node.line, column=node.column + (inside if offset else 0))


def parse(text: str, *, file: str | None = None) -> Node:
    """The root of a file. Raises ModelError for anything that is not the YAML of the language.

    An empty file gives an empty mapping.
    """
    if len(text) > MAX_BYTES:
        raise _error(ProblemCode.TOO_LARGE, f"the file has more than {MAX_BYTES} characters", file)
    try:
        return _build(text, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else None
        message = error.problem or error.context or "this is not YAML"
        raise _error(ProblemCode.SYNTAX, message, file, place=place, hint=_syntax_hint(message)) from error
    except yaml.YAMLError as error:
        raise _error(ProblemCode.SYNTAX, str(error).splitlines()[0], file) from error


def _error(
    code: ProblemCode, message: str, file: str | None, *, place: Place | None = None, hint: str = ""
) -> ModelError:
    return ModelError([Problem(code=code, message=message, place=place or Place(file=file), hint=hint)])


def _syntax_hint(message: str) -> str:
    if "\\t" in message or "tab" in message:
        return "indent with blanks"
    if "mapping values are not allowed" in message:
        return "a text that holds ': ' stands in quotes"
    if "cannot start any token" in message:
        return "a text that begins with this character stands in quotes"
    return ""


class _Builder:
    """Puts nodes together from events, without recursion."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[Node | None] = []

    def place(self, event: yaml.Event) -> Place:
        mark = _mark(event)
        return Place(file=self.file, line=mark.line + 1, column=mark.column + 1)

    def refuse(self, event: yaml.Event, message: str, hint: str = "") -> ModelError:
        return _error(ProblemCode.SYNTAX, message, self.file, place=self.place(event), hint=hint)

    def add(self, event: yaml.Event, node: Node) -> None:
        if self._open:
            parent = self._open[-1]
            if parent.items is not None:
                parent.items.append(node)
            elif parent.entries is not None:
                key = self._keys[-1]
                if key is None:
                    if node.form is not Form.SCALAR:
                        raise self.refuse(event, "a key is a text, not a list or a mapping")
                    self._keys[-1] = node
                else:
                    parent.entries.append((key, node))
                    self._keys[-1] = None
        elif self.root is not None:
            raise self.refuse(event, "a file holds one document")
        else:
            self.root = node

    def open(self, event: yaml.Event, node: Node) -> None:
        self.add(event, node)
        if len(self._open) >= MAX_DEPTH:
            raise _error(
                ProblemCode.TOO_LARGE,
                f"nested more than {MAX_DEPTH} levels deep",
                self.file,
                place=self.place(event),
            )
        self._open.append(node)
        self._keys.append(None)

    def close(self, event: yaml.Event) -> None:
        node = self._open.pop()
        self._keys.pop()
        if not node.block:
            node.end = _end(event)
        elif node.items:
            node.end = node.items[-1].end
        elif node.entries:
            node.end = node.entries[-1][1].end


def _build(text: str, file: str | None) -> Node:
    builder = _Builder(file)
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            _no_extras(builder, event)
            builder.add(event, _scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            _no_extras(builder, event)
            builder.open(event, _collection(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            builder.close(event)
        elif isinstance(event, yaml.AliasEvent):
            raise builder.refuse(event, "aliases are not part of the language", "write the text out")
    return builder.root or Node(form=Form.MAP, line=1, column=1, start=0, block=True, entries=[])


class _Mark(Protocol):
    """A position as both parsers of PyYAML give it, from 0."""

    line: int
    column: int
    index: int


def _mark(event: yaml.Event) -> _Mark:
    mark = event.start_mark
    assert mark is not None
    return mark


def _end(event: yaml.Event) -> int:
    mark = event.end_mark
    assert mark is not None
    return mark.index


def _no_extras(builder: _Builder, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    if event.anchor is not None:
        raise builder.refuse(event, "anchors are not part of the language", "write the text out where it is needed")
    tag = event.tag
    if tag is not None and tag != "!":
        raise builder.refuse(event, f"tags such as {tag} are not part of the language")


def _scalar(event: yaml.ScalarEvent) -> Node:
    mark, style = _mark(event), event.style
    return Node(
        form=Form.SCALAR,
        line=mark.line + 1,
        column=mark.column + 1,
        start=mark.index,
        end=_end(event),
        text=event.value,
        plain=not style,
        block=style in ("|", ">"),
    )


def _collection(event: yaml.CollectionStartEvent) -> Node:
    mark = _mark(event)
    is_list = isinstance(event, yaml.SequenceStartEvent)
    return Node(
        form=Form.LIST if is_list else Form.MAP,
        line=mark.line + 1,
        column=mark.column + 1,
        start=mark.index,
        end=_end(event),
        block=not event.flow_style,
        items=[] if is_list else None,
        entries=None if is_list else [],
    )
