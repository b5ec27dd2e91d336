"""Tenants of a live database: their isolation proven, their signing keys made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from colonnade.connect.live import LivePostgres, transaction
from colonnade.connect.urls import DatabaseUrl, Engine
from colonnade.dialect import load
from colonnade.dialects.postgresql.quote import qualified
from colonnade.errors import InputError
from colonnade.model import Model
from colonnade.realize import Realised
from colonnade.realize.naming import Names
from colonnade.schema import QName, Ref, Schema
from colonnade.store.settings import open_project
from colonnade.tenancy.attack import Attempt
from colonnade.tenancy.attack import prove as attacked
from colonnade.tenancy.discovery import Declared, discover
from colonnade.tenancy.isolation import Isolation, NoTenancyError
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
class FoundTenancy:
    """How a database keeps tenants apart, and the model that says so, where one was named."""

    schema: Schema
    isolation: Isolation
    model: Model | None = None
    paths: Mapping[str, QName] = field(default_factory=dict)
    """By entity of the model, its table."""


def prove(url: str, *, model: str = "", role: str = "", tell: Tell = silent) -> tuple[Attempt, ...]:
    """Attack the isolation of the tenants of a database; nothing of it stays.

    The tenancy is that of the model, else what the database's own policies and columns say. Raises NoTenantsError,
    NoTenancyError, NoApplicationRoleError, what reading a source raises, and leaves of WorldError.
    """
    at = tenants_address(url)
    with opened(at, open_project()) as live:
        assert isinstance(live, LivePostgres)
        tenancy = tenancy_of(live, at, model, role, tell)
        found: list[Attempt] = []
        for each in attacked(live.connection, tenancy.schema, tenancy.isolation):
            tell("Attacking", len(found))
            found.append(each)
    return tuple(found)


def tenancy_of(live: LivePostgres, at: DatabaseUrl, model: str, role: str, tell: Tell) -> FoundTenancy:
    """How a database keeps tenants apart, and what the model says of it, where one is named."""
    tell(f"Reading {at}")
    schema = live.schema().indexed()
    said = _declared(model, tell) if model else _Said(declared=Declared())
    declared = replace(said.declared, role=role) if role else said.declared
    isolation = discover(schema, declared, said.design)
    if isolation.strict and Ref("table", KEY_TABLE) not in schema:
        raise NoTenancyError(
            f"contexts are signed by design, but the database has no {qualified(KEY_TABLE)}",
            hint="migrate the database to the model first",
        )
    return FoundTenancy(schema=schema, isolation=isolation, model=said.model, paths=said.paths)


def design_of(model: str, tell: Tell = silent) -> Isolation:
    """How a model keeps tenants apart. Raises NoTenancyError, and what reading a source raises."""
    said = _declared(model, tell)
    if said.design is None:
        raise NoTenancyError(f"{model} has no schema", hint="name a model, a script or a database")
    return discover(said.design, said.declared)


def make_key(url: str) -> MadeKey:
    """Make a key that contexts are signed with; older ones stay valid. Raises NoTenancyError, leaves of WorldError."""
    at = tenants_address(url)
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


def tenants_address(url: str) -> DatabaseUrl:
    """The address of a database that can keep tenants apart. Raises NoTenantsError."""
    at = address(url)
    if at.engine is not Engine.POSTGRESQL:
        raise NoTenantsError(
            f"{load(at.engine.value).traits.title} has no policies: whoever reads a table sees all of it",
            hint="give each tenant a file of its own, or keep tenants in PostgreSQL",
        )
    return at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a source says of tenants, and the schema that it means."""

    declared: Declared
    design: Schema | None = None
    model: Model | None = None
    paths: Mapping[str, QName] = field(default_factory=dict)


def _declared(text: str, tell: Tell) -> _Said:
    source = read_source(text, engine=Engine.POSTGRESQL.value, tell=tell)
    if source.model is None:
        return _Said(declared=Declared(), design=source.schema)
    made = realised_model(source, Engine.POSTGRESQL.value)
    return _Said(
        declared=_said(source.model, made),
        design=made.schema,
        model=source.model,
        paths={key: ref.path for ref, key in made.entities.items()},
    )


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
