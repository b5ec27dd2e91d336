"""How closely data is kept: an ordered scale with two flags, and the two vocabularies that map to it without loss."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The scale, from free to strictest; the words of the four-step vocabulary."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"

    @property
    def meaning(self) -> str:
        """What the level says, for a reader."""
        return _MEANING[self]

    @property
    def strictness(self) -> int:
        """Position on the scale; a higher one is stricter."""
        return _ORDER.index(self)


_ORDER = tuple(Level)
_MEANING = {
    Level.PUBLIC: "free to publish",
    Level.INTERNAL: "internal use",
    Level.CONFIDENTIAL: "sensitive business data",
    Level.RESTRICTED: "special handling, such as personal or financial data",
}


class SixWord(StrEnum):
    """The six-step vocabulary, in which personal and sensitive are classes of their own."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"
    CONFIDENTIAL = "CONFIDENTIAL"
    RESTRICTED = "RESTRICTED"
    PII = "PII"
    SENSITIVE = "SENSITIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A level, where one was stated, and the flags beside it.

    `level` None means that nobody stated one: then personal or sensitive data is restricted, all else internal.
    """

    level: Level | None = None
    pii: bool = False
    sensitive: bool = False

    @property
    def effective(self) -> Level:
        """The level that holds: the stated one, but never below restricted for flagged data nobody graded."""
        if self.level is not None:
            return self.level
        return Level.RESTRICTED if self.flagged else Level.INTERNAL

    @property
    def flagged(self) -> bool:
        """Whether it is personal or sensitive."""
        return self.pii or self.sensitive

    def joined(self, other: Classification) -> Classification:
        """The strictest of both: what a whole is classed as that has both as parts."""
        stated = [each.effective for each in (self, other) if each.level is not None or each.flagged]
        return Classification(
            level=max(stated, key=lambda level: level.strictness) if stated else None,
            pii=self.pii or other.pii,
            sensitive=self.sensitive or other.sensitive,
        )

    def six_words(self) -> tuple[SixWord, ...]:
        """The same in the six-step vocabulary: the flags, then the level where it was stated."""
        words = [word for word, said in ((SixWord.PII, self.pii), (SixWord.SENSITIVE, self.sensitive)) if said]
        if self.level is not None:
            words.append(SixWord[self.level.name])
        return tuple(words)


def of_six_words(words: tuple[SixWord, ...]) -> Classification:
    """The classification that words of the six-step vocabulary say; undoes `Classification.six_words`."""
    levels = [Level[word.name] for word in words if word not in (SixWord.PII, SixWord.SENSITIVE)]
    return Classification(
        level=max(levels, key=lambda level: level.strictness) if levels else None,
        pii=SixWord.PII in words,
        sensitive=SixWord.SENSITIVE in words,
    )
