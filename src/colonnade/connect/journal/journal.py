"""Reading and writing the journal of one database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from colonnade.connect.journal.clock import now
from colonnade.connect.journal.entry import (
    Entry,
    Risk,
    RollbackStatus,
    Status,
    check_transition,
    parse_version,
    unknown_journal,
)
from colonnade.connect.journal.tables import column_names, statements
from colonnade.connect.live import Live
from colonnade.schema import Schema
from colonnade.schema.whole import read_schema_document

_COLUMNS = (
    "id, version, description, status, created_at, created_by, applied_at, rollback_at,"
    " start_fingerprint, end_fingerprint, checksum"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedStep:
    """What the log says of a step that was carried out."""

    sequence: int
    type: str
    sql: str
    began: str
    ended: str
    rows: int | None
    elapsed_ms: float
    expected_ms: float | None


class Journal:
    """The journal of one live database; it takes part in whatever transaction is open."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._migrations = live.journal_name("schema_migrations")
        self._log = live.journal_name("migration_execution_log")
        self._rollbacks = live.journal_name("migration_rollbacks")

    def exists(self) -> bool:
        """Whether the database has a journal."""
        if self._live.dialect.name == "postgresql":
            ((found,),) = self._live.query("SELECT to_regclass(?) IS NOT NULL", (self._migrations,))
        else:
            ((found,),) = self._live.query("SELECT count(*) FROM sqlite_schema WHERE name = ?", (self._migrations,))
        return bool(found)

    def install(self) -> None:
        """Make the journal's tables where they are not there yet."""
        if not self.exists():
            for each in statements(self._live.dialect.name, self._live.journal):
                self._live.run(each)

    def entries(self) -> tuple[Entry, ...]:
        """All migrations by version, oldest first; none where there is no journal."""
        if not self.exists():
            return ()
        self._understand()
        rows = self._live.query(f"SELECT {_COLUMNS} FROM {self._migrations}")
        found = [_entry(row) for row in rows]
        return tuple(sorted(found, key=lambda entry: parse_version(entry.version)))

    def _understand(self) -> None:
        """See that the journal is one of ours, and not of a later version. Raises UnknownJournalError."""
        for name in ("schema_migrations", "migration_execution_log", "migration_rollbacks"):
            table = self._live.journal_name(name)
            if self._live.dialect.name == "postgresql":
                sql = (
                    "SELECT attname::text FROM pg_catalog.pg_attribute"
                    " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped"
                )
            else:
                sql = "SELECT name FROM pragma_table_info(?)"
            missing = column_names(name) - {str(found) for (found,) in self._live.query(sql, (table,))}
            if missing:
                raise unknown_journal(f"{table} has no {', '.join(sorted(missing))}")

    def entry(self, version: str) -> Entry | None:
        """The migration of a version."""
        return next((each for each in self.entries() if each.version == version), None)

    def current(self) -> Entry | None:
        """The newest migration that is in force."""
        done = [each for each in self.entries() if each.status is Status.COMPLETED]
        return done[-1] if done else None

    def schema_after(self, entry: Entry) -> Schema:
        """The schema that a migration left, with the first names of what was renamed."""
        return self._schema(entry, "schema_after")

    def schema_before(self, entry: Entry) -> Schema:
        """The schema that a migration found."""
        return self._schema(entry, "schema_before")

    def _schema(self, entry: Entry, column: str) -> Schema:
        ((node,),) = self._live.query(f"SELECT {column} FROM {self._migrations} WHERE id = ?", (entry.id,))
        document = node if isinstance(node, Mapping) else json.loads(str(node))
        return read_schema_document(document)

    def scripts(self, entry: Entry, column: str) -> list[dict[str, object]]:
        """The recorded scripts of a migration: `migration_scripts` or `rollback_scripts`."""
        ((node,),) = self._live.query(f"SELECT {column} FROM {self._migrations} WHERE id = ?", (entry.id,))
        found = node if isinstance(node, list) else json.loads(str(node))
        return [dict(each) for each in found]

    def hazards(self, entry: Entry) -> tuple[str, ...]:
        """The hazards of a migration."""
        ((node,),) = self._live.query(f"SELECT hazards FROM {self._migrations} WHERE id = ?", (entry.id,))
        return tuple(node if isinstance(node, list) else json.loads(str(node)))

    def begin(self, values: Mapping[str, object]) -> str:
        """Write a migration that is about to run, in state In Progress; the answer is its id."""
        known = self.entry(str(values["version"]))
        texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        texts["status"] = Status.IN_PROGRESS.value
        if known is None:
            texts |= {"id": str(uuid4()), "created_at": now()}
            marks = ", ".join("?" for _ in texts)
            self._live.query(
                f"INSERT INTO {self._migrations} ({', '.join(texts)}) VALUES ({marks})", tuple(texts.values())
            )
            return texts["id"]
        check_transition(known.version, known.status, Status.IN_PROGRESS)
        sets = ", ".join(f"{key} = ?" for key in texts)
        self._live.query(
            f"UPDATE {self._migrations} SET {sets}, applied_at = NULL, rollback_at = NULL WHERE id = ?",
            (*texts.values(), known.id),
        )
        return known.id

    def become(self, entry_id: str, version: str, was: Status, status: Status) -> None:
        """Bring a migration into another state. Raises IllegalTransitionError."""
        check_transition(version, was, status)
        stamp = {Status.COMPLETED: "applied_at", Status.ROLLED_BACK: "rollback_at"}.get(status)
        more = f", {stamp} = ?" if stamp else ""
        values = (status.value, *((now(),) if stamp else ()), entry_id)
        self._live.query(f"UPDATE {self._migrations} SET status = ?{more} WHERE id = ?", values)

    def log(self, entry_id: str, step: LoggedStep, *, undone: bool = False) -> None:
        """Log a step that was carried out; `undone` says that it was rolled back at once with its transaction."""
        self._live.query(
            f"INSERT INTO {self._log} (execution_id, migration_id, step_sequence, step_type, sql_executed,"
            " execution_start, execution_end, rows_affected, execution_time_ms, expected_time_ms, status,"
            " rollback_executed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'completed', ?)",
            (
                str(uuid4()),
                entry_id,
                step.sequence,
                step.type,
                step.sql,
                step.began,
                step.ended,
                step.rows,
                step.elapsed_ms,
                step.expected_ms,
                int(undone),
            ),
        )

    def log_failure(self, entry_id: str, sequence: int, step_type: str, sql: str, error: str) -> None:
        """Log a step that failed."""
        moment = now()
        self._live.query(
            f"INSERT INTO {self._log} (execution_id, migration_id, step_sequence, step_type, sql_executed,"
            " execution_start, execution_end, status, error_message) VALUES (?, ?, ?, ?, ?, ?, ?, 'failed', ?)",
            (str(uuid4()), entry_id, sequence, step_type, sql, moment, moment, error),
        )

    def remark(self, entry_id: str, text: str) -> None:
        """Keep a text about the last run of a migration, such as the error that ended it."""
        self._live.query(f"UPDATE {self._migrations} SET execution_log = ? WHERE id = ?", (text, entry_id))

    def measured(self, entry_id: str, *, downtime_ms: float, storage_change_bytes: int) -> None:
        """Keep what a run cost: the time in which others were kept waiting, and the growth on disk."""
        impact = {
            "estimated_downtime_ms": round(downtime_ms, 3),
            "storage_change_mb": round(storage_change_bytes / 1_000_000, 3),
            "query_performance_impact": None,
            "memory_usage_change_mb": None,
        }
        self._live.query(
            f"UPDATE {self._migrations} SET performance_impact = ? WHERE id = ?", (json.dumps(impact), entry_id)
        )

    def standing(self, entry_id: str) -> frozenset[int]:
        """Numbers of the steps of a migration that were carried out and not taken back."""
        rows = self._live.query(
            f"SELECT step_sequence FROM {self._log}"
            " WHERE migration_id = ? AND status = 'completed' AND rollback_executed = 0",
            (entry_id,),
        )
        return frozenset(int(str(number)) for (number,) in rows)

    def undone(self, entry_id: str, sequences: Iterable[int]) -> None:
        """Mark logged steps of a migration as taken back."""
        for sequence in sequences:
            self._live.query(
                f"UPDATE {self._log} SET rollback_executed = 1"
                " WHERE migration_id = ? AND step_sequence = ? AND status = 'completed'",
                (entry_id, sequence),
            )

    def rolled_back(
        self, entry_id: str, *, reason: str, began: str, steps: int, risk: Risk, outcome: RollbackStatus
    ) -> None:
        """Write that a migration was taken back, or that it could not be."""
        self._live.query(
            f"INSERT INTO {self._rollbacks} (rollback_id, migration_id, rollback_reason, rollback_started_at,"
            " rollback_completed_at, steps_rolled_back, data_loss_risk, rollback_status)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (str(uuid4()), entry_id, reason, began, now(), steps, risk.value, outcome.value),
        )


def _entry(row: tuple[object, ...]) -> Entry:
    texts = [
        None if value is None else value.isoformat() if isinstance(value, datetime) else str(value) for value in row
    ]
    one = [text or "" for text in texts]
    return Entry(
        id=one[0],
        version=one[1],
        description=one[2],
        status=_status(one[3]),
        created_at=one[4],
        created_by=one[5],
        applied_at=texts[6],
        rollback_at=texts[7],
        start=one[8],
        end=one[9],
        checksum=one[10],
    )


def _status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError:
        raise unknown_journal(f"a migration is {word!r} there") from None
