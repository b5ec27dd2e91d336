"""Reading and writing the registry of one database, each kind of row with one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import assert_never

from colonnade.connect.live import Live
from colonnade.connect.registry.catalogue import UTC
from colonnade.connect.registry.pattern import MaintenanceCost, QueryPattern
from colonnade.connect.registry.place import NAMESPACE, placed
from colonnade.connect.urls import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTable:
    """A table as the registry has it."""

    table_name: str
    module: str
    purpose: str
    row_count_estimate: int | None
    storage_size_mb: float | None
    naming_exemption: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptIndex:
    """An index as the registry has it."""

    index_name: str
    table_name: str
    columns: tuple[str, ...]
    index_type: str
    purpose: str
    last_analyzed: str | None
    usage_count: int | None
    estimated_size_mb: float | None
    naming_exemption: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """A module that may refer to the tables of another one."""

    source_module: str
    target_module: str
    dependency_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All that the registry knows."""

    modules: Mapping[str, str | None]
    """Short forms by module."""
    tables: tuple[KeptTable, ...]
    indexes: tuple[KeptIndex, ...]
    dependencies: tuple[Dependency, ...]


_PARTS = frozenset(
    {
        "module_registry",
        "table_registry",
        "index_registry",
        "query_performance_targets",
        "module_dependencies",
        "performance_monitoring",
    }
)
"""Tables and views of a registry."""


def standing(live: Live) -> frozenset[str]:
    """Tables and views where a registry stands, by their names in it: all of one, none, or what is not ours."""
    match Engine(live.dialect.name):
        case Engine.POSTGRESQL:
            rows = live.query(
                "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')",
                (NAMESPACE,),
            )
        case Engine.SQLITE:
            # an underscore stands for any sign in LIKE, so the beginning is compared
            rows = live.query(
                "SELECT substr(name, length(?) + 2) FROM sqlite_schema"
                " WHERE type IN ('table', 'view') AND substr(name, 1, length(?) + 1) = ? || '_'",
                (NAMESPACE, NAMESPACE, NAMESPACE),
            )
        case other:
            assert_never(other)
    return frozenset(str(name) for (name,) in rows)


def is_installed(live: Live) -> bool:
    """Whether the database has a registry, all of it."""
    return standing(live) >= _PARTS


def kept(live: Live) -> Kept:
    """Read the registry."""
    analyzed_at = UTC.format("last_analyzed") if live.dialect.name == Engine.POSTGRESQL else "last_analyzed"
    modules = live.query(f"SELECT module, abbreviation FROM {placed(live, 'module_registry')} ORDER BY module")  # noqa: S608 (our own name)
    tables = live.query(
        "SELECT table_name, module, purpose, row_count_estimate, storage_size_mb, naming_exemption"  # noqa: S608
        f" FROM {placed(live, 'table_registry')} ORDER BY table_name"
    )
    indexes = live.query(
        f"SELECT index_name, table_name, CAST(columns AS text), index_type, purpose, {analyzed_at},"  # noqa: S608
        f" usage_count, estimated_size_mb, naming_exemption FROM {placed(live, 'index_registry')} ORDER BY index_name"
    )
    dependencies = live.query(
        "SELECT source_module, target_module, dependency_type"  # noqa: S608
        f" FROM {placed(live, 'module_dependencies')} ORDER BY source_module, target_module"
    )
    return Kept(
        modules={str(module): _text(short) for module, short in modules},
        tables=tuple(
            KeptTable(
                table_name=str(name),
                module=str(module),
                purpose=str(purpose),
                row_count_estimate=_whole(rows),
                storage_size_mb=_number(size),
                naming_exemption=_text(exemption),
            )
            for name, module, purpose, rows, size, exemption in tables
        ),
        indexes=tuple(
            KeptIndex(
                index_name=str(name),
                table_name=str(table),
                columns=tuple(json.loads(str(columns))),
                index_type=str(type_),
                purpose=str(purpose),
                last_analyzed=_text(analyzed),
                usage_count=_whole(uses),
                estimated_size_mb=_number(size),
                naming_exemption=_text(exemption),
            )
            for name, table, columns, type_, purpose, analyzed, uses, size, exemption in indexes
        ),
        dependencies=tuple(
            Dependency(source_module=str(source), target_module=str(target), dependency_type=str(type_))
            for source, target, type_ in dependencies
        ),
    )


