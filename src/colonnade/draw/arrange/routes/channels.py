"""Upright lines between the columns: an order that crosses least, a track for each, and so the x of everything."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from colonnade.draw.arrange.columns.page import Element
from colonnade.draw.arrange.spacing import CHANNEL_WIDTH, END_ROOM, LINE_TO_LINE, MARGIN
from colonnade.draw.geometry import Side

SAME: Final = 3.0
"""Level lines nearer than this would be seen as one."""
_ORDERED: Final = 1.8
"""Tracks used for every trunk beside another, as trunks are put in order too; measured on a schema of 473 tables."""
_OVERLAP: Final = 400
"""An overlap counts as many crossings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Where a level line meets its channel: from which side, and at which height."""

    side: Side
    level: float
    element: Element
    """The box or passage that the line comes from, and the place of the line on it."""
    offset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """An upright line with the level lines that end on it; `key` is unique on the page."""

    key: tuple[int, int]
    channel: int
    pins: tuple[Pin, ...]

    @property
    def top(self) -> float:
        """Upper end."""
        return min(pin.level for pin in self.pins)

    @property
    def bottom(self) -> float:
        """Lower end."""
        return max(pin.level for pin in self.pins)

    def levels(self, side: Side) -> list[float]:
        """Heights of the pins of one side."""
        return [pin.level for pin in self.pins if pin.side is side]

    @property
    def is_straight(self) -> bool:
        """Whether the line goes straight across the channel."""
        return self.bottom - self.top < 0.01 and len({pin.side for pin in self.pins}) == 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Where columns and upright lines are: x of the left sides of columns and channels, x of every trunk."""

    column_left: tuple[float, ...]
    channel_left: tuple[float, ...]
    channel_width: tuple[float, ...]
    trunk_x: Mapping[tuple[int, int], float]
    width: float
    tracks: Mapping[tuple[Trunk, ...], Mapping[tuple[int, int], int]]
    """Numbers of tracks, for each set of trunks that one channel holds."""


def channels(
    trunks: Sequence[Trunk],
    column_widths: Sequence[float],
    least_widths: Mapping[int, float],
    before: Channels | None = None,
) -> Channels:
    """Give every trunk its track; channel n is at the left of column n, and one is right of the last.

    What `before` holds of channels that are the same now is taken over.
    """
    count = len(column_widths)
    by_channel: list[list[Trunk]] = [[] for _ in range(count + 1)]
    for trunk in trunks:
        by_channel[trunk.channel].append(trunk)
    x = MARGIN
    column_left: list[float] = []
    channel_left: list[float] = []
    channel_width: list[float] = []
    trunk_x: dict[tuple[int, int], float] = {}
    all_tracks: dict[tuple[Trunk, ...], Mapping[tuple[int, int], int]] = {}
    for number, found in enumerate(by_channel):
        bent = tuple(trunk for trunk in found if not trunk.is_straight)
        known = before.tracks.get(bent) if before is not None else None
        tracks = all_tracks[bent] = _tracks(bent) if known is None else known
        used = max(tracks.values()) + 1 if tracks else 0
        outer = number in (0, count)
        least = 0.0 if outer and not found else max(0.0 if outer else CHANNEL_WIDTH, least_widths.get(number, 0.0))
        room = END_ROOM + (10.0 if outer else END_ROOM)
        wide = max(least, room + (used - 1) * LINE_TO_LINE if used else 0.0)
        spread = (used - 1) * LINE_TO_LINE
        first = x + (wide - spread) / 2
        if number == count and used:
            first = x + END_ROOM
        elif number == 0 and used:
            first = x + wide - END_ROOM - spread
        for trunk in found:
            trunk_x[trunk.key] = first + tracks[trunk.key] * LINE_TO_LINE if trunk.key in tracks else x + wide / 2
        channel_left.append(x)
        channel_width.append(wide)
        x += wide
        if number < count:
            column_left.append(x)
            x += column_widths[number]
    return Channels(
        column_left=tuple(column_left),
        channel_left=tuple(channel_left),
        channel_width=tuple(channel_width),
        trunk_x=trunk_x,
        width=x + MARGIN,
        tracks=all_tracks,
    )


