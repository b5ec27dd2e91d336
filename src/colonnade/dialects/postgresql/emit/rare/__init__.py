"""Kinds of which a database has few: created from their definition, altered by their attributes."""

from __future__ import annotations

from colonnade.dialects.postgresql.emit.rare import (
    collations,
    defined,
    foreign,
    members,
    operators,
    replication,
    search,
)

__all__ = ["collations", "defined", "foreign", "members", "operators", "replication", "search"]
