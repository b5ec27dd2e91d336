"""What a model becomes on an engine: a schema, what the engine can't hold of it, and what keeps each business rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.model import Enforcement, Role
from colonnade.model.loss import Loss
from colonnade.schema import Ref, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRule:
    """A business rule and what keeps it in the database; nothing for one that people or programs keep."""

    of: str
    """Key of the entity or relationship."""
    name: str
    enforcement: Enforcement
    by: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Realised:
    """A model on one engine."""

    schema: Schema
    losses: tuple[Loss, ...] = ()
    """What of the model the engine does not hold, or holds in another form."""
    rules: tuple[KeptRule, ...] = ()
    """Every business rule of the model."""
    entities: Mapping[Ref, str] = field(default_factory=dict)
    """By table, the key of the entity that it is."""
    messages: Mapping[Ref, str] = field(default_factory=dict)
    """By constraint, and by column that must have a value, what a caller is told who breaks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """An attribute by which the rows of tenants are kept apart."""

    attribute: str
    setting: str
    """The setting of the session that holds its value."""
    optional: bool = False
    """Rows without a value are everybody's."""
    claim: str = ""
    """What a signed context calls the value; when empty the setting is believed."""


@dataclass(slots=True)
class Notes:
    """What is learnt while a model is realised."""

    losses: list[Loss] = field(default_factory=list)
    rules: list[KeptRule] = field(default_factory=list)
    entities: dict[Ref, str] = field(default_factory=dict)
    """By table, the key of its entity."""
    roles: dict[str, Mapping[Role, str]] = field(default_factory=dict)
    """By entity, the attributes of its bundles by what they are for."""

    fences: dict[str, tuple[Fence, ...]] = field(default_factory=dict)
    """By entity, what keeps the rows of tenants apart."""
    messages: dict[Ref, str] = field(default_factory=dict)
    """By constraint, and by column that must have a value, what a caller is told who breaks it."""

    def tell(self, ref: Ref, message: str) -> None:
        """Note what a caller is told; nothing where the design says nothing."""
        if message:
            self.messages[ref] = message

    def lose(self, of: str, what: str, why: str) -> None:
        """Note a loss."""
        self.losses.append(Loss(object=of, what=what, why=why))
