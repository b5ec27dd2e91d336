"""Run a plan on a live database, journalled.

The database must be what the plan was made for, and every hazard must have been allowed, here or when the plan was
made. Each group of steps runs in one transaction with what the journal says of it; before the last one is committed
the database is read again, and when it is not what the plan promised everything is rolled back.

\b
  colonnade apply plan.json --on postgresql://localhost/shop
  colonnade apply plan.json --on 'postgresql://app:${PASSWORD}@db/shop' --dry-run
"""

from __future__ import annotations

from pathlib import Path

import click

from colonnade.cli.options import ALLOW, ON, plan_file
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, Format, verb
from colonnade.cli.views import migrations
from colonnade.workspace.migrating import ApplyResult, apply, dry_run, read_plan_file, script_of
from colonnade.workspace.planning import hazards_of


@verb(__doc__, name="apply", result=ApplyResult, formats=(Format.TEXT, Format.JSON, Format.SQL))
@click.argument("plan", metavar="PLAN", type=click.Path(path_type=Path))
@ON
@ALLOW
@click.option("--dry-run", "dry", is_flag=True, help="Check everything and print the steps, but change nothing.")
@click.option("--lock-timeout", metavar="MS", type=click.IntRange(min=1), help="Give up a lock after so long.")
def command(
    screen: Screen, *, plan: Path, url: str, allow: tuple[str, ...], dry: bool, lock_timeout: int | None
) -> Answer:
    allowed = hazards_of(allow)
    document = read_plan_file(plan_file(plan))
    with screen.working() as tell:
        done = (
            dry_run(document, url, allowed=allowed)
            if dry
            else apply(document, url, allowed=allowed, lock_timeout_ms=lock_timeout, tell=tell)
        )
    return Answer(result=done, text=lambda console: migrations.applied(console, done), sql=script_of(document))
