"""Access lists of the catalogue as grants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from colonnade.dialects.postgresql.privileges import (
    ALL,
    LETTERS,
    Grantable,
    all_letters,
    normal,
    server_default,
)
from colonnade.schema import OWNER, PUBLIC, Grant

_ITEM = re.compile(
    r'(?P<to>"(?:[^"]|"")*"|[^"=]*)=(?P<letters>[a-zA-Z*]*)/(?P<by>"(?:[^"]|"")*"|.*)\Z',
    re.DOTALL,
)


def grants_of(
    acl: Sequence[str] | None,
    *,
    on: Grantable,
    owner: str,
    version: tuple[int, ...],
    default: tuple[Grant, ...] | None = None,
) -> tuple[Grant, ...] | None:
    """The grants of an access list (`aclitem[]::text[]`), or None when it is the default one.

    `owner` is the role's name in the catalogue; its own entry is written for OWNER. `default` is the list that
    None stands for, where that is not the server's for the class.
    """
    if acl is None:
        return None
    found = every_grant(acl, on=on, owner=owner, version=version)
    return None if found == (server_default(on) if default is None else default) else found


def every_grant(acl: Sequence[str], *, on: Grantable, owner: str, version: tuple[int, ...]) -> tuple[Grant, ...]:
    """The grants of an access list, the default one too."""
    return normal(each for item in acl if (each := _grant(item, on, owner, version)) is not None)


def _grant(item: str, on: Grantable, owner: str, version: tuple[int, ...]) -> Grant | None:
    match = _ITEM.match(item)
    if match is None:
        raise ValueError(f"not an aclitem: {item!r}")
    held = set[str]()
    options = set[str]()
    letters = match["letters"]
    for place, letter in enumerate(letters):
        if letter != "*":
            held.add(letter)
            if letters[place + 1 : place + 2] == "*":
                options.add(letter)
    if not held:
        return None
    to, by = _role(match["to"]), _role(match["by"])
    every = all_letters(on, version)
    return Grant(
        to=OWNER if to == owner else to or PUBLIC,
        privileges=_words(held, every),
        grantable=_words(options, every),
        by=None if by == owner else by,
    )


def _words(letters: set[str], every: frozenset[str]) -> tuple[str, ...]:
    if letters == every:
        return ALL
    return tuple(sorted(LETTERS[each] for each in letters))


def _role(text: str) -> str:
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    return text
