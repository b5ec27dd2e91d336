"""A new project: settings, a first model, a layout that Git likes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from colonnade.errors import RefusedError
from colonnade.model.language import read
from colonnade.text import snake_case
from colonnade.workspace.files import write_file

SETTINGS = "colonnade.toml"


class ProjectExistsError(RefusedError):
    """A folder is a project already."""

    code = "CO250"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A project that was made."""

    folder: str
    name: str
    model: str
    """The first model file."""
    files: tuple[str, ...]


_SETTINGS = """\
# Settings of this project; `colonnade` finds the file in this folder and in every one below it.

[project]
name = "{name}"
model = "{model}"

# Every setting: `colonnade jsonschema settings`. Here are some that projects begin with.

# [engine]
# target = "postgresql"       # the engine that the model is for

# [environments.staging]      # `env:staging` wherever a URL is asked for; secrets come from the environment
# url = "postgresql://app:${{STAGING_PASSWORD}}@db.example.org/{name}"

[check]
# fail_on = "error"           # or "warning": what makes `colonnade check` end with exit code 1
"""

_MODEL = """\
model: {name}
version: 0.1.0
about: What this database is for, in one sentence

entities:
  customer:
    about: A person or company that buys from us
    attributes:
      id: bigint key identity
      email: string(254) required unique
      full_name: string(200) required
      created_at: timestamp required = now()

  order:
    about: What a customer ordered, once
    attributes:
      id: bigint key identity
      customer_id: bigint required -> customer on delete restrict
      placed_at: timestamp required = now()
      total: decimal(12,2) required check "total >= 0"
    indexes:
      - customer_id
"""

_IGNORE = """\
# What Colonnade makes anew at any time
/docs/dictionary/
"""


def start(folder: Path, name: str | None = None) -> Started:
    """Make a project; files that are there already are left as they are.

    Raises ProjectExistsError, CantWriteError.
    """
    if (folder / SETTINGS).exists():
        raise ProjectExistsError(
            f"{folder / SETTINGS} is there already", hint="this folder is a project; edit its settings and its model"
        )
    called = snake_case(name or folder.resolve().name) or "design"
    model = f"{called}.colonnade.yaml"
    files = {
        SETTINGS: _SETTINGS.format(name=called, model=model),
        model: _MODEL.format(name=called),
        "plans/README.md": "Plans that were applied, one file each: `colonnade plan URL MODEL -o plans/1.0.0.json`.\n",
        ".gitignore": _IGNORE,
    }
    read(files[model], model)
    written = []
    for path, text in files.items():
        if not (folder / path).exists():
            write_file(folder / path, text)
            written.append(path)
    return Started(folder=str(folder), name=called, model=str(folder / model), files=tuple(written))
