"""DBML, the notation of dbdiagram.io: its text, the document it says, and the model it means."""

from colonnade.formats.dbml.ast import Document
from colonnade.formats.dbml.parser import parse
from colonnade.formats.dbml.printer import to_text
from colonnade.formats.dbml.reading import model_of, read
from colonnade.formats.dbml.tokens import DbmlError
from colonnade.formats.dbml.writing import document_of, write

__all__ = ["DbmlError", "Document", "document_of", "model_of", "parse", "read", "to_text", "write"]
