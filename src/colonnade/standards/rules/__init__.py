"""All rules; importing this package fills the books."""

from colonnade.standards.rules import indexes, keys, model, naming, references, structure, types

__all__ = ["indexes", "keys", "model", "naming", "references", "structure", "types"]
