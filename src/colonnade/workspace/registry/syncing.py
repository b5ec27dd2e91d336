"""Installing the registry in a database, and filling it from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from colonnade.blueprints import blueprint
from colonnade.connect.live import Live, transaction
from colonnade.connect.registry import (
    NAMESPACE,
    Catalogued,
    Kept,
    KeptIndex,
    KeptTable,
    LiveIndex,
    LiveTable,
    catalogued,
    is_installed,
    keep,
    kept,
    placed,
    prune,
    standing,
)
from colonnade.connect.urls import DatabaseUrl, Engine
from colonnade.errors import RefusedError
from colonnade.model import Model, Named
from colonnade.model.facets import TablePurpose
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.schema import Index, Schema, Table, Trigger, View
from colonnade.store import load_model
from colonnade.store.settings import open_project
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.registry.naming import (
    MOST_LETTERS,
    is_index_name,
    module_of,
    purpose_word,
    read_table_name,
)

_BLUEPRINT = "schema-standard"
_AREA = "registry"
_EXEMPT = "was in the database before it was registered"
_MIB = 1024 * 1024


class NoRegistryError(RefusedError):
    """A database has no registry."""

    code = "CO264"


class InTheWayError(RefusedError):
    """Where the registry would stand there is something else. Nothing was changed."""

    code = "CO289"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """What an installation did."""

    database: str
    namespace: str
    """Where the registry stands; a prefix where the engine has no namespaces."""
    is_new: bool
    """False where it was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What filling the registry did."""

    database: str
    tables: int
    indexes: int
    new_tables: tuple[str, ...]
    new_indexes: tuple[str, ...]
    forgotten: tuple[str, ...]
    """Tables and indexes that are not in the database any more, where they were to be forgotten."""
    left_out: tuple[str, ...]
    """Tables and indexes whose names are too long for the registry."""


def install(url: str, *, tell: Tell = silent) -> Installed:
    """Make the registry where it is not there yet, all of it or nothing; no comparison shows it.

    Raises InTheWayError, NotPermitted and other leaves of WorldError.
    """
    at = address(url)
    tell("Installing the registry")
    with opened(at, open_project()) as live:
        is_new = not is_installed(live)
        if is_new:
            _make(live)
    return Installed(database=str(at), namespace=NAMESPACE, is_new=is_new)


def _make(live: Live) -> None:
    there = standing(live)
    if there:
        listed = ", ".join(placed(live, name) for name in sorted(there))
        raise InTheWayError(
            f"the registry would stand where there is something else: {listed}",
            hint="rename or drop it, and install the registry again",
            fields={"objects": sorted(there)},
        )
    model = load_model(blueprint(_BLUEPRINT).model).model
    schema = realise(registry_model(model), live.dialect)
    others = _other_names(model.namespace, schema, live)
    words = re.compile(rf"\b({'|'.join(map(re.escape, others))})\b")
    with transaction(live):
        for each in creation(schema, live.dialect):
            for statement in each.statements:
                if statement.sql.startswith("CREATE SCHEMA") and _is_given(live):
                    continue
                # Every name is one of the blueprint's own, which stand for nothing else in its texts.
                live.run(words.sub(lambda match: others[match[0]], statement.sql))


def _is_given(live: Live) -> bool:
    """Whether somebody made the empty namespace, for a role that may not make one."""
    return bool(live.query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", (NAMESPACE,)))


def registry_model(model: Model) -> Model:
    """The registry alone, of the blueprint that has it."""
    return replace(model, entities=Named(each for each in model.entities.values() if each.area == _AREA))


def _other_names(namespace: str, schema: Schema, live: Live) -> dict[str, str]:
    if live.dialect.name == Engine.POSTGRESQL:
        return {namespace: NAMESPACE}
    return {each.name: placed(live, each.name) for each in schema if isinstance(each, Table | Index | View | Trigger)}


def sync(url: str, *, forget: bool = False, tell: Tell = silent) -> Synced:
    """Register every table and index of a database with its size, rows and uses; what people wrote stays.

    With `forget`, what is not in the database any more goes. Raises NoRegistryError and leaves of WorldError.
    """
    at = address(url)
    with opened(at, open_project()) as live:
        require(live, at)
        tell("Reading the catalogue")
        with transaction(live):
            return _filled(live, at, forget=forget)


def require(live: Live, at: DatabaseUrl) -> None:
    """Raises NoRegistryError."""
    if not is_installed(live):
        raise NoRegistryError(f"{at} has no registry", hint=f"make one with `colonnade registry install --on {at}`")


def _filled(live: Live, at: DatabaseUrl, *, forget: bool) -> Synced:
    found, known = catalogued(live), kept(live)
    tables = {each.table_name: each for each in _tables(live, found, known)}
    indexes = {each.index_name: each for each in _indexes(live, found, known, tables)}
    kept_tables = {name: each for name, each in tables.items() if len(name) <= MOST_LETTERS}
    kept_indexes = {
        name: each for name, each in indexes.items() if len(name) <= MOST_LETTERS and each.table_name in kept_tables
    }
    modules = sorted({each.module for each in kept_tables.values()} - set(known.modules))
    same = {*known.tables, *known.indexes}
    keep(
        live,
        modules,
        (each for each in kept_tables.values() if each not in same),
        (each for each in kept_indexes.values() if each not in same),
    )
    gone_tables = [each.table_name for each in known.tables if each.table_name not in tables] if forget else []
    gone_indexes = [each.index_name for each in known.indexes if each.index_name not in indexes] if forget else []
    if forget:
        prune(live, gone_tables, gone_indexes)
    before = {each.table_name for each in known.tables} | {each.index_name for each in known.indexes}
    return Synced(
        database=str(at),
        tables=len(kept_tables),
        indexes=len(kept_indexes),
        new_tables=tuple(name for name in kept_tables if name not in before),
        new_indexes=tuple(name for name in kept_indexes if name not in before),
        forgotten=(*gone_tables, *gone_indexes),
        left_out=tuple(name for name in (*tables, *indexes) if name not in kept_tables and name not in kept_indexes),
    )


def name_of(live: Live, namespace: str, name: str) -> str:
    """The name by which the registry knows a table or index: with its namespace where that is not the usual one."""
    return name if namespace in {"", live.dialect.traits.default_namespace} else f"{namespace}.{name}"


def _tables(live: Live, found: Catalogued, known: Kept) -> Iterator[KeptTable]:
    registered = {each.table_name: each for each in known.tables}
    mapping = frozenset(_mapping(found))
    for each in found.tables:
        name = name_of(live, each.namespace, each.name)
        size = None if each.size_bytes is None else each.size_bytes / _MIB
        if name in registered:
            yield replace(registered[name], row_count_estimate=each.rows, storage_size_mb=size)
        else:
            yield _new(each, name, size, known, is_mapping=(each.namespace, each.name) in mapping)


def _new(each: LiveTable, name: str, size: float | None, known: Kept, *, is_mapping: bool) -> KeptTable:
    parts = read_table_name(name, known.modules)
    purpose = TablePurpose.MAPPING if is_mapping else TablePurpose.PRIMARY_DATA
    return KeptTable(
        table_name=name,
        module=parts.module if parts else module_of(each.name, known.modules) or each.namespace or "main",
        purpose=purpose_word(parts.purpose if parts else purpose),
        row_count_estimate=each.rows,
        storage_size_mb=size,
        naming_exemption=None if parts else _EXEMPT,
    )


def _mapping(found: Catalogued) -> Iterator[tuple[str, str]]:
    """Tables whose primary key is made of two references or more."""
    referring: dict[tuple[str, str], list[frozenset[str]]] = {}
    for reference in found.references:
        referring.setdefault((reference.namespace, reference.table), []).append(frozenset(reference.columns))
    for index in found.indexes:
        if index.is_primary:
            key = frozenset(index.columns)
            inside = [columns for columns in referring.get((index.namespace, index.table), []) if columns <= key]
            if len(inside) > 1 and frozenset().union(*inside) == key:
                yield index.namespace, index.table


def _indexes(live: Live, found: Catalogued, known: Kept, tables: Mapping[str, KeptTable]) -> Iterator[KeptIndex]:
    registered = {each.index_name: each for each in known.indexes}
    referring = {(each.namespace, each.table, each.columns) for each in found.references}
    for each in found.indexes:
        table = name_of(live, each.namespace, each.table)
        if table not in tables:
            continue
        name = name_of(live, each.namespace, each.name)
        is_named = is_index_name(name, table, each.columns, has_expression=each.has_expression)
        is_reference = any((each.namespace, each.table, each.columns[:count]) in referring for count in _lengths(each))
        before = registered.get(name)
        yield KeptIndex(
            index_name=name,
            table_name=table,
            columns=each.columns,
            index_type=_type_of(each),
            purpose=_purpose_of(each, is_reference=is_reference) if before is None else before.purpose,
            last_analyzed=each.analyzed,
            usage_count=each.uses,
            estimated_size_mb=None if each.size_bytes is None else each.size_bytes / _MIB,
            naming_exemption=(None if is_named else _EXEMPT) if before is None else before.naming_exemption,
        )


def _lengths(each: LiveIndex) -> range:
    return range(1, len(each.columns) + 1)


def _type_of(each: LiveIndex) -> str:
    flags = (
        ("UNIQUE", each.is_unique),
        ("COMPOSITE", len(each.columns) > 1),
        ("PARTIAL", each.is_partial),
        ("EXPRESSION", each.has_expression),
    )
    return "_".join(word for word, said in flags if said) or "PLAIN"


def _purpose_of(each: LiveIndex, *, is_reference: bool) -> str:
    if each.is_primary:
        return "primary_key"
    if each.is_unique:
        return "uniqueness"
    return "foreign_key" if is_reference else "query_opt"
