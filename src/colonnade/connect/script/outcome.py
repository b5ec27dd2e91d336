"""A script to load, how to load it, and what came of it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from colonnade.errors import InputError, Place

_CLIENT_ENCODING = re.compile(rb"client_encoding\s*(?:=|to)\s*'?([\w-]+)", re.IGNORECASE)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CODECS = {"sql_ascii": "ascii", "win1252": "cp1252", "win1251": "cp1251", "win1250": "cp1250"}


class OnError(StrEnum):
    """What to do when the server refuses a statement: stop, or leave it out and go on."""

    STOP = "stop"
    COLLECT = "collect"


class Data(StrEnum):
    """Whether rows in COPY blocks are loaded; rows of INSERT statements always are."""

    LOAD = "load"
    SKIP = "skip"


class BadScript(InputError):
    """A script cannot be read, or asks for what a scratch database does not do."""

    code: ClassVar[str] = "CO192"


class StatementRefused(InputError):
    """The server refuses a statement of a script."""

    code: ClassVar[str] = "CO193"


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """SQL text with the name it is shown under and the folder its includes are relative to."""

    name: str
    text: str = field(repr=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A statement that was left out, in the server's words."""

    place: Place
    message: str
    hint: str
    state: str
    """SQLSTATE, or the name of SQLite's result code; empty when Colonnade itself refused."""
    statement: str

    def error(self) -> StatementRefused:
        """The same as an error."""
        return StatementRefused(
            self.message,
            hint=self.hint,
            place=self.place,
            fields={"state": self.state, "statement": self.statement},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was done otherwise than the script says, and why it does not matter."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of loading scripts."""

    statements: int = 0
    refused: tuple[Refused, ...] = ()
    notes: tuple[Note, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            statements=self.statements + other.statements,
            refused=self.refused + other.refused,
            notes=self.notes + other.notes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How scripts are loaded.

    `root` is the folder that included files must lie in; without it the script's own folder.
    `progress` is called with the characters done and the characters of the script.
    """

    on_error: OnError = OnError.STOP
    data: Data = Data.LOAD
    root: Path | None = None
    statement_timeout_ms: int | None = None
    progress: Callable[[int, int], None] | None = field(default=None, repr=False, compare=False)


def read_script(path: Path, *, name: str | None = None) -> Script:
    """Read a `.sql` file: UTF-8, or what its byte order mark or its `client_encoding` says.

    Raises `BadScript`.
    """
    shown = name or str(path)
    try:
        content = path.read_bytes()
    except OSError as failure:
        raise BadScript(f"cannot read the file: {failure.strerror}", place=Place(file=shown)) from failure
    return Script(name=shown, text=_decoded(content, shown), folder=path.parent)


def _decoded(content: bytes, shown: str) -> str:
    marked = (codec for mark, codec in _BYTE_ORDER_MARKS if content.startswith(mark))
    try:
        text = content.decode(next(marked, "utf-8"))
    except UnicodeDecodeError as failure:
        declared = _CLIENT_ENCODING.search(content)
        named = declared[1].decode("ascii").lower() if declared else ""
        if named not in {"", "utf8", "utf-8", "unicode"}:
            with contextlib.suppress(LookupError, UnicodeDecodeError):
                return content.decode(_CODECS.get(named, named))
        raise BadScript(
            "the text is not UTF-8",
            hint="convert it (iconv -f LATIN1 -t UTF-8), or state its encoding at the top:"
            " SET client_encoding = 'LATIN1';",
            place=_place(content, failure.start, shown),
        ) from failure
    if "\0" in text:
        # The drivers would send the text up to the zero and call it done.
        raise BadScript(
            "the text holds a zero byte",
            hint="is this a binary dump? pg_restore -f FILE.sql turns it into a script",
            place=_place(content, content.index(b"\0"), shown),
        )
    return text


def _place(content: bytes, offset: int, shown: str) -> Place:
    line = content.count(b"\n", 0, offset) + 1
    return Place(file=shown, line=line, column=offset - content.rfind(b"\n", 0, offset))
