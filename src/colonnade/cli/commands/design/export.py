"""Write a source in another notation.

What the notation does not say is listed. `jsonschema` says what a row of each entity is as JSON, `csv` is a data
dictionary with a row for each attribute.

\b
  colonnade export shop.colonnade.yaml --to dbml -o shop.dbml
  colonnade export postgresql://localhost/shop --to json
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.choice import Choice
from colonnade.cli.options import ENGINE, SOURCE, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import parts
from colonnade.workspace.design.exporting import Export, Exported, export
from colonnade.workspace.files import write_file
from colonnade.workspace.source import read_source


@verb(__doc__, name="export", result=Exported)
@SOURCE
@click.option("--to", "notation", type=Choice(Export), required=True, help="The notation.")
@output("PATH", "A file; without it the text goes to standard output.")
@ENGINE
def command(screen: Screen, *, source: str, notation: Export, output: Path | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        tell(f"Writing {notation}")
        written = export(read, notation)
    result = Exported(source=read.text, notation=notation, losses=written.losses, file=None, text=written.text)
    if output is not None:
        write_file(output, written.text)
        result = replace(result, file=str(output), text=None)

    def text(console: Console) -> None:
        if output is None:
            console.file.write(written.text)
            parts.losses(screen.err, written.losses, what="Not said")
        else:
            console.print(Text.assemble(("wrote ", "good"), str(output)))
            parts.losses(console, written.losses, what="Not said")

    return Answer(result=result, text=text)
