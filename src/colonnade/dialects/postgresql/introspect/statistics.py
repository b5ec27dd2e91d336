"""Statistics objects: CREATE STATISTICS."""

from __future__ import annotations

from collections.abc import Iterator

from colonnade.dialects.postgresql.introspect.identities import Catalog
from colonnade.dialects.postgresql.introspect.item import Item
from colonnade.dialects.postgresql.introspect.reading import Reading
from colonnade.dialects.postgresql.introspect.scope import user_space
from colonnade.schema import EngineObject, Ref, SchemaObject, Sql

TARGET = "target"
"""Attribute with the statistics target, absent for the server's default."""


def selects() -> tuple[str, ...]:
    """Statistics objects as items: fields are definition and target."""
    return (
        f"""SELECT 'statistics', s.oid, n.nspname, s.stxname, pg_catalog.pg_get_userbyid(s.stxowner),
  NULL, d.description, s.stxrelid, 0,
  ARRAY[pg_catalog.pg_get_statisticsobjdef(s.oid), NULLIF(s.stxstattarget, -1)::text]
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 3381 AND d.objoid = s.oid AND d.objsubid = 0
WHERE {user_space()}""",
    )


def statistics(item: Item, reading: Reading) -> Iterator[SchemaObject]:
    """A statistics object."""
    on = reading.identities.find(Catalog.CLASS, item.relation)
    if on is None or on.kind == "extension":
        return
    target = item.fields[1]
    yield EngineObject(
        engine_kind="statistics",
        path=item.path,
        comment=item.comment,
        owner=reading.owner(item.owner),
        depends=reading.depends(Ref("statistics", item.path)),
        definition=Sql(item.field(0)),
        attributes={} if target is None else {TARGET: target},
        on=on,
    )
