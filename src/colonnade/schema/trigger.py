"""What runs or decides when rows are touched: triggers and row policies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from colonnade.schema.ref import Sql
from colonnade.schema.value import TablePart


class Enabled(StrEnum):
    """In which sessions a trigger or rule fires."""

    ORIGIN = "origin"
    REPLICA = "replica"
    ALWAYS = "always"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger(TablePart):
    """A trigger of a table or view."""

    kind: ClassVar[str] = "trigger"

    definition: Sql
    """The whole CREATE statement in normal form, without a closing semicolon."""
    enabled: Enabled = Enabled.ORIGIN
    constraint: bool = False
    """A CREATE CONSTRAINT TRIGGER, which can't be replaced in place."""


class Command(StrEnum):
    """The statements that a row policy concerns."""

    ALL = "all"
    SELECT = "select"
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(TablePart):
    """A row-level policy."""

    kind: ClassVar[str] = "policy"

    command: Command = Command.ALL
    permissive: bool = True
    roles: tuple[str, ...] = ()
    """Empty for PUBLIC."""
    using: Sql | None = None
    with_check: Sql | None = None
