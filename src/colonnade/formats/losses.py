"""What a notation could not say: every reader and writer hands its losses back beside its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from colonnade.model.loss import Loss

__all__ = ["Loss", "Read", "Written"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text in some notation and what it does not say of the value it was written from."""

    text: str
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Generic[T]):
    """A value read from a text and what of the text it does not hold."""

    value: T
    losses: tuple[Loss, ...] = ()
