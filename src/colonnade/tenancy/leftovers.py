"""Whether anything of a tenant is left: every table and stored view is asked, whatever the model says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colonnade.connect.live import LivePostgres
from colonnade.dialects.postgresql.logic.limits import USAGE
from colonnade.dialects.postgresql.quote import literal, qualified, quote
from colonnade.errors import RefusedError
from colonnade.schema import QName, Ref, Schema
from colonnade.tenancy.isolation import Isolation
from colonnade.tenancy.leaving import TenantRows


class RowsLeftError(RefusedError):
    """After a removal something of the tenant is still there."""

    code = "CO267"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantNames:
    """The values that name a tenant and what lies within it, by column."""

    outermost: tuple[str, str]
    inner: Mapping[str, tuple[str, ...]]


_COLUMNS = """
SELECT n.nspname, c.relname, a.attname
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', ?)
ORDER BY 1, 2, a.attnum"""
_STORED = """
SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'm' AND c.relispopulated ORDER BY c.oid"""


def names_of(live: LivePostgres, isolation: Isolation, rows: TenantRows) -> TenantNames:
    """What names a tenant, found while its rows are there."""
    outermost, *inner = isolation.levels
    found = {}
    for level in inner:
        if level.root is not None and level.root in rows.conditions:
            chosen = rows.conditions[level.root]
            sql = f"SELECT {quote(level.root_column)}::text FROM {qualified(level.root)} WHERE {chosen}"  # noqa: S608
            found[level.column] = tuple(str(value) for (value,) in live.query(sql))
    return TenantNames(outermost=(outermost.column, rows.value), inner=found)


def forgotten(live: LivePostgres, schema: Schema, names: TenantNames) -> None:
    """Stored views made anew, and the counters of the tenant's limits taken away."""
    for namespace, name in live.query(_STORED):
        live.run(f"REFRESH MATERIALIZED VIEW {qualified((str(namespace), str(name)))}")
    if Ref("table", USAGE) in schema:
        outer, value = names.outermost
        for level, tenants in {outer: (value,), **names.inner}.items():
            for tenant in tenants:
                live.write(f"DELETE FROM {qualified(USAGE)} WHERE level = ? AND tenant = ?", (level, tenant))  # noqa: S608


def nothing_left(live: LivePostgres, isolation: Isolation, names: TenantNames) -> None:
    """Raises RowsLeftError with every table that still names the tenant."""
    left = [f"{'.'.join(path)}.{column}" for path, column in _left(live, isolation, names)]
    if left:
        raise RowsLeftError(
            f"rows of tenant {names.outermost[1]} are left by {', '.join(left)}",
            hint="declare whose they are in the model, or remove them first; nothing was removed",
        )


def _left(live: LivePostgres, isolation: Isolation, names: TenantNames) -> Iterator[tuple[QName, str]]:
    columns: dict[QName, list[str]] = {}
    for namespace, name, column in live.query(_COLUMNS, (live.journal,)):
        columns.setdefault((str(namespace), str(name)), []).append(str(column))
    own = {each.root: each.root_column for each in isolation.levels[:1] if each.root is not None}
    outer, value = names.outermost
    for path, known in columns.items():
        for column in (own[path],) if path in own else known:
            if column == outer or own.get(path) == column:
                wanted: tuple[str, ...] = (value,)
            elif outer not in known:
                # Numbers within a tenant may be those of another one, so that the outer column decides where it is.
                wanted = names.inner.get(column, ())
            else:
                continue
            told = ", ".join(map(literal, wanted))
            if told and live.query(f"SELECT 1 FROM {qualified(path)} WHERE {quote(column)}::text IN ({told}) LIMIT 1"):  # noqa: S608
                yield path, column
