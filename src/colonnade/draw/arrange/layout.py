"""From a diagram to a layout, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from colonnade.draw.arrange.channels import channels
from colonnade.draw.arrange.gaps import Ways, ways
from colonnade.draw.arrange.labels import label_widths, labelled
from colonnade.draw.arrange.lines import drawn_edges, joints
from colonnade.draw.arrange.links import Problem, problem
from colonnade.draw.arrange.nets import Net, Ports, nets, ports
from colonnade.draw.arrange.page import Element, Kind, page
from colonnade.draw.arrange.places import column_widths, placed_areas, placed_boxes
from colonnade.draw.arrange.spacing import MARGIN
from colonnade.draw.arrange.stack import Stacks, levels
from colonnade.draw.arrange.stops import Levels, Routes, line_order, routes, towards, trunks, wires
from colonnade.draw.geometry import Layout
from colonnade.model.diagram import Diagram


def layout(diagram: Diagram) -> Layout:
    """Arrange `diagram`: a place for every box, a way around the boxes for every edge.

    Equal diagrams give equal layouts. Raises `DuplicateBoxError` and `DanglingEdgeError`.
    """
    asked = problem(diagram)
    arranged = page(asked)
    heights = {box: size.height + arranged.slack.get(box, 0.0) for box, size in enumerate(asked.sizes)}
    bare = Stacks(columns=arranged.columns, regions=arranged.regions, heights=heights)
    columns = {
        element.number: number
        for number, column in enumerate(arranged.columns)
        for element in column
        if element.kind is Kind.BOX
    }
    wanted = nets(asked, columns)
    spread, found = _boxes_alone(asked, bare, wanted)
    found_ways = ways(bare, found, wanted, spread, columns)
    lines, stacks, found = _boxes_and_lines(asked, bare, wanted, found_ways, spread, found)
    uprights = trunks(wanted, lines, _columns(stacks), found)
    across = channels(uprights, column_widths(asked, arranged), label_widths(asked, wanted, columns))
    boxes = placed_boxes(asked, arranged, found, across)
    edges = drawn_edges(asked, wanted, lines, found, across.trunk_x, boxes)
    areas = placed_areas(arranged, found, across)
    lowest = [box.rectangle.bottom for box in boxes] + [area.rectangle.bottom for area in areas]
    lowest += [point.y for edge in edges for point in edge.points]
    return Layout(
        diagram=diagram,
        width=across.width,
        height=max(lowest, default=0.0) + MARGIN,
        boxes=boxes,
        edges=labelled(edges, boxes, 0.0, across.width),
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
    for _ in range(2):
        stacks = _filled(bare, found_ways, line_order(lines, known, len(found_ways.passages)))
        lines = routes(wanted, found_ways, ports(asked, wanted, towards(lines, known)))
        known = levels(stacks, wires(lines, _columns(stacks)), known)
    lines = routes(wanted, found_ways, ports(asked, wanted, towards(lines, known)))
    return lines, stacks, _from_margin(known)


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


def _from_margin(found: Mapping[Element, float]) -> dict[Element, float]:
    """Shift everything so that the highest thing is at the margin."""
    top = min(found.values(), default=0.0)
    return {element: level - top + MARGIN for element, level in found.items()}
