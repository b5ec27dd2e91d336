"""Conditions of a model as SQLite reads them, and back."""

from __future__ import annotations

import re

from colonnade.dialects.sqlite.read.normal import expression
from colonnade.schema import Sql

_ONE_OF = re.compile(r"(?P<value>.+?) = ANY \(ARRAY\[(?P<words>.*)\]\)\Z", re.DOTALL)
_WORD = re.compile(r"('(?:[^']|'')*')::text")


def write_condition(text: str) -> Sql:
    """A condition in normal form; a list of words in the standard's spelling becomes IN. Raises UnreadableSqlError."""
    words = _ONE_OF.match(text.strip())
    if words:
        text = f"{words['value']} IN ({_WORD.sub(lambda found: found[1], words['words'])})"
    return expression(text)


def read_condition(text: Sql) -> str:
    """A condition as it is written in a model."""
    return str(text)
