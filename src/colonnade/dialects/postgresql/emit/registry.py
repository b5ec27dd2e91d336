"""The emitters of PostgreSQL, filled by the modules of this folder."""

from __future__ import annotations

from dataclasses import replace

from colonnade.dialect import Alteration, Context, Emitters
from colonnade.dialects.postgresql.emit.stable import stable
from colonnade.ops import Operation


class StableEmitters(Emitters):
    """Emitters whose statements the server reads as what it printed."""

    def emit(self, operation: Operation, context: Context) -> Alteration | None:
        """The statements of an operation, or None when it has to be a drop and a create."""
        found = super().emit(operation, context)
        if found is None:
            return None
        return replace(found, statements=tuple(replace(each, sql=stable(each.sql)) for each in found.statements))


EMIT = StableEmitters()
