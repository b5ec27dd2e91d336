"""Tables of every sort: ordinary, partitioned, partitions, inherited and foreign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import NamedTuple, cast

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.introspect.columns import (
    Columns,
    columns_sql,
    foreign_options_of,
    in_order,
    options_of,
)
from colonnade.dialects.postgresql.introspect.constraints import not_nulls
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.indexes import index_rows
from colonnade.dialects.postgresql.introspect.reading import (
    NumberedColumns,
    Reader,
    Reading,
    Version,
)
from colonnade.dialects.postgresql.introspect.scope import user_space
from colonnade.dialects.postgresql.introspect.sequences import Identified
from colonnade.dialects.postgresql.privileges import Grantable
from colonnade.schema import (
    Column,
    Foreign,
    PartitionBy,
    PartitionOf,
    PartitionStrategy,
    Persistence,
    QName,
    Ref,
    SchemaObject,
    Sql,
    Table,
)

_STRATEGIES = {
    "r": PartitionStrategy.RANGE,
    "l": PartitionStrategy.LIST,
    "h": PartitionStrategy.HASH,
}
_KINDS = {
    "r": "table",
    "p": "table",
    "f": "table",
    "v": "view",
    "m": "materialized_view",
    "c": "composite",
}


class RelationRow(NamedTuple):
    """A row of the query `relations`."""

    oid: int
    namespace: str
    name: str
    kind: str
    owner: str
    acl: Sequence[str] | None
    comment: str | None
    persistence: str
    options: Sequence[str] | None
    toast_options: Sequence[str] | None
    tablespace: str | None
    method: str | None
    """Access method where it isn't heap; of a partitioned table any that was said."""
    of_type: int | None
    strategy: str | None
    partition_key: str | None
    partition_columns: str | None
    bound: str | None
    parents: Sequence[int] | None
    server: str | None
    foreign_options: Sequence[str] | None
    row_security: bool
    force_row_security: bool
    replica_identity: str
    columns: str | None


def _queries(version: Version) -> Mapping[str, str]:
    return {
        "relations": f"""
WITH columns AS ({columns_sql(version)})
SELECT c.oid, n.nspname, c.relname, c.relkind::text, pg_catalog.pg_get_userbyid(c.relowner), c.relacl::text[],
  d.description, c.relpersistence::text, c.reloptions, ct.reloptions, ts.spcname,
  CASE WHEN c.relkind = 'p' THEN am.amname ELSE NULLIF(am.amname, 'heap') END,
  NULLIF(c.reloftype, 0), p.partstrat::text, pg_catalog.pg_get_partkeydef(p.partrelid), p.partattrs::text,
  CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END,
  h.parents, s.srvname, f.ftoptions, c.relrowsecurity, c.relforcerowsecurity, c.relreplident::text,
  columns.columns
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN columns ON columns.attrelid = c.oid
LEFT JOIN pg_catalog.pg_class ct ON c.reltoastrelid <> 0 AND ct.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 1259 AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN pg_catalog.pg_tablespace ts ON c.reltablespace <> 0 AND ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_am am ON c.relam <> 0 AND am.oid = c.relam
LEFT JOIN pg_catalog.pg_partitioned_table p ON c.relkind = 'p' AND p.partrelid = c.oid
LEFT JOIN (SELECT i.inhrelid, pg_catalog.array_agg(i.inhparent ORDER BY i.inhseqno) AS parents
           FROM pg_catalog.pg_inherits i GROUP BY i.inhrelid) h ON h.inhrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_table f ON c.relkind = 'f' AND f.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.relpersistence <> 't' AND {user_space()}
ORDER BY n.nspname, c.relname"""
    }


def relation_rows(rows: Mapping[str, Rows]) -> Sequence[RelationRow]:
    """The rows of the query with names for their fields."""
    return cast("Sequence[RelationRow]", rows["relations"])


def columns_of(rows: Mapping[str, Rows], version: Version) -> Mapping[int, NumberedColumns]:
    """The columns of every relation, each distinct column decoded once."""
    known = Columns(version=version)
    return {row.oid: known.numbered(row.columns, row.owner) for row in relation_rows(rows)}


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for row in relation_rows(rows):
        if row.kind != "c":
            identities.add(Catalog.CLASS, row.oid, Ref(_KINDS[row.kind], (intern(row.namespace), row.name)))


