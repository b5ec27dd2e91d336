"""Check a source: keys, references, types, names, ownership and more.

Rules are switched off, made graver or silenced with a reason in the section [check] of colonnade.toml. The exit code
is 1 when a finding is as grave as --fail-on, or graver.

--fix makes every fix that is certain in the model file: keys and indexes that are missing, indexes that are there
twice, types, names. Comments and all else in the file stay; --dry-run shows the diff and writes nothing. For other
sources the statements are printed.

\b
  colonnade check shop.colonnade.yaml
  colonnade check postgresql://localhost/shop --fail-on warning
  colonnade check shop.colonnade.yaml --fix --dry-run
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
from colonnade.workspace.design.fixing import CheckResult, Fixing, fix_text

_DIFF = {"+": "added", "-": "removed", "@": "renamed"}
_FIXING = {Fixing.FIXED: "good", Fixing.WOULD_FIX: "changed", Fixing.REFUSED: "wrong"}
_STYLES = {Severity.ERROR: "wrong", Severity.WARNING: "changed", Severity.INFO: "quiet"}


@verb(__doc__, name="check", result=CheckResult, formats=(Format.TEXT, Format.JSON, Format.SARIF, Format.GITHUB))
@SOURCE
@click.option("--fail-on", type=Choice(Severity), help="The severity that makes the exit code 1; error without it.")
@click.option("--fix", "fixing", is_flag=True, help="Make every certain fix in the model file.")
@click.option("--dry-run", "dry", is_flag=True, help="With --fix: show the diff, but write nothing.")
@ENGINE
def command(
    screen: Screen, *, source: str, fail_on: Severity | None, fixing: bool, dry: bool, engine: str | None
) -> Answer:
    if dry and not fixing:
        raise click.UsageError("--dry-run says what --fix would do: name both")
    if fixing:
        return _fixed(screen, source, fail_on=fail_on, dry=dry, engine=engine)
    with screen.working() as tell:
        result, findings = check_text(source, engine=engine, fail_on=fail_on, tell=tell)
    return Answer(
        result=CheckResult.of(result),
        text=lambda console: _show(console, result),
        notation=lambda form: sarif(findings) if form is Format.SARIF else github(findings),
        code=Exit.ACT if result.failed else Exit.DONE,
    )


def _fixed(screen: Screen, source: str, *, fail_on: Severity | None, dry: bool, engine: str | None) -> Answer:
    with screen.working() as tell:
        result, left = fix_text(source, engine=engine, fail_on=fail_on, dry=dry, tell=tell)
    statements = "".join(f"{each.sql};\n" for each in result.fixes if each.sql)

    def text(console: Console) -> None:
        if result.note:
            console.print(Text(result.note, "changed"), soft_wrap=True)
            console.print(statements or "no finding has a statement that fixes it", soft_wrap=True)
        for line in result.diff.splitlines():
            console.print(Text(line, _DIFF.get(line[:1], "")), soft_wrap=True)
        for each in result.fixes:
            if each.what is not Fixing.STATEMENT:
                said = f"{each.rule} {each.object}: {each.title}{f' ({each.reason})' if each.reason else ''}"
                console.print(Text.assemble((f"{each.what.value} ", _FIXING[each.what]), said), soft_wrap=True)
        for file in result.files:
            console.print(Text.assemble(("wrote ", "good"), file))
        console.print()
        _show(console, result.left)

    return Answer(
        result=CheckResult.of(result.left, result),
        text=text,
        notation=lambda form: sarif(left) if form is Format.SARIF else github(left),
        code=Exit.ACT if result.left.failed else Exit.DONE,
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
