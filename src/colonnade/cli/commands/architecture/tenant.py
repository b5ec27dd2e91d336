"""Tenants: prove that they are kept apart, make signing keys, export one.

A model declares its tenants under `tenancy:`; see the guide of model files. Programs say whose rows a transaction works
with by the functions of `colonnade.tenancy`.

\b
  colonnade tenant prove --on postgresql://localhost/shop
  colonnade tenant prove --on postgresql://localhost/shop --model shop.colonnade.yaml
  colonnade tenant key --on postgresql://localhost/shop
  colonnade tenant export 42 --on postgresql://localhost/shop -o tenant-42.sql --remove
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
from colonnade.workspace.architecture.tenants import Left, MadeKey, leave, make_key, prove

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
    """Write all rows of one tenant into a script, and remove them where asked.

    TENANT is its key in the outermost level. The script inserts the rows in the order of their references, so that it
    restores them in another database of the same model; what belongs to no tenant must be there. With --remove the rows
    are deleted in the same transaction, after the script is on disk. The user must stand above policies, as else rows
    could be left out.
    """,
    name="export",
    result=Left,
)
@click.argument("tenant", metavar="TENANT")
@ON
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The script; a new file.")
@click.option("--model", metavar="SOURCE", default="", help="The model that declares the tenancy.")
@click.option("--remove", is_flag=True, help="Delete the rows afterwards.")
def export(screen: Screen, *, tenant: str, url: str, output: Path, model: str, remove: bool) -> Answer:
    with screen.working() as tell:
        left = leave(url, tenant, output, model=model, remove=remove, tell=tell)

    def text(console: Console) -> None:
        console.print(f"{left.file}: the rows of {left.tenant} in {count(left.tables, 'table')}", soft_wrap=True)
        if remove:
            console.print(f"{count(left.removed, 'row')} removed from {left.database}", soft_wrap=True)

    return Answer(result=left, text=text)


command = group(__doc__, name="tenant", verbs=(prove_, key, export))
