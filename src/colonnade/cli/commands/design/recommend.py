"""Say what to do about a design, first what matters most.

One ranked list is drawn together from the rules of `check`, from who looks after the data, and, for a live database,
from its own statistics: every recommendation says what it rests on. Those of one severity are ranked by the rows of
their table, where they are known. Rules are switched off or silenced as for `check`.

\b
  colonnade recommend postgresql://localhost/shop
  colonnade recommend shop.colonnade.yaml --format json
"""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.options import ENGINE, SOURCE
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views.parts import count
from colonnade.findings import Severity
from colonnade.workspace.design.recommending import Recommended, recommend_text

_STYLES = {Severity.ERROR: "wrong", Severity.WARNING: "changed", Severity.INFO: "quiet"}


@verb(__doc__, name="recommend", result=Recommended)
@SOURCE
@click.option("--most", metavar="N", type=click.IntRange(min=1), help="Print no more than so many; JSON has all.")
@ENGINE
def command(screen: Screen, *, source: str, most: int | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        found = recommend_text(source, engine=engine, tell=tell)
    return Answer(result=found, text=lambda console: _show(console, found, most))


def _show(console: Console, found: Recommended, most: int | None) -> None:
    shown = found.recommendations[:most]
    for each in shown:
        head = ((f"{each.rank:>3}  ", "quiet"), (each.severity.value, _STYLES[each.severity]), f" {each.what}")
        console.print(Text.assemble(*head, (f"  [{each.area.value}, {' '.join(each.rules)}]", "quiet")), soft_wrap=True)
        console.print(Text(f"     {each.evidence}", "quiet"), soft_wrap=True)
        if each.sql:
            console.print(Text(f"     {each.sql}", "hint"), soft_wrap=True)
    left = len(found.recommendations) - len(shown)
    said = ", ".join(f"{number} of {area}" for area, number in found.counts.items())
    console.print(
        f"{count(len(found.recommendations), 'recommendation')}: {said}{f'; {left} not shown' if left else ''}"
    )
