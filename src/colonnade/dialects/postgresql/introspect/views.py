"""Views and materialised views; their columns come with the other relations'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.columns import in_order, options_of
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.reading import Reader, Reading, Version
from colonnade.dialects.postgresql.introspect.relations import RelationRow
from colonnade.dialects.postgresql.introspect.scope import own, user_space
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.schema import (
    Column,
    MaterializedView,
    Ref,
    SchemaObject,
    Sql,
    View,
)


def _queries(_version: Version) -> Mapping[str, str]:
    return {
        "views": f"""
SELECT c.oid, pg_get_viewdef(c.oid), c.relispopulated
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND {user_space()} AND {own(Catalog.CLASS, "c.oid")}"""
    }


def _identify(_rows: Mapping[str, Rows], _identities: Identities) -> None:
    """Nothing to do: relations are known already."""


def _build(reading: Reading) -> Iterator[SchemaObject]:
    queries = {oid: (str(text), bool(filled)) for oid, text, filled in reading.rows["views"]}
    for row in map(RelationRow._make, reading.rows["relations"]):
        if row.oid in queries:
            yield _view(row, queries[row.oid], reading)


def _view(row: RelationRow, query: tuple[str, bool], reading: Reading) -> View | MaterializedView:
    path = (row.namespace, row.name)
    definition = Sql(query[0].strip().removesuffix(";"))
    owner = reading.owner(row.owner)
    privileges = grants_of(row.acl, on=Grantable.TABLE, owner=row.owner, version=reading.version)
    columns = reading.relation_columns(row.oid)
    if row.kind == "v":
        return View(
            path=path,
            comment=row.comment,
            owner=owner,
            privileges=privileges,
            depends=reading.depends(Ref("view", path)),
            definition=definition,
            columns=stated(columns),
            shape=shape_of(columns),
            options=options_of(row.options),
        )
    of_toast = options_of(row.toast_options)
    return MaterializedView(
        path=path,
        comment=row.comment,
        owner=owner,
        privileges=privileges,
        depends=reading.depends(Ref("materialized_view", path)),
        definition=definition,
        columns=stated(columns),
        shape=shape_of(columns),
        options=in_order(
            (*options_of(row.options).items(), *((f"toast.{key}", value) for key, value in of_toast.items()))
        ),
        tablespace=row.tablespace,
        access_method=row.method,
        populated=query[1],
    )


def shape_of(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Names, types and collations of a view's columns."""
    return tuple(Column(name=each.name, type=each.type, collation=each.collation) for each in columns)


def stated(columns: Iterable[Column]) -> tuple[Column, ...]:
    """What somebody stated of a view's columns, by their names; those of which nothing is stated are left out."""
    bare = (replace(each, type="", collation=None, nullable=True) for each in columns)
    return tuple(each for each in bare if each != Column(name=each.name, type=""))


VIEWS = Reader(queries=_queries, identify=_identify, build=_build)
