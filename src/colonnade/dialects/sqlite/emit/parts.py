"""The constraints, indexes and triggers of a table in a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from colonnade.schema import Constraint, Index, QName, Ref, Schema, SchemaObject, Trigger, parts_of


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A schema that is compared by identity, so that its parts are looked up once for thousands of tables."""

    schema: Schema


class _Last:
    """The schema whose parts were asked for last; asking again for the same one costs nothing."""

    def __init__(self) -> None:
        self._key: _Same | None = None

    def key(self, schema: Schema) -> _Same:
        """The same key for the same schema."""
        if self._key is None or self._key.schema is not schema:
            self._key = _Same(schema)
        return self._key


_LAST = _Last()


@lru_cache(maxsize=1)
def _parts(same: _Same) -> Mapping[Ref, tuple[SchemaObject, ...]]:
    return parts_of(same.schema)


def constraints_in_target(schema: Schema, path: QName) -> tuple[Constraint, ...]:
    """The constraints of a table in a schema that does not change while a plan is made."""
    found = _parts(_LAST.key(schema)).get(Ref("table", path), ())
    return tuple(each for each in found if isinstance(each, Constraint))


def constraints_now(schema: Schema, path: QName) -> tuple[Constraint, ...]:
    """The constraints of a table at a moment of a plan."""
    return tuple(each for each in schema.of_kind(Constraint) if each.table == path)


def standing_on(schema: Schema, path: QName) -> Iterator[Index | Trigger]:
    """The indexes and triggers of a table or view at a moment of a plan: they go when it is dropped."""
    for each in schema:
        if (isinstance(each, Index) and each.on == path) or (isinstance(each, Trigger) and each.table == path):
            yield each
