"""Rows to begin with: a file of rows by table, in the order in which they can be inserted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

from colonnade.connect.live import Live, Value
from colonnade.errors import InputError, RefusedError
from colonnade.schema import Key, Schema, Table

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by table, each a value by column. A table may stand with its namespace in front."""


class SampleError(InputError):
    """Sample rows do not fit the tables."""

    code = "CO147"


class OtherRowsError(RefusedError):
    """Tables of the sample hold other rows than the sample's, so that cases would be tried over who knows what."""

    code = "CO265"


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
    count = 0
    for table, listed in _by_table(rows, schema).items():
        for row in listed:
            _insert(live, table, row)
            count += 1
    return count


def sample_is_there(live: Live, rows: Rows, schema: Schema) -> bool:
    """Whether the tables of the sample hold its rows and no others; False where they hold none.

    Raises OtherRowsError where they hold anything else, SampleError where a table is not there.
    """
    keys = {each.table: each.columns for each in schema if isinstance(each, Key) and each.primary}
    listed = _by_table(rows, schema)
    counts = {table: _count(live, table) for table in listed}
    if not any(counts.values()):
        return False
    for table, wanted in listed.items():
        known = sum(_is_there(live, table, row, keys.get(table, ())) for row in wanted)
        if (counts[table], known) != (len(wanted), len(wanted)):
            raise OtherRowsError(
                f"{'.'.join(table)} has {counts[table]} rows, among them {known} of the {len(wanted)} of the sample",
                hint="prove a database whose tables are empty, or hold the sample as `deploy --sample` put it there",
            )
    return True


def _by_table(rows: Rows, schema: Schema) -> Mapping[tuple[str, ...], Sequence[Mapping[str, object]]]:
    tables = [each.path for each in schema if isinstance(each, Table)]
    paths = {name: path for path in tables for name in (path[-1], ".".join(path))}
    for table in rows:
        if table not in paths:
            raise SampleError(f"there are sample rows of {table}, which is no table")
    return {paths[table]: listed for table, listed in rows.items()}


def _count(live: Live, table: tuple[str, ...]) -> int:
    ((count,),) = live.query(f"SELECT count(*) FROM {_name(live, table)}")  # noqa: S608 (names are quoted)
    return int(str(count))


def _is_there(live: Live, table: tuple[str, ...], row: Mapping[str, object], key: Sequence[str]) -> bool:
    """Whether a row with the key is there; where the row does not say its key, one with all that it says plainly."""
    told = [name for name, value in row.items() if isinstance(value, str | int | float)]
    columns = key if key and all(name in row for name in key) else told
    where = " AND ".join(f"{live.dialect.quote(name)} = ?" for name in columns)
    sql = f"SELECT 1 FROM {_name(live, table)} WHERE {where} LIMIT 1"  # noqa: S608 (names are quoted)
    return bool(live.query(sql, [_value(row[name]) for name in columns]))


def _name(live: Live, table: tuple[str, ...]) -> str:
    return ".".join(live.dialect.quote(part) for part in table)


def _insert(live: Live, table: tuple[str, ...], row: Mapping[str, object]) -> None:
    quote = live.dialect.quote
    name = _name(live, table)
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
