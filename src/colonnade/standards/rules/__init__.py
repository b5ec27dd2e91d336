"""All rules; importing this package fills the books."""

from colonnade.standards.rules import (
    access,
    disclosure,
    indexes,
    keys,
    lasting,
    model,
    naming,
    programs,
    references,
    standard,
    structure,
    types,
    values,
)

__all__ = [
    "access",
    "disclosure",
    "indexes",
    "keys",
    "lasting",
    "model",
    "naming",
    "programs",
    "references",
    "standard",
    "structure",
    "types",
    "values",
]
