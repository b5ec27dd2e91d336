"""Values of single fields: texts, words, numbers, types, each problem noted with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, assert_never

from colonnade.model.language.nodes import Form, Node, place_of
from colonnade.model.language.plan import Slot
from colonnade.model.parts import Document
from colonnade.model.phrase import PhraseError, parse_default, parse_type
from colonnade.model.phrase.scan import MOST_DIGITS, spoken
from colonnade.model.problems import Problem, ProblemCode
from colonnade.model.spelling import Holds
from colonnade.text import did_you_mean

_INTEGER = re.compile(r"[+-]?\d[\d_]*")
_FLOAT = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?")

ABSENT = object()
"""What stands for the value of a field that has a problem."""


class ValueReader:
    """Reads the values of one file. Problems are collected in `problems`."""

    def __init__(self, file: str | None = None) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, code: ProblemCode, node: Node, message: str, *, hint: str = "", offset: int = 0) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(code=code, message=message, place=place_of(node, self.file, offset), hint=hint))

    def value(self, slot: Slot, node: Node) -> Any:
        """The value of a field that is no object of its own, or `ABSENT` after a problem."""
        match slot.holds:
            case Holds.TEXT | Holds.SQL:
                return self._text(slot, node)
            case Holds.FLAG:
                return self._flag(slot, node)
            case Holds.WHOLE:
                return self._whole(slot, node)
            case Holds.NUMBER:
                return self._number(slot, node)
            case Holds.CHOICE:
                return self._choice(slot, node)
            case Holds.CHOICES:
                return self._several(node, lambda each: self._choice(slot, each))
            case Holds.WORDS:
                return self._several(node, lambda each: self._text(slot, each))
            case Holds.TEXTS:
                return self._texts(slot, node)
            case Holds.TYPE:
                return self._parsed(slot, node, parse_type)
            case Holds.DEFAULT:
                return self._parsed(slot, node, parse_default)
            case Holds.PART | Holds.PARTS | Holds.NAMED | Holds.TREE:
                raise TypeError(f"{slot.field} is an object of its own")
            case _:
                assert_never(slot.holds)

    def wrong(self, node: Node, message: str, hint: str = "") -> Any:
        """Note a wrong value, and return `ABSENT`."""
        self.problem(ProblemCode.WRONG_VALUE, node, message, hint=hint)
        return ABSENT

    def _scalar(self, slot: Slot, node: Node) -> str | None:
        if node.form is Form.SCALAR:
            return node.text
        self.problem(
            ProblemCode.WRONG_SHAPE, node, f"{slot.key!r} is {slot.holds.value}, not {node.form.value}", hint=slot.about
        )
        return None

    def _text(self, slot: Slot, node: Node) -> Any:
        text = self._scalar(slot, node)
        return ABSENT if text is None else text

    def _flag(self, slot: Slot, node: Node) -> Any:
        text = self._scalar(slot, node)
        if text is None:
            return ABSENT
        if text not in ("true", "false"):
            return self.wrong(node, f"{slot.key!r} is true or false, not {text!r}")
        return text == "true"

    def _whole(self, slot: Slot, node: Node) -> Any:
        text = self._scalar(slot, node)
        if text is None:
            return ABSENT
        if not _INTEGER.fullmatch(text):
            return self.wrong(node, f"{slot.key!r} is a whole number, not {text!r}")
        if len(text) > MOST_DIGITS:
            return self.wrong(node, f"{slot.key!r} is too large a number: {len(text)} digits")
        return int(text.replace("_", ""))

    def _number(self, slot: Slot, node: Node) -> Any:
        text = self._scalar(slot, node)
        if text is None:
            return ABSENT
        if not (_INTEGER.fullmatch(text) or _FLOAT.fullmatch(text)):
            return self.wrong(node, f"{slot.key!r} is a number, not {text!r}")
        return Decimal(text.replace("_", ""))

    def _choice(self, slot: Slot, node: Node) -> Any:
        text = self._scalar(slot, node)
        if text is None:
            return ABSENT
        member = slot.words.get(spoken(text))
        if member is None:
            known = [str(each.value) for each in slot.words.values()]
            hint = did_you_mean(text, known) or f"one of {', '.join(known)}"
            return self.wrong(node, f"{slot.key!r} can't be {text!r}", hint)
        return member

    def _several(self, node: Node, read: Callable[[Node], Any]) -> Any:
        found = tuple(read(each) for each in (node.children if node.form is Form.LIST else [node]))
        return ABSENT if ABSENT in found else found

    def _texts(self, slot: Slot, node: Node) -> Any:
        if node.form is not Form.MAP:
            return self.wrong_shape(slot, node)
        found: dict[str, str] = {}
        for key, value in node.pairs:
            if key.text in found:
                self.problem(ProblemCode.DUPLICATE, key, f"{key.text!r} is there twice")
                return ABSENT
            if value.form is not Form.SCALAR:
                return self.wrong_shape(slot, value)
            found[key.text] = value.text
        return found

    def wrong_shape(self, slot: Slot, node: Node) -> Any:
        """Note a list where a text belongs, or the like, and return `ABSENT`."""
        self.problem(
            ProblemCode.WRONG_SHAPE,
            node,
            f"{slot.key!r} holds {slot.holds.value}, not {node.form.value}",
            hint=slot.about,
        )
        return ABSENT

    def _parsed(self, slot: Slot, node: Node, parse: Callable[[str], object]) -> Any:
        text = self._scalar(slot, node)
        if text is None:
            return ABSENT
        try:
            return parse(text)
        except PhraseError as error:
            self.problem(ProblemCode.SHORT_FORM, node, error.message, hint=error.hint, offset=error.offset)
            return ABSENT

    def document(self, node: Node) -> Document:
        """Any node as JSON would have it: a plain `true`, `null` or number is one, everything else a text."""
        if node.form is Form.LIST:
            return [self.document(each) for each in node.children]
        if node.form is Form.MAP:
            found: dict[str, Document] = {}
            for key, value in node.pairs:
                if key.text in found:
                    self.problem(ProblemCode.DUPLICATE, key, f"{key.text!r} is there twice")
                found[key.text] = self.document(value)
            return found
        return plain_value(node.text) if node.plain else node.text


def plain_value(text: str) -> Document:
    """The value of a scalar without quotes, by the core schema of YAML 1.2 without octal and hexadecimal."""
    if text in ("", "null", "~"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text) and "_" not in text and len(text) <= MOST_DIGITS:
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
