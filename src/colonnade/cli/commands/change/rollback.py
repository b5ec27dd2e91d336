"""Take migrations back: the newest one, or all after a version.

The journal in the database knows how. The database must be what the migration left; what others changed since has to
be undone first. `--to 0.0.0` takes everything back.

\b
  colonnade rollback --on postgresql://localhost/shop
  colonnade rollback --on sqlite:///shop.db --to 1.2.0
"""

from __future__ import annotations

import click

from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import migrations
from colonnade.workspace.migrating import RollbackResult, rollback


@verb(__doc__, name="rollback", result=RollbackResult)
@ON
@click.option("--to", metavar="VERSION", help="Take back all after this version; without it only the newest.")
@click.option("--reason", metavar="TEXT", default="asked for", help="Why, for the journal.")
def command(screen: Screen, *, url: str, to: str | None, reason: str) -> Answer:
    with screen.working() as tell:
        done = rollback(url, to=to, reason=reason, tell=tell)
    return Answer(result=done, text=lambda console: migrations.rolled_back(console, done))
