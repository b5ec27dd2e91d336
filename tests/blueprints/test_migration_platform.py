"""What of the migration platform takes more than one session, transaction or database to prove."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.workspace.architecture.blueprinting import deploy

CLIENT = "00000000-0000-4000-8000-0000000000c1"
ENGAGEMENT = "00000000-0000-4000-8000-000000000e11"
MEMBER = "00000000-0000-4000-8000-000000000002"
PLATFORM = "00000000-0000-4000-8000-000000000009"
LONGEST_WAIT_S = 30
LIMITED = {
    "max_users": (
        "INSERT INTO migration.user_account_associations (client_account_id, user_id)"
        " SELECT %(client)s, id FROM migration.users WHERE email = %(one)s"
    ),
    "max_engagements": (
        "INSERT INTO migration.engagements (client_account_id, name, slug) VALUES (%(client)s, %(one)s, %(one)s)"
    ),
    "storage_quota_gb": (
        "INSERT INTO migration.data_imports (client_account_id, engagement_id, filename, file_size_bytes)"
        " SELECT %(client)s, id, %(one)s, 600000000 FROM migration.engagements WHERE client_account_id = %(client)s"
    ),
    "api_quota_monthly": (
        "INSERT INTO migration.agent_task_history (client_account_id, agent_name, task_type, started_at)"
        " VALUES (%(client)s, %(one)s, 'map', now())"
    ),
}
"""By limit, what takes one of its places."""


@pytest.fixture(scope="module")
def platform(pg: PostgresServer) -> Iterator[str]:
    with scratch_on(pg) as scratch:
        deploy("migration-platform", scratch.url.secret_text, sample=True)
        yield scratch.url.secret_text


def as_app(connection: psycopg.Connection, user: str, client: str, engagement: str) -> None:
    connection.execute("SET LOCAL ROLE migration_app")
    for name, value in (("user", user), ("client", client), ("engagement", engagement)):
        connection.execute("SELECT set_config(%s, %s, true)", (f"app.current_{name}_id", value))


def wait_for_a_lock(watcher: psycopg.Connection, pid: int) -> None:
    until = time.monotonic() + LONGEST_WAIT_S
    asked = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'"
    while watcher.execute(asked, (pid,)).fetchone() is None:
        assert time.monotonic() < until, "the second session never waited for the first"
        time.sleep(0.01)


@pytest.mark.parametrize("limit", LIMITED)
def test_two_sessions_do_not_both_take_the_last_place(platform: str, limit: str) -> None:
    with (
        psycopg.connect(platform, autocommit=True) as watcher,
        psycopg.connect(platform) as first,
        psycopg.connect(platform) as second,
        ThreadPoolExecutor(1) as pool,
    ):
        made = sql.SQL("INSERT INTO migration.client_accounts (name, slug, {limit}) VALUES ('x', %s, 1) RETURNING id")
        row = watcher.execute(made.format(limit=sql.Identifier(limit)), (f"limited-{limit}",)).fetchone()
        assert row is not None
        watcher.execute(
            "INSERT INTO migration.engagements (client_account_id, name, slug, is_active) VALUES (%s, 'x', 'x', false)",
            row,
        )
        first.execute(LIMITED[limit], {"client": row[0], "one": "bo@example.org"})
        later = pool.submit(second.execute, LIMITED[limit], {"client": row[0], "one": "chidi@example.org"})
        wait_for_a_lock(watcher, second.info.backend_pid)
        first.commit()
        with pytest.raises(psycopg.errors.CheckViolation, match=f"has reached its {limit} of 1") as error:
            later.result()
        assert error.value.diag.constraint_name == limit
        second.rollback()
        watcher.execute("DELETE FROM migration.client_accounts WHERE id = %s", (row[0],))


def test_a_snapshot_from_before_the_lock_counts_nothing(platform: str) -> None:
    with psycopg.connect(platform) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.FeatureNotSupported, match="max_engagements is counted"):
            connection.execute(LIMITED["max_engagements"], {"client": CLIENT, "one": "late"})


def test_a_pooled_connection_forgets_whose_it_was(platform: str) -> None:
    seen = []
    with psycopg.connect(platform) as connection:
        as_app(connection, MEMBER, CLIENT, ENGAGEMENT)
        seen += connection.execute("SELECT count(*) FROM migration.assets").fetchall()
        connection.commit()
        seen += connection.execute("SELECT current_setting('app.current_client_id')").fetchall()
        # The setting is empty now and no longer unset: a change of the owner is still done and noted.
        changed = "UPDATE migration.assets SET risk_score = 5 WHERE client_account_id = %s"
        assert connection.execute(changed, (CLIENT,)).rowcount == 3
        noted = "SELECT DISTINCT user_id FROM migration.audit_log WHERE new_values ->> 'risk_score' = '5'"
        seen += connection.execute(noted).fetchall()
        connection.execute("SET LOCAL ROLE migration_app")
        seen += connection.execute("SELECT count(*) FROM migration.assets").fetchall()
        connection.rollback()
    assert seen == [(2,), ("",), (None,), (0,)]


def test_a_file_is_imported_row_by_row(platform: str, tmp_path: Path) -> None:
    file = tmp_path / "cmdb.csv"
    rows = [["name", "type", "cores"], *([f"host-{n:03}", "server", str(n)] for n in range(1, 48))]
    rows += [["broken-1", "server", "many"], ["broken-2", "toaster", "4"], ["quoted, with comma", "database", "8"]]
    with file.open("w", newline="", encoding="utf-8") as written:
        csv.writer(written).writerows(rows)
    with psycopg.connect(platform) as connection:
        as_app(connection, MEMBER, CLIENT, ENGAGEMENT)
        begun = connection.execute(
            "INSERT INTO migration.data_imports (client_account_id, engagement_id, filename, file_type,"
            " file_size_bytes, uploaded_by) VALUES (%s, %s, %s, 'text/csv', %s, %s) RETURNING id",
            (CLIENT, ENGAGEMENT, file.name, file.stat().st_size, MEMBER),
        ).fetchone()
        assert begun is not None
        connection.execute("RESET ROLE")
        connection.execute("CREATE TEMPORARY TABLE line (name text, type text, cores text) ON COMMIT DROP")
        connection.execute("GRANT SELECT ON line TO migration_app")
        with connection.cursor().copy("COPY line FROM STDIN (FORMAT csv, HEADER)") as copy:
            copy.write(file.read_text(encoding="utf-8"))
        connection.execute("SET LOCAL ROLE migration_app")
        good = r"cores ~ '^\d+$' AND type IN ('server', 'application', 'database', 'network', 'other')"
        connection.execute(
            "INSERT INTO migration.assets (client_account_id, engagement_id, asset_name, asset_type, specifications,"
            " discovered_from_import_id) SELECT %s, %s, name, type, jsonb_build_object('cores', cores::int), %s"
            f" FROM line WHERE {good}",
            (CLIENT, ENGAGEMENT, begun[0]),
        )
        connection.execute(
            "UPDATE migration.data_imports SET upload_status = 'completed', (total_rows, valid_rows, invalid_rows)"
            f" = (SELECT count(*), count(*) FILTER (WHERE {good}), count(*) FILTER (WHERE NOT ({good})) FROM line)"
            " WHERE id = %s",
            (begun[0],),
        )
        asked = (
            "SELECT i.total_rows, i.valid_rows, i.invalid_rows, count(a.id), max(a.asset_name)"
            " FROM migration.data_imports i JOIN migration.assets a ON a.discovered_from_import_id = i.id"
            " WHERE i.id = %s GROUP BY i.id"
        )
        assert connection.execute(asked, (begun[0],)).fetchone() == (50, 48, 2, 48, "quoted, with comma")
        connection.rollback()


def test_a_client_is_restored_in_another_database(platform: str, pg: PostgresServer) -> None:
    exported = "SELECT migration.export_client(%s)::text"
    with scratch_on(pg) as scratch:
        elsewhere = scratch.url.secret_text
        deploy("migration-platform", elsewhere)
        with psycopg.connect(platform) as here, psycopg.connect(elsewhere) as there:
            there.execute(
                "INSERT INTO migration.users (id, email, is_admin) VALUES (%s, 'eve@example.org', true)", (PLATFORM,)
            )
            for each in (here, there):
                each.execute("SELECT set_config('app.current_user_id', %s, true)", (PLATFORM,))
            (given,) = here.execute(exported, (CLIENT,)).fetchone() or ("",)
            there.execute("SELECT migration.restore_client(%s::jsonb)", (given,))
            compared = "SELECT %s::jsonb - 'audit_log' - 'users' = migration.export_client(%s) - 'audit_log' - 'users'"
            assert there.execute(compared, (given, CLIENT)).fetchone() == (True,)
            counted = "SELECT (SELECT count(*) FROM migration.assets), (SELECT count(*) FROM migration.users)"
            assert there.execute(counted).fetchone() == (3, 4)
