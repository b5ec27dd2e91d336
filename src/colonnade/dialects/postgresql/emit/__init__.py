"""How PostgreSQL says each operation: importing this package registers every emitter."""

from colonnade.dialects.postgresql.emit import (
    constraints,
    generic,
    indexes,
    namespaces,
    policies,
    rare,
    routines,
    sequences,
    statistics,
    tables,
    triggers,
    types,
    views,
)
from colonnade.dialects.postgresql.emit.registry import EMIT

__all__ = [
    "EMIT",
    "constraints",
    "generic",
    "indexes",
    "namespaces",
    "policies",
    "rare",
    "routines",
    "sequences",
    "statistics",
    "tables",
    "triggers",
    "types",
    "views",
]
