"""The tables of the journal, engine by engine."""

from __future__ import annotations

from colonnade.connect.hiding import TABLES
from colonnade.dialect import load

_SEMVER_POSTGRESQL = r"version ~ '^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$'"
_SEMVER_SQLITE = """version GLOB '[0-9]*.[0-9]*.[0-9]*' AND version NOT GLOB '*[^0-9.]*'
    AND length(version) - length(replace(version, '.', '')) = 2 AND version NOT LIKE '%..%'
    AND version NOT GLOB '0[0-9]*' AND version NOT GLOB '*.0[0-9]*'"""

_COLUMNS = """
  id {text} PRIMARY KEY NOT NULL,
  version {text} NOT NULL UNIQUE CHECK ({semver}),
  description {text} NOT NULL CHECK (length(description) <= 500),
  migration_scripts {json} NOT NULL,
  rollback_scripts {json} NOT NULL,
  created_at {time} NOT NULL,
  created_by {text} NOT NULL CHECK (length(created_by) <= 100),
  applied_at {time},
  rollback_at {time},
  status {text} NOT NULL DEFAULT 'Pending'
    CHECK (status IN ('Pending', 'In Progress', 'Completed', 'Failed', 'Rolled Back')),
  performance_impact {json},
  execution_log {text},
  start_fingerprint {text} NOT NULL,
  end_fingerprint {text} NOT NULL,
  checksum {text} NOT NULL,
  hazards {json} NOT NULL,
  schema_before {json} NOT NULL,
  schema_after {json} NOT NULL
"""
_LOG = """
  execution_id {text} PRIMARY KEY NOT NULL,
  migration_id {text} NOT NULL REFERENCES {migrations} (id),
  step_sequence INTEGER NOT NULL,
  step_type {text} NOT NULL,
  sql_executed {text} NOT NULL,
  execution_start {time} NOT NULL,
  execution_end {time},
  rows_affected BIGINT,
  execution_time_ms {real},
  expected_time_ms {real},
  status {text} NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
  error_message {text},
  rollback_executed INTEGER NOT NULL DEFAULT 0 CHECK (rollback_executed IN (0, 1))
"""
_ROLLBACKS = """
  rollback_id {text} PRIMARY KEY NOT NULL,
  migration_id {text} NOT NULL REFERENCES {migrations} (id),
  rollback_reason {text} NOT NULL,
  rollback_started_at {time} NOT NULL,
  rollback_completed_at {time},
  steps_rolled_back INTEGER NOT NULL DEFAULT 0,
  data_loss_risk {text} NOT NULL CHECK (data_loss_risk IN ('none', 'low', 'medium', 'high')),
  rollback_status {text} NOT NULL CHECK (rollback_status IN ('in_progress', 'completed', 'failed'))
"""
_INDEXES = (
    ("schema_migrations", "status", "status", ""),
    ("schema_migrations", "applied_at", "applied_at", " WHERE applied_at IS NOT NULL"),
    ("migration_execution_log", "migration", "migration_id", ""),
    ("migration_execution_log", "status", "status", ""),
    ("migration_rollbacks", "migration", "migration_id", ""),
)
_WORDS = {
    "postgresql": {"text": "text", "json": "jsonb", "time": "timestamptz", "real": "double precision"},
    "sqlite": {"text": "TEXT", "json": "TEXT", "time": "TEXT", "real": "REAL"},
}


def statements(engine: str, namespace: str = "colonnade") -> tuple[str, ...]:
    """The statements that make the journal in a namespace where it is not there yet."""
    words = {**_WORDS[engine], "semver": _SEMVER_POSTGRESQL if engine == "postgresql" else _SEMVER_SQLITE}
    quoted = load(engine).quote(namespace)
    prefix = f"{quoted}." if engine == "postgresql" else f"{namespace}_"
    words["migrations"] = f"{prefix}schema_migrations"
    made = [f"CREATE SCHEMA IF NOT EXISTS {quoted}"] if engine == "postgresql" else []
    for name, columns in zip(TABLES, (_COLUMNS, _LOG, _ROLLBACKS), strict=True):
        made.append(f"CREATE TABLE IF NOT EXISTS {prefix}{name} ({columns.format(**words)})")
    for table, name, columns, predicate in _INDEXES:
        index = f"idx_{table}_{name}" if engine == "postgresql" else f"{namespace}_idx_{table}_{name}"
        made.append(f"CREATE INDEX IF NOT EXISTS {index} ON {prefix}{table} ({columns}){predicate}")
    return tuple(made)


def column_names(table: str) -> frozenset[str]:
    """Names of the columns that a table of the journal has."""
    texts = {"schema_migrations": _COLUMNS, "migration_execution_log": _LOG, "migration_rollbacks": _ROLLBACKS}
    # Each column begins a line of its own, two spaces from its edge; what goes on a line is set further in.
    lines = (line for line in texts[table].splitlines() if line.startswith("  ") and not line.startswith("   "))
    return frozenset(line.split()[0] for line in lines)
