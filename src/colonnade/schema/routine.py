"""Functions and procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from colonnade.schema.ref import Sql
from colonnade.schema.value import SchemaObject


class Volatility(StrEnum):
    """What an optimiser may assume of a function's results."""

    IMMUTABLE = "immutable"
    STABLE = "stable"
    VOLATILE = "volatile"


class Parallel(StrEnum):
    """Whether a function may run in a parallel worker."""

    SAFE = "safe"
    RESTRICTED = "restricted"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine(SchemaObject):
    """What functions and procedures share; the path ends with the identity arguments."""

    arguments: Sql = Sql("")
    """The full argument list with names, modes and defaults."""
    language: str = "sql"
    body: str = ""
    """Source text as it was written; for C the symbol."""
    object_file: str | None = None
    """Library of a C function."""
    sql_body: Sql | None = None
    """Parsed body (BEGIN ATOMIC … END or RETURN …); `body` is empty then."""
    security_definer: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    """SET clauses: parameter to value in the spelling that SET accepts."""
    transforms: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name without arguments."""
        return self.path[-2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Routine):
    """A function."""

    kind: ClassVar[str] = "function"

    returns: Sql = Sql("void")
    volatility: Volatility = Volatility.VOLATILE
    strict: bool = False
    leakproof: bool = False
    parallel: Parallel = Parallel.UNSAFE
    window: bool = False
    cost: float | None = None
    """Execution cost in units of cpu_operator_cost; None for the language's default."""
    rows: float | None = None
    """Expected rows of a set-returning function; None for the default."""
    support: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Routine):
    """A procedure."""

    kind: ClassVar[str] = "procedure"
