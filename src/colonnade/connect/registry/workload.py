"""Recorded workloads: queries with how often they run in a day."""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

import sqlglot
from sqlglot import exp

from colonnade.connect.live import Live
from colonnade.connect.urls import Engine
from colonnade.errors import InputError, Place, RefusedError

_DAY = 86400.0


class BadWorkloadError(InputError):
    """A file of recorded queries is not what it should be."""

    code = "CO177"


class NoWorkloadError(RefusedError):
    """A database does not record its queries, and no file of them was given."""

    code = "CO271"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedQuery:
    """Queries that differ in their values only."""

    pattern: str
    """The query with a mark for each value."""
    example: str | None
    """One of them with its values; None where only the pattern was recorded."""
    executions: int
    per_day: float


def pattern_of(sql: str, engine: Engine) -> str:
    """A query with a question mark for each value; one that can't be read stays as it is, on one line."""
    try:
        tree = sqlglot.parse_one(sql, dialect=_PARSER[engine], error_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.SqlglotError:
        return " ".join(sql.split())
    plain = tree.transform(lambda each: exp.Var(this="?") if isinstance(each, exp.Literal) else each)
    return str(plain.sql(dialect=_PARSER[engine], comments=False))


_PARSER = {Engine.POSTGRESQL: "postgres", Engine.SQLITE: "sqlite"}

SHAPE = '{"sql": "SELECT …", "at": "2026-11-20T08:15:00Z", "calls": 1}'
"""A line of a file of queries; `calls` may lack, and `at` too where the days are said."""


def recorded_in(path: Path, engine: Engine, *, days: float | None = None) -> tuple[RecordedQuery, ...]:
    """The queries in a file of JSON lines, or in one JSON list, each `{"sql": …, "at": …, "calls": …}`.

    `days` is the time that was recorded; without it that is the time between the first query and the last. Raises
    BadWorkloadError with the line.
    """
    if days is not None and not (days > 0 and math.isfinite(days)):
        raise BadWorkloadError(f"{days} days are no time", hint="say a number above 0")
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    moments: list[datetime] = []
    for sql, calls, at in _lines(path):
        pattern = pattern_of(sql, engine)
        counts[pattern] += calls
        examples.setdefault(pattern, sql)
        if at is not None:
            moments.append(at)
    span = days if days is not None else _span(moments, path)
    return tuple(
        RecordedQuery(pattern=each, example=examples[each], executions=count, per_day=count / span)
        for each, count in counts.most_common()
    )


def _span(moments: list[datetime], path: Path) -> float:
    """Days between the first query and the last."""
    hint = f"say how many days were recorded, or give every line its time: {SHAPE}"
    if len(moments) < 2:
        raise BadWorkloadError(f"{path} does not say how long was recorded", hint=hint, place=Place(file=str(path)))
    try:
        span = (max(moments) - min(moments)).total_seconds() / _DAY
    except TypeError:
        raise BadWorkloadError(f"{path} has times with and without a zone", hint=hint) from None
    if span <= 0:
        raise BadWorkloadError(f"all queries of {path} ran at the same moment", hint=hint, place=Place(file=str(path)))
    return span


def _lines(path: Path) -> Iterator[tuple[str, int, datetime | None]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadWorkloadError(f"cannot read {path}: {error}", place=Place(file=str(path))) from None
    documents: Iterator[tuple[int | None, object]]
    if text.lstrip().startswith("["):
        documents = ((None, each) for each in _list(text, path))
    else:
        documents = ((at, _parsed(line, path, at)) for at, line in enumerate(text.splitlines(), 1) if line.strip())
    for at, document in documents:
        yield _query(document, Place(file=str(path), line=at))


def _list(text: str, path: Path) -> list[object]:
    found = _parsed(text, path, None)
    return found if isinstance(found, list) else [found]


def _parsed(text: str, path: Path, line: int | None) -> object:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadWorkloadError(f"no JSON: {error}", hint=SHAPE, place=Place(file=str(path), line=line)) from None


def _query(document: object, place: Place) -> tuple[str, int, datetime | None]:
    if not isinstance(document, Mapping) or not set(document) <= {"sql", "calls", "at"}:
        raise BadWorkloadError("a query has sql, calls and at, and nothing else", hint=SHAPE, place=place)
    sql, calls, at = document.get("sql"), document.get("calls", 1), document.get("at")
    if not isinstance(sql, str) or not sql.strip():
        raise BadWorkloadError("a query has no sql", hint=SHAPE, place=place)
    if not isinstance(calls, int) or isinstance(calls, bool) or not 0 < calls < sys.maxsize:
        raise BadWorkloadError(f"{calls!r} is no number of calls", hint=SHAPE, place=place)
    try:
        moment = datetime.fromisoformat(at) if at is not None else None
    except (TypeError, ValueError):
        raise BadWorkloadError(f"{at!r} is no moment in ISO 8601", hint=SHAPE, place=place) from None
    return sql.strip().rstrip(";"), calls, moment


# pg_stat_statements_info tells since when: PostgreSQL 14 and later
_STATEMENTS = """
SELECT s.query, sum(s.calls)::bigint,
       extract(epoch FROM now() - (SELECT stats_reset FROM {schema}.pg_stat_statements_info))::float8
  FROM {schema}.pg_stat_statements s JOIN pg_catalog.pg_database d ON d.oid = s.dbid
 WHERE d.datname = pg_catalog.current_database()
 GROUP BY s.query ORDER BY 2 DESC, 1
"""


def recorded_by(live: Live) -> tuple[RecordedQuery, ...]:
    """The queries that the server itself recorded, without their values. Raises NoWorkloadError."""
    match Engine(live.dialect.name):
        case Engine.SQLITE:
            raise NoWorkloadError("SQLite records no queries", hint=f"give a file of them, a line each: {SHAPE}")
        case Engine.POSTGRESQL:
            found = live.query(
                "SELECT n.nspname FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n"
                " ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'"
            )
            loaded = live.query("SELECT 1 FROM pg_catalog.pg_settings WHERE name = 'pg_stat_statements.max'")
            if not found or not loaded or live.version < (14,):
                raise NoWorkloadError(
                    "the server does not record queries",
                    hint="load pg_stat_statements (PostgreSQL 14 or newer) and create the extension,"
                    f" or give a file of queries, a line each: {SHAPE}",
                )
            schema = live.dialect.quote(str(found[0][0]))
            return tuple(_of_server(*row) for row in live.query(_STATEMENTS.format(schema=schema)))
        case other:
            assert_never(other)


def _of_server(query: object, calls: object, seconds: object) -> RecordedQuery:
    executions, days = int(str(calls)), max(float(str(seconds)), 1.0) / _DAY
    text = str(query)
    return RecordedQuery(
        pattern=" ".join(text.split()),
        example=None if "$1" in text else text,
        executions=executions,
        per_day=executions / days,
    )
