"""How SQLite says every operation."""

from colonnade.dialects.sqlite.emit import columns, objects, rebuild, tables, virtual
from colonnade.dialects.sqlite.emit.registry import EMIT
from colonnade.dialects.sqlite.emit.regroup import regroup

__all__ = ["EMIT", "columns", "objects", "rebuild", "regroup", "tables", "virtual"]
