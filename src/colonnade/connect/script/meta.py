"""What each `psql` meta-command asks for.

Known commands are those of the manual's page on psql (versions 13 to 18). Commands that only
show something are passed over; commands that run programs, write files or read the environment
are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from colonnade.connect.script.psql_arguments import ShellArgument, split_arguments, truth
from colonnade.text import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOver:
    """Nothing to do: the command shows something or sets how results look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """The command is not carried out."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Include:
    """Play another file; `beside` looks for it beside the current file."""

    path: str
    beside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconnect:
    """Begin a new session, in whatever database the script names."""

    database: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """Set a variable, or forget it when `value` is None."""

    name: str
    value: str | None


class Turn(StrEnum):
    """The commands that decide which part of a script is played."""

    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDIF = "endif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A turn, with the value of its condition; None when it is neither true nor false."""

    turn: Turn
    value: bool | None = None


class Results(StrEnum):
    """What to do with the rows of the statement gathered so far."""

    DROP = "drop"
    SET_VARIABLES = "set variables"
    EXECUTE = "execute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send the statement gathered so far; `prefix` goes before the names of variables."""

    results: Results
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFile:
    r"""A `\copy`: the COPY statement to send, and the file to read; None for lines that follow."""

    statement: str
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """The script ends here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Forget the statement gathered so far."""


Action = PassOver | Refuse | Include | Reconnect | Assign | Branch | Send | CopyFile | Quit | Forget

_SHOWS = frozenset(
    "a C conninfo copyright crosstabview echo encoding errverbose f H h help html l list p print "
    "pset qecho restrict s sf sv t T timing unrestrict warn x z ? dt+".split()
)
_REFUSED = {
    "!": "programs are never run",
    "cd": "included files are looked for in the script's own folder",
    "e": "there is no editor here",
    "edit": "there is no editor here",
    "ef": "there is no editor here",
    "ev": "there is no editor here",
    "g": "results are not written to files or programs",
    "getenv": "the environment is not read",
    "gx": "results are not written to files or programs",
    "lo_export": "files are not written",
    "lo_import": "files of the client are not read into large objects",
    "lo_list": "large objects are not listed",
    "lo_unlink": "large objects are not removed",
    "o": "results are not written to files or programs",
    "out": "results are not written to files or programs",
    "password": "nobody is here to type a password",
    "prompt": "nobody is here to answer",
    "setenv": "the environment is not changed",
    "w": "files are not written",
    "watch": "a statement is run once",
    "write": "files are not written",
}
_NAMED = frozenset(
    "c connect copy elif else endif gdesc gexec gset i if include include_relative ir q r reset set unset".split()
)
_COPY = re.compile(
    r"""(?P<before>.*?)\s+(?P<direction>from|to)\s+
        (?P<what>program\b|pstdin\b|stdin\b|pstdout\b|stdout\b|'(?:[^']|'')*'|\S+)(?P<after>.*)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def action(name: str, text: str, variables: Mapping[str, str]) -> Action:
    """What the command of this name with these arguments asks for."""
    if name == "copy":
        return _copy(text)
    try:
        arguments = split_arguments(text, variables)
    except ShellArgument:
        return Refuse(reason="programs are never run")
    if name in {turn.value for turn in Turn}:
        return _branch(Turn(name), arguments)
    if name in {"o", "out", "g", "gx"} and not arguments:
        return PassOver() if name in {"o", "out"} else Send(results=Results.DROP)
    if name in _REFUSED or name.startswith("!"):
        return Refuse(reason=_REFUSED.get(name, _REFUSED["!"]))
    if name in _SHOWS or (name.startswith("d") and len(name) <= 5):
        return PassOver()
    return _acting(name, arguments)


def _acting(name: str, arguments: list[str]) -> Action:
    first = arguments[0] if arguments else ""
    match name:
        case "i" | "include" | "ir" | "include_relative":
            if not first:
                return Refuse(reason="the name of a file is missing")
            return Include(path=first, beside=name in {"ir", "include_relative"})
        case "c" | "connect":
            return Reconnect(database=first)
        case "set":
            return Assign(name=first, value="".join(arguments[1:])) if first else PassOver()
        case "unset":
            return Assign(name=first, value=None)
        case "gset":
            return Send(results=Results.SET_VARIABLES, prefix=first)
        case "gexec":
            return Send(results=Results.EXECUTE)
        case "gdesc" | "r" | "reset":
            return Forget()
        case "q" | "quit":
            return Quit()
        case _:
            return Refuse(reason=_unknown(name))


def _unknown(name: str) -> str:
    known = {*_SHOWS, *_REFUSED, *_NAMED, "quit"}
    near = did_you_mean(name, known)
    return f"there is no such command{': ' + near if near else ''}"


def _branch(turn: Turn, arguments: list[str]) -> Branch:
    match turn:
        case Turn.IF | Turn.ELIF:
            return Branch(turn=turn, value=truth(" ".join(arguments)))
        case Turn.ELSE | Turn.ENDIF:
            return Branch(turn=turn)


def _copy(text: str) -> Action:
    found = _COPY.fullmatch(text.strip())
    if found is None:
        return Refuse(reason="cannot read the \\copy command")
    what = found["what"].lower()
    if what == "program":
        return Refuse(reason="programs are never run")
    if found["direction"].lower() == "to":
        return PassOver()
    statement = f"COPY {found['before'].strip()} FROM STDIN{found['after']}".rstrip().rstrip(";")
    if what in {"stdin", "pstdin"}:
        return CopyFile(statement=statement, path=None)
    path = found["what"]
    if path.startswith("'"):
        path = path[1:-1].replace("''", "'")
    return CopyFile(statement=statement, path=path.rstrip(";"))
