"""What is wrong with a model file: every problem of a file, each with its place and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from colonnade.errors import InputError, Place


class ProblemCode(StrEnum):
    """The kinds of problems, stable and documented."""

    SYNTAX = "CO111"
    """Not YAML or JSON at all, or YAML that the language leaves out (anchors, tags, several documents)."""
    TOO_LARGE = "CO112"
    """Larger or deeper than the limits."""
    DUPLICATE = "CO113"
    """A key or a name that is there twice."""
    UNKNOWN_KEY = "CO114"
    WRONG_SHAPE = "CO115"
    """A list where a text belongs, and the like."""
    WRONG_VALUE = "CO116"
    """A text that is not one of the words, or not a number."""
    SHORT_FORM = "CO117"
    """A short form that can't be read."""
    MISSING = "CO118"
    """A key that must be there."""
    DANGLING = "CO119"
    """A name of something that does not exist."""
    CYCLE = "CO120"
    """An inheritance or a domain that comes back to itself."""
    CONTRADICTION = "CO121"
    """Two statements that can't both hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong."""

    code: ProblemCode
    message: str
    place: Place
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{hint}"


class ModelError(InputError):
    """A model that can't be used, with every problem that was found."""

    code = "CO110"

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(
            first.message + more,
            hint=first.hint,
            place=first.place,
            fields={"problems": len(problems), "code": first.code.value},
        )
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.problems)
