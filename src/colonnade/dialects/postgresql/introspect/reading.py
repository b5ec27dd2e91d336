"""What every reader of the catalogue gets, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.identities import Identities
from colonnade.schema import Ref, SchemaObject

Version = tuple[int, ...]
"""Such as (15, 18); empty for the newest known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The rows of one snapshot with everything that readers share."""

    rows: Mapping[str, Rows]
    version: Version
    user: str
    """The role that reads; its own objects have no owner in the schema."""
    identities: Identities
    needs: Mapping[Ref, tuple[Ref, ...]]
    """What each object or column depends on, without its namespace and without itself."""

    def owner(self, name: str) -> str | None:
        """The owner as a schema says it: None for the role that reads."""
        return None if name == self.user else name

    def depends(self, ref: Ref) -> tuple[Ref, ...]:
        """What an object depends on: its namespace, where it stands directly in one, and what the catalogue says."""
        return self.needs.get(ref, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One group of objects of the catalogue.

    `queries` are run in one snapshot with an empty search path. `identify` is called for every reader before
    `build` is called for any, so that references between groups are found.
    """

    queries: Callable[[Version], Mapping[str, str]]
    identify: Callable[[Mapping[str, Rows], Identities], None]
    build: Callable[[Reading], Iterable[SchemaObject]]
