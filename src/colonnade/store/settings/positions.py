"""Where the keys of a TOML text stand. The text is known to be valid: `tomllib` has read it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys of tables and indexes of lists, from the outside in."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_TEXT = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_PLAIN = re.compile(r"[^,\]}\n#]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")


def positions(text: str) -> Mapping[Path, tuple[int, int]]:
    """Line and column, from 1, of every key, of every table and of every entry of a list."""
    walk = _Walk(text)
    walk.document()
    return walk.found


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, tuple[int, int]] = {}
        self.lists: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while True:
            self.blank()
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def header(self) -> Path:
        start = self.at
        several = self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        self.at += len(self.text[self.at :]) - len(self.text[self.at :].lstrip(" \t"))
        path: Path = ()
        *around, last = self.keys()
        for key in around:
            path = (*path, key)
            self.note(path, start)
            if path in self.lists:
                # inside the newest entry of a list of tables
                path = (*path, self.lists[path])
        path = (*path, last)
        self.note(path, start)
        if several:
            self.lists[path] = self.lists.get(path, -1) + 1
            path = (*path, self.lists[path])
            self.note(path, start)
        self.at = self.text.index("]", self.at) + (2 if several else 1)
        return path

    def keys(self) -> list[str]:
        found: list[str] = []
        while True:
            match = _QUOTED.match(self.text, self.at) or _BARE.match(self.text, self.at)
            if match is None:
                return found
            word = match.group()
            found.append(str(tomllib.loads(f"x = {word}")["x"]) if word[0] in "\"'" else word)
            self.at = match.end()
            dot = _DOT.match(self.text, self.at)
            if dot is None:
                return found
            self.at = dot.end()

    def pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self.keys():
            path = (*path, key)
            self.note(path, start)
        self.at = self.text.index("=", self.at) + 1
        self.value(path)

    def value(self, path: Path) -> None:
        self.blank()
        here = self.text[self.at]
        if here == "[":
            self.at += 1
            number = 0
            while not self.closes("]"):
                self.note((*path, number), self.at)
                self.value((*path, number))
                number += 1
        elif here == "{":
            self.at += 1
            while not self.closes("}"):
                self.pair(path)
        else:
            match = (_TEXT if here in "\"'" else _PLAIN).match(self.text, self.at)
            self.at = match.end() if match else self.at + 1

    def closes(self, sign: str) -> bool:
        """Whether a list or an inline table ends here; goes past its end, or past the comma before the next entry."""
        self.blank()
        if self.text[self.at] == ",":
            self.at += 1
            self.blank()
        if self.text[self.at] != sign:
            return False
        self.at += 1
        return True

    def note(self, path: Path, offset: int) -> None:
        line_start = self.text.rfind("\n", 0, offset) + 1
        self.found.setdefault(path, (self.text.count("\n", 0, offset) + 1, offset - line_start + 1))
