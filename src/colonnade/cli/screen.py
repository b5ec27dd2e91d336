"""Where output goes: results on standard output, everything about the work on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cached_property
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.text import Text
from rich.theme import Theme

from colonnade.workspace.progress import Tell, silent


class Format(StrEnum):
    """In which form an answer is printed."""

    TEXT = "text"
    JSON = "json"
    SQL = "sql"
    SARIF = "sarif"
    GITHUB = "github"


UNFOLDED_WIDTH = 160
"""Characters of a line where the output is not a terminal, so that tables fold the same way everywhere."""

THEME = Theme(
    {
        "added": "green",
        "removed": "red",
        "changed": "yellow",
        "renamed": "cyan",
        "quiet": "dim",
        "title": "bold",
        "hint": "cyan",
        "wrong": "bold red",
        "good": "bold green",
        "hazard": "bold red",
    }
)


def console(stream: TextIO) -> Console:
    """A console on a stream: colour on a terminal only, and none where NO_COLOR is set."""
    terminal = stream.isatty()
    width = None if terminal or os.environ.get("COLUMNS") else UNFOLDED_WIDTH
    return Console(file=stream, theme=THEME, highlight=False, width=width, emoji=False, markup=False)


class Screen:
    """Both streams of one run."""

    def __init__(self, *, wants: Format = Format.TEXT) -> None:
        self.wants = wants
        """The form of the answer that was asked for."""

    @cached_property
    def out(self) -> Console:
        """Results."""
        return console(sys.stdout)

    @cached_property
    def err(self) -> Console:
        """Errors, warnings, progress."""
        return console(sys.stderr)

    @contextmanager
    def working(self) -> Iterator[Tell]:
        """Show progress while the block runs, on a terminal only; it leaves no trace."""
        if not self.err.is_terminal:
            yield silent
            return
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TaskProgressColumn())
        with Progress(*columns, TimeElapsedColumn(), console=self.err, transient=True) as shown:
            task = shown.add_task("Starting", total=None)

            def tell(what: str, done: int = 0, total: int | None = None) -> None:
                shown.update(task, description=what, completed=done, total=total)

            yield tell

    def now(self, line: Text | str) -> None:
        """Print a line of the result at once, while work goes on; on a terminal it stands above the progress."""
        console(sys.stdout).print(line, soft_wrap=True)
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Say something beside the result."""
        self.err.print(text, style="quiet", soft_wrap=True)

    def warn(self, text: str) -> None:
        """Say something that the user should regard."""
        self.err.print(text, style="changed", soft_wrap=True)
