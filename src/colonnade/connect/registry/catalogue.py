"""Tables, indexes and references of a live database with their sizes and uses, in a few statements for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from colonnade.connect.live import Live
from colonnade.connect.urls import Engine
from colonnade.dialects.postgresql.introspect.scope import user_space


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTable:
    """A table as the catalogue has it."""

    namespace: str
    """Empty where the engine has none."""
    name: str
    rows: int | None
    """As the statistics of the engine estimate them, or counted; None where neither is known."""
    size_bytes: int | None
    """Without indexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveIndex:
    """An index as the catalogue has it."""

    namespace: str
    name: str
    table: str
    columns: tuple[str, ...]
    """Columns and expressions in order."""
    is_primary: bool
    is_unique: bool
    is_partial: bool
    has_expression: bool
    size_bytes: int | None
    uses: int | None
    """Scans since the statistics were reset; None where the engine does not count."""
    analyzed: str | None
    """When the table was analysed last, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveReference:
    """A foreign key as the catalogue has it."""

    namespace: str
    table: str
    columns: tuple[str, ...]
    target_namespace: str
    target: str
    target_columns: tuple[str, ...]
    """Empty for the primary key where the engine does not name it."""
    on_delete: str
    on_update: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogued:
    """All of it at one moment."""

    tables: tuple[LiveTable, ...]
    indexes: tuple[LiveIndex, ...]
    references: tuple[LiveReference, ...]


def catalogued(live: Live) -> Catalogued:
    """Read the catalogue; the number of statements does not grow with it, but for counting rows on SQLite."""
    match Engine(live.dialect.name):
        case Engine.POSTGRESQL:
            return _postgresql(live)
        case Engine.SQLITE:
            return _sqlite(live)
        case other:
            assert_never(other)


UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
"""A moment of PostgreSQL as ISO 8601."""

# reltuples is -1 (0 before PostgreSQL 14) for a table that was never analysed or vacuumed: then nothing is known.
_TABLES = f"""
SELECT n.nspname, c.relname, c.reltuples::bigint, pg_catalog.pg_table_size(c.oid)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND {user_space()}
 ORDER BY 1, 2
"""  # noqa: S608 (conditions of our own)

# pg_stat_all_indexes has idx_scan; an index of a partitioned table is never scanned itself and has no row there.
_INDEXES = f"""
SELECT n.nspname, t.relname, i.relname,
       (SELECT json_agg(CASE WHEN k.number = 0 THEN pg_catalog.pg_get_indexdef(x.indexrelid, k.place::integer, true)
                             ELSE a.attname::text END ORDER BY k.place)
          FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
          LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number AND k.number <> 0
         WHERE k.place <= x.indnkeyatts)::text,
       x.indisprimary, x.indisunique, x.indpred IS NOT NULL, x.indexprs IS NOT NULL,
       pg_catalog.pg_relation_size(i.oid), s.idx_scan,
       {UTC.format("greatest(u.last_analyze, u.last_autoanalyze)")}
  FROM pg_catalog.pg_index x
  JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class t ON t.oid = x.indrelid AND t.relkind IN ('r', 'p')
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  LEFT JOIN pg_catalog.pg_stat_user_indexes s ON s.indexrelid = x.indexrelid
  LEFT JOIN pg_catalog.pg_stat_user_tables u ON u.relid = x.indrelid
 WHERE {user_space()}
 ORDER BY 1, 3
"""  # noqa: S608 (conditions of our own)

_REFERENCES = f"""
SELECT n.nspname, t.relname, fn.nspname, f.relname, c.confdeltype::text, c.confupdtype::text,
       (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number)::text,
       (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY AS k(number, place)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)::text
  FROM pg_catalog.pg_constraint c
  JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_class f ON f.oid = c.confrelid
  JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
 WHERE c.contype = 'f' AND c.conparentid = 0 AND {user_space()}
 ORDER BY 1, 2, c.conname
