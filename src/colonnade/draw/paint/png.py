"""A layout as PNG, rendered by resvg (an optional extra)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from colonnade.draw.geometry import Layout
from colonnade.draw.paint.frame import frame
from colonnade.draw.paint.markup import tag
from colonnade.draw.paint.svg import svg
from colonnade.draw.paint.theme import Theme
from colonnade.errors import InputError, WorldError

MOST_PIXELS: Final = 80_000_000
"""Bigger pictures are scaled down to this: the renderer takes four bytes a pixel, twice."""
_FAMILIES: Final = (
    "",
    "DejaVu Sans",
    "Liberation Sans",
    "Noto Sans",
    "Open Sans",
    "Roboto",
    "Ubuntu",
    "Cantarell",
    "FreeSans",
    "Verdana",
)
"""Faces tried for text, the first one being the renderer's own choice (Arial)."""


class NoRendererError(WorldError):
    """The optional library that renders PNG is not installed."""

    code = "CO361"


class NoFontError(WorldError):
    """No font was found, so the picture would have no text."""

    code = "CO362"


class BadScaleError(InputError):
    """The scale is not a positive number."""

    code = "CO163"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Font files to use beside those of the system; `family` names the face they hold."""

    files: tuple[str, ...] = ()
    family: str = ""
    system: bool = True
    """Whether the system's fonts are looked at."""


_SYSTEM_FONTS: Final = Fonts()


def png(layout: Layout, *, theme: Theme = Theme.LIGHT, scale: float = 2.0, fonts: Fonts = _SYSTEM_FONTS) -> bytes:
    """Return the drawing as PNG, `scale` pixels to a unit, fewer where it would have over `MOST_PIXELS`.

    `Theme.AUTO` is light, as a PNG has no viewer to ask. Raises `NoRendererError` where `resvg_py` is not installed,
    `NoFontError` where no font is, and `BadScaleError`.
    """
    if not (math.isfinite(scale) and scale > 0):
        raise BadScaleError(f"{scale} is no scale", hint="give a number above 0", fields={"scale": scale})
    around = frame(layout)
    zoom = min(scale, math.sqrt(MOST_PIXELS / (around.width * around.height)))
    text = svg(layout, Theme.DARK if theme is Theme.DARK else Theme.LIGHT)
    return _rendered(text, fonts, _family(fonts), zoom)


@lru_cache(maxsize=8)
def _family(fonts: Fonts) -> str:
    """Find a face that the renderer can set: it drops text silently when it knows none of the faces asked for."""
    canvas: dict[str, str | float] = {"xmlns": "http://www.w3.org/2000/svg", "width": 20, "height": 20}
    blank, probe = tag("svg", canvas), tag("svg", canvas, tag("text", {"y": 15, "font-family": "sans-serif"}, "M"))
    nothing = _rendered(blank, fonts, "", 1.0)
    for family in (fonts.family, *_FAMILIES) if fonts.family else _FAMILIES:
        if _rendered(probe, fonts, family, 1.0) != nothing:
            return family
    raise NoFontError(
        "no font was found, so a PNG would have no text",
        hint="install one, such as Debian's fonts-dejavu-core, or name font files; or write SVG or HTML instead",
    )


def _rendered(text: str, fonts: Fonts, family: str, zoom: float) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise NoRendererError(
            "PNG needs the package resvg-py",
            hint="pip install 'colonnade[png]'; or write SVG or HTML instead",
        ) from error
    return svg_to_bytes(
        svg_string=text,
        zoom=zoom,
        skip_system_fonts=not fonts.system,
        font_files=list(fonts.files) or None,
        font_family=family or None,
        sans_serif_family=family or None,
    )
