"""Plays a PostgreSQL script in a scratch database as `psql` would, meta-commands included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import assert_never

import psycopg

from colonnade.connect.postgresql import world_error
from colonnade.connect.scratch import Privilege, ScratchDatabase
from colonnade.connect.script import meta
from colonnade.connect.script.frame import Frame
from colonnade.connect.script.included import included
from colonnade.connect.script.outcome import (
    BadScript,
    Data,
    Loading,
    Note,
    OnError,
    Outcome,
    Refused,
    Script,
    read_script,
)
from colonnade.connect.script.psql_arguments import truth
from colonnade.connect.script.psql_lexer import MetaCommand, Statement
from colonnade.connect.script.session import Session
from colonnade.connect.script.treatment import (
    Way,
    controls_transaction,
    for_database,
    names_database,
    treat,
)
from colonnade.connect.servers.settings import SUPERUSER
from colonnade.errors import Place

_COPY_LINE = re.compile(r"^COPY .*, line (?P<line>\d+)", re.MULTILINE)
_WORLD_STATES = ("08", "53", "55P03", "40P01", "57", "58000", "58030")
"""Failures that a statement of a script does not cause (manual, appendix A)."""
_IN_FAILED_TRANSACTION = "25P02"
_DEEPEST_INCLUDE = 32


class Player:
    """Plays scripts one after the other, each in a session of its own."""

    def __init__(self, scratch: ScratchDatabase, loading: Loading) -> None:
        self._scratch = scratch
        self._loading = loading
        self._session = Session(scratch, statement_timeout_ms=loading.statement_timeout_ms)
        self._variables: dict[str, str] = {}
        self._frames: list[Frame] = []
        self._statements = 0
        self._refused: list[Refused] = []
        self._notes: list[Note] = []

    def play(self, script: Script) -> Outcome:
        """Play a script to its end, or to the first refusal. Raises `StatementRefused`,
        `BadScript` and leaves of `WorldError`."""
        version = str(self._session.server_version)
        self._variables = {
            "DBNAME": self._session.database,
            "ENCODING": "UTF8",
            "SERVER_VERSION_NUM": version,
            "USER": SUPERUSER,
        }
        try:
            self._play_file(script)
            if self._session.in_transaction:
                end = Place(file=script.name, line=script.text.count("\n") + 1)
                self._note(end, "the script ends inside a transaction, which is rolled back")
        finally:
            self._session.close()
        return Outcome(statements=self._statements, refused=tuple(self._refused), notes=tuple(self._notes))

    def _play_file(self, script: Script) -> None:
        frame = Frame(script, self._variables)
        self._frames.append(frame)
        while (piece := frame.lexer.next()) is not None:
            match piece:
                case MetaCommand():
                    self._command(frame, piece)
                case Statement():
                    if frame.is_played:
                        self._statement(frame, piece)
                case _:
                    assert_never(piece)
            if self._loading.progress is not None and len(self._frames) == 1:
                self._loading.progress(frame.lexer.position, len(script.text))
        frame.check_closed()
        self._frames.pop()

    # Statements

    def _statement(self, frame: Frame, statement: Statement) -> None:
        try:
            self._carry_out(frame, statement)
        except psycopg.Error as failure:
            self._failed(frame, statement, failure)
        frame.lexer.standard_strings = self._session.standard_strings

    def _carry_out(self, frame: Frame, statement: Statement) -> None:
        place = frame.place(statement.start)
        treatment = treat(statement, superuser=SUPERUSER)
        match treatment.way:
            case Way.RUN:
                self._run(statement)
            case Way.COPY_IN:
                self._copy_lines(frame, statement)
            case Way.COPY_OUT:
                self._session.copy_out(statement.text)
                self._statements += 1
            case Way.ROLE:
                self._role(place, statement, treatment.name)
            case Way.TABLESPACE:
                self._session.make_tablespace(treatment.name)
                self._note(place, f"tablespace {treatment.name} stands inside the scratch server")
            case Way.SKIP:
                self._note(place, treatment.reason)
            case Way.REFUSE:
                self._refuse(place, treatment.reason, statement.text)
            case _:
                assert_never(treatment.way)

    def _run(self, statement: Statement) -> None:
        if names_database(statement):
            statement = for_database(statement, self._session.database)
        control = controls_transaction(statement)
        if not control and truth(self._variables.get("AUTOCOMMIT", "on")) is False:
            self._begin_if_idle()
        guarded = not control and statement.head[:2] != ("set", "transaction")
        self._session.execute(statement.text, guarded=guarded)
        self._statements += 1

    def _begin_if_idle(self) -> None:
        if not self._session.in_transaction:
            self._session.execute("BEGIN", guarded=False)

    def _role(self, place: Place, statement: Statement, name: str) -> None:
        match self._scratch.privilege:
            case Privilege.SUPERUSER:
                try:
                    self._run(statement)
                except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
                    self._note(place, f"role {name} is there already and is left as it is")
            case Privilege.GUEST:
                self._session.make_role(name)
                self._note(place, f"role {name} is made without its attributes")
                self._statements += 1
            case _:
                assert_never(self._scratch.privilege)

    def _copy_lines(self, frame: Frame, statement: Statement) -> None:
        data = frame.lexer.copy_data()
        if self._loading.data is Data.SKIP:
            return
        if data is None:
            rest = frame.script.text[frame.lexer.position :]
            frame.lexer.stop()
            begin, text = len(frame.script.text) - len(rest), rest.partition("\n")[2]
        else:
            begin, text = data.start, data.of(frame.script.text)
        try:
            self._session.copy_in(statement.text, (text,))
        except psycopg.Error as failure:
            found = _COPY_LINE.search(failure.diag.context or "")
            if found is None:
                raise
            first = frame.place(begin).line or 1
            place = Place(file=frame.script.name, line=first + int(found["line"]) - 1)
            self._failed(frame, statement, failure, place)
        else:
            self._statements += 1

    # Failures

    def _failed(
        self,
        frame: Frame,
        statement: Statement,
        failure: psycopg.Error,
        place: Place | None = None,
    ) -> None:
        state = failure.sqlstate or ""
        if self._session.is_broken or state.startswith(_WORLD_STATES):
            raise world_error(failure, self._scratch.url) from failure
        if state == _IN_FAILED_TRANSACTION and self._loading.on_error is OnError.COLLECT:
            return
        diag = failure.diag
        place = place or frame.place_in(statement, diag.statement_position)
        if self._is_owner_of_guest(statement, state):
            self._note(place, "the object stays with the guest that loads it")
            return
        message = diag.message_primary or str(failure).strip()
        if diag.message_detail:
            message = f"{message}: {diag.message_detail}"
        self._add(
            Refused(
                place=place,
                message=message,
                hint=diag.message_hint or "",
                state=state,
                statement=statement.text,
            ),
            failure,
        )

    def _is_owner_of_guest(self, statement: Statement, state: str) -> bool:
        return (
            self._scratch.privilege is Privilege.GUEST
            and state == "42501"
            and re.search(r"\bowner\s+to\b", statement.text, re.IGNORECASE) is not None
        )

    def _refuse(self, place: Place, reason: str, text: str) -> None:
        self._add(Refused(place=place, message=reason, hint="", state="", statement=text), None)

    def _add(self, refused: Refused, cause: psycopg.Error | None) -> None:
        match self._loading.on_error:
            case OnError.STOP:
                raise refused.error() from cause
            case OnError.COLLECT:
                self._refused.append(refused)
            case _:
                assert_never(self._loading.on_error)

    def _note(self, place: Place, message: str) -> None:
        self._notes.append(Note(place=place, message=message))

    # Meta-commands

    def _command(self, frame: Frame, command: MetaCommand) -> None:
        asked = meta.action(command.name, command.arguments, self._variables)
        if isinstance(asked, meta.Branch):
            frame.turn(asked, command.start)
            return
        if not frame.is_played:
            return
        place = frame.place(command.start)
        match asked:
            case meta.PassOver():
                pass
            case meta.Refuse(reason=reason):
                text = f"\\{command.name} {command.arguments}".rstrip()
                self._refuse(place, f"\\{command.name}: {reason}", text)
            case meta.Include(path=path, beside=beside):
                self._include(frame, place, path, beside=beside)
            case meta.Reconnect(database=database):
                self._session.reconnect()
                if database not in {"", "-", self._session.database}:
                    self._note(place, f"the scratch database stands for {database}")
            case meta.Assign(name=name, value=value):
                self._assign(name, value)
            case meta.Send():
                self._send(frame, asked)
            case meta.CopyFile():
                self._copy_file(frame, command, asked)
            case meta.Quit():
                frame.lexer.stop()
            case meta.Forget():
                frame.lexer.take()
            case _:
                assert_never(asked)

    def _assign(self, name: str, value: str | None) -> None:
        if value is None:
            self._variables.pop(name, None)
        else:
            self._variables[name] = value

    def _include(self, frame: Frame, place: Place, path: str, *, beside: bool) -> None:
        if len(self._frames) > _DEEPEST_INCLUDE:
            raise BadScript(f"more than {_DEEPEST_INCLUDE} files include each other", place=place)
        file = included(path, frame.script.folder, self._root(), place=place, beside=beside)
        self._play_file(read_script(file))

    def _root(self) -> Path | None:
        return self._loading.root or self._frames[0].script.folder

    def _send(self, frame: Frame, asked: meta.Send) -> None:
        statement = frame.lexer.take()
        if statement is None:
            return
        match asked.results:
            case meta.Results.DROP:
                self._statement(frame, statement)
            case meta.Results.SET_VARIABLES:
                self._set_variables(frame, statement, asked.prefix)
            case meta.Results.EXECUTE:
                self._execute_results(frame, statement)
            case _:
                assert_never(asked.results)

    def _set_variables(self, frame: Frame, statement: Statement, prefix: str) -> None:
        try:
            names, rows = self._session.columns_and_row(statement.text)
        except psycopg.Error as failure:
            self._failed(frame, statement, failure)
            return
        self._statements += 1
        if len(rows) != 1:
            place = frame.place(statement.start)
            self._refuse(place, f"\\gset needs one row, not {len(rows)}", statement.text)
            return
        for name, value in zip(names, rows[0], strict=True):
            self._assign(f"{prefix}{name}", None if value is None else str(value))

    def _execute_results(self, frame: Frame, statement: Statement) -> None:
        try:
            rows = self._session.execute(statement.text, guarded=True)
        except psycopg.Error as failure:
            self._failed(frame, statement, failure)
            return
        self._statements += 1
        for text in (str(cell) for row in rows for cell in row if cell is not None):
            head = tuple(re.findall(r"\w+", text.lower())[:8])
            made = Statement(text=text, head=head, pieces=((0, statement.start),))
            try:
                self._carry_out(frame, made)
            except psycopg.Error as failure:
                self._failed(frame, made, failure, frame.place(statement.start))

    def _copy_file(self, frame: Frame, command: MetaCommand, asked: meta.CopyFile) -> None:
        pieces = ((0, command.start),)
        statement = Statement(text=asked.statement, head=("copy",), pieces=pieces)
        if asked.path is None:
            self._copy_lines(frame, statement)
            return
        if self._loading.data is Data.SKIP:
            return
        place = frame.place(command.start)
        file = included(asked.path, frame.script.folder, self._root(), place=place, beside=False)
        try:
            self._session.copy_in(asked.statement, (read_script(file).text,))
        except psycopg.Error as failure:
            self._failed(frame, statement, failure, place)
        else:
            self._statements += 1
