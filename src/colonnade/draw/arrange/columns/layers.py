"""Columns of a part: parents to the left of their children, few crossings, neither too tall nor too wide."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from colonnade.draw.arrange.columns.ordering import Arc, ordered
from colonnade.draw.arrange.spacing import ASPECT, BOX_GAP, CHANNEL_WIDTH


def columns(
    members: Sequence[int],
    arcs: Sequence[Arc],
    heights: Mapping[int, float],
    widths: Mapping[int, float],
) -> list[list[int]]:
    """Return the boxes of a part, column by column from the left, each from the top."""
    downward = _without_cycles(members, arcs)
    layer = _layers(members, downward)
    count = max(layer.values()) + 1
    layered: list[list[int]] = [[] for _ in range(count)]
    for member in members:
        layered[layer[member]].append(member)
    total = sum(heights[member] + BOX_GAP for member in members)
    pitch = sum(widths[member] for member in members) / len(members) + CHANNEL_WIDTH + 10
    wished = max(math.sqrt(ASPECT * total / pitch), 1.0)
    limit = max(total / wished * 1.2, max(heights[member] for member in members) + BOX_GAP)
    parents = dict.fromkeys(members, 0)
    children = dict.fromkeys(members, 0)
    for parent, child in downward:
        parents[child] += 1
        children[parent] += 1
    split: list[list[int]] = []
    for found in layered:
        split += _split(found, heights, limit, children)
    if len(split) > max(1.7 * wished, 3):
        split = _merged(split, heights, limit, max(round(1.4 * wished), 3))
    return ordered(split, arcs, heights)


def _without_cycles(members: Sequence[int], arcs: Sequence[Arc]) -> list[tuple[int, int]]:
    """Turn every arc that closes a cycle, as met by a depth-first walk from the boxes with fewest parents."""
    below: dict[int, list[int]] = {member: [] for member in members}
    above = dict.fromkeys(members, 0)
    for arc in arcs:
        below[arc.parent].append(arc.child)
        above[arc.child] += 1
    state: dict[int, int] = {}
    turned: set[tuple[int, int]] = set()
    for start in sorted(members, key=lambda member: (above[member], -len(below[member]), member)):
        if start in state:
            continue
        state[start] = 1
        walk = [(start, iter(below[start]))]
        while walk:
            member, rest = walk[-1]
            child = next(rest, None)
            if child is None:
                state[member] = 2
                walk.pop()
            elif state.get(child) == 1:
                turned.add((member, child))
            elif child not in state:
                state[child] = 1
                walk.append((child, iter(below[child])))
    pairs = ((arc.parent, arc.child) for arc in arcs)
    return [(child, parent) if (parent, child) in turned else (parent, child) for parent, child in pairs]


def _layers(members: Sequence[int], downward: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Number the layers by the longest way from a root, then draw boxes towards the side with more of their links."""
    below: dict[int, list[int]] = {member: [] for member in members}
    above: dict[int, list[int]] = {member: [] for member in members}
    for parent, child in downward:
        below[parent].append(child)
        above[child].append(parent)
    waiting = {member: len(above[member]) for member in members}
    layer = dict.fromkeys(members, 0)
    ready = [member for member in members if waiting[member] == 0]
    for member in ready:
        for child in below[member]:
            layer[child] = max(layer[child], layer[member] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    for _ in range(6):
        moved = False
        for member in ready:
            low = max((layer[parent] + 1 for parent in above[member]), default=0)
            high = min((layer[child] - 1 for child in below[member]), default=None)
            wish = low if high is None or len(below[member]) <= len(above[member]) else high
            moved = moved or wish != layer[member]
            layer[member] = wish
        if not moved:
            break
    used = {number: index for index, number in enumerate(sorted(set(layer.values())))}
    return {member: used[number] for member, number in layer.items()}


def _split(
    found: list[int], heights: Mapping[int, float], limit: float, children: Mapping[int, int]
) -> list[list[int]]:
    """Cut a layer that is too tall into columns; boxes with children come last, next to them."""
    total = sum(heights[member] + BOX_GAP for member in found)
    count = math.ceil(total / limit - 0.15)
    if count <= 1 or len(found) == 1:
        return [found]
    share = total / count
    cut: list[list[int]] = [[]]
    filled = 0.0
    for member in sorted(found, key=lambda member: (children[member] > 0, found.index(member))):
        tall = heights[member] + BOX_GAP
        if cut[-1] and filled + tall / 2 > share and len(cut) < count:
            cut.append([])
            filled = 0.0
        cut[-1].append(member)
        filled += tall
    return cut


def _merged(layered: list[list[int]], heights: Mapping[int, float], limit: float, count: int) -> list[list[int]]:
    """Put neighbouring short layers into one column, the shortest pair first, until `count` columns are left."""
    merged = [list(found) for found in layered]
    tall = [sum(heights[member] + BOX_GAP for member in found) for found in merged]
    while len(merged) > count:
        best = min(range(len(merged) - 1), key=lambda index: (tall[index] + tall[index + 1], index))
        if tall[best] + tall[best + 1] > limit:
            break
        merged[best] += merged.pop(best + 1)
        tall[best] += tall.pop(best + 1)
    return merged
