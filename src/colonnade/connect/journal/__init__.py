"""The journal: what was done to a database, kept in the database itself."""

from colonnade.connect.journal.entry import (
    BadVersionError,
    Entry,
    IllegalTransitionError,
    Risk,
    RollbackStatus,
    Status,
    UnknownJournalError,
    next_minor,
    parse_version,
)
from colonnade.connect.journal.journal import Journal, LoggedStep

__all__ = [
    "BadVersionError",
    "Entry",
    "IllegalTransitionError",
    "Journal",
    "LoggedStep",
    "Risk",
    "RollbackStatus",
    "Status",
    "UnknownJournalError",
    "next_minor",
    "parse_version",
]
