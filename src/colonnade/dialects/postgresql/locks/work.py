"""A statement being judged: what is known, what it says, and what was found of its effects."""

from __future__ import annotations

from dataclasses import dataclass

from colonnade.dialects.postgresql.locks.effects import Draft, Mode, NewFile
from colonnade.dialects.postgresql.locks.known import Known
from colonnade.schema import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the readers of statements share."""

    known: Known
    draft: Draft

    def lock(self, mode: Mode, *refs: Ref | None) -> None:
        """The relations are locked, as far as they are there."""
        self.draft.lock(mode, *(ref for ref in refs if ref is not None))

    def rewrite(self, ref: Ref) -> None:
        """The relation is written anew and its indexes with it."""
        if not self.known.stores(ref):
            return
        self.draft.new_file(NewFile.REWRITTEN, ref)
        self.draft.scan(ref)
        for each in self.known.indexes(ref):
            self.lock(Mode.ACCESS_EXCLUSIVE, each.ref)
            self.draft.new_file(NewFile.REBUILT, each.ref)
            self.draft.build(ref)

    def scan(self, *refs: Ref) -> None:
        """The rows of the relations are read, as far as they have some of their own."""
        self.draft.scan(*(ref for ref in refs if self.known.stores(ref)))

    def lock_with_partitions(self, mode: Mode, ref: Ref | None) -> None:
        """A table is locked, and its partitions where it has some."""
        if ref is not None and self.known.is_partitioned(ref):
            self.lock(mode, *self.known.family(ref))
        else:
            self.lock(mode, ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The relation that ALTER TABLE changes."""

    work: Work
    ref: Ref
    mode: Mode
    """The mode that the strongest of its actions asks for."""
    with_heirs: bool = True
    """False where the statement says ONLY."""

    @property
    def known(self) -> Known:
        """The schema."""
        return self.work.known

    @property
    def family(self) -> tuple[Ref, ...]:
        """The relation with the heirs and partitions that the statement reaches."""
        return self.known.family(self.ref) if self.with_heirs else (self.ref,)
