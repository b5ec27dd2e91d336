"""Signs: the ends of lines, key marks, locks; drawn as paths, so that no font and no emoji is needed."""

from __future__ import annotations

from typing import Final, assert_never

from colonnade.draw.geometry import Point, Side
from colonnade.draw.paint.markup import number, tag
from colonnade.model.diagram import Edge, EdgeKind, Mark, Multiplicity

ICON_SIZE: Final = 14.0

_SYMBOLS: Final = (
    ("key", "M8.9 5.1a3 3 0 1 1 0-.01M6.1 7 1.6 11.6v1.3h1.7M3.4 9.8l1.6 1.6"),
    ("ref", "M2 3v8M2 7h9.4M8.4 4l3 3-3 3"),
    ("uniq", "M7 1.9 12.1 7 7 12.1 1.9 7zM6.2 6 7.2 5.2v3.8"),
    ("lock", "M4.4 6.2V4.6a2.6 2.6 0 0 1 5.2 0v1.6M3 6.2h8v5.9H3zM7 8.6v1.3"),
    ("shield", "M7 1.6 11.8 3.3v3.5c0 2.9-2 4.7-4.8 5.7-2.8-1-4.8-2.8-4.8-5.7V3.3zM7 4.6v3M7 9.7v.05"),
)


def symbols() -> str:
    """Return the definitions that `icon` refers to."""
    return "".join(
        tag("symbol", {"id": f"cn-i-{name}", "viewBox": "0 0 14 14"}, tag("path", {"d": path}))
        for name, path in _SYMBOLS
    )


def icon(name: str, x: float, y: float, size: float = ICON_SIZE) -> str:
    """Return the sign `name` with its top left corner at (x, y)."""
    names = f"cn-icon cn-{name}"
    return tag("use", {"href": f"#cn-i-{name}", "class": names, "x": x, "y": y, "width": size, "height": size})


def mark_icon(mark: Mark) -> str:
    """Return the name of the sign for a key mark."""
    match mark:
        case Mark.PRIMARY:
            return "key"
        case Mark.FOREIGN:
            return "ref"
        case Mark.UNIQUE:
            return "uniq"
        case _:
            assert_never(mark)


def source_sign(edge: Edge, at: Point, side: Side) -> str:
    """Return the sign at the source's end of `edge`."""
    match edge.kind:
        case EdgeKind.INHERITANCE:
            return ""
        case EdgeKind.COMPOSITION:
            return _diamond(at, side, "cn-sign cn-full")
        case EdgeKind.AGGREGATION:
            return _diamond(at, side, "cn-sign")
        case EdgeKind.ASSOCIATION:
            return multiplicity_sign(edge.source_end, at, side)
        case _:
            assert_never(edge.kind)


def target_sign(edge: Edge, at: Point, side: Side) -> str:
    """Return the sign at the target's end of `edge`."""
    match edge.kind:
        case EdgeKind.INHERITANCE:
            out = _out(side)
            tip, base = number(at.x), number(at.x + out * 13)
            d = f"M{tip} {number(at.y)}L{base} {number(at.y - 6)}V{number(at.y + 6)}Z"
            return tag("path", {"class": "cn-sign", "d": d})
        case EdgeKind.COMPOSITION | EdgeKind.AGGREGATION | EdgeKind.ASSOCIATION:
            return multiplicity_sign(edge.target_end, at, side)
        case _:
            assert_never(edge.kind)


def multiplicity_sign(end: Multiplicity, at: Point, side: Side) -> str:
    """Return bars, ring and crow's foot: the many end spreads at the box, the least number stands behind it."""
    out = _out(side)
    match end:
        case Multiplicity.ONE:
            return _path(_bar(at, out * 6) + _bar(at, out * 10.5))
        case Multiplicity.ZERO_OR_ONE:
            return _path(_bar(at, out * 6)) + _ring(at, out * 13.5)
        case Multiplicity.ONE_OR_MORE:
            return _path(_foot(at, out) + _bar(at, out * 14.5))
        case Multiplicity.ZERO_OR_MORE:
            return _path(_foot(at, out)) + _ring(at, out * 15)
        case _:
            assert_never(end)


def _out(side: Side) -> int:
    return 1 if side is Side.RIGHT else -1


def _bar(at: Point, distance: float) -> str:
    return f"M{number(at.x + distance)} {number(at.y - 5)}v10"


def _foot(at: Point, out: int) -> str:
    tip = f"L{number(at.x + out * 11)} {number(at.y)}"
    return f"M{number(at.x)} {number(at.y - 5.5)}{tip}L{number(at.x)} {number(at.y + 5.5)}"


def _ring(at: Point, distance: float) -> str:
    return tag("circle", {"class": "cn-sign", "cx": at.x + distance, "cy": at.y, "r": 3.8})


def _diamond(at: Point, side: Side, names: str) -> str:
    out = _out(side)
    x, y = at.x, at.y
    points = ((x, y), (x + out * 9, y - 5.2), (x + out * 18, y), (x + out * 9, y + 5.2))
    d = "M" + "L".join(f"{number(px)} {number(py)}" for px, py in points) + "Z"
    return tag("path", {"class": names, "d": d})


def _path(d: str) -> str:
    return tag("path", {"class": "cn-sign cn-foot", "d": d})
