"""Start a project.

It begins with settings, a first model, and a folder for plans. DIR is made where it is absent; what stands in it is
left as it is.

\b
  colonnade init shop
  cd shop
  colonnade show shop.colonnade.yaml
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.workspace.design.starting import Started, start


@verb(__doc__, name="init", result=Started)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="The name of the model; without it that of the folder.")
def command(_screen: Screen, *, folder: Path, name: str | None) -> Answer:
    made = start(folder, name)

    def text(console: Console) -> None:
        for each in made.files:
            console.print(Text.assemble(("made ", "good"), str(Path(made.folder) / each)))
        console.print()
        console.print(Text.assemble("Now: ", (f"colonnade show {made.model}", "hint")))
        console.print(Text(f"     colonnade diagram {made.model} -o {made.name}.html", "hint"))
        console.print(Text(f"     colonnade ddl {made.model} --target postgresql", "hint"))

    return Answer(result=made, text=text)
