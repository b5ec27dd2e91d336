"""What engines count of themselves: use of tables and indexes, sizes, work done, from their own statistics."""

from __future__ import annotations

import math
from collections.abc import Mapping

from colonnade.connect.live import Live
from colonnade.facts import DatabaseFigures, IndexFigures, TableFigures
from colonnade.schema import Index, Ref, Schema, Table

# https://www.postgresql.org/docs/current/monitoring-stats.html, reltuples is -1 (0 before 14) before the first ANALYZE
_TABLES = """
SELECT n.nspname, c.relname, c.reltuples::bigint, s.n_dead_tup, pg_catalog.pg_table_size(c.oid),
  pg_catalog.pg_indexes_size(c.oid), s.seq_scan, s.idx_scan, s.n_tup_ins, s.n_tup_upd, s.n_tup_hot_upd, s.n_tup_del,
  greatest(s.last_vacuum, s.last_autovacuum)::text, greatest(s.last_analyze, s.last_autoanalyze)::text
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
ORDER BY 1, 2
"""
_INDEX = """
SELECT pg_catalog.pg_relation_size(c.oid), s.idx_scan, s.idx_tup_read, s.idx_tup_fetch, {last}, i.indisvalid,
  CASE WHEN i.indisunique THEN 1.0 ELSE (
    SELECT CASE WHEN p.n_distinct > 0 THEN t.reltuples / p.n_distinct WHEN p.n_distinct < 0 THEN -1 / p.n_distinct END
    FROM pg_catalog.pg_stats p WHERE t.reltuples > 0 AND i.indnkeyatts = 1 AND p.schemaname = n.nspname
      AND p.tablename = CASE WHEN i.indkey[0] = 0 THEN c.relname ELSE t.relname END
      AND p.attname = pg_catalog.pg_get_indexdef(c.oid, 1, false)) END::float8
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
LEFT JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = c.oid
WHERE n.nspname = ? AND c.relname = ?
"""
_INDEXES = """
SELECT n.nspname, c.relname, pg_catalog.pg_relation_size(c.oid), s.idx_scan, s.idx_tup_read, s.idx_tup_fetch,
  i.indisvalid
FROM pg_catalog.pg_stat_all_indexes s JOIN pg_catalog.pg_index i USING (indexrelid)
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\\_%'
"""
_DATABASE = """
SELECT pg_catalog.pg_database_size(d.oid), s.numbackends, s.xact_commit, s.xact_rollback, s.deadlocks, s.temp_bytes,
  s.blks_hit::float8 / nullif(s.blks_hit + s.blks_read, 0), s.stats_reset::text
FROM pg_catalog.pg_database d JOIN pg_catalog.pg_stat_database s ON s.datid = d.oid
WHERE d.datname = pg_catalog.current_database()
"""


def table_figures(live: Live, schema: Schema) -> tuple[TableFigures, ...]:
    """What is counted of every table of a schema, by name."""
    found = _of_postgresql(live) if live.dialect.name == "postgresql" else _of_sqlite(live, schema)
    return tuple(found.get(each.ref, TableFigures(table=each.ref)) for each in schema.of_kind(Table))


def _of_postgresql(live: Live) -> Mapping[Ref, TableFigures]:
    found = {}
    for row in live.query(_TABLES):
        ref = Ref("table", (str(row[0]), str(row[1])))
        rows = _whole(row[2])
        found[ref] = TableFigures(
            table=ref,
            rows=rows if rows is not None and (rows > 0 or (rows == 0 and row[13] is not None)) else None,
            dead_rows=_whole(row[3]),
            size_bytes=_whole(row[4]),
            index_size_bytes=_whole(row[5]),
            full_scans=_whole(row[6]),
            index_scans=_whole(row[7]),
            inserted=_whole(row[8]),
            updated=_whole(row[9]),
            updated_in_place=_whole(row[10]),
            deleted=_whole(row[11]),
            last_vacuum=_text(row[12]),
            last_analyze=_text(row[13]),
        )
    return found


def _of_sqlite(live: Live, schema: Schema) -> Mapping[Ref, TableFigures]:
    rows, sizes = sqlite_rows(live), _sqlite_sizes(live)
    indexes: dict[str, int] = {}
    for name, table in live.query("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'"):
        if str(name) in sizes:
            indexes[str(table)] = indexes.get(str(table), 0) + sizes[str(name)]
    return {
        each.ref: TableFigures(
            table=each.ref,
            rows=rows.get(each.name),
            size_bytes=sizes.get(each.name),
            index_size_bytes=indexes.get(each.name, 0) if sizes else None,
        )
        for each in schema.of_kind(Table)
    }


