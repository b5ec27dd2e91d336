"""Cuts a PostgreSQL script into statements and meta-commands as `psql` does.

Follows psqlscan.l and psqlscanslash.l of PostgreSQL: a semicolon ends a statement outside of
quotes, comments, parentheses and the BEGIN ATOMIC body of a routine; a backslash outside of
quotes starts a meta-command; `:name` is replaced when the variable is set.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from colonnade.text import Span

_LETTER = r"A-Za-z_\x80-\U0010ffff"
_ESCAPED = r"'[^'\\]*(?:(?:\\(?:.|\Z)|'')[^'\\]*)*'?"
_TOKEN = re.compile(
    rf"""
      (?P<blank>[ \t\n\r\f\v]+|--[^\r\n]*)
    | (?P<comment>/\*)
    | (?P<escaped>[eE]{_ESCAPED})
    | (?P<string>')
    | (?P<quoted>"[^"]*(?:""[^"]*)*"?)
    | (?P<dollar>\$(?:[{_LETTER}][{_LETTER}0-9]*)?\$)
    | (?P<word>[{_LETTER}][{_LETTER}0-9$]*)
    | (?P<semicolon>;)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<backslash>\\)
    | (?P<variable>:(?:[{_LETTER}0-9]+|'[{_LETTER}0-9]+'|"[{_LETTER}0-9]+"|\{{\?[{_LETTER}0-9]+\}}))
    | (?P<other>::|:=|[0-9][0-9A-Za-z_.]*|\$[0-9]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_STANDARD = re.compile(r"'[^']*(?:''[^']*)*'?")
_BACKSLASHED = re.compile(_ESCAPED, re.DOTALL)
_COMMENT_EDGE = re.compile(r"/\*|\*/")
_COMMAND = re.compile(r"\\(?P<name>[^\s\\]*|[;:!\\])")
_END_OF_DATA = re.compile(r"^\\\.[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_HEAD_WORDS = 8
_BLANK = " \t\n\r\f\v"
"""What the server takes for white space; a no-break space is part of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as it is sent, and where each part of it stands in the script."""

    text: str
    head: tuple[str, ...]
    """The first unquoted words outside parentheses, lower case."""
    pieces: tuple[tuple[int, int], ...]
    """Offset in `text` and offset in the script of each piece, ascending."""

    @property
    def start(self) -> int:
        """Where the statement starts in the script."""
        return self.pieces[0][1]

    def offset(self, position: int) -> int:
        """The offset in the script of an offset in `text`."""
        index = bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1
        in_text, in_script = self.pieces[max(index, 0)]
        return in_script + max(position - in_text, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaCommand:
    """A backslash command: its name without the backslash, its arguments as they stand."""

    name: str
    arguments: str
    start: int


class Lexer:
    """Reads a script piece by piece; `variables` and `standard_strings` may change on the way."""

    def __init__(self, text: str, variables: Mapping[str, str]) -> None:
        self.text = text
        self.variables = variables
        self.standard_strings = True
        self.position = 0
        self._clear()

    def next(self) -> Statement | MetaCommand | None:
        """The next statement or meta-command, None at the end of the script."""
        while self.position < len(self.text):
            match = _TOKEN.match(self.text, self.position)
            if match is None:  # pragma: no cover - the last alternative takes any character
                raise AssertionError(self.position)
            kind = match.lastgroup or "other"
            self.position = match.end()
            if kind == "semicolon" and self._at_top():
                statement = self.take(match.start())
                if statement is not None:
                    return statement
                continue
            if kind == "backslash":
                command = self._command(match.start())
                if command is not None:
                    return command
                continue
            self._token(kind, match)
        return self.take(self.position)

    def take(self, end: int | None = None) -> Statement | None:
        """The statement gathered so far, which is then forgotten; None when there is none."""
        self._keep(self.position if end is None else end)
        text = "".join(self._parts).rstrip(_BLANK)
        statement = None
        if text:
            statement = Statement(text=text, head=tuple(self._head), pieces=tuple(self._pieces))
        self._clear()
        return statement

    def copy_data(self) -> Span | None:
        r"""The lines after a COPY statement up to the line `\.`, which is passed over too.

        None when the script has no such line.
        """
        start = _LINE_END.search(self.text, self.position)
        begin = start.end() if start else len(self.text)
        end = _END_OF_DATA.search(self.text, begin)
        if end is None:
            return None
        self.position = end.end()
        return Span(start=begin, end=end.start())

    def stop(self) -> None:
        """Go to the end of the script and forget what was gathered."""
        self.position = len(self.text)
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._head: list[str] = []
        self._from: int | None = None
        self._length = 0
        self._parentheses = 0
        self._blocks = 0

    def _at_top(self) -> bool:
        return self._parentheses == 0 and self._blocks == 0

    def _keep(self, end: int) -> None:
        """Add the script from where the piece began to `end`."""
        if self._from is not None:
            self._add(self.text[self._from : end], self._from)
            self._from = None

    def _add(self, part: str, origin: int) -> None:
        if part:
            self._pieces.append((self._length, origin))
            self._parts.append(part)
            self._length += len(part)

    def _token(self, kind: str, match: re.Match[str]) -> None:
        match kind:
            case "blank":
                return
            case "comment":
                self._skip_comment()
                return
            case "variable":
                self._variable(match)
                return
            case "string":
                pattern = _STANDARD if self.standard_strings else _BACKSLASHED
                string = pattern.match(self.text, match.start())
                self.position = string.end() if string else len(self.text)
            case "dollar":
                end = self.text.find(match[0], self.position)
                self.position = len(self.text) if end < 0 else end + len(match[0])
            case "open":
                self._parentheses += 1
            case "close":
                self._parentheses = max(self._parentheses - 1, 0)
            case "word":
                self._word(match[0].lower())
            case _:
                pass
        if self._from is None:
            self._from = match.start()

    def _skip_comment(self) -> None:
        depth = 1
        while depth:
            edge = _COMMENT_EDGE.search(self.text, self.position)
            if edge is None:
                self.position = len(self.text)
                return
            depth += 1 if edge[0] == "/*" else -1
            self.position = edge.end()

    def _word(self, word: str) -> None:
        if self._parentheses:
            return
        if len(self._head) < _HEAD_WORDS:
            self._head.append(word)
        if word in {"begin", "case", "end"} and self._is_routine():
            if word == "end":
                self._blocks = max(self._blocks - 1, 0)
            elif word == "begin" or self._blocks:
                self._blocks += 1

    def _is_routine(self) -> bool:
        head = self._head
        if head[:1] != ["create"]:
            return False
        after = head[3:4] if head[1:3] == ["or", "replace"] else head[1:2]
        return after in (["function"], ["procedure"])

    def _variable(self, match: re.Match[str]) -> None:
        token = match[0]
        name = token[1:].strip("'\"{}?")
        value = self.variables.get(name)
        if token.startswith(":{"):
            replacement = "FALSE" if value is None else "TRUE"
        elif value is None:
            if self._from is None:
                self._from = match.start()
            return
        elif token[1] == "'":
            replacement = literal(value)
        elif token[1] == '"':
            replacement = '"' + value.replace('"', '""') + '"'
        else:
            replacement = value
        self._keep(match.start())
        self._add(replacement, match.start())
        self._from = match.end()

    def _command(self, start: int) -> MetaCommand | None:
        match = _COMMAND.match(self.text, start)
        name = match["name"] if match else ""
        self.position = match.end() if match else start + 1
        if name in {";", ":"}:
            # `\;` puts a semicolon into the statement without ending it, `\:` a colon.
            self._keep(start)
            self._add(name, start)
            self._from = self.position
            return None
        line = _LINE_END.search(self.text, self.position)
        end = line.start() if line else len(self.text)
        separator = self.text.find("\\\\", self.position, end)
        if separator >= 0:
            arguments, after = self.text[self.position : separator], separator + 2
        else:
            arguments, after = self.text[self.position : end], end
        self._keep(start)
        self.position = after
        if self._parts:
            self._from = after
        return MetaCommand(name=name, arguments=arguments.strip(), start=start)


def literal(value: str) -> str:
    """A text as a string constant of PostgreSQL, safe under both settings of string syntax."""
    quoted = value.replace("'", "''")
    if "\\" in quoted:
        doubled = quoted.replace("\\", "\\\\")
        return f" E'{doubled}'"
    return f"'{quoted}'"
