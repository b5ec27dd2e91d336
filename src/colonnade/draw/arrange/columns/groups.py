"""Which boxes stand together: connected parts, and inside a big part its communities."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from colonnade.draw.arrange.links import Link

_WHOLE: int = 40
"""A connected part up to this size is arranged at one go, in layers."""
_COMMUNITY: int = 26
"""Boxes that a community of a bigger part has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Boxes that are arranged together; `members` are box numbers in ascending order."""

    members: tuple[int, ...]
    linked: bool
    """False for the boxes without any relationship, which stand in a grid."""


def parts(members: Sequence[int], links: Iterable[Link], names: Sequence[str]) -> list[Part]:
    """Cut `members` into parts, biggest first; boxes that nothing refers to form one part at the end."""
    inside = [link for link in links if not link.is_loop]
    whole = _components(members, inside)
    found: list[Part] = []
    for component in whole:
        if len(component) == 1:
            continue
        pieces = [component] if len(component) <= _WHOLE else _communities(component, inside, names)
        found += [Part(members=tuple(piece), linked=True) for piece in pieces]
    found.sort(key=lambda part: (-len(part.members), part.members))
    lonely = tuple(sorted(component[0] for component in whole if len(component) == 1))
    if lonely:
        found.append(Part(members=lonely, linked=False))
    return found


def _components(members: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    root = {member: member for member in members}

    def find(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for link in links:
        if link.parent in root and link.child in root:
            one, other = find(link.parent), find(link.child)
            root[max(one, other)] = min(one, other)
    gathered: dict[int, list[int]] = {}
    for member in sorted(members):
        gathered.setdefault(find(member), []).append(member)
    return list(gathered.values())


def _communities(members: Sequence[int], links: Sequence[Link], names: Sequence[str]) -> list[list[int]]:
    """Join the closest neighbours until every community is full.

    A link to a box that everybody refers to binds little, so hubs do not swallow the diagram; names with the same
    first word bind a little, as tables of one subject usually share a prefix.
    """
    ties = _ties(members, links, names)
    size = dict.fromkeys(members, 1)
    home = {member: [member] for member in members}
    heap: list[tuple[float, int, int]] = []

    def offer(one: int, other: int) -> None:
        if size[one] + size[other] <= _COMMUNITY:
            closeness = ties[one][other] / math.sqrt(size[one] * size[other])
            heapq.heappush(heap, (-closeness, min(one, other), max(one, other)))

    for member in members:
        for other in ties[member]:
            if member < other:
                offer(member, other)
    while heap:
        score, one, other = heapq.heappop(heap)
        if one not in home or other not in home or size[one] + size[other] > _COMMUNITY:
            continue
        if -score > ties[one].get(other, 0.0) / math.sqrt(size[one] * size[other]) + 1e-12:
            continue
        home[one] += home.pop(other)
        size[one] += size[other]
        for third, tie in ties.pop(other).items():
            del ties[third][other]
            if third != one:
                ties[one][third] = ties[third][one] = ties[one].get(third, 0.0) + tie
        for third in ties[one]:
            offer(one, third)
    return [sorted(found) for found in home.values()]


def _ties(members: Sequence[int], links: Sequence[Link], names: Sequence[str]) -> dict[int, dict[int, float]]:
    ties: dict[int, dict[int, float]] = {member: {} for member in members}
    children: dict[int, list[int]] = {}
    for link in links:
        if link.parent in ties and link.child in ties:
            children.setdefault(link.parent, []).append(link.child)

    def tie(one: int, other: int, strength: float) -> None:
        if one != other:
            ties[one][other] = ties[other][one] = ties[one].get(other, 0.0) + strength

    for parent, found in sorted(children.items()):
        strength = 1.0 / math.sqrt(len(found))
        for child in found:
            tie(parent, child, strength)
        ordered = sorted(set(found), key=lambda child: (names[child], child))
        for one, other in itertools.pairwise(ordered):
            tie(one, other, 0.15 / math.sqrt(len(found)))
    alike = sorted(members, key=lambda member: (names[member], member))
    for one, other in itertools.pairwise(alike):
        shared = _shared_start(names[one], names[other])
        if shared >= 4:
            tie(one, other, min(0.05 * shared, 0.5))
    return ties


def _shared_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
