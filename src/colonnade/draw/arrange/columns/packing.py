"""Blocks of columns packed onto one page of columns, so that related blocks are near and the page is well shaped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from colonnade.draw.arrange.spacing import AREA_BOTTOM, AREA_GAP, AREA_TOP, ASPECT, BOX_GAP, Density


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Columns of boxes that stay side by side; `group` numbers the outlined region around them, if any."""

    columns: tuple[tuple[int, ...], ...]
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """For every block, in the order of placing, the number of its first column."""

    first_columns: tuple[tuple[int, int], ...]
    column_count: int
    width: float
    """Expected width and height."""
    height: float


def pack(
    blocks: Sequence[Block],
    heights: Mapping[int, float],
    widths: Mapping[int, float],
    ties: Mapping[tuple[int, int], float],
    spare_area: float,
    density: Density,
) -> Packing:
    """Place `blocks` from the top down on the number of columns that gives the best shape.

    `ties` are the numbers of relationships between pairs of blocks, smaller number first; `spare_area` is the area of
    what will be added below.
    """
    tallness = [[_tall(column, heights, density) for column in block.columns] for block in blocks]
    wideness = [[max(widths[box] for box in column) + density.channel for column in block.columns] for block in blocks]
    area = sum(
        tall * wide
        for talls, wides in zip(tallness, wideness, strict=True)
        for tall, wide in zip(talls, wides, strict=True)
    )
    column_total = sum(len(block.columns) for block in blocks)
    mean = sum(map(sum, wideness)) / column_total
    wished = math.sqrt(ASPECT * (area + spare_area) * 1.1) / mean
    least = max(len(block.columns) for block in blocks)
    tried = sorted({max(least, min(column_total, round(wished * factor))) for factor in (0.75, 0.87, 1.0, 1.13, 1.25)})
    sequence = _sequence(blocks, tallness, ties)
    best: tuple[float, Packing] | None = None
    for count in tried:
        packing = _place(blocks, sequence, tallness, wideness, ties, count)
        cost = shape_cost(packing.width, packing.height + spare_area / packing.width)
        if best is None or cost < best[0]:
            best = (cost, packing)
    assert best is not None
    return best[1]


def shape_cost(width: float, height: float) -> float:
    """Return the area of a page, dearer the more its shape differs from the aspect aimed at."""
    shape = width / max(height, 1.0) / ASPECT
    return width * height * max(shape, 1 / shape)


def _tall(column: Sequence[int], heights: Mapping[int, float], density: Density) -> float:
    return sum(heights[box] + density.gap for box in column)


def _sequence(
    blocks: Sequence[Block], tallness: Sequence[Sequence[float]], ties: Mapping[tuple[int, int], float]
) -> list[int]:
    """Order blocks so that each is tied as closely as may be to those before it, from the biggest on."""
    tied: list[dict[int, float]] = [{} for _ in blocks]
    for (one, other), strength in ties.items():
        tied[one][other] = tied[one].get(other, 0.0) + strength
        tied[other][one] = tied[other].get(one, 0.0) + strength
    bulk = [sum(talls) for talls in tallness]
    waiting = set(range(len(blocks)))
    pull = [0.0] * len(blocks)
    sequence: list[int] = []
    while waiting:
        chosen = max(waiting, key=lambda block: (pull[block] / math.sqrt(bulk[block]), bulk[block], -block))
        waiting.remove(chosen)
        sequence.append(chosen)
        for other, strength in tied[chosen].items():
            pull[other] += strength
    return sequence


def _place(
    blocks: Sequence[Block],
    sequence: Sequence[int],
    tallness: Sequence[Sequence[float]],
    wideness: Sequence[Sequence[float]],
    ties: Mapping[tuple[int, int], float],
    count: int,
) -> Packing:
    skyline = [0.0] * count
    wide = [0.0] * count
    middle: dict[int, tuple[float, float]] = {}
    placed: list[tuple[int, int]] = []
    pitch = sum(map(sum, wideness)) / sum(map(len, wideness))
    for block in sequence:
        talls = tallness[block]
        outlined = blocks[block].group is not None
        extra = AREA_TOP + AREA_BOTTOM + AREA_GAP if outlined else BOX_GAP / 2
        friends = [
            (middle[other], strength)
            for other in middle
            if (strength := ties.get((min(block, other), max(block, other)), 0.0))
        ]
        ceiling = max(skyline)
        best: tuple[float, int] | None = None
        for first in range(count - len(talls) + 1):
            under = skyline[first : first + len(talls)]
            base = max(under)
            bottom = base + max(talls) + extra if outlined else max(map(sum, zip(under, talls, strict=True))) + extra
            grown = max(bottom - ceiling, 0.0)
            waste = sum(base - level for level in under) / len(under) if outlined else 0.0
            far = sum(
                strength * (abs(first + len(talls) / 2 - x) * pitch + abs((base + bottom) / 2 - y))
                for (x, y), strength in friends
            )
            far = far / sum(strength for _, strength in friends) if friends else first * 0.01 * pitch
            cost = bottom + 1.5 * grown + 0.4 * waste + 0.35 * far
            if best is None or cost < best[0] - 1e-9:
                best = (cost, first)
        assert best is not None
        first = best[1]
        base = max(skyline[first : first + len(talls)])
        for number, tall in enumerate(talls):
            level = base + max(talls) if outlined else skyline[first + number] + tall
            skyline[first + number] = level + extra
            wide[first + number] = max(wide[first + number], wideness[block][number])
        middle[block] = (first + len(talls) / 2, base + max(talls) / 2)
        placed.append((block, first))
    return Packing(first_columns=tuple(placed), column_count=count, width=max(sum(wide), 1.0), height=max(skyline))
