"""What an engine or a notation could not say of a design."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One fact that did not survive a translation, or did so only in another form."""

    object: str
    """The object that lost it, as its user knows it: `orders.total`, `orders -> customers`."""
    what: str
    """The fact that was lost or changed."""
    why: str
    """Why it can't be held."""

    def __str__(self) -> str:
        return f"{self.object}: {self.what} ({self.why})"
