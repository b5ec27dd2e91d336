"""A DBML document as a model."""

from colonnade.formats.dbml.reading.whole import model_of, read

__all__ = ["model_of", "read"]
