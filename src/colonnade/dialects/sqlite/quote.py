"""How identifiers and strings are written: the only place where names become SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable

from colonnade.dialect import NotExpressibleError
from colonnade.dialects.sqlite.traits import NEVER_BARE

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def is_plain(identifier: str) -> bool:
    """Whether a name means itself without quotes."""
    return _PLAIN.match(identifier) is not None and identifier.lower() not in NEVER_BARE


def quote(identifier: str) -> str:
    """An identifier as SQL, in double quotes only where needed.

    Raises NotExpressibleError for a name with a NUL, or of characters that UTF-8 does not have.
    """
    if is_plain(identifier):
        return identifier
    _refuse_unwritable(identifier, "name")
    return '"' + identifier.replace('"', '""') + '"'


def names(identifiers: Iterable[str]) -> str:
    """A list of names as SQL, without parentheses."""
    return ", ".join(map(quote, identifiers))


def literal(text: str) -> str:
    """A string literal. Raises NotExpressibleError for a NUL."""
    _refuse_unwritable(text, "text")
    return "'" + text.replace("'", "''") + "'"


def _refuse_unwritable(text: str, what: str) -> None:
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise NotExpressibleError(
            f"{text!r} can't be a {what} in SQLite",
            hint="remove the NUL or the unpaired surrogate",
        )
