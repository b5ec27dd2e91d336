"""From a diagram to a layout, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from colonnade.draw.arrange.columns.page import Element, Kind, Page, page
from colonnade.draw.arrange.heights.stack import Stacks, levels
from colonnade.draw.arrange.heights.straighten import straightened
from colonnade.draw.arrange.links import Problem, problem
from colonnade.draw.arrange.places import column_widths, placed_areas, placed_boxes, reach
from colonnade.draw.arrange.routes.channels import channels, expected_widths
from colonnade.draw.arrange.routes.gaps import Ways, ways
from colonnade.draw.arrange.routes.labels import label_widths, labelled
from colonnade.draw.arrange.routes.lines import drawn_edges, joints
from colonnade.draw.arrange.routes.nets import Net, Ports, nets, ports
from colonnade.draw.arrange.routes.nudge import nudged
from colonnade.draw.arrange.routes.order import line_order
from colonnade.draw.arrange.routes.stops import Levels, Routes, routes, towards, trunks, wires
from colonnade.draw.arrange.routes.untangle import tangles, untangled
from colonnade.draw.arrange.spacing import ASPECT, BOX_GAP, LINE_TO_LINE, MARGIN, Density
from colonnade.draw.geometry import Layout
from colonnade.model.diagram import Diagram

_WORTH_ANOTHER: Final = 30
"""Boxes from which on the room that lines will take is estimated before the page gets its shape."""
_WELL_SHAPED: Final = 1.2
_UNTANGLING: Final = 3


def layout(diagram: Diagram) -> Layout:
    """Arrange `diagram`: a place for every box, a way around the boxes for every edge.

    Equal diagrams give equal layouts. Raises `DuplicateBoxError` and `DanglingEdgeError`.
    """
    asked = problem(diagram)
    made = _arranged(_begun(asked, _expected(asked)))
    return replace(made, edges=labelled(made.edges, made.boxes, made.areas, made.width))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """Columns, heights of boxes as if lines took no room, and the ways of the lines."""

    asked: Problem
    arranged: Page
    bare: Stacks
    wanted: tuple[Net, ...]
    spread: Ports
    found: Levels
    found_ways: Ways


def _begun(asked: Problem, density: Density) -> _Begun:
    arranged = page(asked, density)
    heights = {box: size.height + arranged.slack.get(box, 0.0) for box, size in enumerate(asked.sizes)}
    bare = Stacks(columns=arranged.columns, regions=arranged.regions, heights=heights)
    columns = _box_columns(arranged)
    wanted = nets(asked, columns)
    spread, found = _boxes_alone(asked, bare, wanted)
    found_ways = ways(bare, found, wanted, spread, columns)
    return _Begun(
        asked=asked, arranged=arranged, bare=bare, wanted=wanted, spread=spread, found=found, found_ways=found_ways
    )


def _box_columns(arranged: Page) -> dict[int, int]:
    return {
        element.number: number
        for number, column in enumerate(arranged.columns)
        for element in column
        if element.kind is Kind.BOX
    }


def _expected(asked: Problem) -> Density:
    """Estimate the room that lines will take, from a first choice of their ways; few boxes are well shaped anyway."""
    plain = Density()
    if len(asked.sizes) < _WORTH_ANOTHER:
        return plain
    shape, density = _estimate(_begun(asked, plain))
    if shape <= _WELL_SHAPED:
        return plain
    return density if _estimate(_begun(asked, density))[0] < shape else plain


def _estimate(begun: _Begun) -> tuple[float, Density]:
    """Return how far the page will be from the aspect aimed at (1: not at all), and the room its lines will take."""
    passages = begun.found_ways.passages
    known = dict(begun.found)
    columns = _columns(begun.bare)
    in_column = [0] * len(begun.bare.columns)
    for number, passage in enumerate(passages):
        known[Element(Kind.LINE, number)] = passage.level
        columns[Element(Kind.LINE, number)] = passage.column
        in_column[passage.column] += 1
    lines = routes(begun.wanted, begun.found_ways, begun.spread)
    widths = expected_widths(trunks(begun.wanted, lines, columns, known), len(begun.bare.columns))
    width = sum(column_widths(begun.asked, begun.arranged)) + sum(widths) + 2 * MARGIN
    bottoms = [
        known[column[-1]] + begun.bare.height(column[-1]) + count * LINE_TO_LINE
        for column, count in zip(begun.bare.columns, in_column, strict=True)
    ]
    height = max(bottoms) + 2 * MARGIN
    ratio = width / height / ASPECT
    gap = BOX_GAP + sum(in_column) * LINE_TO_LINE / len(begun.asked.sizes)
    return max(ratio, 1 / ratio), Density(channel=sum(widths) / len(widths), gap=min(gap, 4 * BOX_GAP))


def _arranged(begun: _Begun) -> Layout:
    """Give everything but the labels its place."""
    asked, wanted, arranged = begun.asked, begun.wanted, begun.arranged
    lines, stacks, found = _boxes_and_lines(asked, begun.bare, wanted, begun.found_ways, begun.spread, begun.found)
    column_of, wide = _columns(stacks), column_widths(asked, arranged)
    least = label_widths(asked, wanted, _box_columns(arranged))
    uprights = trunks(wanted, lines, column_of, found)
    across = channels(uprights, wide, least)
    for _ in range(_UNTANGLING):
        tangled = tangles(uprights, across.trunk_x)
        if not tangled:
            break
        lines, found = untangled(lines, found, tangled, begun.bare.heights)
        uprights = trunks(wanted, lines, column_of, found)
        across = channels(uprights, wide, least, across)
    boxes = placed_boxes(asked, arranged, found, across)
    edges = drawn_edges(asked, wanted, lines, found, across.trunk_x, boxes)
    areas = placed_areas(arranged, stacks, found, across)
    lowest = [box.rectangle.bottom for box in boxes] + [area.rectangle.bottom for area in areas]
    lowest += [point.y for edge in edges for point in edge.points]
    return Layout(
        diagram=asked.diagram,
        width=round(across.width, 1),
        height=round(max(lowest, default=0.0) + MARGIN, 1),
        boxes=boxes,
        edges=edges,
        areas=areas,
        joints=joints(wanted, uprights, across.trunk_x),
    )


def _boxes_alone(asked: Problem, bare: Stacks, wanted: Sequence[Net]) -> tuple[Ports, Levels]:
    """Stack the boxes, as if lines took no room, and choose where the lines end."""
    straight = Ways(passages=(), by_leaf=tuple(((),) * len(net.leaves) for net in wanted))
    rough = Ports(
        hubs=tuple(net.hub.offset for net in wanted),
        leaves=tuple(tuple(leaf.offset for leaf in net.leaves) for net in wanted),
    )
    lines = routes(wanted, straight, rough)
    found = levels(bare, wires(lines, _columns(bare)), {})
    return ports(asked, wanted, towards(lines, found)), found


def _boxes_and_lines(
    asked: Problem, bare: Stacks, wanted: Sequence[Net], found_ways: Ways, spread: Ports, found: Levels
) -> tuple[Routes, Stacks, Levels]:
    """Stack boxes and passing lines; twice, as the order of lines in a gap depends on levels and changes them."""
    known = dict(found)
    for number, passage in enumerate(found_ways.passages):
        known[Element(Kind.LINE, number)] = passage.level
    lines = routes(wanted, found_ways, spread)
    stacks = bare
    columns = _columns(bare) | {
        Element(Kind.LINE, number): passage.column for number, passage in enumerate(found_ways.passages)
    }
    for _ in range(2):
        order = line_order(found_ways.passages, wires(lines, columns), columns, known)
        known.update((Element(Kind.LINE, number), level) for number, level in enumerate(order))
        stacks = _filled(bare, found_ways, order)
        lines = routes(wanted, found_ways, ports(asked, wanted, towards(lines, known)))
        known = levels(stacks, wires(lines, columns), known)
    spread = ports(asked, wanted, towards(lines, known))
    known = straightened(stacks, wires(routes(wanted, found_ways, spread), columns), known)
    spread = nudged(asked, wanted, spread, routes(wanted, found_ways, spread), known)
    lines = routes(wanted, found_ways, spread)
    return lines, stacks, _from_margin(stacks, known)


def _filled(bare: Stacks, found_ways: Ways, order: Sequence[float]) -> Stacks:
    """Put the passing lines into their gaps."""
    by_gap: dict[tuple[int, int], list[int]] = {}
    for number, passage in enumerate(found_ways.passages):
        by_gap.setdefault((passage.column, passage.gap), []).append(number)
    filled: list[tuple[Element, ...]] = []
    for column, elements in enumerate(bare.columns):
        stack: list[Element] = []
        for gap in range(len(elements) + 1):
            inside = sorted(by_gap.get((column, gap), ()), key=lambda number: (order[number], number))
            stack += [Element(Kind.LINE, number) for number in inside]
            stack += elements[gap : gap + 1]
        filled.append(tuple(stack))
    return Stacks(columns=tuple(filled), regions=bare.regions, heights=bare.heights)


def _columns(stacks: Stacks) -> dict[Element, int]:
    return {element: number for number, column in enumerate(stacks.columns) for element in column}


def _from_margin(stacks: Stacks, found: Mapping[Element, float]) -> dict[Element, float]:
    """Shift everything so that the highest thing is at the margin."""
    tops = [level for element, level in found.items() if element.kind in (Kind.BOX, Kind.LINE)]
    tops += [reach(stacks, number, found)[0] for number, region in enumerate(stacks.regions) if region.name]
    top = min(tops, default=0.0)
    return {element: level - top + MARGIN for element, level in found.items()}
