"""Rows of a tenant of our own: one in each table, with references among themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

import psycopg

from colonnade.dialects.postgresql.quote import literal, names, qualified, quote
from colonnade.schema import ForeignKey, Index, Key, QName, Schema, Table
from colonnade.tenancy.attack.attempt import Outcome
from colonnade.tenancy.attack.session import Session, Tenant
from colonnade.tenancy.attack.values import COLUMNS, STYLES, ColumnFacts, value_of
from colonnade.tenancy.isolation import PERSONS

_BOUND = re.compile(r"'((?:[^']|'')*)'")
_NAME = re.compile(r"\w+")


class Rows:
    """Makes rows in the tables of tenants, and in those that they refer to."""

    def __init__(self, session: Session, schema: Schema) -> None:
        self.session = session
        self.isolation = session.isolation
        self.columns: defaultdict[QName, list[ColumnFacts]] = defaultdict(list)
        for namespace, name, *rest in session.query(COLUMNS):
            self.columns[str(namespace), str(name)].append(ColumnFacts(*rest))  # type: ignore[arg-type] # as the query says
        self.tables = {each.path: each for each in schema.of_kind(Table)}
        self.references: defaultdict[QName, list[ForeignKey]] = defaultdict(list)
        for each in schema.of_kind(ForeignKey):
            self.references[each.table].append(each)
        self.keys = _keys(schema)
        self.primary = {each.table: each.columns for each in schema.of_kind(Key) if each.primary}
        self.bounds = _bounds(schema)
        self.order = self._order()
        self.shared: dict[QName, dict[str, str | None]] = {}
        self.refusals: dict[QName, Outcome] = {}
        """Tables in which no row could be made, and why."""

    def share(self) -> None:
        """A row in every table that tables of tenants refer to and that is nobody's: one that is there, or our own."""
        for path in self.order:
            if path not in self.isolation.tables and path[-1] not in PERSONS:
                row = self._shared(path)
                if row is not None:
                    self.shared[path] = row

    def fill(self, tenant: Tenant) -> None:
        """One row in every table for a tenant, whose own values come from the tables of the levels."""
        for level in self.isolation.levels:
            if level.root is None and level.key not in tenant.values:
                facts = ColumnFacts(
                    name=level.column, type=level.type, base=_BASES.get(level.type, level.type), spelled=level.type
                )
                ((value,),) = self.session.query(f"SELECT ({value_of(facts, tenant.number, 0, key=True)})::text")
                tenant.values[level.key] = str(value)
        for path in self.order:
            ours = path in self.isolation.tables or path[-1] in PERSONS
            if path in tenant.rows or not ours or self.tables[path].partition_of is not None:
                continue
            row = self._made(path, tenant)
            if row is None:
                continue
            tenant.rows[path] = row
            for level in self.isolation.levels:
                if level.root == path:
                    tenant.values.setdefault(level.key, str(row[level.root_column]))
        for setting, (path, column) in self.isolation.others.items():
            row = tenant.rows.get(path, {})
            value = row.get(column or next(iter(self.primary.get(path, ())), ""))
            if value is not None:
                tenant.others[setting] = value

    def replay(self, tenant: Tenant) -> None:
        """The same rows again, after they were taken back."""
        for path, row in list(tenant.rows.items()):
            known = {each.name for each in self.columns[path]}
            values = {name: value for name, value in row.items() if name in known}
            written = ", ".join("NULL" if each is None else literal(each) for each in values.values())
            sql = f"INSERT INTO {qualified(path)} ({names(values)}) OVERRIDING SYSTEM VALUE VALUES ({written})"
            if self._insert(sql, tenant).refused:
                tenant.rows.pop(path)

    def statements(self, path: QName, tenant: Tenant) -> Iterator[str]:
        """Ways to insert a row for a tenant, the fullest first."""
        for style in range(STYLES):
            for columns in self._choices(path):
                yield self._statement(path, tenant, columns, style)

    def _statement(self, path: QName, tenant: Tenant, columns: Sequence[ColumnFacts], style: int) -> str:
        values = self._values(path, tenant, columns, style)
        if not values:
            return f"INSERT INTO {qualified(path)} DEFAULT VALUES"
        given = ", ".join(values.values())
        return f"INSERT INTO {qualified(path)} ({names(values)}) OVERRIDING SYSTEM VALUE VALUES ({given})"

    def _made(self, path: QName, tenant: Tenant) -> dict[str, str | None] | None:
        outcome = Outcome()
        columns = list(self.tables[path].columns)
        returned = ", ".join(f"{quote(name)}::text" for name in columns)
        for sql in self.statements(path, tenant):
            outcome = self._insert(f"{sql} RETURNING {returned}", tenant)
            if outcome.rows:
                return {name: _text(value) for name, value in zip(columns, outcome.rows[0], strict=True)}
        self.refusals[path] = outcome
        return None

    def _insert(self, sql: str, tenant: Tenant) -> Outcome:
        """Insert without a context where that can be, as none is unset after one was set."""
        outcome = self._tried(sql, None)
        return self._tried(sql, tenant) if outcome.refused else outcome

    def _tried(self, sql: str, tenant: Tenant | None) -> Outcome:
        found = Outcome()
        try:
            with self.session.kept():
                if tenant is not None:
                    self.session.become(tenant)
                found = self.session.run(sql)
                if found.refused:
                    raise _Refused
        except (_Refused, psycopg.Error):
            return found
        return found

    def _shared(self, path: QName) -> dict[str, str | None] | None:
        columns = list(self.tables[path].columns)
        if not columns:
            return None
        returned = ", ".join(f"{quote(name)}::text" for name in columns)
        outcome = self.session.run(f"SELECT {returned} FROM {qualified(path)} LIMIT 1")
        if outcome.rows:
            return {name: _text(value) for name, value in zip(columns, outcome.rows[0], strict=True)}
        return self._made(path, Tenant(name="shared", number=9))

    def _order(self) -> list[QName]:
        """The tables of tenants and all that they refer to, each after those that it refers to."""
        graph: dict[QName, set[QName]] = {}
        todo = [path for path in self.isolation.tables if path in self.tables]
        while todo:
            path = todo.pop()
            if path in graph:
                continue
            graph[path] = {each.target for each in self.references[path] if each.target in self.tables} - {path}
            todo.extend(graph[path])
        while True:
            try:
                return list(TopologicalSorter(graph).static_order())
            except CycleError as error:
                self._break(graph, error.args[1])

    def _break(self, graph: Mapping[QName, set[QName]], circle: Sequence[QName]) -> None:
        """Leave out a reference of a circle: one that can be empty where there is one."""
        pairs = list(zip(circle[1:], circle, strict=False))
        for source, target in pairs:
            free = all(
                self.tables[source].columns[name].nullable
                for each in self.references[source]
                if each.target == target
                for name in each.columns[-1:]
            )
            if free:
                graph[source].discard(target)
                return
        source, target = pairs[0]
        graph[source].discard(target)

    def _choices(self, path: QName) -> Iterator[list[ColumnFacts]]:
        """Which columns are given: all without a default, then fewer."""
        referring = {name for each in self.references[path] for name in each.columns}
        held = set(self.isolation.tables[path].held) if path in self.isolation.tables else set()
        columns = self.columns[path]

        def given(each: ColumnFacts) -> bool:
            return each.name == "role" or (each.name in held and (not each.filled or not self._is_root(path)))

        fullest = [each for each in columns if not each.filled or given(each) or each.name in referring]
        yield fullest
        yield [each for each in columns if (each.required and not each.filled) or given(each) or each.name in referring]
        yield [each for each in columns if (each.required and not each.filled) or given(each)]
        yield [each for each in columns if (each.required and not each.identity) or given(each)]
        # A check of several columns may want one of them empty.
        names = {each.name for each in columns}
        for one in fullest:
            if not one.required and len(names & set(_NAME.findall(one.checks))) > 1:
                yield [each for each in fullest if each is not one]

    def _is_root(self, path: QName) -> bool:
        return any(level.root == path for level in self.isolation.levels)

    def _values(self, path: QName, tenant: Tenant, columns: Sequence[ColumnFacts], style: int) -> dict[str, str]:
        found = {}
        for each in columns:
            key = any(each.name in columns for columns in self.keys[path])
            bounds = self.bounds.get((path, each.name), ())
            found[each.name] = value_of(each, tenant.number, style, key=key, bounds=bounds)
        types = {each.name: each for each in columns}
        for reference in self.references[path]:
            row = tenant.rows.get(reference.target) or self.shared.get(reference.target)
            for own, theirs in zip(reference.columns, reference.target_columns, strict=False):
                if own not in found:
                    continue
                if reference.target == path or row is None or row.get(theirs) is None:
                    if not types[own].required and not any(own == each for each in self._held(path)):
                        found[own] = "NULL"
                    elif reference.target == path and theirs in found:
                        found[own] = found[theirs]
                elif found[own] != "NULL":
                    found[own] = f"CAST({literal(row[theirs] or '')} AS {types[own].type})"
        for name, level in self._held(path).items():
            if name in found and level in tenant.values:
                found[name] = f"CAST({literal(tenant.values[level])} AS {types[name].type})"
        return found

    def _held(self, path: QName) -> Mapping[str, str]:
        return self.isolation.tables[path].held if path in self.isolation.tables else {}


