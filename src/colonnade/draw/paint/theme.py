"""Colours and style sheets of a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from colonnade.draw.arrange.places import AREA_SIZE
from colonnade.draw.arrange.sizes import NAME_SIZE, SUBTITLE_SIZE, TITLE_SIZE, TYPE_SIZE
from colonnade.draw.arrange.spacing import LABEL_SIZE

SANS: Final = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, "
    "'Liberation Sans', 'DejaVu Sans', sans-serif"
)
MONO: Final = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace"


class Theme(StrEnum):
    """Light, dark, or whichever of the two the viewer prefers."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of one theme, as CSS writes them."""

    page: str
    card: str
    text: str
    muted: str
    rule: str
    line: str
    area: str
    area_edge: str
    normal: str
    normal_edge: str
    pii: str
    pii_edge: str
    confidential: str
    confidential_edge: str
    key: str
    reference: str
    unique: str
    accent: str


LIGHT: Final = Palette(
    page="#ffffff",
    card="#ffffff",
    text="#17242f",
    muted="#5d6d7c",
    rule="#dfe6ec",
    line="#64788a",
    area="#f5f7fa",
    area_edge="#cdd6df",
    normal="#E8F4F8",
    normal_edge="#1976d2",
    pii="#FFE6E6",
    pii_edge="#d32f2f",
    confidential="#FFF3E0",
    confidential_edge="#ef6c00",
    key="#b7791f",
    reference="#1976d2",
    unique="#00796b",
    accent="#7b1fa2",
)
DARK: Final = Palette(
    page="#0f161d",
    card="#182029",
    text="#e6edf3",
    muted="#93a1af",
    rule="#2b3641",
    line="#8398aa",
    area="#131c25",
    area_edge="#33414e",
    normal="#16384d",
    normal_edge="#4ea3ee",
    pii="#4b2126",
    pii_edge="#f2777a",
    confidential="#4a3218",
    confidential_edge="#ffab5e",
    key="#e0b050",
    reference="#6cb4f5",
    unique="#4db6a8",
    accent="#ce93d8",
)


def style_sheet(theme: Theme) -> str:
    """Return the CSS of a drawing that stands alone."""
    match theme:
        case Theme.LIGHT:
            return shapes() + colours(LIGHT, "")
        case Theme.DARK:
            return shapes() + colours(DARK, "")
        case Theme.AUTO:
            return shapes() + colours(LIGHT, "") + "@media (prefers-color-scheme:dark){" + colours(DARK, "") + "}"
        case _:
            assert_never(theme)


def shapes() -> str:
    """Return the rules that are the same in every theme."""
    return (
        f".cn-diagram text{{font-family:{SANS}}}"
        f".cn-diagram .cn-title{{font-size:{TITLE_SIZE:g}px;font-weight:700}}"
        f".cn-diagram .cn-sub{{font-family:{MONO};font-size:{SUBTITLE_SIZE:g}px}}"
        f".cn-diagram .cn-name{{font-size:{NAME_SIZE:g}px}}"
        f".cn-diagram .cn-must{{font-weight:700}}"
        f".cn-diagram .cn-type{{font-family:{MONO};font-size:{TYPE_SIZE:g}px;text-anchor:end}}"
        f".cn-diagram .cn-label{{font-size:{LABEL_SIZE:g}px;text-anchor:middle;paint-order:stroke;"
        "stroke-width:4px;stroke-linejoin:round}"
        f".cn-diagram .cn-caption{{font-size:{AREA_SIZE:g}px;font-weight:700}}"
        ".cn-diagram .cn-heading{font-size:22px;font-weight:700}"
        ".cn-diagram .cn-small{font-size:12px}"
        ".cn-diagram .cn-frame{fill:none;stroke-width:1.4px}"
        ".cn-diagram .cn-line{fill:none;stroke-width:1.4px;stroke-linejoin:round}"
        ".cn-diagram .cn-loose{stroke-dasharray:6 4}"
        ".cn-diagram .cn-sign{stroke-width:1.4px;stroke-linecap:round;stroke-linejoin:round}"
        ".cn-diagram .cn-area{stroke-width:1px;stroke-dasharray:2 3}"
        ".cn-diagram .cn-icon{fill:none;stroke-width:1.5px;stroke-linecap:round;stroke-linejoin:round}"
    )


def colours(palette: Palette, scope: str) -> str:
    """Return the rules that paint with `palette`, for drawings inside what the selector `scope` finds."""
    p = palette
    rules = (
        (".cn-page", f"fill:{p.page}"),
        (".cn-card", f"fill:{p.card}"),
        ("text", f"fill:{p.text}"),
        (".cn-sub,.cn-type,.cn-maybe,.cn-small,.cn-caption", f"fill:{p.muted}"),
        (".cn-label", f"fill:{p.text};stroke:{p.page}"),
        (".cn-rule", f"stroke:{p.rule}"),
        (".cn-area", f"fill:{p.area};stroke:{p.area_edge}"),
        (".cn-line", f"stroke:{p.line}"),
        (".cn-sign", f"stroke:{p.line};fill:{p.page}"),
        (".cn-foot", "fill:none"),
        (".cn-full,.cn-joint", f"fill:{p.line}"),
        (".cn-normal .cn-head", f"fill:{p.normal}"),
        (".cn-normal .cn-frame", f"stroke:{p.normal_edge}"),
        (".cn-pii .cn-head", f"fill:{p.pii}"),
        (".cn-pii .cn-frame", f"stroke:{p.pii_edge}"),
        (".cn-confidential .cn-head", f"fill:{p.confidential}"),
        (".cn-confidential .cn-frame", f"stroke:{p.confidential_edge}"),
        (".cn-key", f"stroke:{p.key}"),
        (".cn-ref", f"stroke:{p.reference}"),
        (".cn-uniq", f"stroke:{p.unique}"),
        (".cn-lock", f"stroke:{p.pii_edge}"),
        (".cn-shield", f"stroke:{p.confidential_edge}"),
    )
    prefix = f"{scope} .cn-diagram " if scope else ".cn-diagram "
    return "".join(
        ",".join(prefix + part for part in selectors.split(",")) + "{" + declarations + "}"
        for selectors, declarations in rules
    )
