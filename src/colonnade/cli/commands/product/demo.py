"""Show the whole job, start to end, on a database of its own, with proof.

Without SOURCE it is the example that comes with Colonnade, a theatre's ticket database. Of a live database only the
schema is copied into a scratch database; nothing else is ever touched. The exit code is 1 when a proof fails.

\b
  colonnade demo
  colonnade demo postgresql://localhost/shop -o shop-demo
  colonnade demo schema.sql
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.exits import Exit
from colonnade.cli.options import ENGINE
from colonnade.cli.screen import Format, Screen
from colonnade.cli.verb import Answer, verb
from colonnade.workspace.demo import Demonstration, Stage, Verdict, demo

FOLDER = Path("demo-report")
_SIGNS = {Verdict.HOLDS: ("✓", "good"), Verdict.FAILS: ("✗", "wrong"), Verdict.NOT_TRIED: ("–", "quiet")}


@verb(__doc__, name="demo", result=Demonstration)
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option(
    "-o",
    "--output",
    "output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    show_default=True,
    help="The folder for the report and the files.",
)
@ENGINE
def command(screen: Screen, *, source: str | None, output: Path, engine: str | None) -> Answer:
    def seen(stage: Stage) -> None:
        if screen.wants is Format.TEXT:
            for line in _stage(stage):
                screen.now(line)
            screen.now("")

    with screen.working() as tell:
        result = demo(source, into=output, engine=engine, tell=tell, seen=seen)
    return Answer(
        result=result, text=lambda console: _verdict(console, result), code=Exit.DONE if result.holds else Exit.ACT
    )


def _verdict(console: Console, result: Demonstration) -> None:
    tried = [each for each in result.proofs if each.verdict is not Verdict.NOT_TRIED]
    held = sum(each.verdict is Verdict.HOLDS for each in tried)
    verdict = (f"{held} of {len(tried)} proofs hold", "good" if result.holds else "wrong")
    console.print(Text.assemble(verdict, f", in {result.elapsed_ms / 1000:.1f} s"))
    console.print(Text.assemble("report: ", (result.report, "title")), soft_wrap=True)


def _stage(stage: Stage) -> Iterator[Text]:
    yield Text.assemble((stage.title, "title"), (f"  {stage.elapsed_ms / 1000:.1f} s", "quiet"))
    for fact in stage.facts:
        yield Text(f"  {fact}")
    for proof in stage.proofs:
        sign, style = _SIGNS[proof.verdict]
        detail = f"  ({proof.detail})" if proof.detail else ""
        yield Text.assemble("  ", (sign, style), f" {proof.what}", (detail, "quiet"))