def expected_widths(trunks: Sequence[Trunk], column_count: int) -> list[float]:
    """Estimate the widths of the channels from the most trunks that are beside each other in each."""
    ends: list[list[tuple[float, int]]] = [[] for _ in range(column_count + 1)]
    for trunk in trunks:
        if not trunk.is_straight:
            ends[trunk.channel] += [(trunk.top, 1), (trunk.bottom + LINE_TO_LINE, -1)]
    widths: list[float] = []
    for found in ends:
        beside = most = 0
        for _, change in sorted(found):
            beside += change
            most = max(most, beside)
        widths.append(max(CHANNEL_WIDTH, 2 * END_ROOM + most * _ORDERED * LINE_TO_LINE))
    return widths


def _tracks(trunks: Sequence[Trunk]) -> dict[tuple[int, int], int]:
    """Number the tracks from the left; trunks of one track do not touch."""
    ordered = _ordered(sorted(trunks, key=lambda trunk: (trunk.top, trunk.bottom, trunk.key)))
    ends: list[list[tuple[float, float]]] = []
    tracks: dict[tuple[int, int], int] = {}
    for trunk in ordered:
        top, bottom = trunk.top - LINE_TO_LINE, trunk.bottom + LINE_TO_LINE
        track = len(ends)
        while track > 0 and all(
            bottom <= other_top or other_bottom <= top for other_top, other_bottom in ends[track - 1]
        ):
            track -= 1
        if track == len(ends):
            ends.append([])
        ends[track].append((trunk.top, trunk.bottom))
        tracks[trunk.key] = track
    return tracks


def _ordered(trunks: Sequence[Trunk]) -> list[Trunk]:
    """Order trunks from the left so that few lines cross and none lie on each other.

    Greedy order of a weighted graph (Eades, Lin and Smyth, 1993): first what nothing wants to its left, last what
    wants nothing to its right, between them what gains most.
    """
    after: list[dict[int, int]] = [{} for _ in trunks]
    before: list[dict[int, int]] = [{} for _ in trunks]
    lefts = [sorted(trunk.levels(Side.LEFT)) for trunk in trunks]
    rights = [sorted(trunk.levels(Side.RIGHT)) for trunk in trunks]
    spans = [(trunk.top, trunk.bottom) for trunk in trunks]
    for one, (_, bottom) in enumerate(spans):
        for other in range(one + 1, len(trunks)):
            if spans[other][0] > bottom + SAME:
                break
            first = _crossings(rights[one], lefts[other], spans[one], spans[other])
            second = _crossings(rights[other], lefts[one], spans[other], spans[one])
            if first < second:
                after[one][other] = before[other][one] = second - first
            elif second < first:
                after[other][one] = before[one][other] = first - second
    out = [sum(found.values()) for found in after]
    into = [sum(found.values()) for found in before]
    waiting = dict.fromkeys(range(len(trunks)))
    head: list[int] = []
    tail: list[int] = []

    def take(number: int) -> None:
        del waiting[number]
        for other, weight in after[number].items():
            into[other] -= weight
        for other, weight in before[number].items():
            out[other] -= weight

    while waiting:
        number = next((number for number in waiting if into[number] == 0), None)
        if number is None:
            last = next((number for number in waiting if out[number] == 0), None)
            if last is not None:
                tail.append(last)
                take(last)
                continue
            number = max(waiting, key=lambda number: (out[number] - into[number], -number))
        head.append(number)
        take(number)
    return [trunks[number] for number in head + tail[::-1]]


def _crossings(
    rights: Sequence[float], lefts: Sequence[float], left_span: tuple[float, float], right_span: tuple[float, float]
) -> int:
    """Price of one trunk standing left of another: its right pins cross the other, the other's left pins cross it.

    Levels are ascending.
    """
    if len(rights) == 1 and len(lefts) == 1:
        right, left = rights[0], lefts[0]
        price = (right_span[0] < right < right_span[1]) + (left_span[0] < left < left_span[1])
        return price + _OVERLAP if -SAME < right - left < SAME else price
    price = max(bisect_left(rights, right_span[1]) - bisect_right(rights, right_span[0]), 0)
    price += max(bisect_left(lefts, left_span[1]) - bisect_right(lefts, left_span[0]), 0)
    for level in rights if len(rights) <= len(lefts) else lefts:
        others = lefts if len(rights) <= len(lefts) else rights
        near = bisect_left(others, level - SAME)
        if near < len(others) and others[near] < level + SAME:
            price += _OVERLAP
    return price
