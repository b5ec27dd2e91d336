"""Make a model file of any source.

A source is a live database, a .sql file, a folder of migrations, a .dbml file.
The model holds the logical design, and beside it, under the engine's name, everything else that the engine knows, so
that nothing is lost. What a notation can't say is listed. Without -o the model goes to standard output.

\b
  colonnade import postgresql://localhost/shop -o shop.colonnade.yaml
  colonnade import migrations/ --engine postgresql -o shop.colonnade.yaml
"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from colonnade.cli.options import ENGINE, SOURCE_TO_READ, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import parts
from colonnade.cli.views.parts import count
from colonnade.workspace.design.importing import Imported, import_source
from colonnade.workspace.source import read_source


@verb(__doc__, name="import", result=Imported)
@SOURCE_TO_READ
@output("MODEL", "The model file, for example shop.colonnade.yaml.")
@ENGINE
def command(screen: Screen, *, source: str, output: Path | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        tell("Making a model")
        made = import_source(read, output)

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
    for each in made.files:
        console.print(Text.assemble(("wrote ", "good"), each))
    parts.losses(console, made.losses)
