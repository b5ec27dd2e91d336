"""One file being played: where we are in it, and which of its branches are played."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from colonnade.connect.script.meta import Branch, Turn
from colonnade.connect.script.outcome import BadScript, Script
from colonnade.connect.script.psql_lexer import Lexer, Statement
from colonnade.errors import Place
from colonnade.text import Lines


class _State(Enum):
    """The state of one `\\if`: its branch is played, none has been yet, or one has been."""

    PLAYED = auto()
    WAITING = auto()
    OVER = auto()


class Frame:
    """A script with its lexer and its open conditions."""

    def __init__(self, script: Script, variables: Mapping[str, str]) -> None:
        self.script = script
        self.lexer = Lexer(script.text, variables)
        self.lines = Lines(script.text, file=script.name)
        self._conditions: list[tuple[_State, int]] = []

    @property
    def is_played(self) -> bool:
        """Whether the part of the script where we are is played."""
        return all(state is _State.PLAYED for state, _ in self._conditions)

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        return self.lines.place(offset)

    def place_in(self, statement: Statement, position: str | int | None) -> Place:
        """The place that the server means: its positions count characters from 1."""
        if position is None:
            return self.place(statement.start)
        return self.place(statement.offset(int(position) - 1))

    def turn(self, branch: Branch, offset: int) -> None:
        """Take a turn. Raises `BadScript` for one that does not fit or has no truth value."""
        match branch.turn:
            case Turn.IF:
                outer = self.is_played
                if outer and branch.value is None:
                    raise self._bad("\\if needs true or false", offset)
                state = _State.OVER if not outer else _first(branch)
                self._conditions.append((state, offset))
            case Turn.ELIF:
                state, start = self._open(branch, offset)
                self._conditions.pop()
                if state is _State.WAITING:
                    # The outer branches are played, or the state would be OVER.
                    if branch.value is None:
                        raise self._bad("\\elif needs true or false", offset)
                    self._conditions.append((_first(branch), start))
                else:
                    self._conditions.append((_State.OVER, start))
            case Turn.ELSE:
                state, start = self._open(branch, offset)
                after = _State.PLAYED if state is _State.WAITING else _State.OVER
                self._conditions[-1] = (after, start)
            case Turn.ENDIF:
                self._open(branch, offset)
                self._conditions.pop()

    def check_closed(self) -> None:
        """Raise `BadScript` when the file ends inside an `\\if`."""
        if self._conditions:
            raise self._bad("this \\if has no \\endif", self._conditions[-1][1])

    def _open(self, branch: Branch, offset: int) -> tuple[_State, int]:
        if not self._conditions:
            raise self._bad(f"\\{branch.turn} without \\if", offset)
        return self._conditions[-1]

    def _bad(self, message: str, offset: int) -> BadScript:
        return BadScript(message, place=self.place(offset))


def _first(branch: Branch) -> _State:
    return _State.PLAYED if branch.value else _State.WAITING
