"""What stands beside the entities of a model: views, bundles, subject areas, naming, tenants, overlays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from colonnade.model import spelling as spell
from colonnade.model.attribute import Attribute, qualified
from colonnade.model.classification import Level
from colonnade.model.constraint import Check, Index, Key
from colonnade.model.named import Named, none

Document: TypeAlias = bool | int | float | str | Sequence["Document"] | Mapping[str, "Document"] | None
"""What JSON can say. Lists are lists and mappings dicts; nobody changes one in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A stored query."""

    name: str = field(metadata=spell.text("Name; the key in the file, with the namespace in front."))
    namespace: str = field(default="", metadata=spell.text("Namespace in the database."))
    query: str = field(metadata=spell.sql("The query."))
    dialect: str = field(default="", metadata=spell.text("Dialect of the query where it is not the model's."))
    materialized: bool = field(default=False, metadata=spell.flag("The result is stored."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    physical: str = field(default="", metadata=spell.text("Name in the database where naming does not give it."))
    business_name: str = field(default="", metadata=spell.text("Name that the business uses."))
    about: str = field(default="", metadata=spell.text("What it shows."))
    area: str = field(default="", metadata=spell.text("Subject area.", refers=spell.Refers.AREA))
    owner: str = field(default="", metadata=spell.text("Who answers for it."))
    steward: str = field(default="", metadata=spell.text("Who looks after it."))
    level: Level | None = field(
        default=None, metadata=spell.choice(Level, "How closely it is kept.", key="classification")
    )
    columns: Mapping[str, str] = field(default_factory=dict, metadata=spell.texts("What each column means."))
    indexes: Named[Index] = field(default_factory=none, metadata=spell.named(Index, "Indexes of a stored result."))

    @property
    def key(self) -> str:
        """The name it is found by: with the namespace in front, where it has one."""
        return qualified(self.namespace, self.name)

    @property
    def id(self) -> str:
        """First qualified name; does not change with a rename."""
        return self.stable_id or self.key


class Role(StrEnum):
    """What an attribute of a bundle is for, so that triggers, policies and advice know it by more than its name."""

    CREATED_AT = "created at"
    CREATED_BY = "created by"
    UPDATED_AT = "updated at"
    UPDATED_BY = "updated by"
    VERSION = "version"
    DELETED_AT = "deleted at"
    DELETED_BY = "deleted by"
    ACTIVE = "active"
    TENANT = "tenant"
    AUDITED_TABLE = "audited table"
    AUDITED_ROW = "audited row"
    OPERATION = "operation"
    CHANGED_FIELDS = "changed fields"
    OLD_VALUES = "old values"
    NEW_VALUES = "new values"
    CHANGED_BY = "changed by"
    CHANGED_AT = "changed at"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Attributes that many entities share, what they are for, and what holds of them in every entity.

    `{table}` in the name of a key, check or index stands for the table of the entity.
    """

    name: str = field(metadata=spell.text("Name; the key in the file."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    about: str = field(default="", metadata=spell.text("What it is for."))
    attributes: Named[Attribute] = field(
        default_factory=none, metadata=spell.named(Attribute, "The attributes, put after those of the entity.")
    )
    roles: Mapping[str, str] = field(
        default_factory=dict, metadata=spell.texts("What an attribute is for: `updated at: changed`.")
    )
    keys: Named[Key] = field(
        default_factory=none, metadata=spell.named(Key, "Alternate keys that every entity of it has.")
    )
    checks: Named[Check] = field(
        default_factory=none, metadata=spell.named(Check, "Conditions that every row of such entities meets.")
    )
    indexes: Named[Index] = field(
        default_factory=none, metadata=spell.named(Index, "Ways to find rows of such entities quickly.")
    )

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.name

    def attribute_for(self, role: Role) -> str | None:
        """Name of the attribute that has this role."""
        return self.roles.get(role.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A subject area: a part of the business that belongs together."""

    name: str = field(metadata=spell.text("Name; the key in the file. A subarea has the area and a slash in front."))
    stable_id: str = field(default="", metadata=spell.text("First name, once it was renamed.", key="id"))
    about: str = field(default="", metadata=spell.text("What it covers."))
    owner: str = field(default="", metadata=spell.text("Who answers for it."))
    steward: str = field(default="", metadata=spell.text("Who looks after it."))

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.name

    @property
    def id(self) -> str:
        """First name; does not change with a rename."""
        return self.stable_id or self.name


class Case(StrEnum):
    """How a logical name becomes a physical one."""

    SNAKE = "snake"
    LOWER = "lower"
    UPPER = "upper"
    AS_IS = "as is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How physical names come from logical ones.

    The patterns know `{table}`, `{columns}` (joined by an underscore), `{column}` (the first) and `{target}` (the table
    referred to). The defaults are what PostgreSQL itself would choose.
    """

    case: Case = field(default=Case.SNAKE, metadata=spell.choice(Case, "How a name is written."))
    primary_key: str = field(default="{table}_pkey", metadata=spell.text("Pattern for primary keys."))
    unique: str = field(default="{table}_{columns}_key", metadata=spell.text("Pattern for unique keys."))
    foreign_key: str = field(default="{table}_{columns}_fkey", metadata=spell.text("Pattern for references."))
    index: str = field(default="{table}_{columns}_idx", metadata=spell.text("Pattern for indexes."))
    check: str = field(default="{table}_{column}_check", metadata=spell.text("Pattern for checks of one attribute."))
    reference: str = field(
        default="{target}_{column}", metadata=spell.text("Pattern for columns that a relationship makes.")
    )
    junction: str = field(
        default="{table}_{target}", metadata=spell.text("Pattern for tables of many-to-many relationships.")
    )


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

    name: str = field(metadata=spell.text("Name, and that of the attribute that holds it; the key in the file."))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What one engine needs beyond the logical design: objects by kind and id. The order of keys says nothing."""

    engine: str
    document: Mapping[str, Document]

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.engine
