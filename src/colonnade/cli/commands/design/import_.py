"""Make a model file of any source.

A source is a live database, a .sql file, a folder of migrations, a .dbml file.
The model holds the logical design, and beside it, under the engine's name, everything else that the engine knows, so
that nothing is lost. What a notation can't say is listed. Without -o the model goes to standard output.

A MODEL that is there already keeps its comments, its order, its ids and all that the source does not hold. What the
source says otherwise goes into it and is told; what only the model has stays and is told, unless --prune takes it away.

\b
  colonnade import postgresql://localhost/shop -o shop.colonnade.yaml
  colonnade import env:staging -o shop.colonnade.yaml --dry-run
  colonnade import migrations/ --engine postgresql -o shop.colonnade.yaml
"""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.options import ENGINE, SOURCE_TO_READ, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import parts
from colonnade.cli.views.parts import count
from colonnade.store import Respelling
from colonnade.workspace.design.importing import Imported, Over, import_source
from colonnade.workspace.design.merging import Merged, Merging
from colonnade.workspace.source import read_source


@verb(__doc__, name="import", result=Imported)
@SOURCE_TO_READ
@output("MODEL", "The model file, for example shop.colonnade.yaml.")
@click.option("--split", is_flag=True, help="A file for each area, or namespace, and one for each engine's overlay.")
@click.option("--prune", "over", flag_value=Over.PRUNE, help="Take away what a MODEL has that the source has not.")
@click.option("--replace", "over", flag_value=Over.REPLACE, help="Write a MODEL anew; what people wrote in it is lost.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would change, but write nothing.")
@ENGINE
def command(
    screen: Screen,
    *,
    source: str,
    output: Path | None,
    split: bool,
    over: Over | None,
    dry: bool,
    engine: str | None,
) -> Answer:
    if output is None and (split or over is not None or dry):
        raise click.UsageError("--split, --prune, --replace and --dry-run are about a file: name it with -o")
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        tell("Making a model")
        made = import_source(read, output, over=over or Over.MERGE, split=split, dry=dry, tell=tell)

    def text(console: Console) -> None:
        if made.text is not None:
            console.file.write(made.text)
            parts.losses(screen.err, made.losses)
        else:
            _told(console, made)

    return Answer(result=made, text=text)


def _told(console: Console, made: Imported) -> None:
    console.print(Text.assemble(("imported ", "good"), (made.model, "title"), f" from {made.source}"))
    facts = [
        count(made.entities, "entity", "entities"),
        count(made.relationships, "relationship"),
        count(made.views, "view"),
        count(made.domains, "domain"),
        *(f"{count(number, 'object')} of {engine} only" for engine, number in made.engines.items()),
    ]
    console.print(f"  {', '.join(facts)}")
    for difference in made.differences:
        console.print(_difference(difference), soft_wrap=True)
    for each in made.files:
        console.print(Text.assemble(("wrote ", "good"), each))
    if made.respelling is Respelling.NOTHING:
        console.print(Text("the file says all of it already", "good"))
    elif made.respelling is Respelling.WHOLE:
        console.print(Text(f"written anew: {made.respelling.value}", "changed"))
    parts.losses(console, made.losses)


_STYLES = {
    Merging.ADDED: "added",
    Merging.CHANGED: "changed",
    Merging.REMOVED: "removed",
    Merging.KEPT: "quiet",
    Merging.OPEN: "wrong",
}
_WORDS = {
    Merging.KEPT: " (only in the model; --prune takes it away)",
    Merging.OPEN: " (the model says this in another way: look at it yourself)",
}


def _difference(each: Merged) -> Text:
    what = f" {each.field}: {_value(each.before)} -> {_value(each.after)}" if each.field is not None else ""
    return Text.assemble(
        (f"  {each.what.value:8}", _STYLES[each.what]), f"{each.thing}{what}", _WORDS.get(each.what, "")
    )


def _value(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)
