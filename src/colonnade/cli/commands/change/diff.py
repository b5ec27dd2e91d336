"""Say what changed between two sources, object by object.

Both are compared in the normal form of their engine, so that two spellings of one thing are no difference. Renames
are known from the ids in a model file or from the journal of a live database; others can be stated with --rename.
The exit code is 1 when there is a difference.

\b
  colonnade diff git:HEAD:shop.colonnade.yaml shop.colonnade.yaml
  colonnade diff postgresql://localhost/shop schema.sql --format sql
"""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.cli.exits import Exit
from colonnade.cli.options import ENGINE, FROM, RENAME, TO
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, Format, verb
from colonnade.cli.views import changes
from colonnade.plan.render import script
from colonnade.workspace.comparing import compare_sources, plan_compared
from colonnade.workspace.differing import Differences, differences


@verb(__doc__, name="diff", result=Differences, formats=(Format.TEXT, Format.JSON, Format.SQL))
@FROM
@TO
@RENAME
@ENGINE
def command(screen: Screen, *, before: str, after: str, stated: Mapping[str, str], engine: str | None) -> Answer:
    with screen.working() as tell:
        comparison = compare_sources(before, after, engine=engine, stated=stated, tell=tell)
        found = differences(comparison)
        as_sql = screen.wants is Format.SQL
        sql = script(plan_compared(comparison), comparison.dialect) if as_sql else ""
    return Answer(
        result=found,
        text=lambda console: changes.differences(console, found),
        sql=sql,
        code=Exit.DONE if found.equal else Exit.ACT,
    )
