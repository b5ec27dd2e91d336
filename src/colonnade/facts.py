"""What was measured on a live database; never designed, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.schema import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Figures of a live database by object; an object without a figure was not measured."""

    rows: Mapping[Ref, int] = field(default_factory=dict)
    """Live rows of a table or materialised view, as the engine's statistics estimate them."""
    size_bytes: Mapping[Ref, int] = field(default_factory=dict)
    """Bytes of a relation on disk, without its indexes."""


NOTHING_MEASURED = Facts()
