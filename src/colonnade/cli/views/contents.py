"""What a source holds."""

from __future__ import annotations

from collections.abc import Mapping

from rich.columns import Columns
from rich.console import Console
from rich.text import Text

from colonnade.cli.views.parts import heading, table
from colonnade.workspace.showing import NamedObject, ObjectShown, Shown

_OWN = {"indexes_own", "foreign_keys_own", "triggers_own"}
_LISTED = ("table", "virtual_table", "view", "materialized_view")
MOST_LISTED = 60
"""Names that are listed; the document has all of them."""


def contents(console: Console, found: Shown) -> None:
    """Counts and names, or one object."""
    if found.shown:
        for each in found.shown:
            _object(console, each)
        return
    console.print(Text.assemble((found.name, "title"), f"  {found.form} {found.source}, {found.engine}"))
    console.print()
    _counts(console, found.counts)
    for kind in _LISTED:
        names = [each.name for each in found.objects if each.kind == kind]
        if names:
            heading(console, f"{kind.replace('_', ' ').capitalize()}s ({len(names)})")
            console.print(Columns(names[:MOST_LISTED], padding=(0, 3), column_first=True))
            if len(names) > MOST_LISTED:
                console.print(Text(f"and {len(names) - MOST_LISTED} more; --format json has all", "quiet"))


def _counts(console: Console, counts: Mapping[str, int]) -> None:
    shown = {word: number for word, number in counts.items() if number and word not in _OWN}
    cells = [Text.assemble((f"{number:>7,} ", "title"), word.replace("_", " ")) for word, number in shown.items()]
    console.print(Columns(cells, padding=(0, 2), column_first=True))


def _object(console: Console, each: ObjectShown) -> None:
    console.print(Text.assemble((each.name, "title"), f"  {each.kind.replace('_', ' ')}"))
    if each.comment:
        console.print(Text(each.comment, "quiet"))
    if each.columns:
        made = table("column", "type", "key", "required", "default", "comment")
        for column in each.columns:
            made.add_row(
                Text(column.name, "title" if "PK" in column.key else ""),
                column.type,
                " ".join(column.key),
                "yes" if column.required else "",
                column.default or "",
                column.comment or "",
            )
        console.print()
        console.print(made)
    _list(console, "Parts", each.parts)
    _list(console, "Refers to", each.refers_to)
    _list(console, "Referred to by", each.referred_to_by)
    _list(console, "Used by", each.used_by)
    if not each.columns:
        console.print()
        for key, value in each.definition.items():
            console.print(Text.assemble((f"{key.replace('_', ' ')}: ", "quiet"), str(value)))
    console.print()


def _list(console: Console, title: str, members: tuple[NamedObject, ...]) -> None:
    if not members:
        return
    heading(console, title)
    for each in members:
        console.print(
            Text.assemble(f"  {each.kind.replace('_', ' ')} ", (each.name, "title"), (f"  {each.what}", "quiet"))
        )
