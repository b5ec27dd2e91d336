"""The journal on both engines: what it stores, which states follow which, what a failed run and a rollback leave."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from colonnade.connect.journal import (
    BadVersionError,
    IllegalTransitionError,
    Journal,
    Risk,
    Status,
    next_minor,
    parse_version,
)
from colonnade.connect.journal.entry import check_transition, risk_of
from colonnade.connect.journal.script_type import script_type
from colonnade.connect.live import Live, StatementFailed, open_live
from colonnade.connect.migration import (
    BusyError,
    HazardNotAllowedError,
    NothingToRollBackError,
    NotProvenError,
    OtherEngineError,
    StepFailed,
    apply_plan,
    roll_back,
)
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl, sqlite_url
from colonnade.dialect import Hazard
from colonnade.plan import plan
from colonnade.plan.document import PlanDocument, plan_document
from colonnade.schema import Schema

ALL = frozenset(Hazard)
LEGAL = {
    (Status.PENDING, Status.IN_PROGRESS),
    (Status.IN_PROGRESS, Status.COMPLETED),
    (Status.IN_PROGRESS, Status.FAILED),
    (Status.IN_PROGRESS, Status.ROLLED_BACK),
    (Status.COMPLETED, Status.ROLLED_BACK),
    (Status.FAILED, Status.IN_PROGRESS),
    (Status.FAILED, Status.ROLLED_BACK),
    (Status.ROLLED_BACK, Status.IN_PROGRESS),
}
START = ("CREATE TABLE a (id integer PRIMARY KEY, b integer)", "INSERT INTO a (id, b) VALUES (1, 10), (2, -20)")
NEXT = (
    "CREATE TABLE a (id integer PRIMARY KEY, c integer)",
    "CREATE TABLE d (id integer PRIMARY KEY)",
    "CREATE INDEX a_c ON a (c)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[DatabaseUrl, DatabaseUrl]]:
    """Two empty databases."""
    if request.param == "sqlite":
        for name in ("one.db", "two.db"):
            with closing(sqlite3.connect(tmp_path / name)) as made:
                made.execute("VACUUM")
        yield sqlite_url(tmp_path / "one.db"), sqlite_url(tmp_path / "two.db")
        return
    server: PostgresServer = request.getfixturevalue("pg")
    with scratch_on(server) as one, scratch_on(server) as two:
        yield one.url, two.url


@pytest.fixture
def live(urls: tuple[DatabaseUrl, DatabaseUrl]) -> Iterator[Live]:
    with open_live(urls[0]) as opened:
        for statement in START:
            opened.run(statement)
        yield opened


@pytest.fixture
def target(urls: tuple[DatabaseUrl, DatabaseUrl]) -> Schema:
    with open_live(urls[1]) as opened:
        for statement in NEXT:
            opened.run(statement)
        return opened.schema()


def planned(live: Live, target: Schema, version: str | None = None) -> PlanDocument:
    made = plan(live.schema(), target, live.dialect)
    return plan_document(made, target, version=version, description="what it is for", allowed=ALL)


def with_step(document: PlanDocument, number: int, **changes: object) -> PlanDocument:
    """The plan with one step changed."""
    steps = list(document.steps)
    steps[number] = replace(steps[number], **changes)  # type: ignore[arg-type]
    return replace(document, steps=tuple(steps))


def column(live: Live, query: str) -> list[object]:
    return [row[0] for row in live.query(query)]


def log(live: Live) -> list[tuple[object, ...]]:
    table = live.journal_name("migration_execution_log")
    return live.query(f"SELECT step_sequence, status, error_message, rollback_executed FROM {table} ORDER BY 1, 2")


@pytest.mark.parametrize("now", Status)
@pytest.mark.parametrize("then", Status)
def test_only_legal_transitions(now: Status, then: Status) -> None:
    if (now, then) in LEGAL:
        check_transition("1.0.0", now, then)
    else:
        with pytest.raises(IllegalTransitionError):
            check_transition("1.0.0", now, then)


@pytest.mark.parametrize("text", ["1.2.3", "0.0.1", "10.20.30"])
def test_semantic_versions(text: str) -> None:
    assert ".".join(map(str, parse_version(text))) == text


@pytest.mark.parametrize("text", ["1.x", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "v1.2.3", "", "1.2.3-rc1", "1..2"])
def test_the_database_refuses_what_is_no_version_too(live: Live, text: str) -> None:
    with pytest.raises(BadVersionError):
        parse_version(text)
    Journal(live).install()
    with pytest.raises(StatementFailed):
        live.run(insert(live, text))


def insert(live: Live, version: str) -> str:
    table = live.journal_name("schema_migrations")
    return (
        f"INSERT INTO {table} (id, version, description, migration_scripts, rollback_scripts, created_at, created_by,"
        " start_fingerprint, end_fingerprint, checksum, hazards, schema_before, schema_after) VALUES"
        f" ('x', '{version}', 'd', '[]', '[]', '2026-01-01', 'me', 's', 'e', 'c', '[]', '{{}}', '{{}}')"
    )


def test_the_database_takes_a_version_and_no_impact(live: Live) -> None:
    Journal(live).install()
    live.run(insert(live, "1.2.3"))
    table = live.journal_name("schema_migrations")
    assert live.query(f"SELECT status, performance_impact FROM {table}") == [("Pending", None)]
    with pytest.raises(StatementFailed):
        live.run(insert(live, "1.2.3"))


@pytest.mark.parametrize(("latest", "wanted"), [(None, "0.1.0"), ("1.3.2", "1.4.0"), ("0.1.0", "0.2.0")])
def test_the_next_version(latest: str | None, wanted: str) -> None:
    assert next_minor(latest) == wanted


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("create_table", "CREATE_TABLE"),
        ("add_column", "ALTER_TABLE"),
        ("rebuild_table", "ALTER_TABLE"),
        ("create_index", "CREATE_INDEX"),
        ("drop_index", "DROP_INDEX"),
        ("create_constraint", "CONSTRAINT_ADD"),
        ("drop_constraint", "CONSTRAINT_DROP"),
        ("backfill", "DATA_MIGRATION"),
    ],
)
def test_the_seven_script_types(kind: str, wanted: str) -> None:
    assert script_type(kind) == wanted


def test_what_is_written_is_read_back(live: Live, target: Schema) -> None:
    document = planned(live, target, "1.2.3")
    done = apply_plan(live, document, by="me@here")
    assert done.version == "1.2.3"
    journal = Journal(live)
    (entry,) = journal.entries()
    assert UUID(entry.id).version == 4
    assert (entry.version, entry.status, entry.created_by) == ("1.2.3", Status.COMPLETED, "me@here")
    assert entry.description == "what it is for"
    assert entry.applied_at is not None
    assert entry.rollback_at is None
    assert (entry.start, entry.end, entry.checksum) == (document.start, document.end, document.checksum)
    assert journal.schema_after(entry) == target
    scripts = journal.scripts(entry, "migration_scripts")
    assert [each["sequence"] for each in scripts] == [step.sequence for step in document.steps]
    assert {"script_type", "sql_content", "expected_duration_ms", "rollback_sql", "validation_query"} <= set(scripts[0])
    assert [row[:2] for row in log(live)] == [(step.sequence, "completed") for step in document.steps]
    table = live.journal_name("schema_migrations")
    ((impact,),) = live.query(f"SELECT performance_impact FROM {table}")
    measured = impact if isinstance(impact, dict) else json.loads(str(impact))
    assert measured["estimated_downtime_ms"] >= 0


def test_the_journal_is_no_part_of_the_schema(live: Live, target: Schema) -> None:
    before = live.schema()
    Journal(live).install()
    Journal(live).install()
    assert live.schema() == before


def test_a_rollback_is_counted_and_its_risk_is_told(live: Live, target: Schema) -> None:
    before = live.schema()
    document = planned(live, target)
    apply_plan(live, document, by="me")
    (back,) = roll_back(live, reason="a test")
    assert (back.version, back.steps, back.risk) == ("0.1.0", len(document.steps), Risk.HIGH)
    assert live.schema() == before
    table = live.journal_name("migration_rollbacks")
    found = live.query(f"SELECT rollback_reason, steps_rolled_back, data_loss_risk, rollback_status FROM {table}")
    assert found == [("a test", len(document.steps), "high", "completed")]
    assert {row[3] for row in log(live)} == {1}
    (entry,) = Journal(live).entries()
    assert entry.status is Status.ROLLED_BACK
    assert entry.rollback_at is not None
    with pytest.raises(NothingToRollBackError):
        roll_back(live)


def test_a_migration_that_was_taken_back_runs_again(live: Live, target: Schema) -> None:
    for _ in range(2):
        apply_plan(live, planned(live, target), by="me")
        assert live.schema() == target
        roll_back(live)
    (entry,) = Journal(live).entries()
    assert entry.version == "0.1.0"


@pytest.mark.parametrize(
    ("hazards", "undoes", "wanted"),
    [
        (frozenset({Hazard.DELETES_DATA}), False, Risk.HIGH),
        (frozenset(), True, Risk.MEDIUM),
        (frozenset({Hazard.BUILDS_INDEX}), False, Risk.NONE),
    ],
)
def test_the_risk_of_a_rollback(hazards: frozenset[Hazard], undoes: bool, wanted: Risk) -> None:
    assert risk_of(hazards, undoes_creation=undoes) is wanted


def test_a_failing_run_leaves_its_error_and_nothing_else(live: Live, target: Schema) -> None:
    before = live.schema()
    document = planned(live, target)
    last = len(document.steps) - 1
    broken = with_step(document, last, statements=("CREATE NONSENSE",))
    with pytest.raises(StepFailed) as caught:
        apply_plan(live, broken, by="me")
    assert "nothing was changed" in caught.value.hint
    assert live.schema() == before
    assert column(live, "SELECT b FROM a ORDER BY id") == [10, -20]
    (entry,) = Journal(live).entries()
    assert entry.status is Status.FAILED
    *done, failed = log(live)
    assert [row[1] for row in done] == ["completed"] * last
    assert {row[3] for row in done} <= {1}
    assert failed[0] == document.steps[last].sequence
    assert failed[1] == "failed"
    assert "refused" in str(failed[2])
    with pytest.raises(NothingToRollBackError):
        roll_back(live)
    apply_plan(live, document, by="me")
    assert live.schema() == target


def test_a_validation_query_that_fails_rolls_back(live: Live, target: Schema) -> None:
    before = live.schema()
    broken = with_step(planned(live, target), 0, validation_query="SELECT 1 = 0")
    with pytest.raises(NotProvenError):
        apply_plan(live, broken, by="me")
    assert live.schema() == before
    assert [entry.status for entry in Journal(live).entries()] == [Status.FAILED]


def test_a_plan_that_does_not_keep_its_promise_rolls_back(live: Live, target: Schema) -> None:
    before = live.schema()
    with pytest.raises(NotProvenError):
        apply_plan(live, replace(planned(live, target), end="sha256:0"), by="me")
    assert live.schema() == before


def test_what_a_run_of_several_transactions_committed_can_be_taken_back(live: Live, target: Schema) -> None:
    before = live.schema()
    document = planned(live, target)
    last = len(document.steps) - 1
    steps = tuple(replace(step, transaction=number + 1) for number, step in enumerate(document.steps))
    broken = with_step(replace(document, steps=steps), last, statements=("CREATE NONSENSE",))
    with pytest.raises(StepFailed) as caught:
        apply_plan(live, broken, by="me")
    assert f"steps 1 to {last} were committed" in caught.value.hint
    assert live.schema() != before
    (entry,) = Journal(live).entries()
    assert entry.status is Status.FAILED
    assert Journal(live).standing(entry.id) == {step.sequence for step in steps[:last]}
    (back,) = roll_back(live)
    assert back.steps == last
    assert live.schema() == before


def test_a_run_that_was_killed_can_be_taken_back(live: Live, target: Schema) -> None:
    """A process that dies between two transactions leaves In Progress; its connection is simply gone."""
    before = live.schema()
    document = planned(live, target)
    steps = tuple(replace(step, transaction=number + 1) for number, step in enumerate(document.steps))

    class Killed(BaseException):
        pass

    def die_at_the_last(step: object) -> None:
        if step is steps[-1]:
            raise Killed

    with pytest.raises(Killed):
        apply_plan(live, replace(document, steps=steps), by="me", progress=die_at_the_last)
    (entry,) = Journal(live).entries()
    assert entry.status is Status.IN_PROGRESS
    roll_back(live)
    assert live.schema() == before
    assert [each.status for each in Journal(live).entries()] == [Status.ROLLED_BACK]


def test_an_interrupt_leaves_a_named_state(live: Live, target: Schema) -> None:
    before = live.schema()
    document = planned(live, target)

    def stop(step: object) -> None:
        if step is document.steps[-1]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        apply_plan(live, document, by="me", progress=stop)
    assert "nothing was changed" in " ".join(caught.value.__notes__)
    assert live.schema() == before
    assert [each.status for each in Journal(live).entries()] == [Status.FAILED]


def test_a_rollback_that_fails_changes_nothing(live: Live, target: Schema) -> None:
    document = planned(live, target)
    apply_plan(live, with_step(document, 0, rollback_statements=("CREATE NONSENSE",)), by="me")
    with pytest.raises(StepFailed):
        roll_back(live)
    assert live.schema() == target
    table = live.journal_name("migration_rollbacks")
    assert column(live, f"SELECT rollback_status FROM {table}") == ["failed"]
    assert [each.status for each in Journal(live).entries()] == [Status.COMPLETED]


def test_hazards_have_to_be_allowed_then_or_now(live: Live, target: Schema) -> None:
    document = replace(planned(live, target), allowed=())
    with pytest.raises(HazardNotAllowedError):
        apply_plan(live, document, by="me")
    assert not Journal(live).exists()
    apply_plan(live, document, by="me", allowed=ALL)


def test_a_plan_of_another_engine_is_refused(live: Live, target: Schema) -> None:
    other = "sqlite" if live.dialect.name == "postgresql" else "postgresql"
    with pytest.raises(OtherEngineError):
        apply_plan(live, replace(planned(live, target), engine=other), by="me")


def test_nothing_to_do_leaves_no_journal(live: Live) -> None:
    done = apply_plan(live, planned(live, live.schema()), by="me")
    assert (done.version, done.steps) == (None, 0)
    assert not Journal(live).exists()


def test_two_runners_exclude_each_other(pg_database: DatabaseUrl) -> None:
    with open_live(pg_database) as one, open_live(pg_database) as two:
        assert one.lock()
        with pytest.raises(BusyError):
            apply_plan(two, planned(two, two.schema(), "1.0.0"), by="me")
        with pytest.raises(BusyError):
            roll_back(two)
