"""The language of model files: reading, writing, and the JSON form."""

from colonnade.model.language.document import document_of, json_of
from colonnade.model.language.files import (
    INCLUDE,
    Reading,
    SourceText,
    includes_of,
    read,
    read_files,
)
from colonnade.model.language.writer import write
from colonnade.model.problems import ModelError, Problem, ProblemCode

__all__ = [
    "INCLUDE",
    "ModelError",
    "Problem",
    "ProblemCode",
    "Reading",
    "SourceText",
    "document_of",
    "includes_of",
    "json_of",
    "read",
    "read_files",
    "write",
]
