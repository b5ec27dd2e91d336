"""What a notation could not say: every reader and writer hands its losses back beside its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One fact that did not survive a translation, or did so only in another form."""

    object: str
    """The object that lost it, as its user knows it: `orders.total`, `orders -> customers`."""
    what: str
    """The fact that was lost or changed."""
    why: str
    """Why the notation cannot hold it."""

    def __str__(self) -> str:
        return f"{self.object}: {self.what} ({self.why})"


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
