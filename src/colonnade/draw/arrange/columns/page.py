"""The page before anything has a height on it: which column every box stands in, and the order from the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from colonnade.draw.arrange.columns.groups import parts
from colonnade.draw.arrange.columns.layers import columns
from colonnade.draw.arrange.columns.ordering import Arc
from colonnade.draw.arrange.columns.packing import Block, pack, shape_cost
from colonnade.draw.arrange.links import Link, Problem
from colonnade.draw.arrange.spacing import BOX_GAP, CHANNEL_WIDTH, Density
from colonnade.draw.text import clean


class Kind(IntEnum):
    """What stands in a column."""

    BOX = 0
    ENTER = 1
    """The upper edge of a region."""
    LEAVE = 2
    """The lower edge of a region."""
    LINE = 3
    """A line that passes the column between two others."""


class Element(NamedTuple):
    """One thing in a column: the number of a box, of a region or of a passing line."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Boxes kept together on the page; `name` is empty when no outline is drawn."""

    name: str
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Columns from the left, each from the top; the edges of a region stand in each of its columns."""

    columns: tuple[tuple[Element, ...], ...]
    regions: tuple[Region, ...]
    slack: dict[int, float] = field(default_factory=dict)
    """Room kept below a box beyond its height, so that a row of the grid has one height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    problem: Problem
    arcs: tuple[Arc, ...]
    heights: dict[int, float]
    widths: dict[int, float]
    names: tuple[str, ...]
    density: Density


def page(problem: Problem, density: Density) -> Page:
    """Group the boxes, arrange every group in layers, and pack the groups on the page."""
    if not problem.sizes:
        return Page(columns=(), regions=())
    measured = _Measured(
        problem=problem,
        arcs=tuple(_arc(problem, link) for link in problem.links if not link.is_loop),
        heights={number: size.height for number, size in enumerate(problem.sizes)},
        widths={number: size.width for number, size in enumerate(problem.sizes)},
        names=tuple(box.name.casefold() for box in problem.diagram.boxes),
        density=density,
    )
    areas: dict[str, list[int]] = {}
    for number, box in enumerate(problem.diagram.boxes):
        areas.setdefault(box.area if clean(box.area) else "", []).append(number)
    blocks: list[Block] = []
    names: list[str] = []
    for name, members in areas.items():
        if name:
            found, lonely = _blocks(measured, members)
            names.append(name)
            blocks.append(Block(columns=_joined(measured, found, lonely), group=len(names) - 1))
    found, lonely = _blocks(measured, areas.get("", ()))
    blocks += found
    return _packed(measured, blocks, lonely, names)


def _arc(problem: Problem, link: Link) -> Arc:
    parent, child = problem.sizes[link.parent], problem.sizes[link.child]
    return Arc(
        parent=link.parent,
        child=link.child,
        parent_offset=parent.height / 2 if link.parent_offset is None else link.parent_offset,
        child_offset=child.height / 2 if link.child_offset is None else link.child_offset,
    )


def _blocks(measured: _Measured, members: Sequence[int]) -> tuple[list[Block], list[int]]:
    blocks: list[Block] = []
    lonely: list[int] = []
    for part in parts(members, measured.problem.links, measured.names):
        if not part.linked:
            lonely += part.members
            continue
        inside = set(part.members)
        arcs = [arc for arc in measured.arcs if arc.parent in inside and arc.child in inside]
        arranged = columns(part.members, arcs, measured.heights, measured.widths)
        blocks.append(Block(columns=tuple(tuple(column) for column in arranged)))
    return blocks, sorted(lonely, key=lambda number: (-measured.heights[number], measured.names[number], number))


def _ties(measured: _Measured, blocks: Sequence[Block]) -> dict[tuple[int, int], float]:
    home = {box: number for number, block in enumerate(blocks) for column in block.columns for box in column}
    ties: dict[tuple[int, int], float] = {}
    for arc in measured.arcs:
        one, other = home.get(arc.parent), home.get(arc.child)
        if one is not None and other is not None and one != other:
            pair = (min(one, other), max(one, other))
            ties[pair] = ties.get(pair, 0.0) + 1.0
    return ties


