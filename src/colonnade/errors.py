"""The roots of the error tree.

Leaves stand beside the code that raises them::

    ColonnadeError
    ├── InputError        the input or the call is wrong          exit 2
    │   └── (model, schema, script, plan file … errors)
    ├── RefusedError      the product refuses for a stated reason  exit 1
    └── WorldError        the outside world failed                 exit 3

The core raises, shells translate; nobody else catches `ColonnadeError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position in a text: 1-based line and column, as editors count them."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file or "<text>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


class ColonnadeError(Exception):
    """Root of every error that Colonnade raises on purpose.

    `code` is stable and documented; `fields` are the values the message was made of;
    `hint` says the way out; `place` says where in a text.
    """

    code: ClassVar[str] = "CO000"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        place: Place | None = None,
        fields: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place
        self.fields: Mapping[str, object] = dict(fields or {})

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{hint}"


class InputError(ColonnadeError):
    """The input or the call is wrong: what, where, and what would be right."""

    code = "CO100"


class RefusedError(ColonnadeError):
    """Colonnade refuses for a stated reason, and nothing was changed."""

    code = "CO200"


class WorldError(ColonnadeError):
    """The outside world failed: a connection, a lock, a disk, a permission."""

    code = "CO300"
