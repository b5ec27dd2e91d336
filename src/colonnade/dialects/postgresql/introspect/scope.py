"""Which objects of the catalogue are a user's own: conditions for queries."""

from __future__ import annotations

from colonnade.dialects.postgresql.introspect.identities import Catalog

JOURNAL = "colonnade"
"""Namespace of the journal, which is no part of any schema."""
REGISTRY = "colonnade_registry"
"""Namespace of the registry of tables and indexes, which is none either."""
EXCHANGE = "colonnade_exchange"
"""Namespace of the log of changes on their way to another database; its triggers on tables are part of no schema."""
FIRST_USER_OID = 16384
"""FirstNormalObjectId of access/transam.h: lower numbers were given by initdb."""


def user_space(alias: str = "n") -> str:
    """Condition on a row of pg_namespace: it holds a user's objects."""
    return (
        f"{alias}.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', '{JOURNAL}', '{REGISTRY}',"
        f" '{EXCHANGE}')"
        f" AND {alias}.nspname NOT LIKE 'pg\\_temp\\_%' AND {alias}.nspname NOT LIKE 'pg\\_toast\\_temp\\_%'"
    )


def own(catalog: Catalog, oid: str, *, internal: bool = False) -> str:
    """Condition on an object: it is no member of an extension, nor (`internal`) made along with another object."""
    kinds = "'e', 'i'" if internal else "'e'"
    return (
        f"NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = {int(catalog)}"
        f" AND e.objid = {oid} AND e.objsubid = 0 AND e.deptype IN ({kinds}))"
    )


def comment(catalog: Catalog, oid: str) -> str:
    """The comment of an object as a scalar subquery."""
    return (
        f"(SELECT said.description FROM pg_catalog.pg_description said WHERE said.classoid = {int(catalog)}"
        f" AND said.objoid = {oid} AND said.objsubid = 0)"
    )
