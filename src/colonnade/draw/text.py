"""Texts on a drawing: made safe for XML, measured, and cut to a width."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from colonnade.draw.advance import BOLD, REGULAR


class Face(StrEnum):
    """The three faces a drawing is set in."""

    REGULAR = "regular"
    BOLD = "bold"
    MONO = "mono"


ELLIPSIS: Final = "\u2026"
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
_BIDI_CONTROLS: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STARTS: Final = tuple(start for start, _ in REGULAR)
_MONO_HUNDREDTHS: Final = 62
"""DejaVu Sans Mono is 60.2, Liberation Mono, Courier and Menlo 60, Consolas 55."""


def clean(text: str) -> str:
    """Return `text` in one line, without what XML 1.0 forbids and without controls that reorder other texts.

    Source: XML 1.0 fifth edition, production 2 (Char); Unicode Standard Annex 9, explicit directional formatting.
    """
    kept: list[str] = []
    for char in text:
        if char in "\t\n\r\u2028\u2029":
            kept.append(" ")
        elif char not in _BIDI_CONTROLS and _is_drawable(char):
            kept.append(char)
    return "".join(kept).strip()


def _is_drawable(char: str) -> bool:
    code = ord(char)
    if code < 0x7F:
        return code >= 0x20
    return unicodedata.category(char) not in {"Cc", "Cs"} and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def escape(text: str) -> str:
    """Return `text`, cleaned, for XML character data and for attribute values in double or single quotes."""
    safe = clean(text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        safe = safe.replace(char, entity)
    return safe


def width(text: str, size: float, face: Face = Face.REGULAR) -> float:
    """Return the width of `text` set at `size`, in the unit of `size`; never less than what a usual font needs."""
    return sum(_hundredths(char, face) for char in text) * size / 100


@lru_cache(maxsize=8192)
def _hundredths(char: str, face: Face) -> int:
    code = ord(char)
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    wide = unicodedata.east_asian_width(char) in {"W", "F"} or code >= 0x1F000
    if face is Face.MONO:
        return 130 if wide else _MONO_HUNDREDTHS if code < 0x0500 else 100
    if wide:
        return 130 if code >= 0x1F000 else 105
    runs = BOLD if face is Face.BOLD else REGULAR
    start, advances = runs[max(bisect_right(_STARTS, code) - 1, 0)]
    return advances[code - start] if 0 <= code - start < len(advances) else 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A text as it is drawn; `cut` says that the reader sees only its beginning."""

    text: str
    width: float
    cut: bool


def fit(text: str, limit: float, size: float, face: Face = Face.REGULAR) -> Fitted:
    """Return `text`, cleaned and ended by an ellipsis where it is wider than `limit`."""
    whole = clean(text)
    full = width(whole, size, face)
    if full <= limit:
        return Fitted(text=whole, width=full, cut=False)
    room = limit - width(ELLIPSIS, size, face)
    used, end = 0.0, 0
    for index, char in enumerate(whole):
        used += _hundredths(char, face) * size / 100
        if used > room:
            break
        end = index + 1
    while end > 0 and (whole[end] in _JOINERS or unicodedata.combining(whole[end]) or whole[end - 1] == "\u200d"):
        end -= 1
    shown = whole[:end].rstrip() + ELLIPSIS
    return Fitted(text=shown, width=width(shown, size, face), cut=True)
