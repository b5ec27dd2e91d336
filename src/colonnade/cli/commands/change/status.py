"""Say where a database stands.

That is its version, its migrations, and whether other hands changed it since the newest one.

\b
  colonnade status --on postgresql://localhost/shop
"""

from __future__ import annotations

from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import migrations
from colonnade.workspace.migrating import Standing, status


@verb(__doc__, name="status", result=Standing)
@ON
def command(screen: Screen, *, url: str) -> Answer:
    with screen.working() as tell:
        tell("Reading the journal")
        found = status(url)
    return Answer(result=found, text=lambda console: migrations.standing(console, found))
