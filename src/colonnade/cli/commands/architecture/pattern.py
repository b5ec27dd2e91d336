"""Patterns of design: list them, read one, put one into a model.

A pattern is put into the file of a model as edits: comments and all else in the file stay. From then on it is part of
the model like any other, and is checked, drawn, realised and migrated with it.

\b
  colonnade pattern list
  colonnade pattern show outbox
  colonnade pattern apply outbox --to order shop.colonnade.yaml --dry-run
  colonnade pattern apply money --to invoice --set amount=total shop.colonnade.yaml
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.options import SOURCE
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, group, verb
from colonnade.cli.views.parts import count, table
from colonnade.errors import InputError
from colonnade.workspace.architecture.patterning import (
    AppliedPattern,
    ListedPattern,
    ShownPattern,
    apply_pattern,
    listed_patterns,
    shown_pattern,
)

NAME = click.argument("name", metavar="NAME")
_DIFF = {"+": "added", "-": "removed", "@": "renamed"}


class BadSettingError(InputError):
    """A setting of a pattern is not KEY=VALUE."""

    code = "CO179"


def _settings(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not (key and equals and value):
            raise BadSettingError(f"{text!r} is not KEY=VALUE", hint="for example --set amount=total")
        found[key.strip()] = value.strip()
    return found


@verb("List the patterns.", name="list", result=tuple[ListedPattern, ...])
def list_(_screen: Screen) -> Answer:
    found = listed_patterns()

    def text(console: Console) -> None:
        made = table("name", "also", "what it is")
        for each in found:
            made.add_row(each.name, ", ".join(each.also), f"{each.title}: {each.about}")
        console.print(made)

    return Answer(result=found, text=text)


@verb(
    "Show the page of a pattern: when to take it, when not, what it costs, what it takes.",
    name="show",
    result=ShownPattern,
)
@NAME
def show(_screen: Screen, *, name: str) -> Answer:
    found = shown_pattern(name)

    def text(console: Console) -> None:
        console.print(found.page, soft_wrap=True)
        made = table("--set", "names a", "what it is", "without it")
        for each in found.takes:
            made.add_row(each.name, each.kind, each.about, "must be given" if each.default is None else each.default)
        if found.takes:
            console.print(made)
        for engine, said in found.fallbacks.items():
            console.print(Text.assemble((f"{engine}: ", "title"), said), soft_wrap=True)

    return Answer(result=found, text=text)


@verb(
    """Put a pattern into the file of a model.

    Refused where the entity is not there, where a name is taken, and where the pattern is applied already; then nothing
    is written. --dry-run shows the edits and the diff, and writes nothing.
    """,
    name="apply",
    result=AppliedPattern,
)
@NAME
@SOURCE
@click.option("--to", metavar="ENTITY", required=True, help="The entity that it is applied to.")
@click.option(
    "--set", "settings", metavar="KEY=VALUE", multiple=True, callback=_settings, help="What the pattern takes."
)
@click.option("--dry-run", "dry", is_flag=True, help="Show the edits, but write nothing.")
def apply_(_screen: Screen, *, name: str, source: str, to: str, settings: dict[str, str], dry: bool) -> Answer:
    done = apply_pattern(name, Path(source), to=to, settings=settings, dry=dry)

    def text(console: Console) -> None:
        for each in done.edits:
            console.print(Text.assemble((f"{each.edit} ", "changed"), ".".join(each.at)), soft_wrap=True)
        for line in done.diff.splitlines():
            console.print(Text(line, _DIFF.get(line[:1], "")), soft_wrap=True)
        said = "would be made" if dry else "made"
        console.print(
            Text.assemble((done.pattern, "title"), f" on {done.entity}: {count(len(done.edits), 'edit')} {said}")
        )
        for file in done.files:
            console.print(Text.assemble(("wrote ", "good"), file))

    return Answer(result=done, text=text)


command = group(__doc__, name="pattern", verbs=(list_, show, apply_))
