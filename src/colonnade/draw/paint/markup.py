"""Elements of XML, written with one spelling of numbers and one escape of texts."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.draw.text import escape


def number(value: float) -> str:
    """Write a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, attributes: Mapping[str, str | float], inner: str = "") -> str:
    """Return an element; attribute values are escaped, `inner` is markup already."""
    parts = [
        f' {key}="{escape(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()
    ]
    if inner:
        return f"<{name}{''.join(parts)}>{inner}</{name}>"
    return f"<{name}{''.join(parts)}/>"


def text(content: str, names: str, x: float, y: float) -> str:
    """Return a text element of the style classes `names`, its baseline beginning at (x, y)."""
    return tag("text", {"class": names, "x": x, "y": y}, escape(content)) if content else ""
