"""What the schema API answers, in shapes that outside programs rely on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from colonnade.dialect import Hazard
from colonnade.facts import DatabaseFigures, IndexFigures, TableFigures
from colonnade.model.constraint import ConstraintKind
from colonnade.schema import Check, Column, Exclusion, ForeignKey, Index, Key, Table
from colonnade.workspace.live.database import Constraint
from colonnade.workspace.live.upkeep import Optimized
from colonnade.workspace.migrating import ApplyResult
from colonnade.workspace.wording import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSchema:
    """A column."""

    name: str
    type: str
    nullable: bool
    default: str | None
    generated: str | None
    """The expression that it is computed from."""
    identity: str | None
    """always, or by default, where the engine numbers the rows."""
    collation: str | None
    comment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A table with its columns in order."""

    name: str
    columns: tuple[ColumnSchema, ...]
    comment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSchema:
    """An index that is not the body of a key."""

    name: str
    table: str
    columns: tuple[str, ...]
    """Columns and expressions in order, with `desc` behind those from high to low."""
    method: str
    unique: bool
    where: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableConstraint:
    """A constraint of a table."""

    name: str
    kind: ConstraintKind | None
    """None for an exclusion, which is PostgreSQL's own."""
    columns: tuple[str, ...]
    definition: str
    """The condition of a check; of a reference, the table with its columns."""
    on_delete: str | None
    on_update: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackScript:
    """What takes a change back; `colonnade rollback` runs it with the rows that were kept."""

    version: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """A statement that was run, and why."""

    object: str
    sql: str
    hazards: tuple[Hazard, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change did."""

    version: str | None
    """The version of the database now."""
    steps: tuple[ChangeStep, ...]
    rollback: RollbackScript
    elapsed_ms: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMetrics:
    """What the engine counts of a table; null where it does not count, or has not yet."""

    table: str
    rows: int | None
    dead_rows: int | None
    size_bytes: int | None
    index_size_bytes: int | None
    full_scans: int | None
    index_scans: int | None
    inserted: int | None
    updated: int | None
    deleted: int | None
    last_vacuum: str | None
    last_analyze: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceMetrics:
    """What the engine counts of the database."""

    size_bytes: int
    connections: int | None
    commits: int | None
    rollbacks: int | None
    deadlocks: int | None
    cache_hit_ratio: float | None
    since: str | None
    tables: tuple[TableMetrics, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexUsageAnalysis:
    """How an index is used and how well it tells rows apart, by the engine's statistics."""

    index: str
    table: str
    size_bytes: int | None
    scans: int | None
    entries_read: int | None
    rows_fetched: int | None
    last_scan: str | None
    rows_per_key: float | None
    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimizationResult:
    """What was done for a table, with its figures before and after."""

    table: str
    statements: tuple[str, ...]
    before: TableMetrics
    after: TableMetrics
    elapsed_ms: float


def table_schema(name: str, table: Table) -> TableSchema:
    """A table as it is told."""
    return TableSchema(name=name, columns=tuple(map(_column, table.columns.values())), comment=table.comment)


def _column(column: Column) -> ColumnSchema:
    return ColumnSchema(
        name=column.name,
        type=column.type,
        nullable=column.nullable,
        default=column.default,
        generated=column.generated.expression if column.generated is not None else None,
        identity=column.identity.mode.value if column.identity is not None else None,
        collation=".".join(column.collation) if column.collation else None,
        comment=column.comment,
    )


def index_schema(table: str, index: Index) -> IndexSchema:
    """An index as it is told."""
    return IndexSchema(
        name=index.name,
        table=table,
        columns=tuple(f"{key.column or key.expression}{' desc' if key.descending else ''}" for key in index.keys),
        method=index.method,
        unique=index.unique,
        where=index.predicate,
    )


def constraint(each: Constraint) -> TableConstraint:
    """A constraint as it is told."""
    kind, columns, definition = _said(each)
    actions = (
        (each.on_delete.value.upper(), each.on_update.value.upper()) if isinstance(each, ForeignKey) else (None, None)
    )
    return TableConstraint(
        name=each.name,
        kind=kind,
        columns=columns,
        definition=definition,
        on_delete=actions[0],
        on_update=actions[1],
    )


def _said(each: Constraint) -> tuple[ConstraintKind | None, tuple[str, ...], str]:
    match each:
        case Key():
            return (ConstraintKind.PRIMARY_KEY if each.primary else ConstraintKind.UNIQUE), each.columns, ""
        case ForeignKey():
            listed = f" ({', '.join(each.target_columns)})" if each.target_columns else ""
            return ConstraintKind.FOREIGN_KEY, each.columns, f"{'.'.join(each.target)}{listed}"
        case Check():
            return ConstraintKind.CHECK, (), each.expression
        case Exclusion():
            return None, (), each.definition
        case _:
            assert_never(each)


def changed(done: ApplyResult) -> Changed:
    """What a change did, with what takes it back."""
    steps = tuple(
        ChangeStep(object=each.object, sql=each.sql, hazards=each.hazards, reason=each.reason) for each in done.steps
    )
    back = tuple(one for each in reversed(done.steps) for one in each.rollback_statements)
    return Changed(
        version=done.version,
        steps=steps,
        rollback=RollbackScript(version=done.version, statements=back),
        elapsed_ms=done.elapsed_ms,
    )


def table_metrics(each: TableFigures) -> TableMetrics:
    """Figures of a table as they are told."""
    return TableMetrics(
        table=name_of(each.table),
        rows=each.rows,
        dead_rows=each.dead_rows,
        size_bytes=each.size_bytes,
        index_size_bytes=each.index_size_bytes,
        full_scans=each.full_scans,
        index_scans=each.index_scans,
        inserted=each.inserted,
        updated=each.updated,
        deleted=each.deleted,
        last_vacuum=each.last_vacuum,
        last_analyze=each.last_analyze,
    )


def metrics(found: DatabaseFigures) -> PerformanceMetrics:
    """Figures of a database as they are told."""
    return PerformanceMetrics(
        size_bytes=found.size_bytes,
        connections=found.connections,
        commits=found.commits,
        rollbacks=found.rollbacks,
        deadlocks=found.deadlocks,
        cache_hit_ratio=found.cache_hit_ratio,
        since=found.since,
        tables=tuple(map(table_metrics, found.tables)),
    )


def index_usage(found: IndexFigures) -> IndexUsageAnalysis:
    """Figures of an index as they are told."""
    return IndexUsageAnalysis(
        index=name_of(found.index),
        table=name_of(found.table),
        size_bytes=found.size_bytes,
        scans=found.scans,
        entries_read=found.entries_read,
        rows_fetched=found.rows_fetched,
        last_scan=found.last_scan,
        rows_per_key=found.rows_per_key,
        valid=found.valid,
    )


def optimization(found: Optimized) -> OptimizationResult:
    """What was done for a table, as it is told."""
    return OptimizationResult(
        table=found.table,
        statements=found.statements,
        before=table_metrics(found.before),
        after=table_metrics(found.after),
        elapsed_ms=found.elapsed_ms,
    )