_TABLE = {
    "table_name": "text",
    "module": "text",
    "purpose": "text",
    "row_count_estimate": "bigint",
    "storage_size_mb": "double precision",
    "naming_exemption": "text",
}
_INDEX = {
    "index_name": "text",
    "table_name": "text",
    "columns": "jsonb",
    "index_type": "text",
    "purpose": "text",
    "last_analyzed": "timestamptz",
    "usage_count": "bigint",
    "estimated_size_mb": "double precision",
    "naming_exemption": "text",
}
"""Columns that are written, with PostgreSQL's types of them."""

_MEASURED_OF_TABLE = ("row_count_estimate", "storage_size_mb")
_MEASURED_OF_INDEX = ("table_name", "columns", "index_type", "last_analyzed", "usage_count", "estimated_size_mb")
"""What a row that is there already takes over; what people may have written stays."""


def keep(live: Live, modules: Iterable[str], tables: Iterable[KeptTable], indexes: Iterable[KeptIndex]) -> None:
    """Register what is new, and what was measured of the rest."""
    _put(live, "module_registry", {"module": "text"}, [{"module": each} for each in modules], ())
    _put(live, "table_registry", _TABLE, [asdict(each) for each in tables], _MEASURED_OF_TABLE)
    _put(live, "index_registry", _INDEX, [asdict(each) for each in indexes], _MEASURED_OF_INDEX)


def note_measured(
    live: Live, index: str, *, patterns: Iterable[QueryPattern], cost: MaintenanceCost | None, uses: int | None
) -> None:
    """Keep what was measured of an index; where there is no cost, or no count of uses, what was kept stays."""
    mark = "CAST(? AS jsonb)" if live.dialect.name == Engine.POSTGRESQL else "?"
    live.query(
        f"UPDATE {placed(live, 'index_registry')} SET query_patterns = {mark},"  # noqa: S608 (our own name)
        f" maintenance_cost = coalesce({mark}, maintenance_cost), usage_count = coalesce(?, usage_count)"
        " WHERE index_name = ?",
        (
            json.dumps([asdict(each) for each in patterns]),
            None if cost is None else json.dumps(asdict(cost)),
            uses,
            index,
        ),
    )


def prune(live: Live, tables: Iterable[str], indexes: Iterable[str]) -> None:
    """Forget tables, with all that is known of them, and indexes."""
    for name, key, gone in (("index_registry", "index_name", indexes), ("table_registry", "table_name", tables)):
        chosen = "SELECT value FROM json_each(?)"
        if live.dialect.name == Engine.POSTGRESQL:
            chosen = "SELECT jsonb_array_elements_text(?::jsonb)"
        live.query(f"DELETE FROM {placed(live, name)} WHERE {key} IN ({chosen})", (json.dumps(list(gone)),))  # noqa: S608


def _put(
    live: Live, table: str, columns: Mapping[str, str], rows: list[dict[str, object]], measured: tuple[str, ...]
) -> None:
    key, *_ = columns
    match Engine(live.dialect.name):
        case Engine.POSTGRESQL:
            given = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
            chosen = f"SELECT {', '.join(columns)} FROM jsonb_to_recordset(?::jsonb) AS given({given})"  # noqa: S608
            differs = "IS DISTINCT FROM"
        case Engine.SQLITE:
            values = ", ".join(f"json_extract(value, '$.{name}')" for name in columns)
            # WHERE keeps ON CONFLICT from being read as a join's condition: https://sqlite.org/lang_upsert.html
            chosen = f"SELECT {values} FROM json_each(?) WHERE true"  # noqa: S608
            differs = "IS NOT"
        case other:
            assert_never(other)
    target = placed(live, table)
    does = "NOTHING"
    if measured:
        sets = ", ".join(f"{name} = excluded.{name}" for name in measured)
        changed = " OR ".join(f"kept.{name} {differs} excluded.{name}" for name in measured)
        does = f"UPDATE SET {sets} WHERE {changed}"
    live.query(
        f"INSERT INTO {target} AS kept ({', '.join(columns)}) {chosen} ON CONFLICT ({key}) DO {does}",
        (json.dumps(rows),),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
