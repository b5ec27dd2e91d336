"""What a model says of its tenants: whose rows are kept apart, what each may use, where its rows stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from colonnade.model import spelling as spell
from colonnade.model.named import Named, none


class TenantContext(StrEnum):
    """How a session says whose rows it works with."""

    TRUSTED = "trusted"
    """The settings of the session are believed, so programs alone may write SQL."""
    STRICT = "strict"
    """A context that was signed for the transaction is believed and nothing else, so that no SQL user widens it."""


class LimitPeriod(StrEnum):
    """For how long what was used counts."""

    EVER = "ever"
    """While the rows are there: a deletion gives back what they used."""
    MONTH = "month"
    """In the calendar month (UTC) in which the rows were written; a deletion gives nothing back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much one tenant may use: rows of an entity, or the sum of one of its attributes.

    How much that is stands in the row of the tenant, in an attribute of the limit's name; where that is empty, in
    `plans`; where nothing says it, there is no limit.
    """

    name: str = field(
        metadata=spell.text("Name, and that of the attribute that holds it; the key in the file.")
    )
    of: str = field(metadata=spell.text("Entity whose rows are counted.", refers=spell.Refers.ENTITY))
    sum: str = field(default="", metadata=spell.text("Attribute whose values are added up in place of counting rows."))
    unit: int = field(default=1, metadata=spell.whole("How much of the sum is one of the limit: bytes of a gigabyte."))
    per: LimitPeriod = field(
        default=LimitPeriod.EVER, metadata=spell.choice(LimitPeriod, "For how long what was used counts.")
    )
    plans: Mapping[str, str] = field(
        default_factory=dict, metadata=spell.texts("By plan, the limit where the tenant has none of its own.")
    )
    about: str = field(default="", metadata=spell.text("What it is for."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name


class Suspended(StrEnum):
    """What a suspended tenant may still do."""

    READ_ONLY = "read only"
    """It sees its rows and writes none."""
    BLOCKED = "blocked"
    """It sees no row but its own in the outermost level, and writes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """When a tenant of the outermost level is suspended, and what that means."""

    attribute: str = field(metadata=spell.text("Attribute of the outermost level that tells the state."))
    states: tuple[str, ...] = field(metadata=spell.words("States in which the tenant is suspended."))
    then: Suspended = field(
        default=Suspended.READ_ONLY, metadata=spell.choice(Suspended, "What a suspended tenant may still do.")
    )


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
    context: TenantContext = field(
        default=TenantContext.TRUSTED,
        metadata=spell.choice(
            TenantContext,
            "What is believed of a session: `trusted` its settings, `strict` a context signed for the transaction.",
        ),
    )
    shared: tuple[str, ...] = field(
        default=(), metadata=spell.words("Entities that belong to no tenant.", refers=spell.Refers.ENTITY)
    )
    everywhere: tuple[str, ...] = field(
        default=(), metadata=spell.words("Keys that are unique over all tenants: `user.email`.")
    )

    limits: Named[Limit] = field(default_factory=none, metadata=spell.named(Limit, "How much one tenant may use."))
    plan: str = field(default="", metadata=spell.text("Attribute of the level's entity that tells its plan."))
    suspension: Suspension | None = field(
        default=None, metadata=spell.part(Suspension, "When a tenant is suspended, and what that means.")
    )
    residency: str = field(
        default="", metadata=spell.text("Attribute of the outermost level that tells where its rows may stand.")
    )

    def setting_of(self, attribute: str) -> str:
        """The setting of the session that holds the value of an attribute."""
        return self.settings.get(attribute) or f"app.{attribute}"
