"""Arguments and options that several verbs share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click

from colonnade.cli.verb import Act
from colonnade.errors import InputError
from colonnade.store.settings import open_project


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


def words(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Words with commas between, given once or several times."""
    return tuple(word.strip() for text in given for word in text.split(",") if word.strip())


def _project_model(context: click.Context, option: click.Parameter, given: str | None) -> str:
    """What was given, or the model of the project."""
    if given is not None or context.resilient_parsing:
        return given or ""
    project = open_project()
    if not project.settings.project.model:
        raise click.MissingParameter(
            "name one, or set project.model in colonnade.toml.", ctx=context, param=option, param_type="argument"
        )
    return str(project.path(project.settings.project.model))


SOURCE = click.argument("source", metavar="[SOURCE]", required=False, callback=_project_model)
"""Without it the model that the project names."""
SOURCE_TO_READ = click.argument("source", metavar="SOURCE")
FROM = click.argument("before", metavar="FROM")
TO = click.argument("after", metavar="TO")
ENGINE = click.option("--engine", metavar="ENGINE", help="The SQL dialect of a file where it can't be told.")
ON = click.option("--on", "url", metavar="URL", required=True, help="The database: its URL, or env:NAME.")
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
    callback=words,
    help="Allow hazards by name, or `all` of them.",
)


_VERSION = re.compile(r"\d+\.\d+\.\d+")


def plan_file(given: Path) -> Path:
    """The file of a plan; one that is named by its version only is in the project's folder of plans."""
    if _VERSION.fullmatch(str(given)) is None:
        return given
    project = open_project()
    return project.path(project.settings.output.plans) / f"{given}.json"


Decorator = Callable[[Act], Act]


def output(metavar: str, what: str, *, required: bool = False) -> Decorator:
    """`-o`, where something is written."""
    return click.option(
        "-o", "--output", "output", metavar=metavar, type=click.Path(path_type=Path), required=required, help=what
    )
