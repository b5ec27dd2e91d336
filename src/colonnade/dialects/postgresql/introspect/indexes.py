"""Indexes, and the indexes that are the bodies of constraints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from colonnade.dialect import Rows
from colonnade.dialects.postgresql.introspect.columns import options_of
from colonnade.dialects.postgresql.introspect.identities import Catalog, Identities
from colonnade.dialects.postgresql.introspect.index_keys import index_keys
from colonnade.dialects.postgresql.introspect.reading import (
    Reader,
    Reading,
    Version,
    since,
)
from colonnade.dialects.postgresql.introspect.scope import user_space
from colonnade.schema import Column, Index, IndexKey, QName, Ref, SchemaObject, Sql


class IndexRow(NamedTuple):
    """A row of the query `indexes`."""

    oid: int
    relation: int
    namespace: str
    name: str
    method: str
    unique: bool
    key_count: int
    columns: str
    """Column numbers divided by blanks, 0 for an expression."""
    clustered: bool
    valid: bool
    replica: bool
    nulls_distinct: bool
    partitioned: bool
    options: Sequence[str] | None
    tablespace: str | None
    parent_namespace: str | None
    parent_name: str | None
    of_constraint: bool
    definition: str | None
    """The whole statement; None for the index of a constraint, or of plain columns in the usual order."""
    predicate: str | None
    expressions: Sequence[str] | None
    statistics: Sequence[str] | None
    """Statistics targets as `number=target`."""
    comment: str | None


# Operator classes that are the default for their types, by the numbers that pg_opclass.dat fixes: those of smallint,
# integer, bigint, double precision, numeric, text, date, timestamp and timestamp with time zone, and oid.
_PLAIN = """am.amname = 'btree' AND i.indexprs IS NULL AND i.indoption::text !~ '[1-9]'
    AND i.indclass::oid[] <@ '{1979,1978,3124,3123,3125,3126,3122,3128,3127,1981}'::oid[]
    AND i.indcollation::oid[] <@ '{0,100}'::oid[]"""


def index_rows(rows: Mapping[str, Rows]) -> Sequence[IndexRow]:
    """The rows of the query with names for their fields."""
    return cast("Sequence[IndexRow]", rows["indexes"])


def _queries(version: Version) -> Mapping[str, str]:
    # One pass over pg_attribute is cheaper than a look-up per index.
    return {
        "indexes": f"""
WITH targets AS (
  SELECT a.attrelid, pg_catalog.array_agg(a.attnum || '=' || a.attstattarget) AS list
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('i', 'I')
  WHERE a.attstattarget >= 0 AND a.attnum > 0 AND a.attrelid >= 16384 GROUP BY a.attrelid)
SELECT i.indexrelid, i.indrelid, n.nspname, c.relname, am.amname, i.indisunique, i.indnkeyatts::int4,
  i.indkey::text, i.indisclustered, i.indisvalid, i.indisreplident,
  {"NOT i.indnullsnotdistinct" if since(version, 15) else "true"}, c.relkind = 'I', c.reloptions, ts.spcname,
  pn.nspname, pc.relname,
  k.oid IS NOT NULL,
  CASE WHEN k.oid IS NULL AND NOT ({_PLAIN}) THEN pg_catalog.pg_get_indexdef(i.indexrelid) END,
  CASE WHEN i.indpred IS NOT NULL AND k.oid IS NULL THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END,
  CASE WHEN i.indexprs IS NOT NULL AND k.oid IS NULL THEN
    ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, s.n + 1, false)
          FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) AS s(n) WHERE i.indkey[s.n] = 0 ORDER BY s.n) END,
  targets.list, d.description
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_tablespace ts ON c.reltablespace <> 0 AND ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_inherits h ON c.relispartition AND h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
LEFT JOIN pg_catalog.pg_description d ON d.classoid = 1259 AND d.objoid = i.indexrelid AND d.objsubid = 0
LEFT JOIN targets ON targets.attrelid = i.indexrelid
WHERE c.relpersistence <> 't' AND {user_space()}
ORDER BY n.nspname, c.relname"""
    }


def _identify(rows: Mapping[str, Rows], identities: Identities) -> None:
    for row in index_rows(rows):
        if not row.of_constraint:
            identities.add(Catalog.CLASS, row.oid, Ref("index", (row.namespace, row.name)))


def _build(reading: Reading) -> Iterator[SchemaObject]:
    odd = frozenset(cast("Sequence[str]", reading.rows["reader"][0][1]))
    for row in index_rows(reading.rows):
        on = reading.identities.find(Catalog.CLASS, row.relation)
        if row.of_constraint or on is None or on.kind == "extension":
            continue
        path = (row.namespace, row.name)
        yield Index(
            path=path,
            comment=row.comment,
            depends=reading.depends(Ref("index", path)),
            on=on.path,
            on_kind=on.kind,
            keys=_keys(row, reading, odd),
            method=row.method,
            unique=row.unique,
            nulls_distinct=row.nulls_distinct,
            include=included(row, reading.identities),
            predicate=None if row.predicate is None else Sql(row.predicate),
            options=options_of(row.options),
            tablespace=row.tablespace,
            clustered=row.clustered,
            valid=row.valid or row.partitioned,
            attached_to=attached_to(row),
            only=row.partitioned and not row.valid,
        )


def _keys(row: IndexRow, reading: Reading, odd: frozenset[str]) -> tuple[IndexKey, ...]:
    if row.definition is not None:
        return index_keys(row.definition, *_key_names(row, reading.identities), _targets(row))
    columns = reading.columns[row.relation]
    keys = []
    for text in row.columns.split()[: row.key_count]:
        found = columns[int(text) - 1]
        column = found[0] if found is not None else Column(name="", type="")
        usual = column.collation is None and (not odd or f"{row.relation} {text}" not in odd)
        keys.append(_plain_key(column.name) if usual else IndexKey(column=column.name, collation=_DEFAULT))
    return tuple(keys)


@lru_cache(maxsize=4096)
def _plain_key(column: str) -> IndexKey:
    return IndexKey(column=column)


_DEFAULT = ("pg_catalog", "default")


def _key_names(row: IndexRow, identities: Identities) -> tuple[list[str | None], tuple[str, ...]]:
    """Names of the key columns, None for an expression, and the expressions in order."""
    numbers = [int(each) for each in row.columns.split()[: row.key_count]]
    return [identities.column(row.relation, each) if each else None for each in numbers], tuple(row.expressions or ())


def _targets(row: IndexRow) -> Mapping[int, int]:
    pairs = (each.split("=") for each in row.statistics or ())
    return {int(number): int(target) for number, target in pairs}


def included(row: IndexRow, identities: Identities) -> tuple[str, ...]:
    """Names of the columns that an index only carries."""
    numbers = row.columns.split()[row.key_count :]
    return tuple(name for each in numbers if (name := identities.column(row.relation, int(each))) is not None)


def attached_to(row: IndexRow) -> QName | None:
    """Path of the partitioned table's index that this one is attached to."""
    if row.parent_namespace is None or row.parent_name is None:
        return None
    return (row.parent_namespace, row.parent_name)


READER = Reader(queries=_queries, identify=_identify, build=_build)
