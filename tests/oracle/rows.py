"""Rows for a database that has none: each table gets a few that its own rules accept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import psycopg

from colonnade.connect.postgresql import PostgresConnection
from colonnade.dialects.postgresql.quote import names, qualified, quote

_COLUMNS = """
SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
  b.typname, b.typtype::text, b.typcategory::text, a.attnotnull, a.atthasdef OR a.attidentity <> '',
  COALESCE((SELECT min(e.enumlabel) FROM pg_catalog.pg_enum e WHERE e.enumtypid = b.oid), '')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND n.nspname NOT LIKE 'pg\\_%' AND a.attgenerated = ''
ORDER BY 1, 2, a.attnum"""
_REFERENCES = """
SELECT n.nspname, c.relname, rn.nspname, rc.relname,
  ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, i)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i),
  ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, i)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i)
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0"""
_CHECKS = """
SELECT n.nspname, c.relname, pg_catalog.pg_get_constraintdef(k.oid),
  ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey))
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'c'"""
_WORD = re.compile(r"'((?:[^']|'')*)'")
_LENGTH = re.compile(r"\((\d+)\)")
_COUNTED = {"int2", "int4", "int8", "numeric", "float4", "float8", "oid", "xid", "money"}
_TIMES = {"date", "timestamp", "timestamptz"}
_WRITTEN = {
    "time": "'10:00:0{i}'",
    "timetz": "'10:00:0{i}+00'",
    "interval": "'{i} days'",
    "json": "'{{\"n\": {i}}}'",
    "jsonb": "'{{\"n\": {i}}}'",
    "inet": "'10.0.0.{i}'",
    "cidr": "'10.0.{i}.0/24'",
    "macaddr": "'08:00:2b:01:02:0{i}'",
    "xml": "'<a/>'",
    "point": "'({i},1)'",
    "ltree": "'v{i}'",
    "hstore": "'n=>{i}'",
    "tsvector": "'v{i}'",
    "pg_lsn": "'0/{i}'",
}


class _Column(NamedTuple):
    name: str
    type: str
    base: str
    form: str
    category: str
    not_null: bool
    filled: bool
    label: str


class _Reference(NamedTuple):
    columns: Sequence[str]
    target: tuple[str, str]
    target_columns: Sequence[str]


class _Table(NamedTuple):
    path: tuple[str, str]
    columns: Sequence[_Column]
    references: Sequence[_Reference]
    words: Mapping[str, Sequence[str]]
    """Per column what its checks name."""


def fill(connection: PostgresConnection, count: int = 3) -> int:
    """Put up to `count` rows (at most 9) into each table without rows; the answer counts the rows that were taken.

    A table whose rules no row of ours satisfies stays empty.
    """
    taken = 0
    for table in _in_order(_tables(connection)):
        answer = connection.execute(f"SELECT EXISTS (SELECT FROM {qualified(table.path)})".encode()).fetchone()
        if answer == (True,):
            continue
        for number in range(1, count + 1):
            taken += _insert(connection, table, number)
    return taken


def _tables(connection: PostgresConnection) -> list[_Table]:
    columns: defaultdict[tuple[str, str], list[_Column]] = defaultdict(list)
    for namespace, name, *rest in connection.execute(_COLUMNS).fetchall():
        columns[namespace, name].append(_Column(*rest))
    references: defaultdict[tuple[str, str], list[_Reference]] = defaultdict(list)
    for namespace, name, target_namespace, target, own, theirs in connection.execute(_REFERENCES).fetchall():
        references[namespace, name].append(_Reference(own, (target_namespace, target), theirs))
    words: defaultdict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for namespace, name, text, checked in connection.execute(_CHECKS).fetchall():
        for each in checked:
            words[namespace, name].setdefault(each, []).extend(_WORD.findall(text))
    return [_Table(path, those, references[path], words[path]) for path, those in columns.items()]


def _in_order(tables: Sequence[_Table]) -> list[_Table]:
    """Tables after those that they refer to; where references form a circle, as they come."""
    known = {each.path: each for each in tables}
    graph = {each.path: {one.target for one in each.references} & (known.keys() - {each.path}) for each in tables}
    while True:
        try:
            return [known[path] for path in TopologicalSorter(graph).static_order()]
        except CycleError as error:
            one, other = error.args[1][:2]
            graph[other].discard(one)


def _insert(connection: PostgresConnection, table: _Table, number: int) -> bool:
    for columns in _choices(table):
        values = _values(table, columns, number)
        into = f"({names(values)}) OVERRIDING SYSTEM VALUE" if values else ""
        given = f"SELECT {', '.join(values.values())}" if values else "DEFAULT VALUES"
        try:
            connection.execute(f"INSERT INTO {qualified(table.path)} {into} {given}".encode())
        except psycopg.Error:
            continue
        return True
    return False


def _choices(table: _Table) -> Iterator[Sequence[_Column]]:
    yield table.columns
    needed = {name for each in table.references for name in each.columns}
    yield [each for each in table.columns if each.not_null or each.name not in needed]
    yield [each for each in table.columns if each.not_null]
    yield [each for each in table.columns if each.not_null and not each.filled]


def _values(table: _Table, columns: Sequence[_Column], number: int) -> dict[str, str]:
    found = {each.name: _value(each, number, table.words.get(each.name, ())) for each in columns}
    for reference in table.references:
        pairs = zip(reference.columns, reference.target_columns, strict=True)
        wanted = qualified(reference.target)
        for own, theirs in pairs:
            if own in found:
                order = names(reference.target_columns)
                row = f"SELECT {quote(theirs)} FROM {wanted} ORDER BY {order} OFFSET {number - 1} LIMIT 1"
                found[own] = f"COALESCE(({row}), {found[own]})" if reference.target == table.path else f"({row})"
    return found


def _value(column: _Column, number: int, words: Sequence[str]) -> str:
    return f"CAST({_plain(column, number, words)} AS {column.type})"


def _plain(column: _Column, number: int, words: Sequence[str]) -> str:
    match column:
        case _Column(form="e"):
            return "'" + column.label.replace("'", "''") + "'"
        case _Column(category="A"):
            return "'{}'"
        case _Column(category="R"):
            return "'empty'"
        case _Column(base="bool"):
            return "true" if number % 2 else "false"
        case _Column(base="uuid"):
            return f"md5('{column.name}{number}')"
        case _Column(base="bytea"):
            return f"'\\x0{number}'"
        case _Column(category="V"):
            return "B'" + "1" * (int(length[1]) if (length := _LENGTH.search(column.type)) else 1) + "'"
    if column.base in _COUNTED:
        return str(number)
    if column.base in _TIMES:
        return f"'2024-01-0{number}'"
    if column.base in _WRITTEN:
        return _WRITTEN[column.base].format(i=number)
    if words:
        return f"'{words[(number - 1) % len(words)]}'"
    length = _LENGTH.search(column.type)
    return f"'{number}v'" if length is None else f"'{f'{number}v'[: int(length[1])]}'"
