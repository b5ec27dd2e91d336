"""A table copied with its indexes, on which can be tried what is not tried on the table itself."""

from __future__ import annotations

import json
import re
import secrets
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from colonnade.connect.live import Live
from colonnade.connect.registry.pattern import MaintenanceCost

_MIB = 1024 * 1024
REPEATS = 5
"""How often a query is timed; the median counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How long a query takes on the copy, with an index and without it."""

    with_ms: float
    without_ms: float

    @property
    def percent(self) -> float:
        """Percent of the time without the index that it saves; below 0 where it harms."""
        return 100 * (self.without_ms - self.with_ms) / self.without_ms if self.without_ms > 0 else 0.0


class Rehearsal(Protocol):
    """A copy of one table."""

    def uses(self, query: str) -> frozenset[str]:
        """The indexes of the table that a query uses, by their own names. Raises leaves of WorldError."""
        ...

    def gain(self, index: str, query: str) -> Gain:
        """What the index does for a query. Raises leaves of WorldError."""
        ...

    def cost(self, index: str) -> MaintenanceCost:
        """What keeping the index costs."""
        ...


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


@dataclass(kw_only=True)
class PostgresRehearsal:
    """A temporary table that stands before the real one; all of it is in a transaction that is rolled back."""

    live: Live
    namespace: str
    table: str
    _copies: dict[str, str] = field(default_factory=dict)
    """Names of indexes of the copy by those of the table."""

    def prepare(self) -> None:
        """Make the copy."""
        quote = self.live.dialect.quote
        own, copy = f"{quote(self.namespace)}.{quote(self.table)}", f"pg_temp.{quote(self.table)}"
        # without its defaults, generated columns and identities, so that values go over as they are
        self.live.run(f"CREATE TEMPORARY TABLE {quote(self.table)} (LIKE {own} INCLUDING INDEXES INCLUDING STORAGE)")
        self.live.run(f"INSERT INTO {copy} SELECT * FROM {own}")  # noqa: S608 (names are quoted)
        self.live.run(f"ANALYZE {copy}")
        self._copies = {}
        pairs = self.live.query(_TWINS, (self.namespace, self.table, self.table))
        taken: set[str] = set()
        for name, twin in pairs:
            if name not in self._copies and twin not in taken:
                self._copies[str(name)] = str(twin)
                taken.add(str(twin))

    def uses(self, query: str) -> frozenset[str]:
        with self._apart():
            self.live.run("SET LOCAL transaction_read_only = on")
            plan = self._plan(query)
        names = {twin: name for name, twin in self._copies.items()}
        return frozenset(names[each] for each in _index_names(plan) if each in names)

    def _plan(self, query: str) -> object:
        values = max((int(number) for number in re.findall(r"\$(\d+)", query)), default=0)
        if not values:
            ((plan,),) = self.live.query(f"EXPLAIN (FORMAT JSON) {query}")
            return plan
        # a query without its values gets the plan that would do for all; its types are found when it is prepared
        self.live.run("SET LOCAL plan_cache_mode = force_generic_plan")
        # it outlives the transaction, so each has a name of its own
        name = f"colonnade_{secrets.token_hex(4)}"
        self.live.run(f"PREPARE {name} AS {query}")
        nulls = ", ".join(["NULL"] * values)
        ((plan,),) = self.live.query(f"EXPLAIN (FORMAT JSON) EXECUTE {name} ({nulls})")
        self.live.run(f"DEALLOCATE {name}")
        return plan

    def gain(self, index: str, query: str) -> Gain:
        first = self._timed(query)
        with self._apart():
            self.live.run(f"DROP INDEX pg_temp.{self.live.dialect.quote(self._copies[index])}")
            second = self._timed(query)
        return Gain(with_ms=first, without_ms=second)

    def _timed(self, query: str) -> float:
        found: list[float] = []
        for _ in range(REPEATS + 1):
            with self._apart():
                # what a query does besides answering is refused
                self.live.run("SET LOCAL transaction_read_only = on")
                ((plan,),) = self.live.query(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {query}")
            found.append(_execution(plan))
        # the first run reads what the later ones find in memory
        return statistics.median(found[1:])

    def cost(self, index: str) -> MaintenanceCost:
        quote = self.live.dialect.quote
        copy, twin = f"pg_temp.{quote(self.table)}", f"pg_temp.{quote(self._copies[index])}"
        ((column, rows),) = self.live.query(
            "SELECT (SELECT attname::text FROM pg_catalog.pg_attribute WHERE attrelid = ?::regclass AND attnum > 0"  # noqa: S608
            f" AND NOT attisdropped ORDER BY attnum LIMIT 1), (SELECT count(*) FROM {copy})",
            (copy,),
        )
        count = max(int(str(rows)), 1)

        def worked() -> tuple[float, float]:
            with self._apart():
                self.live.run(f"CREATE TEMPORARY TABLE colonnade_saved AS SELECT * FROM {copy}")  # noqa: S608
                self.live.run(f"TRUNCATE {copy}")
                insert = milliseconds(lambda: self.live.run(f"INSERT INTO {copy} SELECT * FROM colonnade_saved"))  # noqa: S608
                # the pages are full, so that every row moves and every index gets a new entry
                name = quote(str(column))
                update = milliseconds(lambda: self.live.run(f"UPDATE {copy} SET {name} = {name}"))  # noqa: S608
            return insert, update

        kept = _best(worked)
        with self._apart():
            self.live.run(f"DROP INDEX {twin}")
            bare = _best(worked)
        with self._apart():
            rebuild = milliseconds(lambda: self.live.run(f"REINDEX INDEX {twin}"))
            ((size,),) = self.live.query("SELECT pg_catalog.pg_relation_size(?::regclass)", (twin,))
        return _cost(kept, bare, count, int(str(size)), rebuild)

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Whatever is done in the block is taken back."""
        self.live.run("SAVEPOINT colonnade_apart")
        try:
            yield
        finally:
            self.live.run("ROLLBACK TO SAVEPOINT colonnade_apart")
            # what stays would stand before an outer one of the same name
            self.live.run("RELEASE SAVEPOINT colonnade_apart")


# Both definitions say the same behind USING; an index of a key is never dropped.
_TWINS = """
WITH each AS (
  SELECT c.oid, c.relname, x.indrelid, x.indisprimary, x.indisunique,
         substring(pg_catalog.pg_get_indexdef(c.oid) FROM ' USING .*$') AS said
    FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid)
SELECT own.relname::text, twin.relname::text
  FROM each own JOIN each twin ON twin.said = own.said AND twin.indisprimary = own.indisprimary
   AND twin.indisunique = own.indisunique
  JOIN pg_catalog.pg_class t ON t.oid = own.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_catalog.pg_class k ON k.oid = twin.indrelid AND k.relnamespace = pg_catalog.pg_my_temp_schema()
 WHERE n.nspname = ? AND t.relname = ? AND k.relname = ?
 ORDER BY own.relname, twin.oid
"""


@dataclass(kw_only=True)
class SqliteRehearsal:
    """The table in a copy of the whole file."""

    live: Live
    """The copy."""
    table: str

    def uses(self, query: str) -> frozenset[str]:
        found: set[str] = set()
        own = {str(name) for (name,) in self.live.query("SELECT name FROM pragma_index_list(?)", (self.table,))}
        for *_, detail in self.live.query(f"EXPLAIN QUERY PLAN {query}"):
            words = str(detail).split()
            found |= {name for name in own if name in words and "INDEX" in words}
        return frozenset(found)

    def gain(self, index: str, query: str) -> Gain:
        first = self._timed(query)
        with self._apart():
            self.live.run(f"DROP INDEX {self.live.dialect.quote(index)}")
            second = self._timed(query)
        return Gain(with_ms=first, without_ms=second)

    def _timed(self, query: str) -> float:
        with self._apart():
            # what a query does besides answering is refused
            self.live.run("PRAGMA query_only = ON")
            try:
                self.live.query(query)
                return statistics.median(milliseconds(lambda: self.live.query(query)) for _ in range(REPEATS))
            finally:
                self.live.run("PRAGMA query_only = OFF")

    def cost(self, index: str) -> MaintenanceCost:
        quote = self.live.dialect.quote
        columns = [
            str(name)
            for (name,) in self.live.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (self.table,))
        ]
        listed, table = ", ".join(map(quote, columns)), quote(self.table)
        parts = self.live.query("SELECT name FROM pragma_index_info(?) WHERE name IS NOT NULL", (index,))
        # SQLite writes an index again only where one of its columns is set
        set_ = quote(str(parts[0][0])) if parts else quote(columns[0])
        ((count,),) = self.live.query(f"SELECT count(*) FROM {table}")  # noqa: S608 (names are quoted)

        def worked() -> tuple[float, float]:
            with self._apart():
                for (trigger,) in self.live.query(
                    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (self.table,)
                ):
                    self.live.run(f"DROP TRIGGER {quote(str(trigger))}")
                self.live.run(f"CREATE TEMPORARY TABLE colonnade_saved AS SELECT {listed} FROM {table}")  # noqa: S608
                self.live.run(f"DELETE FROM {table}")  # noqa: S608
                says = f"INSERT INTO {table} ({listed}) SELECT * FROM colonnade_saved"  # noqa: S608
                insert = milliseconds(lambda: self.live.run(says))
                update = milliseconds(lambda: self.live.run(f"UPDATE {table} SET {set_} = {set_}"))  # noqa: S608
            return insert, update

        kept = _best(worked)
        with self._apart():
            self.live.run(f"DROP INDEX {quote(index)}")
            bare = _best(worked)
        with self._apart():
            rebuild = milliseconds(lambda: self.live.run(f"REINDEX {quote(index)}"))
        size = 0
        if self.live.query("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'"):
            ((found,),) = self.live.query("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (index,))
            size = int(str(found or 0))
        return _cost(kept, bare, max(int(str(count)), 1), size, rebuild)

    @contextmanager
    def _apart(self) -> Iterator[None]:
        self.live.run("SAVEPOINT colonnade_apart")
        try:
            yield
        finally:
            self.live.run("ROLLBACK TO colonnade_apart")
            self.live.run("RELEASE colonnade_apart")


def _best(worked: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """The quickest of a few runs: noise only ever adds."""
    runs = [worked() for _ in range(3)]
    return min(insert for insert, _ in runs), min(update for _, update in runs)


def _cost(
    kept: tuple[float, float], bare: tuple[float, float], rows: int, size: int, rebuild: float
) -> MaintenanceCost:
    return MaintenanceCost(
        insert_overhead_ms=round((kept[0] - bare[0]) / rows, 6),
        update_overhead_ms=round((kept[1] - bare[1]) / rows, 6),
        storage_overhead_mb=round(size / _MIB, 6),
        rebuild_time_estimate_ms=round(rebuild, 3),
    )


def _nodes(plan: object) -> Iterator[Mapping[str, object]]:
    document = json.loads(plan) if isinstance(plan, str) else plan
    waiting: list[object] = list(document) if isinstance(document, Sequence) else [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield node
            waiting.extend(each for each in node.values() if isinstance(each, Mapping))
            waiting.extend(one for each in node.values() if isinstance(each, list) for one in each)


def _index_names(plan: object) -> Iterator[str]:
    for node in _nodes(plan):
        if "Index Name" in node:
            yield str(node["Index Name"])


def _execution(plan: object) -> float:
    return next(float(str(node["Execution Time"])) for node in _nodes(plan) if "Execution Time" in node)
