"""How a database keeps tenants apart: its levels, the tables of tenants, and the role of the programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from colonnade.errors import InputError
from colonnade.schema import QName, Table

PERSONS = frozenset({"user", "users", "app_user", "app_users", "person", "persons"})
"""Tables of users: one that belongs to no tenant has a user for each of ours."""


class NoTenancyError(InputError):
    """Nothing in a database says whose rows its rows are."""

    code = "CO152"


class NoApplicationRoleError(InputError):
    """No role of programs is known, or the one that was named does not exist."""

    code = "CO154"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of tenants: an account, or a project within it."""

    column: str
    """The column that names it in the tables below."""
    setting: str
    """The setting of a session that holds its value; not believed where a claim is."""
    claim: str = ""
    """What a signed context calls its value, where contexts are signed."""
    root: QName | None = None
    """The table with a row for each, where there is one."""
    root_column: str = ""
    type: str = "text"

    @property
    def key(self) -> str:
        """The name that contexts have for it."""
        return self.claim or self.setting


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantTable:
    """A table whose rows belong to tenants."""

    table: Table
    held: Mapping[str, str] = field(default_factory=dict)
    """By column, the key of the level that it names; empty for a table that only refers to one of a tenant."""

    @property
    def path(self) -> QName:
        """The qualified name."""
        return self.table.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """How a database keeps tenants apart."""

    levels: tuple[Level, ...]
    """From the outside in."""
    tables: Mapping[QName, TenantTable]
    role: str
    """Role as which programs work; empty where nobody but the owner is granted anything."""
    others: Mapping[str, tuple[QName, str]] = field(default_factory=dict)
    """Settings that decide beside the tenant, such as the user's, each with a column whose value it has; the key of the
    table where the column is empty."""
    everywhere: frozenset[tuple[QName, frozenset[str]]] = frozenset()
    """Tables and columns that are meant to be unique over all tenants."""

    @property
    def strict(self) -> bool:
        """Whether contexts are signed."""
        return any(each.claim for each in self.levels)

    def level(self, key: str) -> Level:
        """The level of a key."""
        return next(each for each in self.levels if each.key == key)
