"""Print the complete DDL of a source on an engine.

Without -o the script goes to standard output, ready for psql or sqlite3. With -o DIR it is written in components
(types, tables, partitions, constraints, indexes, procedures, views, triggers, security) with one script of all of
them, a script that takes everything away again, and a deployment guide with prerequisites and verification queries.

\b
  colonnade ddl shop.colonnade.yaml --target postgresql | psql shop
  colonnade ddl postgresql://localhost/shop -o deploy/
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.options import ENGINE, SOURCE, output, words
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, Format, verb
from colonnade.cli.views.parts import count, losses, table
from colonnade.workspace.ddl.deployment import write_ddl
from colonnade.workspace.ddl.making import DdlResult, ddl, ddl_result
from colonnade.workspace.source import read_source


@verb(__doc__, name="ddl", result=DdlResult, formats=(Format.SQL, Format.TEXT, Format.JSON))
@SOURCE
@click.option("--target", metavar="ENGINE", help="The engine; without it that of the source.")
@click.option("--if-not-exists", is_flag=True, help="Make only what is absent, so that a second run does nothing.")
@click.option(
    "--without",
    metavar="EXTENSION,…",
    multiple=True,
    callback=words,
    help="Extensions that the server lacks; what stands in for each is told.",
)
@click.option("--stamp", is_flag=True, help="Say in the head of the script when it was made.")
@output("DIR", "A folder for components, scripts and the deployment guide.")
@ENGINE
def command(
    screen: Screen,
    *,
    source: str,
    target: str | None,
    if_not_exists: bool,
    without: tuple[str, ...],
    stamp: bool,
    output: Path | None,
    engine: str | None,
) -> Answer:
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        tell("Writing the DDL")
        made = ddl(
            read,
            target,
            if_not_exists=if_not_exists,
            stamp=datetime.now(UTC) if stamp else None,
            without=frozenset(without),
        )
        if output is None and screen.wants is Format.SQL:
            losses(screen.err, made.losses, what="Not held")
            return Answer(result=None, sql=made.script)
        result = ddl_result(read, made)
        written = write_ddl(output, result) if output is not None else ()

    def text(console: Console) -> None:
        _components(console, result)
        for path in written:
            console.print(Text.assemble(("wrote ", "good"), str(path)))
        losses(console, result.losses, what="Not held")

    return Answer(result=result, text=text, sql=result.script, form=Format.TEXT if written else None)


def _components(console: Console, result: DdlResult) -> None:
    made = table("#", "component", "statements", right=("#", "statements"))
    for each in result.components:
        made.add_row(str(each.sequence), each.component, f"{each.statements:,}")
    console.print(made)
    console.print(f"{count(result.statements, 'statement')} for {result.engine}")
