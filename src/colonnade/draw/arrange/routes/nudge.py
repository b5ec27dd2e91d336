"""Line ends moved a little along their box, where that saves a small step in the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from colonnade.draw.arrange.links import Problem
from colonnade.draw.arrange.routes.nets import Net, Ports
from colonnade.draw.arrange.routes.stops import Levels, Routes
from colonnade.draw.arrange.spacing import PORT_INSET
from colonnade.draw.geometry import Side

_STEP: Final = 9.0
"""The longest step that is worth it: less than half a row, so that the end stays at its row."""
_APART: Final = 9.0


def nudged(problem: Problem, wanted: Sequence[Net], ports: Ports, lines: Routes, found: Levels) -> Ports:
    """Return `ports` with ends level with the next stop of their line wherever their neighbours leave room."""
    hubs, leaves = list(ports.hubs), [list(offsets) for offsets in ports.leaves]
    sides: dict[tuple[int, Side], list[tuple[int, int]]] = {}
    for number, net in enumerate(wanted):
        sides.setdefault((net.hub.box, net.hub.side), []).append((number, -1))
        for leaf, end in enumerate(net.leaves):
            sides.setdefault((end.box, end.side), []).append((number, leaf))

    def offset(end: tuple[int, int]) -> float:
        return hubs[end[0]] if end[1] < 0 else leaves[end[0]][end[1]]

    for (box, _), ends in sides.items():
        ends.sort(key=offset)
        for index, (number, leaf) in enumerate(ends):
            if leaf < 0 and len(wanted[number].leaves) > 1:
                continue
            stops = lines[number][max(leaf, 0)]
            own, aim = (stops[0], stops[1]) if leaf < 0 else (stops[-1], stops[-2])
            if aim.root >= 0:
                level = aim.level(found)
            else:
                level = found[aim.element] + (leaves[number][0] if leaf < 0 else hubs[number])
            wish = level - found[own.element]
            low = offset(ends[index - 1]) + _APART if index > 0 else PORT_INSET - 2
            high = (
                offset(ends[index + 1]) - _APART
                if index + 1 < len(ends)
                else problem.sizes[box].height - PORT_INSET + 2
            )
            if abs(wish - offset((number, leaf))) <= _STEP and low <= wish <= high:
                if leaf < 0:
                    hubs[number] = wish
                else:
                    leaves[number][leaf] = wish
    return Ports(hubs=tuple(hubs), leaves=tuple(map(tuple, leaves)))
