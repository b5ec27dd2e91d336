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


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What one engine needs beyond the logical design: objects by kind and id. The order of keys says nothing."""

    engine: str
    document: Mapping[str, Document]

    @property
    def key(self) -> str:
        """The name it is found by."""
        return self.engine
