"""The arguments of `psql` meta-commands."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ARGUMENT = re.compile(
    r"""
      (?P<single>'(?P<inside>[^'\\]*(?:(?:\\.|'')[^'\\]*)*)')
    | (?P<double>"[^"]*")
    | (?P<shell>`[^`]*`)
    | (?P<variable>:(?:(?P<plain>\w+)|'(?P<quoted>\w+)'|"(?P<identifier>\w+)"|\{\?(?P<known>\w+)\}))
    | (?P<blank>\s+)
    | (?P<text>[^\s'"`:]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f"}
_TRUE = frozenset({"true", "tru", "tr", "t", "yes", "ye", "y", "on", "1"})
_FALSE = frozenset({"false", "fals", "fal", "fa", "f", "no", "n", "off", "of", "0"})


class ShellArgument(ValueError):
    """An argument in backticks asks for a program to be run."""


def split_arguments(text: str, variables: Mapping[str, str]) -> list[str]:
    """The arguments, quotes removed and variables replaced. Raises `ShellArgument`."""
    found: list[str] = []
    joined = False
    for match in _ARGUMENT.finditer(text):
        if match["blank"]:
            joined = False
            continue
        if match["shell"]:
            raise ShellArgument(match["shell"])
        value = _value(match, variables)
        if joined:
            found[-1] += value
        else:
            found.append(value)
        joined = True
    return found


def truth(text: str) -> bool | None:
    """What `psql` takes a text for in `\\if`: true, false, or neither (None)."""
    folded = text.strip().lower()
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    return None


def _value(match: re.Match[str], variables: Mapping[str, str]) -> str:
    if match["single"]:
        return _ESCAPE.sub(lambda each: _ESCAPES.get(each[1], each[1]) if each[1] else "'", match["inside"])
    if match["double"]:
        # psql keeps the quotes of names; here arguments are files, variables and databases.
        return match["double"][1:-1]
    if match["known"]:
        return "TRUE" if match["known"] in variables else "FALSE"
    name = match["plain"] or match["quoted"] or match["identifier"]
    if name:
        return variables.get(name, match[0])
    return match[0]
