"""Case folders: an old and a new schema, rows, and what must be kept of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from colonnade.connect.servers.installed import Installation

_NEEDS = re.compile(r"^--\s*needs:\s*(.+)$", re.MULTILINE)
_EXTENSION = re.compile(r"CREATE EXTENSION\s+(?:IF NOT EXISTS\s+)?\"?([\w-]+)", re.IGNORECASE)
_MAJOR = re.compile(r"__pg(\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One pair of schemas."""

    name: str
    setup: str = ""
    old: str
    new: str
    rows: str = ""
    kept: str = ""
    renames: Mapping[str, str] = field(default_factory=dict)
    """What a user states: old names with their new ones."""

    @property
    def major(self) -> int:
        """The first major version of PostgreSQL that has what the case needs."""
        found = _MAJOR.search(self.name)
        return int(found[1]) if found else 0

    def runs_on(self, installation: Installation) -> bool:
        """Whether a server has what the case needs."""
        text = self.setup + self.old + self.new
        extensions = {each.lower() for each in _EXTENSION.findall(text)}
        if "icu" in " ".join(_NEEDS.findall(text)) and "pixeltable" in str(installation.bin_dir):
            return False
        return self.major <= installation.major and extensions <= installation.extensions | {"plpgsql"}

    def turned(self) -> Case:
        """The same pair the other way round, without rows."""
        renames = {new: old for old, new in self.renames.items()}
        return replace(self, old=self.new, new=self.old, rows="", kept="", renames=renames)


def cases(folder: Path) -> Iterator[Case]:
    """All cases below a folder, by name."""
    for new in sorted(folder.rglob("new.sql")):
        texts = [new.parent / f"{part}.sql" for part in ("setup", "old", "new", "rows", "kept")]
        setup, old, text, rows, kept = (path.read_text() + "\n" if path.exists() else "" for path in texts)
        name = str(new.parent.relative_to(folder))
        yield Case(name=name, setup=setup, old=old, new=text, rows=rows, kept=kept, renames=_renames(new.parent))


def _renames(folder: Path) -> Mapping[str, str]:
    path = folder / "renames.txt"
    lines = path.read_text().splitlines() if path.exists() else []
    return {old: new for old, _, new in (line.partition("=") for line in lines if line)}
