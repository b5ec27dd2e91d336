"""Plan the way from one source to another.

A plan is ordered, priced, reversible steps. Every step says which locks it takes, which hazards it has and how long
it may take. Hazards must be allowed by name with --allow; a plan with others is shown but not written, and the exit
code is 1. With -o PLAN the plan is written to a file that `colonnade apply` runs; it fits only a database that is
exactly what FROM says.

\b
  colonnade plan postgresql://localhost/shop shop.colonnade.yaml -o plan.json
  colonnade plan old.sql new.sql --rename orders.total=orders.amount --allow deletes-data
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.choice import Choice
from colonnade.cli.options import ALLOW, ENGINE, FROM, RENAME, TO, output, plan_file
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, Format, verb
from colonnade.cli.views import plan
from colonnade.plan.document import PlanDocument
from colonnade.plan.mode import Mode
from colonnade.workspace.files import write_file
from colonnade.workspace.planning import check_mode, hazards_of, make_plan


@verb(__doc__, name="plan", result=PlanDocument, formats=(Format.TEXT, Format.JSON, Format.SQL))
@FROM
@TO
@output("PLAN", "The file that `colonnade apply` runs.")
@ALLOW
@RENAME
@click.option("--mode", type=Choice(Mode), help="How the steps are made; transactional without it.")
@click.option("--version", metavar="X.Y.Z", help="The version of the migration; the next minor one without it.")
@click.option("--description", metavar="TEXT", default="", help="What the migration is for.")
@ENGINE
def command(
    screen: Screen,
    *,
    before: str,
    after: str,
    output: Path | None,
    allow: tuple[str, ...],
    stated: Mapping[str, str],
    mode: Mode | None,
    version: str | None,
    description: str,
    engine: str | None,
) -> Answer:
    check_mode(mode)
    output = plan_file(output) if output is not None else None
    allowed = hazards_of(allow)
    with screen.working() as tell:
        made = make_plan(
            before,
            after,
            engine=engine,
            stated=stated,
            allowed=allowed,
            version=version,
            description=description,
            tell=tell,
        )
    refusal = made.refusal()
    if output is not None and refusal is None:
        write_file(output, made.document.text)

    def text(console: Console) -> None:
        one, two = made.comparison.sources
        plan.plan(console, made.document, before=one, after=two)
        if output is not None and refusal is None:
            console.print()
            console.print(Text.assemble(("wrote ", "good"), str(output)))

    return Answer(result=made.document, text=text, sql=made.script, refusal=refusal)
