"""Check a source: keys, references, types, names, ownership and more.

Rules are switched off, made graver or silenced with a reason in the section [check] of colonnade.toml. The exit code
is 1 when a finding is as grave as --fail-on, or graver.

\b
  colonnade check shop.colonnade.yaml
  colonnade check postgresql://localhost/shop --fail-on warning
  colonnade check schema.sql --format sarif
"""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.choice import Choice
from colonnade.cli.exits import Exit
from colonnade.cli.options import ENGINE, SOURCE
from colonnade.cli.screen import Format, Screen
from colonnade.cli.verb import Answer, verb
from colonnade.errors import Place
from colonnade.findings import Severity
from colonnade.formats.github import github
from colonnade.formats.sarif import sarif
from colonnade.workspace.checking import Checked, check_text

_STYLES = {Severity.ERROR: "wrong", Severity.WARNING: "changed", Severity.INFO: "quiet"}


@verb(__doc__, name="check", result=Checked, formats=(Format.TEXT, Format.JSON, Format.SARIF, Format.GITHUB))
@SOURCE
@click.option("--fail-on", type=Choice(Severity), help="The severity that makes the exit code 1; error without it.")
@ENGINE
def command(screen: Screen, *, source: str, fail_on: Severity | None, engine: str | None) -> Answer:
    with screen.working() as tell:
        result, findings = check_text(source, engine=engine, fail_on=fail_on, tell=tell)
    return Answer(
        result=result,
        text=lambda console: _show(console, result),
        notation=lambda form: sarif(findings) if form is Format.SARIF else github(findings),
        code=Exit.ACT if result.failed else Exit.DONE,
    )


def _show(console: Console, result: Checked) -> None:
    for each in result.findings:
        place = f"{Place(file=each.file, line=each.line, column=each.column)}: " if each.file else ""
        parts = ((place, "title"), (each.severity.value, _STYLES[each.severity]), f" {each.rule} {each.message}")
        console.print(Text.assemble(*parts), soft_wrap=True)
        if each.fix and each.severity is not Severity.INFO:
            console.print(Text.assemble(("  hint: ", "hint"), each.fix), soft_wrap=True)
    counts = ", ".join(f"{count} {severity}" for severity, count in result.counts.items())
    console.print(Text(counts, "wrong" if result.failed else "good"))
