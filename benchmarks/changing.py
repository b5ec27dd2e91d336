"""Differences and plans against Alembic."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from benchmarks.measure import timed, timed_program
from benchmarks.reading import engine, reflect
from benchmarks.table import Figure, Row
from colonnade.connect.introspect import introspect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import diff
from colonnade.plan import plan


def changing(url: DatabaseUrl, changed: DatabaseUrl, count: int, *, peers: bool = True) -> Iterator[Row | Figure]:
    """The rows of two databases with some differences."""
    dialect = load("postgresql")
    start, target = introspect(url), introspect(changed)
    found = len(diff(start, target).operations)
    yield Figure(name=f"changes found of {count}", value=str(found), aim=str(count))
    ours = timed(f"a live database against a known schema, {count} changes", lambda: diff(introspect(url), target))
    yield Row(timing=ours)
    if peers:
        known = reflect(changed)

        def theirs() -> None:
            with engine(url).connect() as connection:
                options = {"include_schemas": True, "compare_type": True, "compare_server_default": False}
                compare_metadata(MigrationContext.configure(connection, opts=options), known)

        yield Row(timing=timed("peer: Alembic compare_metadata, the same", theirs, runs=1), ours=ours, aim="above 10")
    yield Row(timing=timed("comparing alone", lambda: diff(start, target)))
    yield Row(timing=timed("comparing and planning alone", lambda: plan(start, target, dialect)))


def planning(url: DatabaseUrl, changed: DatabaseUrl, count: int) -> Iterator[Row | Figure]:
    """The command, from its start to a printed plan."""
    program = str(Path(sys.executable).with_name("colonnade"))
    arguments = [program, "plan", url.secret_text, changed.secret_text, "--allow", "all", "--format", "json"]
    timing = timed_program(f"colonnade plan, two live databases, {count} changes", arguments)
    yield Row(timing=timing, aim="below 2 s")
    yield Row(timing=timed_program("colonnade --version", [program, "--version"], runs=9), aim="below 0.15 s")
