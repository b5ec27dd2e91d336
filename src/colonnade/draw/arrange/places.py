"""Boxes and areas, once columns have their x and everything its height."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.draw.arrange.columns.page import Element, Kind, Page
from colonnade.draw.arrange.heights.stack import Stacks
from colonnade.draw.arrange.links import Problem
from colonnade.draw.arrange.routes.channels import Channels
from colonnade.draw.arrange.sizes import ROW_HEIGHT
from colonnade.draw.arrange.spacing import AREA_SIDE
from colonnade.draw.geometry import PlacedArea, PlacedBox, PlacedRow
from colonnade.draw.text import Face, fit

AREA_SIZE = 14.0
"""Size of the caption of an area."""


def column_widths(problem: Problem, arranged: Page) -> list[float]:
    """Return the width of every column: that of its widest box."""
    return [
        max(problem.sizes[element.number].width for element in column if element.kind is Kind.BOX)
        for column in arranged.columns
    ]


def placed_boxes(
    problem: Problem, arranged: Page, found: Mapping[Element, float], across: Channels
) -> tuple[PlacedBox, ...]:
    """Return the boxes in the diagram's order; boxes of a column are about equally wide."""
    widths = column_widths(problem, arranged)
    placed: dict[int, PlacedBox] = {}
    for number, column in enumerate(arranged.columns):
        for element in column:
            if element.kind is Kind.BOX:
                placed[element.number] = _placed(problem, element, found, across.column_left[number], widths[number])
    return tuple(placed[number] for number in range(len(placed)))


def _placed(problem: Problem, element: Element, found: Mapping[Element, float], left: float, wide: float) -> PlacedBox:
    box, size = problem.diagram.boxes[element.number], problem.sizes[element.number]
    y = round(found[element], 1)
    return PlacedBox(
        box=box,
        x=round(left, 1),
        y=y,
        width=round(wide, 1),
        height=size.height,
        header_height=size.header_height,
        gutter=size.gutter,
        title=size.title,
        subtitle=size.subtitle,
        rows=tuple(
            PlacedRow(
                row=row, y=y + size.row_top(index), height=ROW_HEIGHT, name=size.names[index], type=size.types[index]
            )
            for index, row in enumerate(box.rows)
        ),
    )


def placed_areas(
    arranged: Page, stacks: Stacks, found: Mapping[Element, float], across: Channels
) -> tuple[PlacedArea, ...]:
    """Return the outlined regions around their columns."""
    areas: list[PlacedArea] = []
    for number, region in enumerate(arranged.regions):
        if not region.name:
            continue
        left = across.column_left[region.first_column] - AREA_SIDE
        right = across.channel_left[region.last_column + 1] + AREA_SIDE
        top, bottom = reach(stacks, number, found)
        areas.append(
            PlacedArea(
                name=region.name,
                caption=fit(region.name, right - left - 28, AREA_SIZE, Face.BOLD),
                x=round(left, 1),
                y=round(top, 1),
                width=round(right - left, 1),
                height=round(bottom - top, 1),
            )
        )
    return tuple(areas)


def reach(stacks: Stacks, region: int, found: Mapping[Element, float]) -> tuple[float, float]:
    """Return how high and how low a region reaches around what stands in it."""
    tops: list[float] = []
    bottoms: list[float] = []
    enter, leave = Element(Kind.ENTER, region), Element(Kind.LEAVE, region)
    for number in range(stacks.regions[region].first_column, stacks.regions[region].last_column + 1):
        column = stacks.columns[number]
        first, last = column[column.index(enter) + 1], column[column.index(leave) - 1]
        tops.append(found[first] - stacks.gap(enter, first))
        bottoms.append(found[last] + stacks.height(last) + stacks.gap(last, leave))
    return min(tops), max(bottoms)
