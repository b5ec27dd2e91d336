"""Level lines of one height that meet in a channel are set apart a little where no order of the trunks parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final

from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.routes.channels import SAME, Pin, Trunk
from colonnade.draw.arrange.routes.stops import Levels, Routes
from colonnade.draw.geometry import Side

_STEP: Final = 4.0
_CORNER: Final = 4.0


def tangles(trunks: Sequence[Trunk], trunk_x: Mapping[tuple[int, int], float]) -> list[tuple[Trunk, Pin]]:
    """Return the pins whose level line lies on that of another trunk.

    The line from a trunk to the right meets that of a trunk farther right which comes from the left at its height.
    """
    bent = [trunk for trunk in trunks if not trunk.is_straight]
    from_left: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for trunk in bent:
        entries = from_left.setdefault(trunk.channel, [])
        entries += [(level, trunk.key) for level in trunk.levels(Side.LEFT)]
    for entries in from_left.values():
        entries.sort()
    found: list[tuple[Trunk, Pin]] = []
    for trunk in bent:
        entries = from_left.get(trunk.channel, [])
        for pin in trunk.pins:
            if pin.side is not Side.RIGHT:
                continue
            low = bisect_right(entries, pin.level - SAME, key=itemgetter(0))
            high = bisect_left(entries, pin.level + SAME, key=itemgetter(0))
            if any(key != trunk.key and trunk_x[key] > trunk_x[trunk.key] for _, key in entries[low:high]):
                found.append((trunk, pin))
    return found


def untangled(
    lines: Routes, found: Levels, tangled: Sequence[tuple[Trunk, Pin]], heights: Mapping[int, float]
) -> tuple[Routes, dict[Element, float]]:
    """Return routes and levels with every tangled pin moved a step towards the rest of its trunk.

    `heights` are those of the boxes, from whose sides no line end may slip.
    """
    levels = dict(found)
    moved: dict[tuple[int, Element, float], float] = {}
    for trunk, pin in tangled:
        step = -_STEP if pin.level - trunk.top > trunk.bottom - pin.level else _STEP
        if pin.element.kind is Kind.LINE:
            levels[pin.element] = found[pin.element] + step
        else:
            most = heights[pin.element.number] - _CORNER
            moved[trunk.key[0], pin.element, pin.offset] = min(max(pin.offset + step, _CORNER), most)
    if not moved:
        return lines, levels
    return tuple(
        tuple(
            tuple(stop._replace(offset=moved.get((net, stop.element, stop.offset), stop.offset)) for stop in stops)
            for stops in leaves
        )
        for net, leaves in enumerate(lines)
    ), levels
