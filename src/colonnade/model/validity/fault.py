"""What validation finds: a fault at a path of the model, without a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from colonnade.model.problems import ProblemCode
from colonnade.text import did_you_mean

Path = tuple[str, ...]
"""Keys of the model from its root, such as ("entities", "order", "attributes", "id")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not hold together."""

    path: Path
    code: ProblemCode
    message: str
    hint: str = ""
    missing: str = ""
    """The name that was not found (dangling)."""


def faulty(code: ProblemCode, path: Path, message: str, hint: str = "") -> Fault:
    """A fault of any code."""
    return Fault(path=path, code=code, message=message, hint=hint)


def dangling(path: Path, name: str, message: str, known: Iterable[str]) -> Fault:
    """A name of something that does not exist; the hint has the nearest known ones."""
    return Fault(path=path, code=ProblemCode.DANGLING, message=message, hint=did_you_mean(name, known), missing=name)


def contradiction(path: Path, message: str, hint: str = "") -> Fault:
    """Two statements that can't both hold."""
    return Fault(path=path, code=ProblemCode.CONTRADICTION, message=message, hint=hint)
