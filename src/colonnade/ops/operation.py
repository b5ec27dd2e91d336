"""The base of all changes of a schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from colonnade.errors import RefusedError
from colonnade.schema import Ref, Schema


class NotApplicableError(RefusedError):
    """An operation does not fit the schema: the database changed after planning, or the order is wrong."""

    code = "CO210"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A typed change of a schema.

    `apply` gives the schema after the change; `invert` gives the operation that undoes it, seen from the
    schema before it; structure comes back that way, rows do not.
    """

    kind: ClassVar[str]

    def apply(self, before: Schema) -> Schema:
        """The schema after this operation. Raises NotApplicableError."""
        raise NotImplementedError

    def invert(self, before: Schema) -> Operation:
        """The operation that undoes this one, where `before` is the schema before it."""
        raise NotImplementedError

    def touches(self) -> frozenset[Ref]:
        """Identities that this operation makes, changes or removes."""
        raise NotImplementedError
