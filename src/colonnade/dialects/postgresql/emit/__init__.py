"""How PostgreSQL says each operation: importing this package registers every emitter."""

from colonnade.dialects.postgresql.emit import (
    add_columns,
    alter_columns,
    alter_tables,
    constraints,
    generic,
    indexes,
    namespaces,
    policies,
    rare,
    renames,
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
    "add_columns",
    "alter_columns",
    "alter_tables",
    "constraints",
    "generic",
    "indexes",
    "namespaces",
    "policies",
    "rare",
    "renames",
    "routines",
    "sequences",
    "statistics",
    "tables",
    "triggers",
    "types",
    "views",
]
