"""Level lines of one height that meet in a channel are set apart a little where no order of the trunks parts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    from_left: dict[int, list[tuple[float, Trunk]]] = {}
    for trunk in trunks:
        for level in trunk.levels(Side.LEFT):
            from_left.setdefault(trunk.channel, []).append((level, trunk))
    for found in from_left.values():
        found.sort(key=lambda entry: (entry[0], entry[1].key))
    return [
        (trunk, pin)
        for trunk in trunks
        for pin in trunk.pins
        if pin.side is Side.RIGHT
        and not trunk.is_straight
        and any(
            abs(level - pin.level) < SAME and other.key != trunk.key and trunk_x[other.key] > trunk_x[trunk.key]
            for level, other in from_left.get(trunk.channel, ())
            if not other.is_straight
        )
    ]


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
