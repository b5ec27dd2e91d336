"""Write a data dictionary with search and diagrams.

The pages need no server and no network: an index that is searched as you type, a page for every entity with its
neighbours drawn, and the whole diagram to pan and zoom.

\b
  colonnade docs shop.colonnade.yaml -o dictionary/
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.options import ENGINE, SOURCE, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views.parts import count
from colonnade.workspace.design.dictionary import Documented, document
from colonnade.workspace.source import read_source


@verb(__doc__, name="docs", result=Documented)
@SOURCE
@output("DIR", "The folder of the pages; without it output.docs of colonnade.toml.")
@ENGINE
def command(screen: Screen, *, source: str, output: Path | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        if output is None:
            if read.project.file is None:
                raise click.UsageError("name a folder with -o: there is no colonnade.toml here that says one")
            output = read.project.path(read.project.settings.output.docs)
        made = document(read, output, tell=tell)

    def text(console: Console) -> None:
        size = f"{count(made.entities, 'entity', 'entities')}, {count(made.attributes, 'attribute')}"
        console.print(Text.assemble(("wrote ", "good"), str(Path(made.folder) / "index.html"), f": {size}"))

    return Answer(result=made, text=text)
