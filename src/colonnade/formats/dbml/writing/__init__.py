"""A model as a DBML document."""

from colonnade.formats.dbml.writing.whole import document_of, write

__all__ = ["document_of", "write"]
