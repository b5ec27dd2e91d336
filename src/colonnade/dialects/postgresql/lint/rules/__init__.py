"""Rules about scripts for PostgreSQL, by topic."""

from colonnade.dialects.postgresql.lint.rules import (
    behaviour,
    columns,
    constraints,
    data,
    hygiene,
    indexes,
    removals,
    renames,
    tables,
    transactions,
    types,
)

__all__ = [
    "behaviour",
    "columns",
    "constraints",
    "data",
    "hygiene",
    "indexes",
    "removals",
    "renames",
    "tables",
    "transactions",
    "types",
]
