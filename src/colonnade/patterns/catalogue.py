"""Which patterns there are, and where their files stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from colonnade.errors import InputError
from colonnade.patterns.card import Card, read_card
from colonnade.text import did_you_mean

_HERE = Path(__file__).parent
_CARD = "pattern.yaml"


class UnknownPatternError(InputError):
    """There is no pattern of this name."""

    code = "CO126"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern as a folder of files."""

    name: str
    card: Card
    folder: Path

    @property
    def page(self) -> Path:
        """When to take it, when not, and what it costs."""
        return self.folder / "page.md"

    @property
    def model(self) -> Path:
        """A model that it is applied to where it is shown and proven."""
        return self.folder / "example.colonnade.yaml"

    @property
    def sample(self) -> Path:
        """Rows to begin with, by table."""
        return self.folder / "sample.yaml"

    @property
    def proof(self) -> Path:
        """What must hold once it is applied to the example."""
        return self.folder / "proof.yaml"


def patterns() -> tuple[Pattern, ...]:
    """All of them by name."""
    return tuple(_read(folder) for folder in _folders())


def pattern(name: str) -> Pattern:
    """One of them, by its name or another that it is known by. Raises UnknownPatternError."""
    folders = {each.name: each for each in _folders()}
    if name in folders:
        return _read(folders[name])
    others = {word: each for each in patterns() for word in each.card.also}
    if name in others:
        return others[name]
    near = did_you_mean(name, [*folders, *others]) or f"known: {', '.join(folders)}"
    raise UnknownPatternError(f"there is no pattern {name!r}", hint=near)


def _folders() -> Iterator[Path]:
    return (path.parent for path in sorted(_HERE.glob(f"*/{_CARD}")))


def _read(folder: Path) -> Pattern:
    return Pattern(name=folder.name, card=read_card(folder / _CARD), folder=folder)
