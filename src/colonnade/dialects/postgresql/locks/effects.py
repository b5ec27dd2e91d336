"""What a statement does to relations that are there: locks, files, rows read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.schema import Ref


class Mode(StrEnum):
    """Modes of locks on relations, from the weakest to the strongest (manual, 13.3 "Explicit Locking")."""

    ACCESS_SHARE = "ACCESS SHARE"
    ROW_SHARE = "ROW SHARE"
    ROW_EXCLUSIVE = "ROW EXCLUSIVE"
    SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE"
    SHARE = "SHARE"
    SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE"
    EXCLUSIVE = "EXCLUSIVE"
    ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE"


_ORDER = tuple(Mode)
_FIRST_CONFLICT = {
    Mode.ACCESS_SHARE: Mode.ACCESS_EXCLUSIVE,
    Mode.ROW_SHARE: Mode.EXCLUSIVE,
    Mode.ROW_EXCLUSIVE: Mode.SHARE,
    Mode.SHARE_UPDATE_EXCLUSIVE: Mode.SHARE_UPDATE_EXCLUSIVE,
    Mode.SHARE_ROW_EXCLUSIVE: Mode.ROW_EXCLUSIVE,
    Mode.EXCLUSIVE: Mode.ROW_SHARE,
    Mode.ACCESS_EXCLUSIVE: Mode.ACCESS_SHARE,
}


def conflicts(mode: Mode) -> frozenset[Mode]:
    """The modes that nobody else gets while this one is held (manual, table 13.2)."""
    if mode is Mode.SHARE:
        return frozenset(_ORDER[_ORDER.index(Mode.ROW_EXCLUSIVE) :]) - {Mode.SHARE}
    return frozenset(_ORDER[_ORDER.index(_FIRST_CONFLICT[mode]) :])


def strongest(modes: Iterable[Mode]) -> frozenset[Mode]:
    """Those of the modes that block something which no other one of them blocks."""
    found = frozenset(modes)
    return frozenset(each for each in found if not any(conflicts(each) < conflicts(other) for other in found))


def at_least(*modes: Mode) -> Mode:
    """The last of the modes in the order of the manual, as ALTER TABLE takes it for all of its actions."""
    return max(modes, key=_ORDER.index)


class NewFile(StrEnum):
    """Why a relation has another file afterwards."""

    REWRITTEN = "rewritten"
    """Every row is written anew."""
    REBUILT = "rebuilt"
    """An index is built anew."""
    EMPTIED = "emptied"
    """An empty file takes the place of the old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a statement does to relations that were there before it."""

    locks: Mapping[Ref, frozenset[Mode]] = field(default_factory=dict)
    """The strongest modes on each relation."""
    files: Mapping[Ref, NewFile] = field(default_factory=dict)
    scans: tuple[Ref, ...] = ()
    """Tables and materialised views whose rows the command itself reads from the first to the last."""
    reads: tuple[Ref, ...] = ()
    """Those that a query of the server's reads, wholly or in part: its planner chooses."""
    builds: tuple[Ref, ...] = ()
    """Tables and materialised views on which an index is built; one entry for each index."""


class Draft:
    """Effects while they are being found."""

    def __init__(self) -> None:
        self._locks: dict[Ref, list[Mode]] = {}
        self._files: dict[Ref, NewFile] = {}
        self._scans: dict[Ref, None] = {}
        self._reads: dict[Ref, None] = {}
        self._builds: list[Ref] = []

    def lock(self, mode: Mode, *refs: Ref) -> None:
        """The relations are locked in this mode."""
        for ref in refs:
            self._locks.setdefault(ref, []).append(mode)

    def new_file(self, why: NewFile, ref: Ref) -> None:
        """The relation gets another file."""
        self._files.setdefault(ref, why)

    def scan(self, *refs: Ref) -> None:
        """All rows of the relations are read."""
        self._scans.update(dict.fromkeys(refs))

    def read(self, *refs: Ref) -> None:
        """A query reads the relations."""
        self._reads.update(dict.fromkeys(refs))

    def build(self, ref: Ref) -> None:
        """An index is built on the relation, for which all of its rows are read."""
        self._builds.append(ref)
        self.scan(ref)

    def is_rewritten(self, ref: Ref) -> bool:
        """Whether the relation is written anew as far as is known."""
        return self._files.get(ref) is NewFile.REWRITTEN

    def done(self) -> Effects:
        """What was found."""
        return Effects(
            locks={ref: strongest(modes) for ref, modes in self._locks.items()},
            files=dict(self._files),
            scans=tuple(self._scans),
            reads=tuple(self._reads),
            builds=tuple(self._builds),
        )
