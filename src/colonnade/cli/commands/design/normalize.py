"""Find what keeps tables from the third normal form, and split them.

Looks for repeating groups, and for columns that depend on a part of a key or on what is no key. Dependencies are
measured in the rows of a live database, and stated with --given for any source. What holds in all rows may be chance:
every finding says how many rows bear it out. With -o the model in which the tables are split is written.

\b
  colonnade normalize postgresql://localhost/shop sale
  colonnade normalize shop.colonnade.yaml --given "sale: zip -> city, state" -o split.colonnade.yaml
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.advise.normalization import NormalForm
from colonnade.cli.options import ENGINE, SOURCE, output
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.workspace.design.normalizing import BROADEST, Normalized, normalize
from colonnade.workspace.files import write_file
from colonnade.workspace.source import read_source


@verb(__doc__, name="normalize", result=Normalized)
@SOURCE
@click.argument("tables", metavar="[TABLE]…", nargs=-1)
@click.option("--given", metavar="T: A, … -> B, …", multiple=True, help="A dependency that holds; may be repeated.")
@click.option(
    "--width",
    metavar="N",
    type=click.IntRange(min=1, max=BROADEST),
    default=2,
    help="Columns of a measured determinant at most; 2 without it.",
)
@output("MODEL", "A file for the model in which the tables are split.")
@ENGINE
def command(
    screen: Screen,
    *,
    source: str,
    tables: tuple[str, ...],
    given: tuple[str, ...],
    width: int,
    output: Path | None,
    engine: str | None,
) -> Answer:
    with screen.working() as tell:
        read = read_source(source, engine=engine, tell=tell)
        found = normalize(read, tables=tables, stated=given, width=width, engine=engine, tell=tell)
    if output is not None:
        write_file(output, found.model)

    def text(console: Console) -> None:
        _show(console, found)
        if output is not None:
            console.print(Text.assemble(("wrote ", "good"), str(output)))

    return Answer(result=found, text=text)


def _show(console: Console, found: Normalized) -> None:
    for table in found.tables:
        if not table.breaches:
            continue
        console.print(Text.assemble((table.table, "title"), f" {table.form.value}"))
        for each in table.breaches:
            console.print(Text.assemble(("  ! ", "changed"), each.kind.value, f": {each.evidence}"), soft_wrap=True)
            console.print(Text.assemble(("    hint: ", "hint"), each.recommendation), soft_wrap=True)
        for relation in table.relations:
            said = f"  -> {relation.name} ({', '.join(relation.columns)}), key {', '.join(relation.key)}"
            console.print(Text(said, "good"), soft_wrap=True)
    counts = ", ".join(
        f"{number} in {form.value}" for form, number in found.counts.items() if form is not NormalForm.NONE
    )
    none = found.counts[NormalForm.NONE]
    console.print(f"{len(found.tables)} tables: {counts}{f', {none} in none' if none else ''}")
