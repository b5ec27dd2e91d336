"""Plays a SQLite script in a scratch database as the `sqlite3` shell would."""

from __future__ import annotations

import shlex
import sqlite3
from pathlib import Path
from typing import assert_never

from colonnade.connect.scratch import ScratchDatabase
from colonnade.connect.script.included import included
from colonnade.connect.script.outcome import (
    BadScript,
    Loading,
    Note,
    OnError,
    Outcome,
    Refused,
    Script,
    read_script,
)
from colonnade.connect.script.sqlite_lexer import DotCommand, SqliteLexer, SqliteStatement
from colonnade.connect.sqlite import connect, is_world_failure, primary_code, world_error
from colonnade.errors import Place
from colonnade.text import Lines

_DEEPEST_INCLUDE = 32
_PASSED_OVER = frozenset(
    "bail binary changes databases dbinfo echo eqp explain fullschema headers header help "
    "indexes indices limit lint mode nullvalue parameter print prompt schema separator session "
    "sha3sum show stats tables timeout timer trace vfsinfo vfslist vfsname width".split()
)
_REFUSED = {
    "archive": "archives are neither read nor written",
    "backup": "files are not written",
    "cd": "included files are looked for in the script's own folder",
    "clone": "files are not written",
    "excel": "files are not written",
    "import": "files of rows are not imported",
    "load": "extensions are not loaded",
    "log": "files are not written",
    "once": "files are not written",
    "open": "the scratch database stands for every database of the script",
    "output": "files are not written",
    "restore": "files of a database are not restored",
    "save": "files are not written",
    "shell": "programs are never run",
    "system": "programs are never run",
}
_OTHER_FILES = frozenset({"", ":memory:"})


class Shell:
    """Plays one script in a session of its own."""

    def __init__(self, scratch: ScratchDatabase, loading: Loading) -> None:
        self._scratch = scratch
        self._loading = loading
        self._statements = 0
        self._refused: list[Refused] = []
        self._notes: list[Note] = []
        self._depth = 0
        self._root: Path | None = loading.root
        self._connection = connect(scratch.url)
        # The shell's own default; a dump may fill a table before the one it refers to.
        self._connection.execute("PRAGMA foreign_keys = OFF")
        # A scratch file need not survive a power cut.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = MEMORY")
        self._connection.set_authorizer(_authorize)

    def play(self, script: Script) -> Outcome:
        """Play a script to its end, or to the first refusal. Raises `StatementRefused`,
        `BadScript` and leaves of `WorldError`."""
        self._root = self._loading.root or script.folder
        try:
            self._play_file(script)
            if self._connection.in_transaction:
                end = Place(file=script.name, line=script.text.count("\n") + 1)
                self._note(end, "the script ends inside a transaction, which is rolled back")
                self._connection.rollback()
        finally:
            self._connection.close()
        return Outcome(statements=self._statements, refused=tuple(self._refused), notes=tuple(self._notes))

    def _play_file(self, script: Script) -> None:
        self._depth += 1
        lexer = SqliteLexer(script.text)
        lines = Lines(script.text, file=script.name)
        while (piece := lexer.next()) is not None:
            place = lines.place(piece.start)
            match piece:
                case SqliteStatement():
                    self._statement(lines, piece)
                case DotCommand():
                    self._command(script, lexer, piece, place)
                case _:
                    assert_never(piece)
            if self._loading.progress is not None and self._depth == 1:
                self._loading.progress(lexer.position, len(script.text))
        self._depth -= 1

    def _statement(self, lines: Lines, statement: SqliteStatement) -> None:
        try:
            self._connection.execute(statement.text).fetchall()
        except sqlite3.Warning as failure:
            self._refuse(lines.place(statement.start), str(failure), statement.text)
        except sqlite3.Error as failure:
            if is_world_failure(failure) and primary_code(failure) != sqlite3.SQLITE_AUTH:
                raise world_error(failure, self._scratch.url) from failure
            place = lines.place(statement.start + _offset(failure, statement.text))
            self._add(
                Refused(
                    place=place,
                    message=_message(failure),
                    hint="",
                    state=getattr(failure, "sqlite_errorname", ""),
                    statement=statement.text.strip(),
                ),
                failure,
            )
        else:
            self._statements += 1

    def _command(self, script: Script, lexer: SqliteLexer, command: DotCommand, place: Place) -> None:
        try:
            words = shlex.split(command.text)
        except ValueError:
            words = command.text.split()
        name = words[0].lower() if words else ""
        if name == "read" and len(words) > 1:
            if words[1].startswith("|"):
                self._refuse(place, ".read: programs are never run", f".{command.text}")
                return
            if self._depth > _DEEPEST_INCLUDE:
                raise BadScript(f"more than {_DEEPEST_INCLUDE} files include each other", place=place)
            file = included(words[1], script.folder, self._root, place=place, beside=False)
            self._play_file(read_script(file))
        elif name in {"exit", "quit"}:
            lexer.stop()
        elif name not in _PASSED_OVER:
            reason = _REFUSED.get(name, "there is no such command")
            self._refuse(place, f".{name}: {reason}", f".{command.text}")

    def _refuse(self, place: Place, reason: str, text: str) -> None:
        self._add(Refused(place=place, message=reason, hint="", state="", statement=text), None)

    def _add(self, refused: Refused, cause: sqlite3.Error | None) -> None:
        match self._loading.on_error:
            case OnError.STOP:
                raise refused.error() from cause
            case OnError.COLLECT:
                self._refused.append(refused)
            case _:
                assert_never(self._loading.on_error)

    def _note(self, place: Place, message: str) -> None:
        self._notes.append(Note(place=place, message=message))


def _authorize(action: int, first: str | None, _second: str | None, _database: str | None, _cause: str | None) -> int:
    """No other file is attached, which VACUUM INTO does too; an empty name is a temporary file."""
    if action == sqlite3.SQLITE_ATTACH and first not in _OTHER_FILES:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _message(failure: sqlite3.Error) -> str:
    if primary_code(failure) == sqlite3.SQLITE_AUTH:
        return "other files are not attached to a scratch database"
    return str(failure)


def _offset(failure: sqlite3.Error, text: str) -> int:
    """Where in the statement the error is: SQLite names the token, the driver no position."""
    message = str(failure)
    if message.startswith('near "') and '":' in message:
        token = message[6 : message.rindex('":')]
        if token and text.count(token) == 1:
            return text.index(token)
    return 0