def sqlite_rows(live: Live) -> Mapping[str, int]:
    """Rows of each table at the last ANALYZE: the first number of `stat`, https://sqlite.org/fileformat2.html#stat1tab.

    An index of some rows only tells less, so the largest number is taken.
    """
    found: dict[str, int] = {}
    for table, stat in _stat1(live):
        first = stat.split()[0] if stat else ""
        if first.isdigit():
            found[table] = max(found.get(table, 0), int(first))
    return found


def _stat1(live: Live, index: str | None = None) -> list[tuple[str, str]]:
    if not live.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"):
        return []
    if index is None:
        found = live.query("SELECT tbl, stat FROM sqlite_stat1")
    else:
        found = live.query("SELECT tbl, stat FROM sqlite_stat1 WHERE idx = ?", (index,))
    return [(str(table), str(stat or "")) for table, stat in found]


def _sqlite_sizes(live: Live) -> Mapping[str, int]:
    """Bytes of tables and indexes where the library was built with dbstat, https://sqlite.org/dbstat.html."""
    if not live.query("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"):
        return {}
    return {
        str(name): int(str(size)) for name, size in live.query("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE")
    }


def index_figures(live: Live, index: Index) -> IndexFigures:
    """What is counted of one index."""
    plain = IndexFigures(index=index.ref, table=Ref(index.on_kind, index.on))
    if live.dialect.name == "postgresql":
        last = "s.last_idx_scan::text" if live.version >= (16,) else "NULL::text"
        ((size, scans, read, fetched, at, valid, per_key),) = live.query(_INDEX.format(last=last), index.path)
        return IndexFigures(
            index=plain.index,
            table=plain.table,
            size_bytes=_whole(size),
            scans=_whole(scans),
            entries_read=_whole(read),
            rows_fetched=_whole(fetched),
            last_scan=_text(at),
            rows_per_key=_number(per_key),
            valid=bool(valid),
        )
    stat = next((text.split() for _, text in _stat1(live, index.name)), [])
    # the numbers after the first are mean rows of one value of the first column, of the first two, …
    per_key = stat[len(index.keys)] if len(stat) > len(index.keys) else None
    return IndexFigures(
        index=plain.index,
        table=plain.table,
        size_bytes=_sqlite_sizes(live).get(index.name),
        rows_per_key=_number(per_key),
    )


def use_of_indexes(live: Live, schema: Schema) -> tuple[IndexFigures, ...]:
    """How every index of a schema is used; nothing where the engine does not count that."""
    if live.dialect.name != "postgresql":
        return ()
    known = {each.ref: each for each in schema.of_kind(Index)}
    found = []
    for namespace, name, size, scans, read, fetched, valid in live.query(_INDEXES):
        index = known.get(Ref("index", (str(namespace), str(name))))
        if index is not None:
            figures = IndexFigures(
                index=index.ref,
                table=Ref(index.on_kind, index.on),
                size_bytes=_whole(size),
                scans=_whole(scans),
                entries_read=_whole(read),
                rows_fetched=_whole(fetched),
                valid=bool(valid),
            )
            found.append(figures)
    return tuple(found)


def database_figures(live: Live, schema: Schema) -> DatabaseFigures:
    """What is counted of a database and its tables."""
    tables = table_figures(live, schema)
    if live.dialect.name == "postgresql":
        ((size, backends, commits, rollbacks, deadlocks, temporary, hits, since),) = live.query(_DATABASE)
        return DatabaseFigures(
            size_bytes=int(str(size)),
            connections=_whole(backends),
            commits=_whole(commits),
            rollbacks=_whole(rollbacks),
            deadlocks=_whole(deadlocks),
            temporary_bytes=_whole(temporary),
            cache_hit_ratio=_number(hits),
            since=_text(since),
            tables=tables,
        )
    ((free,),) = live.query("SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()")
    return DatabaseFigures(size_bytes=live.size_bytes(), free_bytes=_whole(free), tables=tables)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _number(value: object) -> float | None:
    found = None if value is None else float(str(value))
    return None if found is None or not math.isfinite(found) else found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
