"""Sequences, and the options that identity columns share with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from colonnade.schema.ref import QName
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceOptions:
    """How a sequence counts; None stands for the engine's default for its type and direction."""

    type: str | None = None
    start: int | None = None
    increment: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    cache: int | None = None
    cycle: bool = False
    unlogged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(SchemaObject):
    """A free-standing sequence, or one owned by a column (serial)."""

    kind: ClassVar[str] = "sequence"

    options: SequenceOptions = field(default_factory=SequenceOptions)
    owned_by: QName | None = None
    """Path of the column it is dropped with."""
