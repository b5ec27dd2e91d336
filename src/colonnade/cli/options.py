"""Arguments and options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from colonnade.cli.verb import Act
from colonnade.errors import InputError


class BadRenameError(InputError):
    """A stated rename is not OLD=NEW."""

    code = "CO185"


def _renames(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        old, equals, new = text.partition("=")
        if not (old and equals and new):
            raise BadRenameError(f"{text!r} is not OLD=NEW", hint="for example --rename orders.total=orders.amount")
        found[old] = new
    return found


def _words(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


SOURCE = click.argument("source", metavar="SOURCE")
FROM = click.argument("before", metavar="FROM")
TO = click.argument("after", metavar="TO")
ENGINE = click.option("--engine", metavar="ENGINE", help="The SQL dialect of a file where it can't be told.")
ON = click.option("--on", "url", metavar="URL", required=True, help="The database, as an address.")
RENAME = click.option(
    "--rename",
    "stated",
    metavar="OLD=NEW",
    multiple=True,
    callback=_renames,
    help="Take two names for one object; may be given several times.",
)
ALLOW = click.option(
    "--allow",
    metavar="HAZARD,…",
    multiple=True,
    callback=_words,
    help="Allow hazards by name, or `all` of them.",
)


Decorator = Callable[[Act], Act]


def output(metavar: str, what: str, *, required: bool = False) -> Decorator:
    """`-o`, where something is written."""
    return click.option(
        "-o", "--output", "output", metavar=metavar, type=click.Path(path_type=Path), required=required, help=what
    )
