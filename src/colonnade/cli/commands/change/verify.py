"""Find what a live database has otherwise than it should.

It is compared with a model, or any other source. The exit code is 1 when there is drift.

\b
  colonnade verify shop.colonnade.yaml --on postgresql://localhost/shop
"""

from __future__ import annotations

from colonnade.cli.exits import Exit
from colonnade.cli.options import ENGINE, ON, SOURCE
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, verb
from colonnade.cli.views import migrations
from colonnade.workspace.migrating import DriftResult, verify


@verb(__doc__, name="verify", result=DriftResult)
@SOURCE
@ON
@ENGINE
def command(screen: Screen, *, source: str, url: str, engine: str | None) -> Answer:
    with screen.working() as tell:
        found = verify(source, url, engine=engine, tell=tell)
    return Answer(
        result=found,
        text=lambda console: migrations.drift(console, found),
        code=Exit.ACT if found.drifted else Exit.DONE,
    )
