"""The library's verbs as objects with well-known names; each method is a function that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from colonnade.dialect import Hazard
from colonnade.facts import DatabaseFigures, IndexFigures
from colonnade.model import Document
from colonnade.plan.document import PlanDocument
from colonnade.workspace.ddl.making import Ddl, ddl
from colonnade.workspace.design.building import ComprehensiveModel, create_comprehensive_data_model
from colonnade.workspace.design.dictionary import Documented, document
from colonnade.workspace.design.recommending import Recommended, recommend_text
from colonnade.workspace.live.database import database
from colonnade.workspace.live.upkeep import Optimized
from colonnade.workspace.migrating import (
    ApplyResult,
    DriftResult,
    RollbackResult,
    Standing,
    apply,
    rollback,
    status,
    verify,
)
from colonnade.workspace.planning import Planned, make_plan
from colonnade.workspace.registry.measuring import Measured, measure
from colonnade.workspace.source import read_source


class EnterpriseERDEngine:
    """Models with everything that is made of them."""

    def create_comprehensive_data_model(
        self,
        model_name: str,
        entities: Mapping[str, Document],
        relationships: Sequence[Document] = (),
        business_context: Mapping[str, str] | None = None,
    ) -> ComprehensiveModel:
        """As the function of that name."""
        return create_comprehensive_data_model(model_name, entities, relationships, business_context)


@dataclass(frozen=True, slots=True)
class ERDSchemaGenerator:
    """Statements that make the database of a source."""

    source: str

    def generate(self, target: str | None = None) -> Ddl:
        """For an engine; without one for that of the source."""
        return ddl(read_source(self.source), target)


@dataclass(frozen=True, slots=True)
class ERDPerformanceEngine:
    """What a live database counts of itself, and what to do about it."""

    url: str

    def metrics(self) -> DatabaseFigures:
        """Figures of the database and of each table."""
        return database(self.url).performance()

    def recommend(self) -> Recommended:
        """What to do, first what matters most."""
        return recommend_text(self.url)


class DatabaseOptimizer(ERDPerformanceEngine):
    """The same, and tables put in order."""

    __slots__ = ()

    def optimize_table(self, table: str) -> Optimized:
        """Give back the room of dead rows and take the statistics of a table anew."""
        return database(self.url).optimize_table(table)


@dataclass(frozen=True, slots=True)
class IndexOptimizer:
    """Indexes of a live database."""

    url: str

    def analyze(self, index: str) -> IndexFigures:
        """How an index is used, by the engine's statistics."""
        return database(self.url).analyze_index(index)

    def measure(self, workload: Path | None = None, *, days: float | None = None) -> Measured:
        """What each index gains for recorded queries and what it costs; the database needs a registry."""
        return measure(self.url, workload=workload, days=days)


class MigrationValidator:
    """What a migration would do, before it is run, and whether it did it."""

    def validate(self, before: str, after: str) -> Planned:
        """The plan with its hazards; `refusal()` says whether it may be run as it is."""
        return make_plan(before, after)

    def verify(self, source: str, url: str) -> DriftResult:
        """Whether a database is what a source says."""
        return verify(source, url)


@dataclass(frozen=True, slots=True)
class MigrationOrchestrator:
    """Migrations of one database, there and back."""

    url: str

    def plan(self, after: str) -> Planned:
        """The way from what is there to a source."""
        return make_plan(self.url, after)

    def apply(self, plan: PlanDocument, *, allowed: Iterable[Hazard] = ()) -> ApplyResult:
        """Run a plan; nothing of it stays where it fails."""
        return apply(plan, self.url, allowed=frozenset(allowed))

    def rollback(self, *, to: str | None = None, reason: str = "asked for") -> RollbackResult:
        """Take the newest migration back, or all above a version."""
        return rollback(self.url, to=to, reason=reason)

    def status(self) -> Standing:
        """Where the database stands."""
        return status(self.url)


class DatabaseMigrator(MigrationOrchestrator):
    """The same in one step."""

    __slots__ = ()

    def migrate(self, after: str, *, allowed: Iterable[Hazard] = ()) -> ApplyResult:
        """Plan the way to a source, and go it."""
        return self.apply(self.plan(after).document, allowed=allowed)


@dataclass(frozen=True, slots=True)
class DatabaseDocHelper:
    """The data dictionary of a source."""

    source: str

    def write(self, folder: Path) -> Documented:
        """Pages of every entity, with the diagram."""
        return document(read_source(self.source), folder)
