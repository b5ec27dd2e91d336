"""Tenants: prove that they are kept apart; place, move, export or remove one.

A model declares its tenants under `tenancy:`; see the guide of model files. Programs say whose rows a transaction works
with by the functions of `colonnade.tenancy`.

\b
  colonnade tenant prove --on postgresql://localhost/shop
  colonnade tenant prove --on postgresql://localhost/shop --model shop.colonnade.yaml
  colonnade tenant key --on postgresql://localhost/shop
  colonnade tenant export 42 --on postgresql://localhost/shop -o tenant-42.sql
  colonnade tenant move 42 --on env:shared --to env:dedicated --routes routes.json
  colonnade tenant remove 42 --on postgresql://localhost/shop -o tenant-42.sql --model shop.colonnade.yaml
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from colonnade.cli.exits import Exit
from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, group, verb
from colonnade.cli.views.parts import count, table
from colonnade.tenancy.attack import Attempt
from colonnade.tenancy.placement import Placement
from colonnade.workspace.architecture.departing import Exported, Removed, export, remove
from colonnade.workspace.architecture.moving import Step, TenantMoved, move_tenant
from colonnade.workspace.architecture.residency import place
from colonnade.workspace.architecture.tenant_queries import OpenQuery, open_queries
from colonnade.workspace.architecture.tenants import MadeKey, make_key, prove

_TENANT = click.argument("tenant", metavar="TENANT")
_OTHER = "other"
_COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "COPY", "PREPARE", _OTHER)


@verb(
    """Attack the isolation of tenants, and print what held.

    Rows of two tenants are made in one transaction, which is rolled back. As the role of the programs, every table,
    view, materialised view, function, foreign key and unique key is attacked: with the context of another tenant,
    empty, unset and invalid, by reading, writing, copying and prepared statements. The tenancy is that of --model, or
    what the policies and columns of the database say. The numbers of sequences that are used up stay used up. The exit
    code is 1 when an attempt gets through.
    """,
    name="prove",
    result=tuple[Attempt, ...],
)
@ON
@click.option("--model", metavar="SOURCE", default="", help="The model that declares the tenancy.")
@click.option("--role", metavar="ROLE", default="", help="The role as which programs work, where nothing names it.")
def prove_(screen: Screen, *, url: str, model: str, role: str) -> Answer:
    with screen.working() as tell:
        found = prove(url, model=model, role=role, tell=tell)
    holds = sum(each.holds for each in found)

    def text(console: Console) -> None:
        _matrix(console, found)
        for each in found:
            if not each.holds:
                console.print(
                    Text.assemble(
                        ("✗ ", "wrong"),
                        (each.path, "title"),
                        f", {each.command}: expected {each.expected}, ",
                        (f"observed {each.observed}", "hint"),
                    ),
                    soft_wrap=True,
                )
        console.print(f"\n{holds} of {count(len(found), 'attempt')} held")

    return Answer(result=found, text=text, code=Exit.DONE if holds == len(found) else Exit.ACT)


def _matrix(console: Console, found: Sequence[Attempt]) -> None:
    """A line for each thing that was attacked, a column for each command: how many attempts held, of how many."""
    cells: defaultdict[str, defaultdict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        command = each.command.partition(",")[0].split()[0]
        cells[each.path][command if command in _COMMANDS else _OTHER].append(each.holds)
    made = table("attacked", *_COMMANDS)
    for path, by_command in cells.items():
        made.add_row(path, *(_cell(by_command.get(command, ())) for command in _COMMANDS))
    console.print(made)
    console.print()


def _cell(held: Sequence[bool]) -> Text:
    if not held:
        return Text("–", "quiet")
    good = all(held)
    return Text(f"{'✓' if good else '✗'} {sum(held)}/{len(held)}", "good" if good else "wrong")


@verb(
    """Make a key that programs sign contexts with, where the tenancy is strict.

    It is printed once: give it to the programs as a secret. The database keeps what verifies with it, which nobody but
    the owner reads. Older keys hold until their `retired_at` in `tenancy.signing_key` is set.
    """,
    name="key",
    result=MadeKey,
)
@ON
def key(_screen: Screen, *, url: str) -> Answer:
    made = make_key(url)
    return Answer(result=made, text=lambda console: console.print(made.key, soft_wrap=True, highlight=False))


@verb(
    """Write all rows of one tenant into a script.

    TENANT is its key in the outermost level. The script inserts the rows in the order of their references, so that it
    restores them in another database of the same model; what belongs to no tenant must be there. The user must stand
    above policies, as else rows could be left out.
    """,
    name="export",
    result=Exported,
)
@_TENANT
@ON
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The script; a new file.")
@click.option("--model", metavar="SOURCE", default="", help="The model that declares the tenancy.")
def export_(screen: Screen, *, tenant: str, url: str, output: Path, model: str) -> Answer:
    with screen.working() as tell:
        found = export(url, tenant, output, model=model, tell=tell)

    def text(console: Console) -> None:
        console.print(f"{found.file}: the rows of {found.tenant} in {count(found.tables, 'table')}", soft_wrap=True)

    return Answer(result=found, text=text)


@verb(
    """Remove one tenant: write its rows into a script, set aside what must be kept, delete the rest.

    The script is that of `export`. Rows that a retention of the model keeps are set aside as JSON in the table
    `kept_row` of the journal, with the day until which they are kept; rows whose period is over go, or stay without
    what is personal, as their retention says. Afterwards every table and stored view is searched: where something of
    the tenant is left, nothing is removed at all.
    """,
    name="remove",
    result=Removed,
)
@_TENANT
@ON
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The script; a new file.")
@click.option("--model", metavar="SOURCE", required=True, help="The model that declares tenancy and retention.")
def remove_(screen: Screen, *, tenant: str, url: str, output: Path, model: str) -> Answer:
    with screen.working() as tell:
        gone = remove(url, tenant, output, model=model, tell=tell)

    def text(console: Console) -> None:
        console.print(f"{gone.file}: the rows of {gone.tenant}", soft_wrap=True)
        kept = f", {count(gone.kept, 'row')} kept" if gone.kept else ""
        console.print(f"{count(gone.removed, 'row')} removed from {gone.database}{kept}", soft_wrap=True)

    return Answer(result=gone, text=text)


@verb(
    """Whether the rows of every tenant stand where they may.

    The model names the attribute with the residency of a tenant (`residency` in its tenancy), the settings the stores:
    databases with their region and the residencies that are allowed there, and their replicas, backups and archives.
    The exit code is 1 when rows stand where they may not, or a server feeds a replica that is no store.
    """,
    name="place",
    result=tuple[Placement, ...],
)
@click.option("--model", metavar="SOURCE", required=True, help="The model that declares the tenancy.")
def place_(screen: Screen, *, model: str) -> Answer:
    with screen.working() as tell:
        found = place(model, tell=tell)
    bad = [each for each in found if not each.holds]

    def text(console: Console) -> None:
        made = table("store", "kind", "region", "tenants", "may stand there")
        by_store: defaultdict[tuple[str, str, str], list[Placement]] = defaultdict(list)
        for each in found:
            by_store[each.store, each.kind, each.region].append(each)
        for (store, kind, region), those in by_store.items():
            made.add_row(store, kind, region or "–", str(len(those)), _cell([each.holds for each in those]))
        console.print(made)
        for each in bad:
            console.print(
                Text.assemble(("✗ ", "wrong"), (f"tenant {each.tenant}", "title"), f": {each.why}"), soft_wrap=True
            )

    return Answer(result=found, text=text, code=Exit.ACT if bad else Exit.DONE)


@verb(
    """Move one tenant to another database while programs work with it.

    Its rows are copied, changes are followed by triggers and carried until few are left; then its writes are held, the
    last changes carried, and all rows of both databases compared by number and checksum. Afterwards a write at the old
    place is refused as a serialization failure, which programs try again at the new one. The rows stay at the old place
    until --finish removes them; until then --undo takes the tenant back with all that was written since. Both databases
    have the same model, and the user may set session_replication_role in both.
    """,
    name="move",
    result=TenantMoved,
)
@_TENANT
@ON
@click.option("--to", "other", metavar="URL", required=True, help="The other database: its URL, or env:NAME.")
@click.option("--model", metavar="SOURCE", default="", help="The model that declares the tenancy.")
@click.option("--routes", type=click.Path(path_type=Path), help="A JSON file for programs: by tenant, its database.")
@click.option("--undo", "step", flag_value=Step.UNDO, type=Step, help="Take the tenant back.")
@click.option("--finish", "step", flag_value=Step.FINISH, type=Step, help="Remove what stayed at the old place.")
def move_(
    screen: Screen, *, tenant: str, url: str, other: str, model: str, routes: Path | None, step: Step | None
) -> Answer:
    with screen.working() as tell:
        done = move_tenant(url, other, tenant, model=model, step=step or Step.MOVE, routes=routes, tell=tell)

    def text(console: Console) -> None:
        console.print(f"tenant {done.tenant} is in {done.database}", soft_wrap=True)
        what = "copied" if done.step is Step.MOVE else "removed where it is no more"
        carried = f", {count(done.changes, 'change')} carried" if done.step is not Step.FINISH else ""
        console.print(f"{count(done.rows, 'row')} {what}{carried}, writes held for {done.held_ms} ms", soft_wrap=True)

    return Answer(result=done, text=text)


@verb(
    """Find queries that name no tenant, in files of SQL.

    A statement names its tenant by a condition that always holds on the column of the tenant, or by a join with a table
    for which one does. Policies hold for other statements too, but not for roles above them. The exit code is 1 when a
    statement names none.
    """,
    name="queries",
    result=tuple[OpenQuery, ...],
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", metavar="SOURCE", required=True, help="The model that declares the tenancy.")
def queries(screen: Screen, *, files: tuple[Path, ...], model: str) -> Answer:
    with screen.working() as tell:
        found = open_queries(files, model, tell=tell)

    def text(console: Console) -> None:
        for each in found:
            told = f": {each.table} without {each.column}: {each.text}"
            console.print(Text.assemble((f"{each.file}:{each.line}", "title"), told), soft_wrap=True)
        console.print(f"{count(len(found), 'statement')} without a tenant in {count(len(files), 'file')}")

    return Answer(result=found, text=text, code=Exit.ACT if found else Exit.DONE)


command = group(__doc__, name="tenant", verbs=(prove_, key, export_, remove_, place_, move_, queries))
