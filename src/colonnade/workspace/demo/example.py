"""The example that comes with Colonnade: a theatre's ticket database, its next release, and what must be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import colonnade
from colonnade.errors import WorldError

NAME = "harbour-stage"


class NoExampleError(WorldError):
    """The example is not where the installation should have put it."""

    code = "CO332"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Files of an example."""

    title: str
    folder: Path

    @property
    def schema(self) -> Path:
        """The schema as it stands."""
        return self.folder / "schema.sql"

    @property
    def rows(self) -> Path:
        """Its rows."""
        return self.folder / "rows.sql"

    @property
    def following(self) -> Path:
        """The whole schema as the next release wants it."""
        return self.folder / "schema-next.sql"

    @property
    def kept(self) -> Path:
        """Queries, one a line, whose answers must stay."""
        return self.folder / "kept.sql"


def harbour_stage() -> Example:
    """The example, from the installed package or from the checkout that the package runs in. Raises NoExampleError."""
    package = Path(colonnade.__file__).resolve().parent
    for folder in (package / "examples" / NAME, package.parents[1] / "examples" / NAME):
        if (folder / "schema.sql").is_file():
            return Example(title="Harbour Stage", folder=folder)
    raise NoExampleError(
        f"the example {NAME} is not part of this installation",
        hint="install colonnade anew, or name a source of your own: colonnade demo SOURCE",
    )