class _Refused(psycopg.Error):
    """Ends a savepoint whose statement was refused."""


def _keys(schema: Schema) -> Mapping[QName, list[tuple[str, ...]]]:
    found: defaultdict[QName, list[tuple[str, ...]]] = defaultdict(list)
    for key in schema.of_kind(Key):
        found[key.table].append(key.columns)
    for index in schema.of_kind(Index):
        if index.unique:
            found[index.on].append(tuple(each.column for each in index.keys if each.column))
    return found


def _bounds(schema: Schema) -> dict[tuple[QName, str], list[str]]:
    """Values that some partition takes, by table and column of its key."""
    found: defaultdict[tuple[QName, str], list[str]] = defaultdict(list)
    tables = {each.path: each for each in schema.of_kind(Table)}
    for each in tables.values():
        above = tables.get(each.partition_of.parent) if each.partition_of is not None else None
        if each.partition_of is None or above is None or above.partition_by is None:
            continue
        if len(above.partition_by.columns) == 1 and not each.partition_of.bound.upper().startswith("DEFAULT"):
            column = above.partition_by.columns[0]
            found[above.path, column].extend(_BOUND.findall(each.partition_of.bound)[:1])
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_BASES = {"integer": "int4", "bigint": "int8", "smallint": "int2"}
