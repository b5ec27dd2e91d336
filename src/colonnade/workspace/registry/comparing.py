"""The registry beside the database: what only one of them has, and which modules refer to which."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from colonnade.connect.live import Live
from colonnade.connect.registry import Catalogued, Dependency, Kept, LiveReference, catalogued, kept, placed
from colonnade.graph import components
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.registry.syncing import name_of, require


class Drift(StrEnum):
    """How the registry and the database differ."""

    NOT_REGISTERED = "not registered"
    NOT_THERE = "not there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A table or index that only the registry or only the database has."""

    kind: str
    name: str
    drift: Drift


class Declared(StrEnum):
    """Whether a dependency of modules is as it was declared."""

    DECLARED = "declared"
    UNDECLARED = "undeclared"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLink:
    """A foreign key between tables of two modules."""

    source_table: str
    source_columns: tuple[str, ...]
    target_table: str
    target_columns: tuple[str, ...]
    """Empty where the engine names none: the primary key."""
    on_delete: str
    on_update: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDependency:
    """A module whose tables refer to those of another one, or may."""

    source_module: str
    target_module: str
    dependency_type: str
    """As it was declared; empty where it was not."""
    declared: Declared
    references: tuple[ReferenceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """A row of the view `performance_monitoring`."""

    table_name: str
    module: str
    purpose: str
    row_count_estimate: int | None
    storage_size_mb: float | None
    index_count: int
    avg_index_size_mb: float | None
    total_index_usage: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryShown:
    """The registry and how it differs from the database."""

    database: str
    tables: tuple[TableFigures, ...]
    differences: tuple[Difference, ...]
    dependencies: tuple[ModuleDependency, ...]
    cycles: tuple[tuple[str, ...], ...]
    """Modules that depend on each other in a circle, by way of others perhaps."""

    @property
    def is_in_order(self) -> bool:
        """Whether nothing differs and no module refers to another one without a declaration."""
        return not self.differences and not any(each.declared is Declared.UNDECLARED for each in self.dependencies)


def show(url: str, *, tell: Tell = silent) -> RegistryShown:
    """The registry of a database. Raises NoRegistryError and leaves of WorldError."""
    at = address(url)
    with opened(at, open_project()) as live:
        require(live, at)
        tell("Reading the registry")
        found, known = catalogued(live), kept(live)
        dependencies = tuple(_dependencies(live, found, known))
        return RegistryShown(
            database=str(at),
            tables=tuple(_figures(live, known)),
            differences=tuple(_differences(live, found, known)),
            dependencies=dependencies,
            cycles=_cycles(dependencies),
        )


def _figures(live: Live, known: Kept) -> Iterator[TableFigures]:
    tables = {each.table_name: each for each in known.tables}
    view = placed(live, "performance_monitoring")
    for name, rows, size, count, average, uses in live.query(
        "SELECT table_name, row_count_estimate, storage_size_mb, index_count, avg_index_size_mb, total_index_usage"  # noqa: S608 (our own name)
        f" FROM {view} ORDER BY table_name"
    ):
        yield TableFigures(
            table_name=str(name),
            module=tables[str(name)].module,
            purpose=tables[str(name)].purpose,
            row_count_estimate=None if rows is None else int(str(rows)),
            storage_size_mb=None if size is None else float(str(size)),
            index_count=int(str(count)),
            avg_index_size_mb=None if average is None else float(str(average)),
            total_index_usage=None if uses is None else int(str(uses)),
        )


def _differences(live: Live, found: Catalogued, known: Kept) -> Iterator[Difference]:
    tables = [name_of(live, each.namespace, each.name) for each in found.tables]
    indexes = [name_of(live, each.namespace, each.name) for each in found.indexes]
    yield from _apart("table", tables, [each.table_name for each in known.tables])
    yield from _apart("index", indexes, [each.index_name for each in known.indexes])


def _apart(kind: str, there: Collection[str], registered: Collection[str]) -> Iterator[Difference]:
    for name in sorted({*there} - {*registered}):
        yield Difference(kind=kind, name=name, drift=Drift.NOT_REGISTERED)
    for name in sorted({*registered} - {*there}):
        yield Difference(kind=kind, name=name, drift=Drift.NOT_THERE)


def _dependencies(live: Live, found: Catalogued, known: Kept) -> Iterator[ModuleDependency]:
    modules = {each.table_name: each.module for each in known.tables}
    used: dict[tuple[str, str], list[ReferenceLink]] = {}
    for each in found.references:
        link = _link(live, each)
        pair = modules.get(link.source_table), modules.get(link.target_table)
        if pair[0] is not None and pair[1] is not None and pair[0] != pair[1]:
            used.setdefault((pair[0], pair[1]), []).append(link)
    declared = dict(_declared(known.dependencies))
    for source, target in sorted({*used, *((each.source_module, each.target_module) for each in known.dependencies)}):
        links = tuple(used.get((source, target), ()))
        type_ = declared.get((source, target), "")
        state = Declared.UNDECLARED if not type_ else Declared.DECLARED if links else Declared.UNUSED
        yield ModuleDependency(
            source_module=source, target_module=target, dependency_type=type_, declared=state, references=links
        )


def _declared(dependencies: tuple[Dependency, ...]) -> Iterator[tuple[tuple[str, str], str]]:
    for each in dependencies:
        yield (each.source_module, each.target_module), each.dependency_type
        if each.dependency_type == "bidirectional":
            yield (each.target_module, each.source_module), each.dependency_type


def _link(live: Live, each: LiveReference) -> ReferenceLink:
    return ReferenceLink(
        source_table=name_of(live, each.namespace, each.table),
        source_columns=each.columns,
        target_table=name_of(live, each.target_namespace, each.target),
        target_columns=each.target_columns,
        on_delete=each.on_delete,
        on_update=each.on_update,
    )


def _cycles(dependencies: tuple[ModuleDependency, ...]) -> tuple[tuple[str, ...], ...]:
    graph: dict[str, set[str]] = {}
    for each in dependencies:
        if each.references:
            graph.setdefault(each.source_module, set()).add(each.target_module)
    return tuple(each for each in components(graph) if len(each) > 1)
