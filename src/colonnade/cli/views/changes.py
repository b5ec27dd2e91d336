"""Differences and drift: `+` added, `-` removed, `~` changed, `>` renamed, the parts of a table under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import Console
from rich.text import Text

from colonnade.cli.views.parts import count, heading
from colonnade.plan.document import RenameDocument
from colonnade.workspace.differing import Change, Changed, Differences, FieldChange
from colonnade.workspace.wording import short

SIGNS: Mapping[Changed, tuple[str, str]] = {
    Changed.ADDED: ("+", "added"),
    Changed.REMOVED: ("-", "removed"),
    Changed.CHANGED: ("~", "changed"),
    Changed.RENAMED: (">", "renamed"),
}
"""Sign and style of a change."""


def differences(console: Console, found: Differences) -> None:
    """The difference of two sources."""
    if found.equal:
        console.print(Text.assemble(("no difference", "good"), f" between {found.before} and {found.after}"))
        return
    changes(console, found.changes)
    console.print()
    console.print(Text(summary(found.changes), "title"))
    suggestions(console, found.suggested_renames)


def changes(console: Console, found: Iterable[Change]) -> None:
    """Changes, those of one table together."""
    for relation, group in groupby(found, key=lambda change: change.on or change.name):
        members = list(group)
        whole = [each for each in members if each.on is None]
        parts = [each for each in members if each.on is not None]
        for each in whole:
            _line(console, each, indent=0)
        if parts and not whole:
            console.print(Text(f"  {relation}", "title"))
        for each in parts:
            _line(console, each, indent=2)


def _line(console: Console, change: Change, *, indent: int) -> None:
    sign, style = SIGNS[change.change]
    name = change.name if change.on is None else change.name.removeprefix(f"{change.on}.")
    text = Text.assemble(" " * indent, (f"{sign} {change.kind} ", style), (name, "title"))
    if change.to is not None:
        to = change.to if change.on is None else change.to.rpartition(".")[2]
        text.append_text(Text.assemble(" → ", (to, "title")))
    if change.what:
        text.append(f"  {change.what}", "quiet")
    console.print(text, soft_wrap=True)
    for each in _facts(change):
        console.print(Text.assemble(" " * (indent + 4), each), soft_wrap=True)


def _facts(change: Change) -> Iterator[Text]:
    for field in change.fields:
        yield _fact(field)


def _fact(field: FieldChange) -> Text:
    name = field.field.replace("_", " ")
    if field.before is None or field.after is None:
        sign, style, value = ("+", "added", field.after) if field.before is None else ("-", "removed", field.before)
        return Text.assemble((f"{sign} {name}: ", style), _value(value))
    return Text.assemble(
        (f"{name}: ", "quiet"), (_value(field.before), "removed"), " → ", (_value(field.after), "added")
    )


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return short(", ".join(f"{key}: {_value(each)}" for key, each in value.items()))
        case list() | tuple():
            return short(", ".join(_value(each) for each in value))
        case _:
            return short(str(value))


def summary(found: Iterable[Change]) -> str:
    """How many objects were added, removed, changed and renamed."""
    members = list(found)
    parts = [f"{number} {word.value}" for word in Changed if (number := sum(each.change is word for each in members))]
    return f"{count(len(members), 'difference')}: {', '.join(parts)}"


def suggestions(console: Console, found: Iterable[RenameDocument]) -> None:
    """Renames that the user may have meant."""
    members = list(found)
    if not members:
        return
    heading(console, "Did you mean a rename?")
    for each in members:
        console.print(
            Text.assemble(
                ("  > ", "renamed"), f"{each.kind} ", (each.name, "title"), " → ", (each.to, "title"),
                (f"  {each.evidence}", "quiet"),
            )
        )  # fmt: skip
        console.print(Text(f"      --rename {each.option}", "hint"))