def _build(reading: Reading) -> Iterator[SchemaObject]:
    tables = _Tables(reading)
    for row in relation_rows(reading.rows):
        if row.kind in ("r", "p", "f") and not reading.identities.is_member(Catalog.CLASS, row.oid):
            yield tables.table(row)


class _Tables:
    """Tables with all that other rows say of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.identified = Identified(reading)
        self.not_nulls = not_nulls(reading)
        self.replica_indexes = {row.relation: row.name for row in index_rows(reading.rows) if row.replica}

    def table(self, row: RelationRow) -> Table:
        reading = self.reading
        found = reading.identities.find(Catalog.CLASS, row.oid)
        path = found.path if found is not None else (row.namespace, row.name)
        parents = self._parents(row)
        of_type = reading.identities.path(Catalog.TYPE, row.of_type) if row.of_type else None
        toast = ((f"toast.{key}", value) for key, value in options_of(row.toast_options).items())
        return Table(
            path=path,
            comment=row.comment,
            owner=reading.owner(row.owner),
            privileges=grants_of(row.acl, on=Grantable.TABLE, owner=row.owner, version=reading.version),
            depends=reading.depends(Ref("table", path)),
            columns=self._columns(row, path),
            persistence=Persistence.UNLOGGED if row.persistence == "u" else Persistence.PERMANENT,
            options=in_order((*options_of(row.options).items(), *toast)),
            tablespace=row.tablespace,
            access_method=row.method,
            inherits=() if row.bound is not None else parents,
            of_type=of_type,
            partition_by=self._partition_by(row),
            partition_of=None
            if row.bound is None or not parents
            else PartitionOf(parent=parents[0], bound=Sql(row.bound)),
            foreign=None
            if row.server is None
            else Foreign(server=row.server, options=foreign_options_of(row.foreign_options)),
            row_security=row.row_security,
            force_row_security=row.force_row_security,
            replica_identity=self._replica_identity(row),
        )

    def _above(self, row: RelationRow, name: str) -> Iterator[Ref]:
        """The columns of parents that an inherited column goes along with."""
        for oid in row.parents or ():
            parent = self.reading.identities.path(Catalog.CLASS, oid)
            if parent is not None and any(each and each[0].name == name for each in self.reading.columns[oid]):
                yield Ref("column", (*parent, name))

    def _parents(self, row: RelationRow) -> tuple[QName, ...]:
        paths = (self.reading.identities.path(Catalog.CLASS, oid) for oid in row.parents or ())
        return tuple(path for path in paths if path is not None)

    def _partition_by(self, row: RelationRow) -> PartitionBy | None:
        if row.strategy is None or row.partition_key is None:
            return None
        numbers = (int(each) for each in (row.partition_columns or "").split())
        names = (self.reading.identities.column(row.oid, number) for number in numbers)
        key = row.partition_key
        return PartitionBy(
            strategy=_STRATEGIES[row.strategy],
            key=Sql(key[key.index("(") + 1 : -1]),
            columns=tuple(name for name in names if name is not None),
        )

    def _replica_identity(self, row: RelationRow) -> str | None:
        if row.kind == "f":
            # The server writes "nothing" by itself and lets nobody change it.
            return None
        match row.replica_identity:
            case "f":
                return "full"
            case "n":
                return "nothing"
            case "i" if row.oid in self.replica_indexes:
                return f"index {self.replica_indexes[row.oid]}"
            case _:
                return None

    def _columns(self, row: RelationRow, path: QName) -> dict[str, Column]:
        found: dict[str, Column] = {}
        for number, each in enumerate(self.reading.columns[row.oid], 1):
            if each is not None:
                column, mode = each
                found[column.name] = self._column(row, path, number, column, mode)
        return found

    def _column(self, row: RelationRow, path: QName, number: int, column: Column, mode: str | None) -> Column:
        changes: dict[str, object] = {}
        if mode is not None:
            changes["identity"] = self.identified.identity(row.oid, number, path, column.name, column.type, mode)
        not_null = self.not_nulls.get((row.oid, number))
        if not_null is not None:
            changes["not_null"] = not_null
        needs = self.reading.needs.get(Ref("column", (*path, column.name)), ())
        above = tuple(self._above(row, column.name)) if row.parents else ()
        if needs or above:
            changes["depends"] = (*needs, *above)
        if row.bound is not None and not column.local:
            # A partition has every column of its parent and no other; whose idea they were is no property of it.
            changes["local"] = True
        return replace(column, **changes) if changes else column  # type: ignore[arg-type]


READER = Reader(queries=_queries, identify=_identify, build=_build)
