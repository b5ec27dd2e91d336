"""One tenant moved between databases while programs work with it, and the file that tells programs where it is."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from colonnade.connect.live import LivePostgres
from colonnade.errors import InputError
from colonnade.store.settings import Project, StoreKind, open_project
from colonnade.tenancy.leaving import rows_of
from colonnade.tenancy.leftovers import names_of
from colonnade.tenancy.moving import Ends, NotMovableError, finish, move, scope_of, undo
from colonnade.tenancy.placement import refusal
from colonnade.workspace.addressing import ENVIRONMENT, opened
from colonnade.workspace.architecture.residency import residencies, sites_of
from colonnade.workspace.architecture.tenants import FoundTenancy, tenancy_of, tenants_address
from colonnade.workspace.progress import Tell, silent


class Step(StrEnum):
    """What is done with a tenant that moves."""

    MOVE = "move"
    UNDO = "undo"
    FINISH = "finish"


class BadRoutesError(InputError):
    """A file of routes is not an object of texts by tenant."""

    code = "CO178"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantMoved:
    """A tenant that was moved, taken back, or whose move was finished."""

    tenant: str
    step: Step
    database: str
    """Where it is now."""
    rows: int
    """Rows copied, or removed where it is no more."""
    changes: int
    """Changes carried after the copy."""
    held_ms: int
    """How long its writes waited, in milliseconds."""


def move_tenant(
    url: str,
    other: str,
    value: str,
    *,
    model: str = "",
    step: Step = Step.MOVE,
    routes: Path | None = None,
    tell: Tell = silent,
) -> TenantMoved:
    """Move a tenant to another database, take it back, or finish the move.

    Raises NoTenantsError, NoTenancyError, NotMovableError, NotSeparableError, BadRoutesError, and leaves of WorldError;
    then the tenant is where it was.
    """
    project = open_project()
    known = {} if routes is None else _routes(routes)
    addresses = {text: tenants_address(text) for text in (url, other)}
    with ExitStack() as stack:
        source, target = (stack.enter_context(opened(addresses[text], project)) for text in (url, other))
        assert isinstance(source, LivePostgres)
        assert isinstance(target, LivePostgres)
        tenancy = tenancy_of(source, addresses[url], model, "", tell)
        scope = scope_of(tenancy.schema, target.schema().indexed(), tenancy.isolation, value)
        told = {text: text if text.startswith(ENVIRONMENT) else str(at) for text, at in addresses.items()}
        ends = Ends(source=source, target=target, source_name=told[url], target_name=told[other])
        named = names_of(source, tenancy.isolation, rows_of(tenancy.schema, tenancy.isolation, value))
        tenants = {named.outermost[0]: (named.outermost[1],), **named.inner}
        where = other
        match step:
            case Step.MOVE:
                _may_stand(project, source, tenancy, other, value)
                done = move(ends, scope, tenants, tell)
            case Step.UNDO:
                done, where = undo(ends, scope, tenants, tell), url
            case Step.FINISH:
                done = finish(ends, scope, tenants)
            case _:
                assert_never(step)
    if routes is not None:
        _write(routes, {**known, value: told[where]})
    return TenantMoved(
        tenant=value, step=step, database=told[where], rows=done.rows, changes=done.changes, held_ms=done.held_ms
    )


def _may_stand(project: Project, source: LivePostgres, tenancy: FoundTenancy, other: str, value: str) -> None:
    """Raises NotMovableError where the residency of a tenant forbids the store that it would go to."""
    declared = tenancy.model.tenancy if tenancy.model is not None else None
    if declared is None or not declared.residency or not project.settings.stores:
        return
    sites = sites_of(project)
    name = other.removeprefix(ENVIRONMENT)
    ours = [
        each
        for each, store in project.settings.stores.items()
        if store.kind is StoreKind.DATABASE and store.environment == name and other.startswith(ENVIRONMENT)
    ]
    if not ours:
        raise NotMovableError(
            f"{other} is no store of the settings, so that nothing says whose rows may stand there",
            hint="name an environment that a [stores.NAME] has",
        )
    below = [each for each in sites if each in ours or _comes_from(each, ours, project)]
    residency = residencies(source, tenancy).get(value, "")
    for each in below:
        why = refusal(sites[each], residency)
        if why:
            raise NotMovableError(f"tenant {value} may not stand there: {why}", hint="name a store of its residency")


def _comes_from(name: str, stores: list[str], project: Project) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        known = project.settings.stores.get(name)
        name = known.of if known is not None else ""
        if name in stores:
            return True
    return False


def _routes(path: Path) -> dict[str, str]:
    """The routes that a file has; none where it is not there."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise BadRoutesError(f"{path} is no JSON: {error}", hint="mend it, or name a new file") from error
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise BadRoutesError(f"{path} is not an object of texts", hint='it looks like {"42": "env:dedicated"}')
    return found


def _write(path: Path, routes: dict[str, str]) -> None:
    """Replace the file in one step, so that a program reads the old routes or the new ones."""
    made = path.with_name(f"{path.name}.new")
    with made.open("w", encoding="utf-8") as file:
        file.write(json.dumps(routes, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    made.replace(path)
