"""Cuts a SQLite script into statements and dot-commands as the `sqlite3` shell does.

Follows sqlite3_complete() of SQLite's complete.c: a semicolon ends a statement outside of quotes
and comments; in CREATE TRIGGER only after END that follows another semicolon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\n\r\f]+|--[^\n]*|/\*.*?(?:\*/|\Z))
    | (?P<quoted>'[^']*(?:''[^']*)*'?|"[^"]*(?:""[^"]*)*"?|`[^`]*(?:``[^`]*)*`?|\[[^\]]*\]?)
    | (?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
    | (?P<semicolon>;)
    | (?P<other>\d[\w.]*|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TRIGGER_HEADS = (
    ("create", "trigger"),
    ("create", "temp", "trigger"),
    ("create", "temporary", "trigger"),
)
_HEAD_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteStatement:
    """A statement with the offset where it starts in the script."""

    text: str
    head: tuple[str, ...]
    """The first unquoted words, lower case."""
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DotCommand:
    """A line of the shell's own, without its dot."""

    text: str
    start: int


class SqliteLexer:
    """Reads a script piece by piece."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def next(self) -> SqliteStatement | DotCommand | None:
        """The next statement or dot-command, None at the end of the script."""
        start: int | None = None
        head: list[str] = []
        last = before_last = ""
        while self.position < len(self.text):
            match = _TOKEN.match(self.text, self.position)
            if match is None:  # pragma: no cover - the last alternative takes any character
                raise AssertionError(self.position)
            if start is None and match[0] == "." and self._at_line_start(match.start()):
                return self._dot_command(match.start())
            self.position = match.end()
            if match["blank"]:
                continue
            if match["semicolon"] and _may_end(head, before_last, last):
                if start is not None:
                    return self._statement(start, match.start(), head)
                continue
            if start is None:
                start = match.start()
            if match["word"] and len(head) < _HEAD_WORDS:
                head.append(match[0].lower())
            before_last, last = last, match[0].lower()
        return None if start is None else self._statement(start, self.position, head)

    def stop(self) -> None:
        """Go to the end of the script."""
        self.position = len(self.text)

    def _statement(self, start: int, end: int, head: list[str]) -> SqliteStatement:
        # White space before the semicolon stays: SQLite keeps it in the text of an index.
        return SqliteStatement(text=self.text[start:end], head=tuple(head), start=start)

    def _at_line_start(self, offset: int) -> bool:
        return offset == 0 or self.text[offset - 1] == "\n"

    def _dot_command(self, start: int) -> DotCommand:
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        self.position = end
        return DotCommand(text=self.text[start + 1 : end].strip(), start=start)


def _may_end(head: list[str], before_last: str, last: str) -> bool:
    is_trigger = tuple(head[:2]) in _TRIGGER_HEADS or tuple(head[:3]) in _TRIGGER_HEADS
    return not is_trigger or (before_last, last) == (";", "end")
