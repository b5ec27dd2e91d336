"""Draw a source, as text or as a picture.

Text for Mermaid, PlantUML, D2 or Graphviz, an SVG, a PNG, or one HTML page.
The HTML page needs no other file: pan, zoom, search, click an entity for its details. --area shows one subject area
(or namespace), --around an entity with its neighbours. Without -o the diagram goes to standard output.

\b
  colonnade diagram shop.colonnade.yaml -o shop.html
  colonnade diagram postgresql://localhost/shop --as mermaid --around orders --depth 2
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.choice import Choice
from colonnade.cli.options import ENGINE, SOURCE, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import parts
from colonnade.cli.views.parts import count
from colonnade.draw import Theme
from colonnade.formats.losses import Written
from colonnade.workspace.design.drawing import Drawn, Notation, Part, diagram, draw, notation_of
from colonnade.workspace.files import write_file
from colonnade.workspace.source import read_source


@verb(__doc__, name="diagram", result=Drawn)
@SOURCE
@click.option("--as", "given", type=Choice(Notation), help="The notation; without it the ending of -o tells.")
@output("PATH", "A file; without it the diagram goes to standard output.")
@click.option("--area", metavar="AREA", help="Only one subject area, or namespace.")
@click.option("--around", "centre", metavar="ENTITY", help="Only an entity and what is near it.")
@click.option("--depth", type=click.IntRange(min=0), default=1, show_default=True, help="How far --around goes.")
@click.option("--keys", is_flag=True, help="Only attributes of keys and relationships.")
@click.option("--views", is_flag=True, help="Views too.")
@click.option("--theme", type=Choice(Theme), default=Theme.AUTO, show_default=True, help="For pictures.")
@ENGINE
def command(
    screen: Screen,
    *,
    source: str,
    given: Notation | None,
    output: Path | None,
    area: str | None,
    centre: str | None,
    depth: int,
    keys: bool,
    views: bool,
    theme: Theme,
    engine: str | None,
) -> Answer:
    notation = notation_of(given, output)
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        shown = diagram(read, Part(area=area, around=centre, depth=depth, keys=keys, views=views))
        made = draw(shown, notation, theme=theme, tell=tell)
    content = made.text if isinstance(made, Written) else made
    if output is not None:
        write_file(output, content)
    result = Drawn(
        source=read.text,
        notation=notation,
        entities=len(shown.boxes),
        relationships=len(shown.edges),
        losses=(*read.losses, *(made.losses if isinstance(made, Written) else ())),
        file=str(output) if output is not None else None,
        text=content if output is None and isinstance(content, str) else None,
    )

    def text(console: Console) -> None:
        if output is None:
            _print(console, content)
            parts.losses(screen.err, result.losses, what="Not shown as it is")
            return
        size = f"{count(result.entities, 'entity', 'entities')}, {count(result.relationships, 'relationship')}"
        console.print(Text.assemble(("wrote ", "good"), str(output), f": {size}"))
        parts.losses(console, result.losses, what="Not shown as it is")

    return Answer(result=result, text=text)


def _print(console: Console, content: str | bytes) -> None:
    if isinstance(content, str):
        console.file.write(content if content.endswith("\n") else f"{content}\n")
        return
    if console.is_terminal:
        raise click.UsageError("a PNG does not go to a terminal: name a file with -o")
    sys.stdout.buffer.write(content)
