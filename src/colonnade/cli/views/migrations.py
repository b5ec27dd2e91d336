"""What became of a database: runs, rollbacks, where it stands, drift."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from colonnade.cli.views.changes import changes, summary
from colonnade.cli.views.parts import count, duration, table
from colonnade.cli.views.plan import steps
from colonnade.connect.journal import Risk, Status
from colonnade.workspace.migrating import ApplyResult, DriftResult, RollbackResult, Standing, State

_STYLES = {
    Status.COMPLETED: "good",
    Status.FAILED: "wrong",
    Status.IN_PROGRESS: "changed",
    Status.ROLLED_BACK: "quiet",
    Status.PENDING: "quiet",
}
_SAID = {
    State.NO_JOURNAL: "Colonnade has not run a plan on it yet",
    State.AS_LEFT: "it is what the newest migration left",
    State.CHANGED: "other hands changed it since the newest migration: see `colonnade verify`",
    State.HALF_DONE: "a run stopped half-way, unless it is still at work: `colonnade rollback` takes back what it left",
    State.EMPTY_JOURNAL: "no migration is in force",
}


def applied(console: Console, done: ApplyResult) -> None:
    """What a run did."""
    if done.dry_run:
        steps(console, done.steps)
        console.print()
        console.print(f"dry run: {count(len(done.steps), 'step')} would run on {done.database}; nothing was changed")
        return
    if not done.steps:
        console.print(Text.assemble(("nothing to do", "good"), f" on {done.database}"))
        return
    console.print(
        Text.assemble(
            ("applied ", "good"), (done.version or "", "title"), f" on {done.database}: ",
            f"{count(len(done.steps), 'step')} in {duration(done.elapsed_ms)}",
        )
    )  # fmt: skip


def rolled_back(console: Console, done: RollbackResult) -> None:
    """What a rollback did."""
    for each in done.rolled_back:
        risk = "" if each.risk is Risk.NONE else f"; risk of lost data: {each.risk}"
        console.print(
            Text.assemble(
                ("rolled back ", "good"), (each.version, "title"), f": {count(each.steps, 'step')}", (risk, "changed")
            )
        )
    now = f"version {done.version}" if done.version else "no migration in force"
    console.print(f"{done.database} is at {now}" if done.version else f"{done.database} has {now}")


def standing(console: Console, found: Standing) -> None:
    """Where a database stands."""
    version = found.version or "no version"
    console.print(Text.assemble((found.database, "title"), f" ({found.engine}) is at ", (version, "title")))
    style = "changed" if found.state in {State.CHANGED, State.HALF_DONE} else "quiet"
    console.print(Text(_SAID[found.state], style))
    if not found.migrations:
        return
    made = table("version", "status", "applied", "by", "description")
    for each in reversed(found.migrations):
        moment = each.rollback_at if each.status is Status.ROLLED_BACK else each.applied_at or each.created_at
        made.add_row(
            each.version,
            Text(each.status.value, _STYLES[each.status]),
            (moment or "")[:19].replace("T", " "),
            each.created_by,
            each.description,
        )
    console.print()
    console.print(made)


def drift(console: Console, found: DriftResult) -> None:
    """What a database has otherwise than it should."""
    if not found.drifted:
        console.print(Text.assemble(("no drift", "good"), f": {found.database} is what {found.source} says"))
        _volumes(console, found)
        return
    console.print(Text.assemble(("drift", "wrong"), f": to be what {found.source} says, {found.database} needs"))
    console.print()
    changes(console, found.changes)
    console.print()
    console.print(Text(summary(found.changes), "title"))
    _volumes(console, found)


def _volumes(console: Console, found: DriftResult) -> None:
    """Rows expected and there."""
    if not found.volumes:
        return
    console.print()
    made = table("table", "rows expected", "rows there", "share", right=("rows expected", "rows there", "share"))
    for each in found.volumes:
        live = "not measured" if each.live_rows is None else f"{each.live_rows:,}"
        share = "–" if each.ratio is None else f"{each.ratio:.1%}"
        made.add_row(each.table, f"{each.expected_rows:,}", live, share)
    console.print(made)
