"""What a team demands of names and sizes: the parameters of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from colonnade.model.parts import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingStyle:
    """How tables, columns and views are to be called."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}

    case: Case = Case.SNAKE
    """The case of names (NAM003); `as is` takes every one."""
    prefixes: tuple[str, ...] = ("tbl", "tab", "t", "vw", "v", "fk", "pk", "sp", "fn")
    """Words for a kind that no name of a table or view begins with, an underscore behind them (NAM004)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large things may be before somebody should look at them. Each number is at least 1."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid", "use_attribute_docstrings": True}

    identifier_bytes: int = 30
    """Bytes of a name (NAM002); 30 is what Oracle allowed before 12.2, the narrowest engine in wide use."""
    table_columns: int = 60
    """Columns of a table (STR001)."""
    table_indexes: int = 10
    """Indexes of a table (IDX004)."""
    index_columns: int = 5
    """Columns of an index that is not unique (IDX005)."""
    key_text_characters: int = 64
    """Characters of a text that is a primary key (KEY008)."""
