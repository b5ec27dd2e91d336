"""What stands in a CREATE TABLE or CREATE INDEX text, before names are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from colonnade.dialects.sqlite.read.tokens import Token
from colonnade.schema import Action, Deferral, GeneratedAs, Match


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenKeyPart:
    """One column or expression of a key or index."""

    parts: tuple[Token, ...]
    """Without collation and direction."""
    collation: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenKey:
    """A primary key or unique constraint."""

    name: str | None
    primary: bool
    keys: tuple[WrittenKeyPart, ...]
    on_conflict: str | None = None
    on_column: bool = False
    """Written at a column, where DESC keeps an INTEGER key from being the rowid."""
    autoincrement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenForeignKey:
    """A reference."""

    name: str | None
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...] = ()
    """Empty for the primary key of the target."""
    on_delete: Action = Action.NO_ACTION
    on_update: Action = Action.NO_ACTION
    match: Match = Match.SIMPLE
    deferral: Deferral = Deferral.NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCheck:
    """A condition."""

    name: str | None
    parts: tuple[Token, ...]


@dataclass(slots=True, kw_only=True)
class WrittenColumn:
    """A column, filled while it is read."""

    name: str
    type: str = ""
    not_null: bool = False
    not_null_name: str | None = None
    not_null_conflict: str | None = None
    default: tuple[Token, ...] | None = None
    collation: str | None = None
    generated: tuple[Token, ...] | None = None
    stored: GeneratedAs = GeneratedAs.VIRTUAL


@dataclass(slots=True, kw_only=True)
class WrittenTable:
    """A whole CREATE TABLE, filled while it is read."""

    name: str
    columns: list[WrittenColumn] = field(default_factory=list)
    keys: list[WrittenKey] = field(default_factory=list)
    foreign_keys: list[WrittenForeignKey] = field(default_factory=list)
    checks: list[WrittenCheck] = field(default_factory=list)
    strict: bool = False
    without_rowid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenIndex:
    """A whole CREATE INDEX."""

    name: str
    table: str
    unique: bool
    keys: tuple[WrittenKeyPart, ...]
    where: tuple[Token, ...] | None = None
