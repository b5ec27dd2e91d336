"""The constraints, indexes and triggers of a table in a schema."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.schema import Constraint, Index, QName, Ref, Schema, Trigger


def constraints_in_target(schema: Schema, path: QName) -> tuple[Constraint, ...]:
    """The constraints of a table in a schema that does not change while a plan is made."""
    return tuple(each for each in schema.parts(Ref("table", path)) if isinstance(each, Constraint))


def constraints_now(schema: Schema, path: QName) -> tuple[Constraint, ...]:
    """The constraints of a table at a moment of a plan."""
    return tuple(each for each in schema.of_kind(Constraint) if each.table == path)


def standing_on(schema: Schema, path: QName) -> Iterator[Index | Trigger]:
    """The indexes and triggers of a table or view at a moment of a plan: they go when it is dropped."""
    for each in schema:
        if (isinstance(each, Index) and each.on == path) or (isinstance(each, Trigger) and each.table == path):
            yield each
