"""What changed between two schemas: matching and comparing."""

from collections.abc import Callable
from dataclasses import dataclass

from colonnade.collector import paused
from colonnade.diff.compare import compare, is_same, touched
from colonnade.diff.match import Suggestion, UnknownRenameError, renames, suggestions
from colonnade.ops import Operation
from colonnade.schema import Schema

__all__ = [
    "Difference",
    "Suggestion",
    "UnknownRenameError",
    "compare",
    "diff",
    "is_same",
    "renames",
    "suggestions",
    "touched",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What leads from one schema to another: first the renames, then the rest, not yet ordered."""

    renames: tuple[Operation, ...]
    changes: tuple[Operation, ...]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, renames first."""
        return (*self.renames, *self.changes)

    def __bool__(self) -> bool:
        return bool(self.renames or self.changes)

    def apply(self, before: Schema) -> Schema:
        """The schema after all operations; equals the target of the comparison."""
        for operation in self.operations:
            before = operation.apply(before)
        return before


@paused()
def diff(
    before: Schema,
    after: Schema,
    stated: dict[str, str] | None = None,
    fold: Callable[[str], str] = str,
) -> Difference:
    """Compare two schemas of one engine.

    `stated` holds renames that the user gives, old name to new name; `fold` is that of the engine's traits.
    """
    known = renames(before, after, stated, fold)
    moved = before
    for operation in known:
        moved = operation.apply(moved)
    return Difference(renames=known, changes=compare(moved, after))
