"""Reference architectures: list them, read one, deploy it, prove it.

A blueprint is a model with its story, sample rows and proof. `blueprint:NAME` stands wherever a source does, so it can
be drawn, checked, compared and planned like any other model.

\b
  colonnade blueprint list
  colonnade blueprint deploy customer-data-platform --on postgresql://localhost/empty --sample
  colonnade blueprint prove customer-data-platform --on postgresql://localhost/empty
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from colonnade.blueprints import Outcome, ProofResult
from colonnade.cli.exits import Exit
from colonnade.cli.options import ON
from colonnade.cli.screen import Screen
from colonnade.cli.verb import Answer, group, verb
from colonnade.cli.views.parts import count, table
from colonnade.workspace.architecture.blueprinting import (
    Deployed,
    Listed,
    Shown,
    deploy,
    listed,
    not_tried,
    prove,
    shown,
)

NAME = click.argument("name", metavar="NAME")


@verb("List the reference architectures.", name="list", result=tuple[Listed, ...])
def list_(_screen: Screen) -> Answer:
    found = listed()

    def text(console: Console) -> None:
        made = table("name", "engines", "what it is")
        for each in found:
            made.add_row(each.name, ", ".join(each.engines), f"{each.title}: {each.about}")
        console.print(made)

    return Answer(result=found, text=text)


@verb("Tell the story of a reference architecture.", name="show", result=Shown)
@NAME
def show(_screen: Screen, *, name: str) -> Answer:
    found = shown(name)
    return Answer(result=found, text=lambda console: console.print(found.story))


@verb(
    """Make a reference architecture in a database that holds nothing else.

    It is a migration in the journal of the database, so `colonnade rollback` takes it back. Where the database holds
    other objects nothing is done.
    """,
    name="deploy",
    result=Deployed,
)
@NAME
@ON
@click.option("--sample", is_flag=True, help="Insert the sample rows too.")
@click.option("--fill", type=click.IntRange(min=0), default=0, metavar="N", help="Generate N rows for each table.")
def deploy_(screen: Screen, *, name: str, url: str, sample: bool, fill: int) -> Answer:
    with screen.working() as tell:
        done = deploy(name, url, sample=sample, fill=fill, tell=tell)

    def text(console: Console) -> None:
        made = f"{count(done.steps, 'step')} run" if done.steps else "it was there already"
        console.print(Text.assemble((done.blueprint, "title"), f" on {done.database}: {made}"), soft_wrap=True)
        if done.rows:
            console.print(f"{count(done.rows, 'sample row')} inserted")
        if done.filled:
            total = sum(each.made for each in done.filled)
            console.print(f"{count(total, 'row')} generated in {count(len(done.filled), 'table')}")
        for each in done.filled:
            if each.why:
                console.print(Text(f"  {each.table}: {each.made} of {each.wanted}: {each.why}", "hint"), soft_wrap=True)
        console.print(
            Text(f"Now: colonnade blueprint prove {done.blueprint} --on {done.database}", "quiet"), soft_wrap=True
        )

    return Answer(result=done, text=text)


@verb(
    """Try on a database all that must hold of a reference architecture.

    Every case runs in a transaction that is rolled back, over the sample rows, which are inserted for it where the
    tables are empty. A design of documents takes no database: its validators judge its samples, and the outcome is
    "validated, not run". The exit code is 1 when a case does not hold, and 3 when the user of the connection may not do
    what some cases begin with; those are named.
    """,
    name="prove",
    result=tuple[ProofResult, ...],
)
@NAME
@click.option("--on", "url", metavar="URL", help="The database; a design of documents takes none.")
def prove_(screen: Screen, *, name: str, url: str | None) -> Answer:
    with screen.working() as tell:
        results = prove(name, url, tell=tell)
    counts = Counter(each.outcome for each in results)

    def text(console: Console) -> None:
        for row, cases in groupby(results, key=lambda each: each.row):
            console.print(Text(row, "title"))
            for each in cases:
                observed = (f": {each.observed}", "hint") if each.observed else ""
                console.print(Text.assemble(_SIGNS[each.outcome], each.what, observed), soft_wrap=True)
        console.print()
        console.print(_by_row(results))
        if counts[Outcome.VALIDATED]:
            console.print(
                f"\n{counts[Outcome.VALIDATED]} of {len(results)} are as the validators ask; no server ran them"
            )
        else:
            console.print(f"\n{counts[Outcome.HOLDS]} of {len(results)} proofs hold")

    refusal = None if counts[Outcome.FAILS] else not_tried(results)
    return Answer(result=results, text=text, code=Exit.ACT if counts[Outcome.FAILS] else Exit.DONE, refusal=refusal)


_SIGNS = {
    Outcome.HOLDS: ("  ✓ ", "good"),
    Outcome.VALIDATED: ("  ≈ ", "good"),
    Outcome.FAILS: ("  ✗ ", "wrong"),
    Outcome.NOT_TRIED: ("  – ", "hint"),
}


def _by_row(results: Iterable[ProofResult]) -> Table:
    """How many cases of each row came out which way."""
    counts: dict[str, Counter[Outcome]] = {}
    for each in results:
        counts.setdefault(each.row, Counter())[each.outcome] += 1
    shown = [each for each in Outcome if any(found[each] for found in counts.values())]
    made = table("row", *(str(each) for each in shown))
    for row, found in counts.items():
        made.add_row(row, *(str(found[each] or "") for each in shown))
    return made


command = group(__doc__, name="blueprint", verbs=(list_, show, deploy_, prove_))