def _spare(measured: _Measured, lonely: Sequence[int]) -> float:
    return sum((measured.heights[box] + BOX_GAP) * (measured.widths[box] + CHANNEL_WIDTH) for box in lonely)


def _joined(measured: _Measured, blocks: Sequence[Block], lonely: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Pack the blocks of one region into one block; boxes without relationships fill the shortest columns."""
    if not blocks:
        blocks = [Block(columns=((lonely[0],),))]
        lonely = lonely[1:]
    packing = pack(
        blocks, measured.heights, measured.widths, _ties(measured, blocks), _spare(measured, lonely), measured.density
    )
    stacks: list[list[int]] = [[] for _ in range(packing.column_count)]
    for block, first in packing.first_columns:
        for number, column in enumerate(blocks[block].columns):
            stacks[first + number] += column
    tall = [sum(measured.heights[box] + BOX_GAP for box in stack) for stack in stacks]
    for box in lonely:
        shortest = min(range(len(stacks)), key=lambda number: (tall[number], number))
        stacks[shortest].append(box)
        tall[shortest] += measured.heights[box] + BOX_GAP
    return tuple(tuple(stack) for stack in stacks if stack)


def _packed(measured: _Measured, blocks: list[Block], lonely: list[int], names: list[str]) -> Page:
    few = len(lonely) <= 2 and bool(blocks)
    if few:
        blocks = blocks + [Block(columns=((box,),)) for box in lonely]
        lonely = []
    stacks: list[list[Element]] = []
    wide = tall = 0.0
    if blocks:
        packing = pack(blocks, measured.heights, measured.widths, _ties(measured, blocks), 0.0, measured.density)
        stacks = [[] for _ in range(packing.column_count)]
        for block, first in packing.first_columns:
            _stack(stacks, blocks[block], first)
        stacks = [stack for stack in stacks if stack]
        wide, tall = packing.width, packing.height
    slack: dict[int, float] = {}
    if lonely:
        count = _grid_width(measured, lonely, wide, tall)
        stacks += [[] for _ in range(count - len(stacks))]
        rows = [lonely[start : start + count] for start in range(0, len(lonely), count)]
        for row in rows:
            for box in row:
                slack[box] = max(measured.heights[other] for other in row) - measured.heights[box]
        grid = Block(
            columns=tuple(tuple(lonely[start::count]) for start in range(min(count, len(lonely)))), group=len(names)
        )
        _stack(stacks, grid, 0)
        names = [*names, ""]
    filled = tuple(tuple(stack) for stack in stacks if stack)
    return Page(columns=filled, regions=_regions(filled, names), slack=slack)


def _regions(filled: Sequence[Sequence[Element]], names: Sequence[str]) -> tuple[Region, ...]:
    spread: dict[int, list[int]] = {}
    for number, column in enumerate(filled):
        for element in column:
            if element.kind is Kind.ENTER:
                spread.setdefault(element.number, []).append(number)
    return tuple(
        Region(name=name, first_column=spread[number][0], last_column=spread[number][-1])
        for number, name in enumerate(names)
    )


def _stack(stacks: list[list[Element]], block: Block, first: int) -> None:
    for number, column in enumerate(block.columns):
        boxes = [Element(Kind.BOX, box) for box in column]
        if block.group is not None:
            boxes = [Element(Kind.ENTER, block.group), *boxes, Element(Kind.LEAVE, block.group)]
        stacks[first + number] += boxes


def _grid_width(measured: _Measured, lonely: Sequence[int], wide: float, tall: float) -> int:
    """Choose the columns of the grid that stands below a page of this width and height."""
    pitch = sum(measured.widths[box] for box in lonely) / len(lonely) + measured.density.channel

    def cost(count: int) -> float:
        rows = [lonely[start : start + count] for start in range(0, len(lonely), count)]
        below = sum(max(measured.heights[box] for box in row) + BOX_GAP for row in rows)
        return shape_cost(max(wide, min(count, len(lonely)) * pitch), tall + below)

    return min(range(1, len(lonely) + 1), key=lambda count: (cost(count), -count))
