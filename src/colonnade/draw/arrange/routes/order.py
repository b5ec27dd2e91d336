"""The order of the lines in every gap, so that lines that go the same way do not change places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from colonnade.draw.arrange.columns.ordering import inversions
from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.heights.stack import Wire
from colonnade.draw.arrange.routes.gaps import Passage

_SWEEPS = 4
_APART = 1e-3


def line_order(
    passages: Sequence[Passage], wires: Sequence[Wire], columns: Mapping[Element, int], found: Mapping[Element, float]
) -> list[float]:
    """Return a key for every passage: in a gap, the one with the smaller key stands above.

    Sweeps to the left and to the right sort each gap by where its lines come from; the order that crosses least stays.
    """
    levels = dict(found)
    before: dict[Element, list[tuple[Element, float]]] = {}
    after: dict[Element, list[tuple[Element, float]]] = {}
    channels: dict[int, list[Wire]] = {}
    for wire in wires:
        before.setdefault(wire.right, []).append((wire.left, wire.left_offset))
        after.setdefault(wire.left, []).append((wire.right, wire.right_offset))
        channels.setdefault(columns[wire.left], []).append(wire)
    gaps: dict[int, dict[int, list[Element]]] = {}
    for number, passage in enumerate(passages):
        gaps.setdefault(passage.column, {}).setdefault(passage.gap, []).append(Element(Kind.LINE, number))
    best, best_cost = dict(levels), _crossings(channels, levels)
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 1
        near = before if rightwards else after
        for column in sorted(gaps, reverse=not rightwards):
            for members in gaps[column].values():
                if len(members) > 1:
                    _sort(members, near, levels)
        cost = _crossings(channels, levels)
        if cost < best_cost:
            best, best_cost = dict(levels), cost
    return [best[Element(Kind.LINE, number)] for number in range(len(passages))]


def _sort(
    members: list[Element], near: Mapping[Element, Sequence[tuple[Element, float]]], levels: dict[Element, float]
) -> None:
    """Deal the levels of a gap's lines out again, by the mean level of their neighbours on one side."""
    keys: dict[Element, float] = {}
    for member in members:
        aims = [levels[other] + offset for other, offset in near.get(member, ())]
        keys[member] = sum(aims) / len(aims) if aims else levels[member]
    slots = sorted(levels[member] for member in members)
    members.sort(key=lambda member: (keys[member], levels[member], member.number))
    last = slots[0] - _APART
    for member, slot in zip(members, slots, strict=True):
        last = max(slot, last + _APART)
        levels[member] = last


def _crossings(channels: Mapping[int, Sequence[Wire]], levels: Mapping[Element, float]) -> int:
    count = 0
    for wires in channels.values():
        ends = sorted((levels[wire.left] + wire.left_offset, levels[wire.right] + wire.right_offset) for wire in wires)
        count += inversions([right for _, right in ends])
    return count
