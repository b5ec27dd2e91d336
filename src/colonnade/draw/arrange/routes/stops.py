"""A line as the things it meets: from the box of its hub through gaps to the box of its leaf."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from colonnade.draw.arrange.columns.page import Element, Kind
from colonnade.draw.arrange.heights.stack import Wire
from colonnade.draw.arrange.routes.channels import Pin, Trunk
from colonnade.draw.arrange.routes.gaps import Ways
from colonnade.draw.arrange.routes.nets import Net, Ports
from colonnade.draw.geometry import Side

Levels: TypeAlias = Mapping[Element, float]
Routes: TypeAlias = tuple[tuple[tuple["Stop", ...], ...], ...]
"""Per net and leaf, the stops from the hub on."""


class Stop(NamedTuple):
    """A box, at its port, or a passage."""

    element: Element
    offset: float

    def level(self, found: Levels) -> float:
        """Height on the page."""
        return found[self.element] + self.offset

    @property
    def root(self) -> int:
        """Number that, with the net, names the trunk that begins here: the passage, or -1 for the hub."""
        return self.element.number if self.element.kind is Kind.LINE else -1


def routes(wanted: Sequence[Net], found: Ways, ports: Ports) -> Routes:
    """Join hubs, passages and leaves."""
    return tuple(
        tuple(
            (
                Stop(Element(Kind.BOX, net.hub.box), ports.hubs[number]),
                *(Stop(Element(Kind.LINE, passage), 0.0) for passage in found.by_leaf[number][leaf]),
                Stop(Element(Kind.BOX, end.box), ports.leaves[number][leaf]),
            )
            for leaf, end in enumerate(net.leaves)
        )
        for number, net in enumerate(wanted)
    )


def towards(lines: Routes, found: Levels) -> dict[tuple[int, int], float]:
    """Levels that each net goes to from its hub (leaf -1) and from each leaf."""
    aims: dict[tuple[int, int], float] = {}
    for net, leaves in enumerate(lines):
        for leaf, stops in enumerate(leaves):
            aims[net, leaf] = stops[-2].level(found)
        aims[net, -1] = sum(stops[1].level(found) for stops in leaves) / len(leaves)
    return aims


def wires(lines: Routes, columns: Mapping[Element, int]) -> list[Wire]:
    """Say what should be level with what: long lines most, as a bend in them shows most."""
    found: dict[tuple[Element, Element, float, float], Wire] = {}
    for leaves in lines:
        for stops in leaves:
            for one, other in itertools.pairwise(stops):
                if columns[one.element] == columns[other.element]:
                    continue
                left, right = (one, other) if columns[one.element] < columns[other.element] else (other, one)
                passing = (left.element.kind is Kind.LINE) + (right.element.kind is Kind.LINE)
                found[left.element, right.element, left.offset, right.offset] = Wire(
                    left=left.element,
                    left_offset=left.offset,
                    right=right.element,
                    right_offset=right.offset,
                    weight=(1.0, 2.0, 8.0)[passing],
                )
    return list(found.values())


def trunks(wanted: Sequence[Net], lines: Routes, columns: Mapping[Element, int], found: Levels) -> list[Trunk]:
    """Gather the upright lines: one per net at its hub, and one behind each of its passages."""
    gathered: dict[tuple[int, int], tuple[int, dict[tuple[Stop, Side], None]]] = {}
    for number, (net, leaves) in enumerate(zip(wanted, lines, strict=True)):
        rightwards = net.hub.side is Side.RIGHT
        entered = Side.LEFT if rightwards else Side.RIGHT
        for end, stops in zip(net.leaves, leaves, strict=True):
            for one, other in itertools.pairwise(stops):
                channel = columns[one.element] + (1 if rightwards else 0)
                _, pins = gathered.setdefault((number, one.root), (channel, {(one, entered): None}))
                if other.element.kind is Kind.BOX:
                    pins[other, Side.LEFT if end.side is Side.RIGHT else Side.RIGHT] = None
                else:
                    pins[other, Side.RIGHT if rightwards else Side.LEFT] = None
    return [
        Trunk(
            key=key,
            channel=channel,
            pins=tuple(
                Pin(side=side, level=stop.level(found), element=stop.element, offset=stop.offset) for stop, side in pins
            ),
        )
        for key, (channel, pins) in gathered.items()
    ]
