"""DBML, the notation of dbdiagram.io."""

from colonnade.formats.dbml.ast import Document
from colonnade.formats.dbml.parser import parse
from colonnade.formats.dbml.printer import to_text
from colonnade.formats.dbml.tokens import DbmlError

__all__ = ["DbmlError", "Document", "parse", "to_text"]
