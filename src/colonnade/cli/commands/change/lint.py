"""Lint migrations: what they lock, rewrite, lose and break.

Reads .sql files, folders of ordered migrations (Flyway, Liquibase SQL, golang-migrate, dbmate, goose, sqitch, Prisma,
diesel, Alembic), plans of `colonnade plan`, and - for standard input. Each statement is judged on the schema that those
before it leave: tables that a migration makes itself raise no alarm. --schema says what is there before the first one,
so that types and sizes are known; --target says the server, such as postgresql:15.

--fix rewrites what has a certain fix, as text edits that keep comments; --dry-run shows the diff and writes nothing.
A comment `-- colonnade: allow LCK001 because …` before a statement allows a finding; colonnade.toml does for all files.

\b
  colonnade lint migrations/ --schema postgresql://localhost/shop
  colonnade lint V7__orders.sql --target postgresql:15 --fix
  colonnade plan old.sql new.sql --format sql | colonnade lint -
  colonnade lint migrations/ --since origin/main --format github
"""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.choice import Choice
from colonnade.cli.exits import Exit
from colonnade.cli.options import ENGINE
from colonnade.cli.screen import Format, Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views.lint import show
from colonnade.findings import Severity
from colonnade.formats.github import github
from colonnade.formats.sarif import sarif
from colonnade.lint import Wrapping
from colonnade.workspace.linting import Linting, LintResult, fix_migrations, lint_migrations


@verb(__doc__, name="lint", result=LintResult, formats=(Format.TEXT, Format.JSON, Format.SARIF, Format.GITHUB))
@click.argument("paths", metavar="SQL-OR-FOLDER…", nargs=-1, required=True)
@click.option("--schema", metavar="SOURCE", default="", help="What is there before the first migration: any source.")
@click.option("--target", metavar="ENGINE:VERSION", default="", help="The server, such as postgresql:15 or sqlite.")
@click.option(
    "--wrapping",
    type=Choice(Wrapping),
    help="What the runner puts around each file, where names and marks of the files don't tell.",
)
@click.option(
    "--since", metavar="REV", default="", help="Judge only files that are new or other than at this revision."
)
@click.option("--fail-on", type=Choice(Severity), help="The severity that makes the exit code 1; error without it.")
@click.option("--fix", "fixing", is_flag=True, help="Make every certain fix in the files.")
@click.option("--dry-run", "dry", is_flag=True, help="With --fix: show the diff, but write nothing.")
@ENGINE
def command(
    screen: Screen,
    *,
    paths: tuple[str, ...],
    schema: str,
    target: str,
    wrapping: Wrapping | None,
    since: str,
    fail_on: Severity | None,
    fixing: bool,
    dry: bool,
    engine: str | None,
) -> Answer:
    if dry and not fixing:
        raise click.UsageError("--dry-run says what --fix would do: name both")
    if fixing and "-" in paths and not dry:
        raise click.UsageError("standard input can't be fixed in place: add --dry-run, or name a file")
    linting = Linting(
        paths=paths,
        standard_input=sys.stdin.read() if "-" in paths else "",
        engine=engine,
        target=target,
        schema=schema,
        wrapping=wrapping,
        since=since,
        fail_on=fail_on,
    )
    with screen.working() as tell:
        run = fix_migrations(linting, dry=dry, tell=tell) if fixing else lint_migrations(linting, tell=tell)

    def text(console: Console) -> None:
        for each in run.result.fixes:
            for line in each.diff.splitlines() if dry else ():
                console.print(Text(line, _DIFF.get(line[:1], "")), soft_wrap=True)
            word = "wrote " if each.written else "would change "
            console.print(Text.assemble((word, "good"), each.file, f" ({', '.join(each.rules)})"), soft_wrap=True)
        show(console, run.result, run.findings, run.texts)

    return Answer(
        result=run.result,
        text=text,
        notation=lambda form: sarif(run.findings) if form is Format.SARIF else github(run.findings),
        code=Exit.ACT if run.result.failed else Exit.DONE,
    )


_DIFF = {"+": "added", "-": "removed", "@": "renamed"}
