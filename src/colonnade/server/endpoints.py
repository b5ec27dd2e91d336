"""The schema API of one database: each method is one request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never, cast

from colonnade.model import Document
from colonnade.server import documents
from colonnade.server.answers import ReadOnlyError
from colonnade.server.documents import (
    Changed,
    IndexSchema,
    IndexUsageAnalysis,
    OptimizationResult,
    PerformanceMetrics,
    TableConstraint,
    TableSchema,
)
from colonnade.server.requests import AlterTable, CreateIndex, CreateTable
from colonnade.workspace.live.database import Database
from colonnade.workspace.live.validator import SchemaValidator, ValidationResult
from colonnade.workspace.registry.comparing import RegistryShown, show
from colonnade.workspace.registry.syncing import Synced, sync


class Mode(StrEnum):
    """What a server may do to its database."""

    READ = "read"
    WRITE = "write"


class About(StrEnum):
    """What a table is judged for."""

    STRUCTURE = "structure"
    INDEXES = "indexes"
    NAMES = "names"
    PERFORMANCE = "performance"


@dataclass(frozen=True, kw_only=True)
class SchemaEndpoints:
    """Answers about a database, each from what is there at that moment."""

    database: Database
    mode: Mode

    def tables(self) -> tuple[str, ...]:
        """Names of all tables."""
        return self.database.tables()

    def table(self, table: str) -> TableSchema:
        """A table with its columns."""
        return documents.table_schema(table, self.database.table(table))

    def indexes(self, table: str) -> tuple[IndexSchema, ...]:
        """Indexes of a table that are not the body of a key."""
        return tuple(documents.index_schema(table, each) for each in self.database.indexes(table))

    def constraints(self, table: str) -> tuple[TableConstraint, ...]:
        """Keys, references, checks and exclusions of a table."""
        return tuple(map(documents.constraint, self.database.constraints(table)))

    def validation(self, table: str, about: About = About.STRUCTURE) -> ValidationResult:
        """What the rules find of a table."""
        judge = SchemaValidator(url=self.database.url.secret_text, project=self.database.project)
        match about:
            case About.STRUCTURE:
                return judge.validate_table_structure(table)
            case About.INDEXES:
                return judge.validate_index_strategy(table)
            case About.NAMES:
                return judge.validate_naming_conventions(table)
            case About.PERFORMANCE:
                return judge.validate_performance_constraints(table)
            case _:
                assert_never(about)

    def index(self, index: str) -> IndexUsageAnalysis:
        """How an index is used."""
        return documents.index_usage(self.database.analyze_index(index))

    def performance(self) -> PerformanceMetrics:
        """Figures of the database and of each table."""
        return documents.metrics(self.database.performance())

    def registry(self) -> RegistryShown:
        """The registry, and where it differs from the database."""
        return show(self.database.url.secret_text)

    def create_table(self, body: CreateTable) -> Changed:
        """Make a table."""
        self._writes()
        columns = cast("Mapping[str, Document]", body.columns)
        indexes = cast("Sequence[Document]", body.indexes)
        return documents.changed(self.database.create_table(body.name, columns, indexes=indexes, about=body.about))

    def alter_table(self, table: str, body: AlterTable) -> Changed:
        """Change a table, all changes together or none."""
        self._writes()
        changes = [each.of() for each in body.changes]
        return documents.changed(self.database.alter_table(table, changes, allow=body.allow))

    def drop_table(self, table: str, *, cascade: bool = False) -> Changed:
        """Drop a table and its rows; with `cascade` also what needs it."""
        self._writes()
        return documents.changed(self.database.drop_table(table, cascade=cascade))

    def create_index(self, table: str, body: CreateIndex) -> Changed:
        """Make an index of a table."""
        self._writes()
        says = cast("Document", body.says)
        return documents.changed(self.database.create_index(table, says, name=body.name, allow=body.allow))

    def drop_index(self, index: str) -> Changed:
        """Drop an index."""
        self._writes()
        return documents.changed(self.database.drop_index(index))

    def optimize_table(self, table: str) -> OptimizationResult:
        """Give back the room of dead rows and take the statistics of a table anew."""
        self._writes()
        return documents.optimization(self.database.optimize_table(table))

    def sync_registry(self) -> Synced:
        """Fill the registry from the catalogue."""
        self._writes()
        return sync(self.database.url.secret_text)

    def _writes(self) -> None:
        if self.mode is Mode.READ:
            raise ReadOnlyError(
                "the server was started for reading only", hint="start it with --write to let it change the database"
            )
