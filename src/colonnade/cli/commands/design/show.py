"""Show what a source holds: counts, names, one object.

SOURCE is a model file, a .sql file, a folder of migrations, a .dbml file, a live URL or git:REV:PATH. NAME is a
table, view, routine or any other object, with or without its namespace, shown with all that belongs to it.

\b
  colonnade show shop.colonnade.yaml
  colonnade show postgresql://localhost/shop orders
  colonnade show schema.sql --format json
"""

from __future__ import annotations

import click

from colonnade.cli.options import ENGINE, SOURCE
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views.contents import contents
from colonnade.workspace.showing import Shown, show
from colonnade.workspace.source import read_source


@verb(__doc__, name="show", result=Shown)
@SOURCE
@click.argument("name", required=False)
@ENGINE
def command(screen: Screen, source: str, name: str | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        found = show(read_source(source, engine=engine, tell=tell), name, engine=engine)
    return Answer(result=found, text=lambda console: contents(console, found))
