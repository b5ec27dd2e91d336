"""Tenants: whose rows are kept apart, and by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.model import spelling as spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy:
    """One declaration that keeps the rows of every tenant apart.

    Every entity that is not shared gets the attributes of the levels, unless it names some of them itself: then it has
    those and no others. References between such entities, keys and unique indexes are within one tenant.
    """

    levels: Mapping[str, str] = field(
        metadata=spell.texts("By attribute, the entity that it refers to, from the outside in: `tenant_id: tenant`.")
    )
    settings: Mapping[str, str] = field(
        default_factory=dict,
        metadata=spell.texts(
            "By attribute, the setting of the session that holds its value; `app.` and its name else."
        ),
    )
    application: str = field(default="", metadata=spell.text("Role as which programs work."))
    shared: tuple[str, ...] = field(
        default=(), metadata=spell.words("Entities that belong to no tenant.", refers=spell.Refers.ENTITY)
    )
    everywhere: tuple[str, ...] = field(
        default=(), metadata=spell.words("Keys that are unique over all tenants: `user.email`.")
    )

    def setting_of(self, attribute: str) -> str:
        """The setting of the session that holds the value of an attribute."""
        return self.settings.get(attribute) or f"app.{attribute}"
