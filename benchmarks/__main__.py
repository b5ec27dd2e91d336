"""`python -m benchmarks [TABLES]`: print the table, and keep it in benchmarks/RESULTS.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from benchmarks.database import changes, fill
from benchmarks.measure import Timing, peak_mib, timed
from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect, program_address
from colonnade.connect.servers.installed import client
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import diff
from colonnade.model.language import read, write
from colonnade.plan import creation, plan
from colonnade.realize import abstract, realise

_RESULTS = Path(__file__).parent / "RESULTS.md"
_INTROSPECT = "import sys\nfrom colonnade.connect.introspect import introspect\nintrospect(sys.argv[1])"


def main() -> None:
    """Measure and print."""
    tables = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with postgres_server() as server:
        lines = list(_report(server, tables))
    text = "\n".join(lines) + "\n"
    print(text)
    if tables == 1000:
        _RESULTS.write_text(text, encoding="utf-8")


def _report(server: PostgresServer, tables: int) -> Iterator[str]:
    yield "# Results\n"
    cores = os.cpu_count()
    yield f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {cores} cores, Python {platform.python_version()},"
    yield f"PostgreSQL {server.major}; {tables} tables, {tables * 4} indexes, about {tables * 2} foreign keys."
    yield "Best and median of three runs, one after another on the same machine.\n"
    yield "| what | best s | median s | ratio to ours |"
    yield "| --- | --: | --: | --: |"
    with server.database() as a, server.database() as b:
        fill(a, tables)
        fill(b, tables)
        with closing(connect(b)) as connection:
            for statement in changes(50):
                connection.execute(statement.encode())
        yield from _reading(a, server.major)
        yield from _differing(a, b)
        yield from _writing(a, tables)


def _row(timing: Timing, ours: Timing) -> str:
    ratio = timing.median_s / ours.median_s
    return f"| {timing.name} | {timing.best_s:.3f} | {timing.median_s:.3f} | {ratio:.2f} |"


def _reading(url: DatabaseUrl, major: int) -> Iterator[str]:
    ours = timed("introspection", lambda: introspect(url))
    address = program_address(url)
    program = str(client("pg_dump", major=major))
    dump = [program, "--schema-only", "--dbname", address.argument]
    environment = {**os.environ, **address.environment}
    theirs = timed(
        "pg_dump --schema-only", lambda: subprocess.run(dump, env=environment, capture_output=True, check=True)
    )
    reflected = timed("SQLAlchemy reflection", lambda: _reflect(url), runs=1)
    yield from (_row(ours, ours), _row(theirs, ours), _row(reflected, ours))
    yield f"| peak memory of introspection, MiB | {peak_mib(_INTROSPECT, url.secret_text):.0f} | | |"


def _engine(url: DatabaseUrl) -> sa.Engine:
    return sa.create_engine("postgresql+psycopg://", creator=lambda: connect(url, autocommit=False))


def _reflect(url: DatabaseUrl) -> sa.MetaData:
    metadata = sa.MetaData()
    metadata.reflect(_engine(url), schema="bench")
    return metadata


def _differing(a: DatabaseUrl, b: DatabaseUrl) -> Iterator[str]:
    dialect = load("postgresql")
    target_metadata = _reflect(b)

    def theirs() -> None:
        with _engine(a).connect() as connection:
            options = {"include_schemas": True, "compare_type": True, "compare_server_default": False}
            compare_metadata(MigrationContext.configure(connection, opts=options), target_metadata)

    target = introspect(b)
    ours = timed("diff of a live database with a known target, 50 changes", lambda: diff(introspect(a), target))
    start = introspect(a)
    pure = timed("  of which comparing", lambda: diff(start, target))
    whole = timed("plan of both live databases, 50 changes", lambda: plan(introspect(a), introspect(b), dialect))
    alembic = timed("Alembic compare_metadata, the same", theirs, runs=1)
    yield from (_row(ours, ours), _row(pure, ours), _row(alembic, ours), _row(whole, ours))


def _writing(url: DatabaseUrl, tables: int) -> Iterator[str]:
    dialect = load("postgresql")
    schema = introspect(url)
    ddl = timed("DDL of the whole schema", lambda: sum(1 for _ in creation(schema, dialect)))
    yield _row(ddl, ddl)
    yield f"| tables a second | {tables / ddl.best_s:.0f} | {tables / ddl.median_s:.0f} | |"
    model = abstract(schema, dialect, name="bench")
    text = write(model)
    reading = timed(f"reading the model file, {len(text) // 1024} KiB", lambda: read(text))
    yield _row(reading, reading)
    yield _row(timed("schema to model", lambda: abstract(schema, dialect, name="bench")), reading)
    yield _row(timed("model to schema", lambda: realise(model, dialect)), reading)


if __name__ == "__main__":
    main()
