"""Small words of HTML; every text is escaped where it enters."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def text(value: str) -> str:
    """A text as the content or attribute of an element."""
    return escape(value, quote=True)


def tag(name: str, inner: str, **attributes: str) -> str:
    """An element around markup; a name that Python keeps for itself has an underscore behind it."""
    shown = "".join(f' {key.rstrip("_")}="{text(value)}"' for key, value in attributes.items())
    return f"<{name}{shown}>{inner}</{name}>"


def join(parts: Iterable[str]) -> str:
    """Pieces of markup one after another."""
    return "\n".join(part for part in parts if part)


def number(value: int) -> str:
    """A number with its thousands apart.

    >>> number(17943)
    '17,943'
    """
    return f"{value:,}"


def seconds(elapsed_ms: float) -> str:
    """A time in words.

    >>> seconds(312.4), seconds(4211)
    ('312 ms', '4.2 s')
    """
    return f"{elapsed_ms:.0f} ms" if elapsed_ms < 1000 else f"{elapsed_ms / 1000:.1f} s"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, class_: str = "") -> str:
    """A table; the cells are markup."""
    titles = "".join(tag("th", text(each), scope="col") for each in head)
    body = join(tag("tr", "".join(tag("td", cell) for cell in row)) for row in rows)
    inner = tag("thead", tag("tr", titles)) + tag("tbody", body)
    return tag("div", tag("table", inner, class_=class_), class_="scroll")


def folded(summary: str, inner: str, *, class_: str = "") -> str:
    """Markup that opens at a click."""
    return tag("details", tag("summary", summary) + inner, class_=class_)
