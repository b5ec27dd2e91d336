"""What several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from colonnade.formats.losses import Loss

MOST_LOSSES = 15
"""Losses that are told in words; the document has all of them."""


def table(*headings: str, right: Sequence[str] = ()) -> Table:
    """A table with a line under its headings and none elsewhere."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="title", show_edge=False)
    for heading in headings:
        made.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return made


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 table`, `2 tables`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def heading(console: Console, text: str) -> None:
    """A heading between parts of an answer."""
    console.print()
    console.print(Text(text, "title"))


def losses(console: Console, found: Iterable[Loss], *, what: str = "Not taken over") -> None:
    """What did not survive a translation."""
    lost = list(found)
    if not lost:
        return
    heading(console, f"{what} ({len(lost)})")
    for each in lost[:MOST_LOSSES]:
        console.print(
            Text.assemble(("  ! ", "changed"), (each.object, "title"), f": {each.what} ", (f"({each.why})", "quiet"))
        )
    if len(lost) > MOST_LOSSES:
        console.print(Text(f"  and {len(lost) - MOST_LOSSES} more; --format json has all", "quiet"))


def duration(ms: float | None) -> str:
    """A time in the unit that suits it; a dash where nothing was measured."""
    match ms:
        case None:
            return "–"
        case _ if ms < 1:
            return "< 1 ms"
        case _ if ms < 1000:
            return f"{ms:.0f} ms"
        case _ if ms < 120_000:
            return f"{ms / 1000:.1f} s"
        case _:
            return f"{ms / 60_000:.0f} min"
