"""Folders of ordered migrations: which files count, and in which order they run.

Known layouts: one folder per migration with `up.sql` (diesel, sqlx), Flyway's `V1__text.sql`,
golang-migrate's `1_text.up.sql`, dbmate's and goose's sections inside one file, and plain names
in natural order. What goes back (`down.sql`, `*.down.sql`, Flyway's `U`) is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from colonnade.connect.script.outcome import BadScript, Script, read_script
from colonnade.errors import Place
from colonnade.text import natural_key

_FLYWAY = re.compile(r"(?P<kind>[VBR])(?P<version>[\d._]*?)__(?P<text>.+)\.sql", re.IGNORECASE)
_UNDO = re.compile(r"(?:U[\d._]+__.+|(?:.*[._-])?(?:down|rollback|undo|revert))\.sql", re.IGNORECASE)
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2}(?:-\d+)*)(?=[_.]|$)")
_DOWN_MARK = re.compile(
    r"^--\s*(?:\+(?:goose|micrate)\s+down|migrate:down|\+migrate\s+down|@undo|\+\+\s*down)\b.*",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_UP_MARK = re.compile(r"^--\s*(?:\+(?:goose|micrate)\s+up|migrate:up|\+migrate\s+up)\b", re.IGNORECASE | re.MULTILINE)


def read_folder(path: Path) -> tuple[Script, ...]:
    """The forward scripts of a folder of migrations, in the order they run.

    Raises `BadScript` when the folder holds none.
    """
    return tuple(_forward(read_script(file, name=str(file))) for file in forward_files(path))


def forward_files(path: Path) -> tuple[Path, ...]:
    """The files of a folder that hold forward scripts, in the order they run.

    Subfolders are read too; hidden files and folders are not. Raises `BadScript` when the folder
    holds none.
    """
    files = [
        file
        for file in path.rglob("*")
        if file.suffix.lower() == ".sql"
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    ]
    ups = [file for file in files if file.name.lower() == "up.sql"]
    forward = ups or [file for file in files if not _UNDO.fullmatch(file.name)]
    if not forward:
        raise BadScript(
            "no migrations: the folder holds no .sql file that goes forward",
            place=Place(file=str(path)),
        )
    return tuple(sorted(forward, key=lambda file: _order(file.relative_to(path))))


Order = tuple[int, tuple[tuple[int, int, str], ...]]


def _order(relative: Path) -> tuple[Order, ...]:
    """Natural order, folder by folder; Flyway's repeatable scripts come after all versions."""
    return tuple(_part_order(part) for part in relative.parts)


def _part_order(part: str) -> Order:
    dated = _DATED.match(part)
    if dated:
        # diesel took dates with dashes first and without them later, in the same folder.
        part = dated["date"].replace("-", "") + part[dated.end("date") :]
    flyway = _FLYWAY.fullmatch(part)
    if flyway is None:
        return 1, natural_key(part)
    if flyway["kind"].upper() == "R":
        return 2, natural_key(flyway["text"])
    version = flyway["version"].replace("_", ".")
    return 0, natural_key(version + ".")


def _forward(script: Script) -> Script:
    """The script without the section that goes back, where one file holds both ways."""
    if not _UP_MARK.search(script.text):
        return script
    text = _DOWN_MARK.sub("", script.text)
    return Script(name=script.name, text=text, folder=script.folder)
