"""One tenant leaves a database: its rows written out, what must be kept set aside, the rest removed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from colonnade.connect.live import LivePostgres, transaction
from colonnade.dialect import load
from colonnade.errors import InputError
from colonnade.realize.naming import Names
from colonnade.schema import QName
from colonnade.store.settings import open_project
from colonnade.tenancy.leaving import exported, removed, rows_of
from colonnade.tenancy.leftovers import forgotten, names_of, nothing_left
from colonnade.tenancy.retention import Keeping, keeping_of, kept
from colonnade.workspace.addressing import opened
from colonnade.workspace.architecture.tenants import FoundTenancy, tenancy_of, tenants_address
from colonnade.workspace.progress import Tell, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The rows of a tenant, written to a file."""

    database: str
    tenant: str
    file: str
    tables: int
    """Tables that were looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A tenant that was removed."""

    database: str
    tenant: str
    file: str
    """Where its rows were written before."""
    removed: int
    """Rows deleted, without those that went with them by cascade."""
    kept: int
    """Rows that a retention keeps, set aside in the journal."""


class FileThereError(InputError):
    """A file that would be written is there already."""

    code = "CO157"


def export(url: str, value: str, to: Path, *, model: str = "", tell: Tell = silent) -> Exported:
    """Write all rows of a tenant into a script that restores them elsewhere, as of one moment.

    Raises NoTenantsError, NoTenancyError, UnknownTenantError, NotSeparableError, FileThereError where the file is there
    already, and leaves of WorldError.
    """
    at = tenants_address(url)
    with opened(at, open_project()) as live:
        assert isinstance(live, LivePostgres)
        tenancy = tenancy_of(live, at, model, "", tell)
        rows = rows_of(tenancy.schema, tenancy.isolation, value)
        with transaction(live):
            live.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            tell(f"Reading the rows of {value}")
            _write_new(to, "".join(exported(live, tenancy.schema, rows)))
    return Exported(database=str(at), tenant=value, file=str(to), tables=len(rows.conditions))


def remove(url: str, value: str, to: Path, *, model: str, tell: Tell = silent) -> Removed:
    """Write all rows of a tenant into a script, set aside what must be kept, and remove the rest.

    All happens in one transaction that sees one state, and in which nothing is left of the tenant but what retentions
    of the model keep. Raises what `export` raises, and RowsLeftError.
    """
    at = tenants_address(url)
    with opened(at, open_project()) as live:
        assert isinstance(live, LivePostgres)
        tenancy = tenancy_of(live, at, model, "", tell)
        rows = rows_of(tenancy.schema, tenancy.isolation, value)
        with transaction(live):
            live.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            tell(f"Reading the rows of {value}")
            script = "".join(exported(live, tenancy.schema, rows))
            named = names_of(live, tenancy.isolation, rows)
            aside = kept(live, rows, _keepings(tenancy))
            # The rows go when their copy is on disk, and not before.
            _write_new(to, script)
            tell(f"Removing the rows of {value}")
            gone = removed(live, rows)
            forgotten(live, tenancy.schema, named)
            nothing_left(live, tenancy.isolation, named)
    return Removed(database=str(at), tenant=value, file=str(to), removed=gone, kept=aside)


def _keepings(tenancy: FoundTenancy) -> dict[QName, Keeping]:
    model = tenancy.model
    if model is None:
        return {}
    names = Names(model, load("postgresql"))
    found = {key: keeping_of(model, entity, names) for key, entity in model.entities.items() if key in tenancy.paths}
    return {tenancy.paths[key]: each for key, each in found.items() if each is not None}


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise FileThereError(f"{path} is there already", hint="name a new file") from error
