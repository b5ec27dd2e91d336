"""A standard over a whole schema: every rule, of the engine's own and of the standard."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.measure import timed
from benchmarks.table import Row
from colonnade.connect.introspect import introspect
from colonnade.connect.urls import sqlite_url
from colonnade.dialect import load
from colonnade.findings import Finding
from colonnade.schema import Schema
from colonnade.standards import GovernedSubject, SchemaSubject, check
from colonnade.store.standards import load_standards

_MODULES = ("vuln", "device", "report", "user", "audit")


def checking(tables: int) -> Iterator[Row]:
    """The rows of a schema with this many tables."""
    schema = _schema(tables)
    yield Row(timing=timed("all rules and the standard sqlite", lambda: _check(schema)), aim="below 1 s at 1,000")


def _check(schema: Schema) -> tuple[Finding, ...]:
    standard = load_standards(["sqlite"], Path())
    assert standard is not None
    subject = SchemaSubject(schema, load("sqlite"))
    return check(schema=subject, governed=GovernedSubject(standard=standard, today=date(2026, 1, 1), schema=subject))


def _schema(tables: int) -> Schema:
    """Tables of five modules, each with a reference and an index; every tenth breaks the standard."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "checked.db"
        with sqlite3.connect(file) as connection:
            connection.executescript("\n".join(_table(at) for at in range(tables)))
        connection.close()
        return introspect(sqlite_url(file))


def _table(at: int) -> str:
    name = _name(at)
    columns = ", ".join(f"value_{each} TEXT" for each in range(12))
    kept = "created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT, version INTEGER NOT NULL DEFAULT 1"
    return (
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, other_id INTEGER REFERENCES {_name(max(0, at - 1))}, {columns}"
        f"{f', {kept}' if at % 10 else ''});\nCREATE INDEX idx_{name}_other_id ON {name} (other_id);"
    )


def _name(at: int) -> str:
    return f"{_MODULES[at % len(_MODULES)]}_data{'' if at % 10 else '_'}_thing_{at}"
