"""Who may do what: grants, default privileges and the roles they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PUBLIC = "public"
"""Everybody; no role can have this name."""
OWNER = "@owner"
"""The owner of the object, whatever its name in this database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Privileges that one role holds on one object."""

    to: str
    """A role's name, `PUBLIC` or `OWNER`."""
    privileges: tuple[str, ...] = ()
    """Upper-case names in alphabetical order, such as SELECT."""
    grantable: tuple[str, ...] = ()
    """Those of them held WITH GRANT OPTION."""
    by: str | None = None
    """The granting role; None for the owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleOptions:
    """Attributes of a role that are named in CREATE ROLE."""

    options: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
