"""Objects of a kind that only the engine knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.schema.ref import QName, Ref, Sql
from colonnade.schema.value import SchemaObject


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineObject(SchemaObject):
    """An object without a class of its own, of a kind that its dialect declares.

    Text search configurations, operators, casts, event triggers, rules or virtual tables are such objects.
    """

    engine_kind: str
    definition: Sql
    """The whole CREATE statement in normal form, without a closing semicolon."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What can be altered apart from the definition, such as `enabled`."""
    on: Ref | None = None
    """The relation it is a part of, as of a rule."""

    def kind_of(self) -> str:
        return self.engine_kind

    def parent(self) -> Ref | None:
        return self.on

    @property
    def table(self) -> QName | None:
        """Qualified name of the relation it is a part of."""
        return self.on.path if self.on else None
