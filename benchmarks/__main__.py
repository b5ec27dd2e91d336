"""`python -m benchmarks`: print the tables, and keep them in benchmarks/RESULTS.md."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.changing import changing, planning
from benchmarks.checking import checking
from benchmarks.database import changes, fill, fill_wide
from benchmarks.isolating import TENANTS, isolating
from benchmarks.linting import linting
from benchmarks.measure import timed_python
from benchmarks.reading import INTROSPECT, reading
from benchmarks.registering import registering
from benchmarks.table import Figure, Row, lines
from benchmarks.writing import ddl, files
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.urls import DatabaseUrl

_RESULTS = Path(__file__).parent / "RESULTS.md"
_TABLES = 1_000
_LEAST = 100
_LARGE = 10_000
_WIDE_TABLES, _WIDE_COLUMNS = 26_000, 560_000
_CHANGES, _EDITS = 50, 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("tables", nargs="?", type=int, default=_TABLES, help=f"size of the database, {_TABLES:,}")
    parser.add_argument("--large", action="store_true", help=f"growth to {_LARGE:,} tables, too")
    parser.add_argument("--wide", action="store_true", help=f"{_WIDE_TABLES:,} tables, {_WIDE_COLUMNS:,} columns, too")
    chosen = parser.parse_args(arguments)
    if chosen.tables < _LEAST:
        parser.error(f"at least {_LEAST} tables, so that there is something to change")
    found: list[str] = []
    with postgres_server() as server:
        for line in _report(server, chosen.tables, large=chosen.large, wide=chosen.wide):
            print(line, flush=True)
            found.append(line)
    if chosen.tables == _TABLES:
        _RESULTS.write_text("\n".join(found) + "\n", encoding="utf-8")


def _report(server: PostgresServer, tables: int, *, large: bool, wide: bool) -> Iterator[str]:
    yield "# Results\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f},"
    yield f"Python {platform.python_version()}, PostgreSQL {server.major}."
    yield "Everything one after another on one machine; a ratio compares medians of the same run.\n"
    yield from _standard(server, tables)
    yield "\n## A migration of 1,000 statements\n"
    yield from lines(linting())
    yield f"\n## {TENANTS:,} tenants in one database\n"
    with server.database() as trusted, server.database() as strict:
        yield from lines(isolating(trusted, strict))
    if large:
        yield from _large(server)
    if wide:
        yield from _wide(server)


def _standard(server: PostgresServer, tables: int) -> Iterator[str]:
    yield f"## {tables:,} tables, {tables * 4:,} indexes, {tables * 2:,} references\n"
    with server.database() as url:
        fill(url, tables)
        with server.database(template=url.database) as changed, server.database(template=url.database) as edited:
            _change(changed, _CHANGES)
            _change(edited, _EDITS)
            yield from lines(_rows(server, url, changed, edited, tables))


def _rows(
    server: PostgresServer, url: DatabaseUrl, changed: DatabaseUrl, edited: DatabaseUrl, tables: int
) -> Iterator[Row | Figure]:
    yield from reading(url, server.major)
    yield from changing(url, changed, _CHANGES)
    yield from planning(url, edited, _EDITS)
    yield from ddl(url, tables)
    yield from files(url)
    yield from registering(url, tables)
    yield from checking(tables)


def _large(server: PostgresServer) -> Iterator[str]:
    yield f"\n## Growth: {_LARGE:,} tables of the same sort\n"
    with server.database() as url:
        fill(url, _LARGE)
        with server.database(template=url.database) as edited:
            _change(edited, _EDITS)
            yield from lines(_large_rows(server, url, edited))


def _large_rows(server: PostgresServer, url: DatabaseUrl, edited: DatabaseUrl) -> Iterator[Row | Figure]:
    yield from reading(url, server.major, peers=False)
    yield from changing(url, edited, _EDITS, peers=False)
    yield from ddl(url, _LARGE)


def _wide(server: PostgresServer) -> Iterator[str]:
    yield f"\n## {_WIDE_TABLES:,} tables with {_WIDE_COLUMNS:,} columns\n"
    with server.database() as url:
        fill_wide(url, _WIDE_TABLES, _WIDE_COLUMNS)
        alone = timed_python("introspection, a process of its own", INTROSPECT, url.secret_text)
        yield from lines(iter([Row(timing=alone, aim="below 200 MiB")]))


def _change(url: DatabaseUrl, count: int) -> None:
    with closing(connect(url)) as connection:
        for statement in changes(count):
            connection.execute(statement.encode())


if __name__ == "__main__":
    main()
