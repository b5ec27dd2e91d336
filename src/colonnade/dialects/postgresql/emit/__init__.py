"""How PostgreSQL says each operation: importing this package registers every emitter."""

from colonnade.dialects.postgresql.emit.registry import EMIT

__all__ = ["EMIT"]
