"""The emitters of PostgreSQL, filled by the modules of this folder."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialect import Alteration, Context, Emitters
from colonnade.dialects.postgresql.emit.stable import is_stable, stable
from colonnade.ops import Operation


class StableEmitters(Emitters):
    """Emitters whose statements the server reads as what it printed."""

    def emit(self, operation: Operation, context: Context) -> Alteration | None:
        """The statements of an operation, or None when it has to be a drop and a create."""
        found = super().emit(operation, context)
        if found is None or all(is_stable(each.sql) for each in found.statements):
            return found
        return replace(found, statements=tuple(replace(each, sql=stable(each.sql)) for each in found.statements))


EMIT = StableEmitters()
