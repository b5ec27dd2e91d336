"""The journal: what was done to a database, kept in the database itself."""

from colonnade.connect.journal.entry import (
    BadVersionError,
    Entry,
    IllegalTransitionError,
    Risk,
    Status,
    next_minor,
    parse_version,
)
from colonnade.connect.journal.journal import Journal

__all__ = [
    "BadVersionError",
    "Entry",
    "IllegalTransitionError",
    "Journal",
    "Risk",
    "Status",
    "next_minor",
    "parse_version",
]