"""  # noqa: S608 (conditions of our own)

_ACTIONS = {"a": "NO ACTION", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
"""Letters of pg_constraint.confdeltype and confupdtype."""


def _postgresql(live: Live) -> Catalogued:
    tables = tuple(
        LiveTable(
            namespace=str(namespace),
            name=str(name),
            rows=_whole(rows) if rows != -1 else None,
            size_bytes=_whole(size),
        )
        for namespace, name, rows, size in live.query(_TABLES)
    )
    indexes = tuple(
        LiveIndex(
            namespace=str(namespace),
            name=str(name),
            table=str(table),
            columns=_texts(columns),
            is_primary=bool(primary),
            is_unique=bool(unique),
            is_partial=bool(partial),
            has_expression=bool(expression),
            size_bytes=_whole(size),
            uses=_whole(uses),
            analyzed=None if analyzed is None else str(analyzed),
        )
        for (
            namespace, table, name, columns, primary, unique, partial, expression, size, uses, analyzed,
        ) in live.query(_INDEXES)
    )  # fmt: skip
    references = tuple(
        LiveReference(
            namespace=str(namespace),
            table=str(table),
            columns=_texts(columns),
            target_namespace=str(other),
            target=str(target),
            target_columns=_texts(target_columns),
            on_delete=_ACTIONS[str(deleted)],
            on_update=_ACTIONS[str(updated)],
        )
        for namespace, table, other, target, deleted, updated, columns, target_columns in live.query(_REFERENCES)
    )
    return Catalogued(tables=tables, indexes=indexes, references=references)


_SQLITE_OWN = "t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT LIKE 'colonnade\\_%' ESCAPE '\\'"
_SQLITE_TABLES = f"""
SELECT t.name FROM pragma_table_list AS t
 WHERE t.schema = 'main' AND t.type = 'table' AND {_SQLITE_OWN}
 ORDER BY t.name
"""  # noqa: S608 (conditions of our own)
_SQLITE_INDEXES = f"""
SELECT t.name, i.name, i."unique", i.origin, i.partial, k.name
  FROM pragma_table_list AS t
  JOIN pragma_index_list(t.name, 'main') AS i
  JOIN pragma_index_xinfo(i.name, 'main') AS k
 WHERE t.schema = 'main' AND t.type = 'table' AND {_SQLITE_OWN} AND k."key"
 ORDER BY t.name, i.name, k.seqno
"""  # noqa: S608 (conditions of our own)
_SQLITE_REFERENCES = f"""
SELECT t.name, f.id, f."table", f.on_delete, f.on_update, f."from", f."to"
  FROM pragma_table_list AS t
  JOIN pragma_foreign_key_list(t.name, 'main') AS f
 WHERE t.schema = 'main' AND t.type = 'table' AND {_SQLITE_OWN}
 ORDER BY t.name, f.id, f.seq
"""  # noqa: S608 (conditions of our own)
_DBSTAT = "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE"
_HAS_DBSTAT = "SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'"
_MOST_TERMS = 200
"""Terms of one compound SELECT; SQLite takes 500 (https://sqlite.org/limits.html)."""
EXPRESSION = "(expression)"
"""What stands for an expression of an index, whose text SQLite tells nowhere but in the statement."""


def _sqlite(live: Live) -> Catalogued:
    ((has_sizes,),) = live.query(_HAS_DBSTAT)
    sizes = {str(name): _whole(size) for name, size in live.query(_DBSTAT)} if has_sizes else {}
    names = [str(name) for (name,) in live.query(_SQLITE_TABLES)]
    rows = dict(_counted(live, names))
    tables = tuple(LiveTable(namespace="", name=name, rows=rows[name], size_bytes=sizes.get(name)) for name in names)
    indexes = tuple(
        _sqlite_index(key, list(parts), sizes)
        for key, parts in groupby(live.query(_SQLITE_INDEXES), key=lambda row: row[:5])
    )
    references = tuple(
        LiveReference(
            namespace="",
            table=str(table),
            columns=tuple(str(row[5]) for row in parts),
            target_namespace="",
            target=str(target),
            target_columns=tuple(str(row[6]) for row in parts if row[6] is not None),
            on_delete=str(deleted),
            on_update=str(updated),
        )
        for (table, _, target, deleted, updated), parts in (
            (key, list(found)) for key, found in groupby(live.query(_SQLITE_REFERENCES), key=lambda row: row[:5])
        )
    )
    return Catalogued(tables=tables, indexes=indexes, references=references)


def _sqlite_index(
    key: tuple[object, ...], parts: Sequence[tuple[object, ...]], sizes: dict[str, int | None]
) -> LiveIndex:
    table, name, unique, origin, partial = key
    columns = tuple(EXPRESSION if row[5] is None else str(row[5]) for row in parts)
    return LiveIndex(
        namespace="",
        name=str(name),
        table=str(table),
        columns=columns,
        is_primary=origin == "pk",
        is_unique=bool(unique),
        is_partial=bool(partial),
        has_expression=EXPRESSION in columns,
        size_bytes=sizes.get(str(name)),
        uses=None,
        analyzed=None,
    )


def _counted(live: Live, names: Sequence[str]) -> Iterator[tuple[str, int | None]]:
    for first in range(0, len(names), _MOST_TERMS):
        group = names[first : first + _MOST_TERMS]
        terms = (f"SELECT {place}, count(*) FROM {live.dialect.quote(name)}" for place, name in enumerate(group))  # noqa: S608 (names are quoted)
        for place, count in live.query(" UNION ALL ".join(terms)):
            yield group[int(str(place))], _whole(count)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _texts(document: object) -> tuple[str, ...]:
    return tuple(str(each) for each in json.loads(str(document)))
