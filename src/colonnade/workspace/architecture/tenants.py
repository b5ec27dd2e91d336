"""Tenants of a live database: their isolation proven, their signing keys made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.live import LivePostgres, transaction
from colonnade.connect.urls import DatabaseUrl, Engine
from colonnade.dialect import load
from colonnade.dialects.postgresql.quote import qualified
from colonnade.errors import InputError
from colonnade.model import Model
from colonnade.realize import Realised
from colonnade.realize.naming import Names
from colonnade.schema import Ref, Schema
from colonnade.store.settings import open_project
from colonnade.tenancy.attack import Attempt
from colonnade.tenancy.attack import prove as attacked
from colonnade.tenancy.discovery import Declared, discover
from colonnade.tenancy.isolation import Isolation, NoTenancyError
from colonnade.tenancy.leaving import exported, removed, rows_of
from colonnade.tenancy.signing import KEY_TABLE, new_key
from colonnade.workspace.addressing import address, opened
from colonnade.workspace.normal import realised_model
from colonnade.workspace.progress import Tell, silent
from colonnade.workspace.source import read_source


class NoTenantsError(InputError):
    """The engine knows no policies, so nothing can keep tenants apart in it."""

    code = "CO155"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """A new key that contexts are signed with."""

    database: str
    key: str
    """What programs are given, as `NUMBER:HEX`. It is told this once; the database can't tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The rows of a tenant, written to a file and perhaps removed."""

    database: str
    tenant: str
    file: str
    tables: int
    """Tables that were looked through."""
    removed: int
    """Rows deleted, without those that went with them by cascade."""


class FileThereError(InputError):
    """A file that would be written is there already."""

    code = "CO157"


def prove(url: str, *, model: str = "", role: str = "", tell: Tell = silent) -> tuple[Attempt, ...]:
    """Attack the isolation of the tenants of a database; nothing of it stays.

    The tenancy is that of the model, else what the database's own policies and columns say. Raises NoTenantsError,
    NoTenancyError, NoApplicationRoleError, what reading a source raises, and leaves of WorldError.
    """
    at = _address(url)
    with opened(at, open_project()) as live:
        assert isinstance(live, LivePostgres)
        schema, isolation = _isolation(live, at, model, role, tell)
        found: list[Attempt] = []
        for each in attacked(live.connection, schema, isolation):
            tell("Attacking", len(found))
            found.append(each)
    return tuple(found)


def leave(url: str, value: str, to: Path, *, model: str = "", remove: bool = False, tell: Tell = silent) -> Left:
    """Write all rows of a tenant into a script that restores them elsewhere and, where asked, remove them.

    Both happen in one transaction that sees one state. Raises NoTenantsError, NoTenancyError, UnknownTenantError,
    NotSeparableError, FileThereError where the file is there already, and leaves of WorldError.
    """
    at = _address(url)
    with opened(at, open_project()) as live:
        assert isinstance(live, LivePostgres)
        schema, isolation = _isolation(live, at, model, "", tell)
        rows = rows_of(schema, isolation, value)
        with transaction(live):
            live.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            tell(f"Reading the rows of {value}")
            script = "".join(exported(live, schema, rows))
            # The rows go when their copy is on disk, and not before.
            _write_new(to, script)
            gone = removed(live, rows) if remove else 0
    return Left(database=str(at), tenant=value, file=str(to), tables=len(rows.conditions), removed=gone)


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise FileThereError(f"{path} is there already", hint="name a new file") from error


def _isolation(live: LivePostgres, at: DatabaseUrl, model: str, role: str, tell: Tell) -> tuple[Schema, Isolation]:
    """The schema of a database, and how it keeps tenants apart."""
    tell(f"Reading {at}")
    schema = live.schema().indexed()
    declared, design = _declared(model, tell) if model else (Declared(), None)
    if role:
        declared = Declared(
            settings=declared.settings, role=role, shared=declared.shared, everywhere=declared.everywhere
        )
    isolation = discover(schema, declared, design)
    if isolation.strict and Ref("table", KEY_TABLE) not in schema:
        raise NoTenancyError(
            f"contexts are signed by design, but the database has no {qualified(KEY_TABLE)}",
            hint="migrate the database to the model first",
        )
    return schema, isolation


def make_key(url: str) -> MadeKey:
    """Make a key that contexts are signed with; older ones stay valid. Raises NoTenancyError, leaves of WorldError."""
    at = _address(url)
    table = qualified(KEY_TABLE)
    with opened(at, open_project()) as live, transaction(live):
        assert isinstance(live, LivePostgres)
        if not live.query("SELECT 1 WHERE pg_catalog.to_regclass(?) IS NOT NULL", (table,)):
            raise NoTenancyError(
                f"the database has no {table}",
                hint="declare `context: strict` in the tenancy of its model, and migrate",
            )
        live.run(f"LOCK TABLE {table}")
        ((number,),) = live.query(f"SELECT COALESCE(max(id), 0) + 1 FROM {table}")  # noqa: S608 (a constant)
        key = new_key(int(str(number)))
        inner, outer = key.pads
        live.query(
            f"INSERT INTO {table} (id, inner_pad, outer_pad) "  # noqa: S608 (a constant)
            "VALUES (?, decode(?, 'hex'), decode(?, 'hex'))",
            (key.number, inner.hex(), outer.hex()),
        )
    return MadeKey(database=str(at), key=key.text)


def _address(url: str) -> DatabaseUrl:
    at = address(url)
    if at.engine is not Engine.POSTGRESQL:
        raise NoTenantsError(
            f"{load(at.engine.value).traits.title} has no policies: whoever reads a table sees all of it",
            hint="give each tenant a file of its own, or keep tenants in PostgreSQL",
        )
    return at


def _declared(text: str, tell: Tell) -> tuple[Declared, Schema]:
    """What a model says of its tenants, and the schema that it means."""
    source = read_source(text, engine=Engine.POSTGRESQL.value, tell=tell)
    if source.model is None:
        return Declared(), source.schema or Schema(engine=Engine.POSTGRESQL.value)
    made = realised_model(source, Engine.POSTGRESQL.value)
    return _said(source.model, made), made.schema


def _said(model: Model, made: Realised) -> Declared:
    tenancy = model.tenancy
    if tenancy is None:
        return Declared()
    names = Names(model, load(Engine.POSTGRESQL.value))
    paths = {key: ref.path for ref, key in made.entities.items()}
    everywhere = set()
    for each in tenancy.everywhere:
        entity, _, attributes = each.partition(".")
        if entity in paths:
            everywhere.add((paths[entity], frozenset(names.word(name) for name in attributes.split(","))))
    return Declared(
        settings={names.word(attribute): tenancy.setting_of(attribute) for attribute in tenancy.levels},
        role=tenancy.application,
        shared=frozenset(paths[key] for key in tenancy.shared if key in paths),
        everywhere=frozenset(everywhere),
    )
