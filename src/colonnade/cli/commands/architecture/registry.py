"""A registry of the tables of a database: install it, fill it, compare it.

The registry stands in a namespace of its own (a prefix on SQLite), and no comparison, plan or DDL shows it.

\b
  colonnade registry install --on postgresql://localhost/shop
  colonnade registry sync --on postgresql://localhost/shop
  colonnade registry show --on postgresql://localhost/shop --format json
"""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.exits import Exit
from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, group, verb
from colonnade.cli.views.parts import count, table
from colonnade.workspace.registry.comparing import Declared, RegistryShown, show
from colonnade.workspace.registry.syncing import Installed, Synced, install, sync


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


command = group(__doc__, name="registry", verbs=(install_, sync_, show_))
