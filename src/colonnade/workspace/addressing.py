"""Databases by their address, or by the word that a project has for it: `env:staging`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from colonnade.connect.live import Live, open_live
from colonnade.connect.urls import BadUrl, DatabaseUrl, parse_url
from colonnade.errors import InputError, Place
from colonnade.store.settings import Project, open_project
from colonnade.text import did_you_mean

ENVIRONMENT = "env:"
"""What stands before the name of an environment of a project."""


class UnknownEnvironmentError(InputError):
    """The settings have no environment of this name."""

    code = "CO197"


def address(text: str, project: Project | None = None, *, environment: Mapping[str, str] | None = None) -> DatabaseUrl:
    """The address that a person wrote: a URL, or `env:NAME` for the one in `colonnade.toml`.

    `${NAME}` in it comes from the environment. Raises UnknownEnvironmentError, BadUrl and what reading settings does.
    """
    variables = os.environ if environment is None else environment
    if not text.startswith(ENVIRONMENT):
        return parse_url(text, expand=True, environment=variables)
    found = project or open_project()
    name = text.removeprefix(ENVIRONMENT)
    known = found.settings.environments
    if name not in known:
        listed = ", ".join(f"{each} ({what.about})" if what.about else each for each, what in known.items())
        hint = did_you_mean(name, known) or (f"known: {listed}" if listed else "add [environments.NAME] with a url")
        where = Place(file=str(found.file)) if found.file is not None else None
        raise UnknownEnvironmentError(f"there is no environment {name!r}", hint=hint, place=where)
    try:
        return parse_url(known[name].url, expand=True, environment=variables)
    except BadUrl as error:
        raise BadUrl(
            f"environment {name}: {error.message}", hint=error.hint, fields=error.fields, place=error.place
        ) from None


@contextmanager
def opened(url: DatabaseUrl, project: Project, *, lock_timeout_ms: int | None = None) -> Iterator[Live]:
    """A live database with the journal where the project has it; it waits for locks as long as the plan settings say.

    Raises leaves of WorldError.
    """
    settings = project.settings
    timeout = lock_timeout_ms if lock_timeout_ms is not None else settings.plan.lock_timeout_ms
    with open_live(url, lock_timeout_ms=timeout, journal=settings.journal.namespace) as live:
        yield live
