"""Lines and letters that go with the fills of boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from colonnade.model.diagram import FILLS, BoxStyle

INK: Final = "#1F2933"
LINE: Final = "#455A64"


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The frame of a box."""

    colour: str
    width_px: int


BORDERS: Final[Mapping[BoxStyle, Border]] = MappingProxyType(
    {
        BoxStyle.PII: Border(colour="#D32F2F", width_px=3),
        BoxStyle.CONFIDENTIAL: Border(colour="#EF6C00", width_px=2),
        BoxStyle.NORMAL: Border(colour="#1976D2", width_px=1),
    }
)

__all__ = ["BORDERS", "FILLS", "INK", "LINE", "Border"]
