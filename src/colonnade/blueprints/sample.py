"""Rows to begin with: a file of rows by table, in the order in which they can be inserted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

from colonnade.connect.live import Live, Value
from colonnade.errors import InputError
from colonnade.schema import Schema, Table

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by table, each a value by column. A table may stand with its namespace in front."""


class SampleError(InputError):
    """Sample rows do not fit the tables."""

    code = "CO147"


def read_sample(path: Path) -> Rows:
    """The rows of a file; none where there is no file. Raises SampleError."""
    if not path.exists():
        return {}
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(found, dict) or not all(isinstance(rows, list) for rows in found.values()):
        raise SampleError(f"{path.name} is no mapping of tables to lists of rows")
    return found


def insert_sample(live: Live, rows: Rows, schema: Schema) -> int:
    """Insert rows; the answer is how many. Raises SampleError, StatementFailed."""
    paths = {name: path for path in _tables(schema) for name in (path[-1], ".".join(path))}
    count = 0
    for table, listed in rows.items():
        if table not in paths:
            raise SampleError(f"there are sample rows of {table}, which is no table")
        for row in listed:
            _insert(live, paths[table], row)
            count += 1
    return count


def _tables(schema: Schema) -> list[tuple[str, ...]]:
    return [each.path for each in schema if isinstance(each, Table)]


def _insert(live: Live, table: tuple[str, ...], row: Mapping[str, object]) -> None:
    quote = live.dialect.quote
    name = ".".join(quote(part) for part in table)
    columns = ", ".join(quote(column) for column in row)
    places = ", ".join("?" for _ in row)
    sql = f"INSERT INTO {name} ({columns}) VALUES ({places})"  # noqa: S608 (names are quoted)
    live.query(sql, [_value(value) for value in row.values()])


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
