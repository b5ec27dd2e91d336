"""A registry of the tables of a database: install it, fill it, compare it.

The registry stands in a namespace of its own (a prefix on SQLite), and no comparison, plan or DDL shows it.

\b
  colonnade registry install --on postgresql://localhost/shop
  colonnade registry sync --on postgresql://localhost/shop
  colonnade registry show --on postgresql://localhost/shop --format json
  colonnade registry measure --on postgresql://localhost/shop --workload queries.jsonl
  colonnade registry targets --on postgresql://localhost/shop
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.exits import Exit
from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, group, verb
from colonnade.cli.views.parts import count, table
from colonnade.workspace.registry.comparing import Declared, RegistryShown, show
from colonnade.workspace.registry.measuring import Measured, MeasuredIndex, measure
from colonnade.workspace.registry.syncing import Installed, Synced, install, sync
from colonnade.workspace.registry.targets import ROUNDS, TargetsProven, prove_targets


@verb("Make the registry in a database, where it is not there yet.", name="install", result=Installed)
@ON
def install_(screen: Screen, *, url: str) -> Answer:
    with screen.working() as tell:
        done = install(url, tell=tell)

    def text(console: Console) -> None:
        made = "made" if done.is_new else "it was there already"
        console.print(Text.assemble((done.namespace, "title"), f" on {done.database}: {made}"), soft_wrap=True)
        console.print(Text(f"Now: colonnade registry sync --on {done.database}", "quiet"), soft_wrap=True)

    return Answer(result=done, text=text)


@verb(
    """Register every table and index of a database, with rows, sizes and uses from its catalogue.

    What people wrote stays: modules, purposes, owners, targets. A new table whose name is not of the standard is
    exempted from it, with that reason. What the engine does not know is left empty: SQLite counts no uses.
    """,
    name="sync",
    result=Synced,
)
@ON
@click.option("--forget", is_flag=True, help="Take out of the registry what is not in the database any more.")
def sync_(screen: Screen, *, url: str, forget: bool) -> Answer:
    with screen.working() as tell:
        done = sync(url, forget=forget, tell=tell)

    def text(console: Console) -> None:
        new = len(done.new_tables) + len(done.new_indexes)
        console.print(f"{count(done.tables, 'table')} and {count(done.indexes, 'index', 'indexes')}, {new} new")
        if done.forgotten:
            console.print(f"{len(done.forgotten)} forgotten: {', '.join(done.forgotten)}", soft_wrap=True)
        if done.left_out:
            console.print(f"{len(done.left_out)} left out, names too long: {', '.join(done.left_out)}", soft_wrap=True)

    return Answer(result=done, text=text)


@verb(
    """Show the registry of a database, and where the two differ.

    The exit code is 1 when a table or index is only in one of them, or when a module refers to tables of another one
    and nobody declared that.
    """,
    name="show",
    result=RegistryShown,
)
@ON
def show_(screen: Screen, *, url: str) -> Answer:
    with screen.working() as tell:
        found = show(url, tell=tell)
    return Answer(
        result=found, text=lambda console: _told(console, found), code=Exit.DONE if found.is_in_order else Exit.ACT
    )


def _told(console: Console, found: RegistryShown) -> None:
    made = table("table", "module", "purpose", "rows", "MiB", "indexes", "MiB each", "uses")
    for each in found.tables:
        made.add_row(
            each.table_name,
            each.module,
            each.purpose,
            _figure(each.row_count_estimate),
            _figure(each.storage_size_mb),
            str(each.index_count),
            _figure(each.avg_index_size_mb),
            _figure(each.total_index_usage),
        )
    console.print(made)
    for difference in found.differences:
        console.print(Text(f"{difference.kind} {difference.name}: {difference.drift}", "wrong"), soft_wrap=True)
    for one in found.dependencies:
        style = "wrong" if one.declared is Declared.UNDECLARED else "quiet"
        links = ", ".join(f"{each.source_table} → {each.target_table}" for each in one.references)
        told = f"{one.source_module} depends on {one.target_module}, {one.declared}"
        console.print(Text(f"{told}: {links}" if links else told, style), soft_wrap=True)
    for cycle in found.cycles:
        console.print(Text(f"in a circle: {', '.join(cycle)}", "hint"), soft_wrap=True)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


@verb(
    """Measure what each index gains for recorded queries and what it costs, and keep that in the registry.

    The queries come from a file with a line for each, {"sql": "…", "at": "2026-11-20T08:15:00Z", "calls": 1}, else from
    pg_stat_statements. They run read only, on a copy of each table that is gone afterwards.
    """,
    name="measure",
    result=Measured,
)
@ON
@click.option("--workload", type=click.Path(path_type=Path), metavar="FILE", help="File of recorded queries.")
@click.option("--days", type=float, help="How long was recorded, where the file does not say it.")
def measure_(screen: Screen, *, url: str, workload: Path | None, days: float | None) -> Answer:
    with screen.working() as tell:
        done = measure(url, workload=workload, days=days, tell=tell)

    def text(console: Console) -> None:
        made = table("index", "queries a day", "gain", "ms an insert", "ms an update", "MiB", "ms a rebuild")
        for each in done.indexes:
            made.add_row(each.index, *_measured(each))
        console.print(made)
        for left in done.left_out:
            console.print(Text(f"left out: {left.what}: {left.reason}", "hint"), soft_wrap=True)

    return Answer(result=done, text=text)


def _measured(each: MeasuredIndex) -> tuple[str, ...]:
    cost = each.cost
    gains = [one.performance_benefit for one in each.patterns if one.performance_benefit is not None]
    return (
        f"{sum(one.executions_per_day for one in each.patterns):,.1f}",
        f"{min(gains):.0f} to {max(gains):.0f} %" if gains else "",
        "" if cost is None else f"{cost.insert_overhead_ms:.4f}",
        "" if cost is None else f"{cost.update_overhead_ms:.4f}",
        "" if cost is None else f"{cost.storage_overhead_mb:,.2f}",
        "" if cost is None else f"{cost.rebuild_time_estimate_ms:,.1f}",
    )


@verb(
    """Time readers and writers on copies of the tables that have targets in the registry.

    As many at once as query_performance_targets says. The exit code is 1 when a statement took longer than its target,
    or when the engine refused one of the users.
    """,
    name="targets",
    result=TargetsProven,
)
@ON
@click.option("--rounds", type=click.IntRange(1), default=ROUNDS, show_default=True, help="Statements of each user.")
def targets_(screen: Screen, *, url: str, rounds: int) -> Answer:
    with screen.working() as tell:
        found = prove_targets(url, rounds=rounds, tell=tell)

    def text(console: Console) -> None:
        made = table("table", "statement", "count", "median ms", "longest ms", "target ms", "holds")
        for each in found.tables:
            for one in each.figures:
                times = (f"{one.median_ms:,.1f}", f"{one.longest_ms:,.1f}", str(one.target_ms))
                made.add_row(each.table, one.statement.value, str(one.count), *times, "yes" if one.holds else "no")
        console.print(made)
        for each in found.tables:
            console.print(f"{each.table}: {count(each.readers, 'reader')} and {count(each.writers, 'writer')} at once")
            for failure in each.failures:
                console.print(Text(failure, "wrong"), soft_wrap=True)
        for left in found.left_out:
            console.print(Text(f"left out: {left.what}: {left.reason}", "hint"), soft_wrap=True)

    return Answer(result=found, text=text, code=Exit.DONE if found.holds else Exit.ACT)


command = group(__doc__, name="registry", verbs=(install_, sync_, show_, measure_, targets_))
