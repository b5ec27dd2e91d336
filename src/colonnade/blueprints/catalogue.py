"""Which reference architectures there are, and where their files stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import yaml

from colonnade.errors import InputError
from colonnade.text import did_you_mean

PREFIX = "blueprint:"
"""What stands before the name of a blueprint where a source is asked for."""

_HERE = Path(__file__).parent
_CARD = "blueprint.yaml"
_OF_DOCUMENTS = {"mongodb"}


class UnknownBlueprintError(InputError):
    """There is no reference architecture of this name."""

    code = "CO146"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What `blueprint.yaml` says."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    title: str
    about: str
    engines: tuple[str, ...]
    since: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """A reference architecture as a folder of files."""

    name: str
    title: str
    about: str
    engines: tuple[str, ...]
    """Where it can be deployed, the first by default."""
    since: Mapping[str, int]
    """The first major version of an engine that has what the design asks of it; engines without one are any."""
    folder: Path

    @property
    def is_of_documents(self) -> bool:
        """Whether it is made for engines of documents alone, whose designs are validated and not run."""
        return set(self.engines) <= _OF_DOCUMENTS

    @property
    def model(self) -> Path:
        """The first file of the model."""
        return self.folder / "model.colonnade.yaml"

    @property
    def sample(self) -> Path:
        """Rows to begin with, by table."""
        return self.folder / "sample.yaml"

    @property
    def proof(self) -> Path:
        """What must hold of a database made of it."""
        return self.folder / "proof.yaml"

    @property
    def story(self) -> Path:
        """What it is for and why it is made so."""
        return self.folder / "story.md"


def blueprints() -> tuple[Blueprint, ...]:
    """All of them by name."""
    return tuple(_read(folder) for folder in _folders())


def blueprint(name: str) -> Blueprint:
    """One of them; `blueprint:` may stand in front. Raises UnknownBlueprintError."""
    wanted = name.removeprefix(PREFIX)
    folders = {each.name: each for each in _folders()}
    if wanted not in folders:
        raise UnknownBlueprintError(
            f"there is no blueprint {wanted!r}", hint=did_you_mean(wanted, folders) or f"known: {', '.join(folders)}"
        )
    return _read(folders[wanted])


def _folders() -> Iterator[Path]:
    return (path.parent for path in sorted(_HERE.glob(f"*/{_CARD}")))


def _read(folder: Path) -> Blueprint:
    from pydantic import TypeAdapter

    card = TypeAdapter(_Card).validate_python(yaml.safe_load((folder / _CARD).read_text(encoding="utf-8")))
    return Blueprint(
        name=folder.name, title=card.title, about=card.about, engines=card.engines, since=card.since, folder=folder
    )
