"""Where the rows of tenants may stand: the residency of each against the stores of the project."""

from __future__ import annotations

from collections.abc import Mapping

from colonnade.connect.live import LivePostgres
from colonnade.dialect import load
from colonnade.dialects.postgresql.quote import qualified, quote
from colonnade.errors import InputError, Place
from colonnade.realize.naming import Names
from colonnade.store.settings import Project, Store, StoreKind, open_project
from colonnade.tenancy.placement import Placement, Site, placements
from colonnade.text import did_you_mean
from colonnade.workspace.addressing import ENVIRONMENT, opened
from colonnade.workspace.architecture.tenants import FoundTenancy, tenancy_of, tenants_address
from colonnade.workspace.progress import Tell, silent

_REPLICAS = "SELECT application_name FROM pg_catalog.pg_stat_replication ORDER BY 1"
_LOGICAL = "SELECT slot_name::text FROM pg_catalog.pg_replication_slots WHERE slot_type = 'logical' ORDER BY 1"


class NoStoresError(InputError):
    """The settings name no store, or one that does not fit the others."""

    code = "CO141"


class NoResidencyError(InputError):
    """The model does not say which attribute holds the residency of a tenant."""

    code = "CO159"


def place(model: str, *, tell: Tell = silent) -> tuple[Placement, ...]:
    """Where the rows of every tenant stand, by the stores of the settings, and whether they may.

    Replicas that a server feeds and that no store is named after are told too. Raises NoStoresError, NoResidencyError,
    what reading a source raises, and leaves of WorldError.
    """
    project = open_project()
    sites = sites_of(project)
    held: dict[str, Mapping[str, str]] = {}
    unknown: list[Placement] = []
    for name, store in project.settings.stores.items():
        if store.kind is not StoreKind.DATABASE:
            continue
        at = tenants_address(f"{ENVIRONMENT}{store.environment}")
        with opened(at, project) as live:
            assert isinstance(live, LivePostgres)
            held[name] = residencies(live, tenancy_of(live, at, model, "", tell))
            unknown += (_unknown(each, store) for each in _fed(live) if each not in sites)
    return (*placements(sites, held), *unknown)


def sites_of(project: Project) -> dict[str, Site]:
    """The stores of the settings. Raises NoStoresError."""
    where = Place(file=str(project.file)) if project.file is not None else None
    stores = project.settings.stores
    if not stores:
        raise NoStoresError(
            "the settings name no store of rows",
            hint="add [stores.NAME] with region, residencies and environment to colonnade.toml",
            place=where,
        )
    for name, each in stores.items():
        if each.kind is StoreKind.DATABASE and not each.environment:
            raise NoStoresError(f"store {name} is a database without an environment", hint="name one", place=where)
        if each.kind is not StoreKind.DATABASE and each.of not in stores:
            raise NoStoresError(
                f"store {name} is a {each.kind.value} of {each.of or 'nothing'}, which is no store",
                hint=did_you_mean(each.of, stores) or "say `of`",
                place=where,
            )
    return {
        name: Site(name=name, kind=each.kind.value, region=each.region, residencies=each.residencies, of=each.of)
        for name, each in stores.items()
    }


def residencies(live: LivePostgres, tenancy: FoundTenancy) -> dict[str, str]:
    """By tenant of the outermost level, its residency. Raises NoResidencyError."""
    level = tenancy.isolation.levels[0]
    model = tenancy.model
    attribute = model.tenancy.residency if model is not None and model.tenancy is not None else ""
    if model is None or not attribute or level.root is None:
        raise NoResidencyError(
            "the model does not say where its tenants may stand",
            hint="name the attribute of the outermost level with `residency` in its tenancy",
        )
    column = Names(model, load("postgresql")).word(attribute)
    key = quote(level.root_column)
    live.run("SET row_security = off")
    found = live.query(f"SELECT {key}::text, {quote(column)}::text FROM {qualified(level.root)} ORDER BY {key}")  # noqa: S608
    return {str(tenant): str(where or "") for tenant, where in found}


def _fed(live: LivePostgres) -> set[str]:
    """Names of what reads the changes of a server."""
    return {str(name) for sql in (_REPLICAS, _LOGICAL) for (name,) in live.query(sql)}


def _unknown(name: str, store: Store) -> Placement:
    return Placement(
        tenant="*",
        residency=", ".join(store.residencies),
        store=name,
        kind=StoreKind.REPLICA.value,
        region="",
        why="the server feeds it, and no store of the settings has its name",
    )
