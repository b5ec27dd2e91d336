"""What the schema API is asked; unknown keys are errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, cast

from pydantic import Field

from colonnade.dialect import Hazard
from colonnade.model import Document
from colonnade.workspace.live.changes import (
    AddColumn,
    AddIndex,
    ChangeColumn,
    DropColumn,
    DropIndex,
    RenameColumn,
    RenameTable,
    TableChange,
)

_STRICT: Mapping[str, object] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body of a request."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTable(Body):
    """A table to make; columns and indexes are lines of the model language, or their long form."""

    name: str
    columns: dict[str, object]
    indexes: list[object] = field(default_factory=list)
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumnChange(Body):
    """Add a column, last."""

    change: Literal["add column"]
    name: str
    says: object
    """Its line in the model language, or its long form."""

    def of(self) -> TableChange:
        """The change."""
        return AddColumn(name=self.name, says=cast("Document", self.says))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeColumnChange(Body):
    """Give a fact of a column another value."""

    change: Literal["change column"]
    name: str
    field: str
    """A key of an attribute in the model language: type, required, unique, default, check, …"""
    value: object = None
    """Null is the default."""

    def of(self) -> TableChange:
        """The change."""
        return ChangeColumn(name=self.name, field=self.field, value=cast("Document", self.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class DropColumnChange(Body):
    """Take a column away, with its values."""

    change: Literal["drop column"]
    name: str

    def of(self) -> TableChange:
        """The change."""
        return DropColumn(name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameColumnChange(Body):
    """Give a column another name; its values stay."""

    change: Literal["rename column"]
    name: str
    to: str

    def of(self) -> TableChange:
        """The change."""
        return RenameColumn(name=self.name, to=self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndexChange(Body):
    """Add an index."""

    change: Literal["add index"]
    says: object
    """Its line in the model language, or its long form."""
    name: str = ""

    def of(self) -> TableChange:
        """The change."""
        return AddIndex(says=cast("Document", self.says), name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndexChange(Body):
    """Take an index away."""

    change: Literal["drop index"]
    name: str

    def of(self) -> TableChange:
        """The change."""
        return DropIndex(name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTableChange(Body):
    """Give the table another name; its rows stay."""

    change: Literal["rename table"]
    to: str

    def of(self) -> TableChange:
        """The change."""
        return RenameTable(to=self.to)


Change = Annotated[
    AddColumnChange
    | ChangeColumnChange
    | DropColumnChange
    | RenameColumnChange
    | AddIndexChange
    | DropIndexChange
    | RenameTableChange,
    Field(discriminator="change"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterTable(Body):
    """Changes of a table, all together or none; hazards must be allowed by name."""

    changes: list[Change]
    allow: list[Hazard] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIndex(Body):
    """An index to make: its line in the model language, or its long form."""

    says: object
    name: str = ""
    allow: list[Hazard] = field(default_factory=list)
