"""One tenant leaves: its rows restored elsewhere are the same, and here none is left of it and all of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade.connect.failures import NotPermitted
from colonnade.connect.live import StatementFailed
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy.leaving import NotSeparableError, UnknownTenantError
from colonnade.workspace.architecture.tenants import FileThereError, leave
from tests.cli.running import cln
from tests.realize.engines import ask
from tests.tenancy.places import tenants

TABLES = ("account", "project", "member", "task")
ROWS = """
INSERT INTO country VALUES ('SE');
INSERT INTO account VALUES (1, 'one''s "own"'), (2, 'two');
INSERT INTO project (id, account_id, slug) VALUES (11, 1, 'a'), (12, 1, 'b'), (21, 2, 'a');
INSERT INTO member (id, account_id, email) VALUES (1, 1, 'ada'), (2, 2, 'ada');
INSERT INTO task (id, account_id, project_id, number, owner_id, parent_id, country, note)
VALUES (1, 1, 11, 1, 1, NULL, 'SE', E'two\\nlines \\\\'), (2, 1, 11, 2, NULL, 1, NULL, NULL),
  (3, 2, 21, 1, 2, NULL, NULL, '')
"""


def test_a_tenant_is_restored_elsewhere(pg: PostgresServer, pg_database: DatabaseUrl, tmp_path: Path) -> None:
    file = tmp_path / "one.sql"
    with tenants(pg_database) as (db, _), scratch_on(pg) as other, tenants(other.url) as (there, _):
        ask(db, ROWS)
        ask(there, "INSERT INTO country VALUES ('SE')")
        owned = "SELECT t::text FROM {} t WHERE {} ORDER BY 1"
        mine = {table: owned.format(table, "id = 1" if table == "account" else "account_id = 1") for table in TABLES}
        others = {table: sql.replace("= 1", "<> 1") for table, sql in mine.items()}
        before = {table: ask(db, sql) for table, sql in mine.items()}
        kept = {table: ask(db, sql) for table, sql in others.items()}
        cln("tenant", "export", "1", "--on", pg_database.secret_text, "-o", file)
        assert {table: ask(db, sql) for table, sql in mine.items()} == before
        told = cln("tenant", "export", "1", "--on", pg_database.secret_text, "-o", tmp_path / "2.sql", "--remove").out
        assert "6 rows removed" in told
        assert {table: ask(db, sql) for table, sql in mine.items()} == {table: [] for table in TABLES}
        assert {table: ask(db, sql) for table, sql in others.items()} == kept
        assert (tmp_path / "2.sql").read_text() == file.read_text()
        ask(there, file.read_text())
        assert {table: ask(there, sql) for table, sql in mine.items()} == before


def test_nothing_goes_where_something_is_wrong(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    url, file = pg_database.secret_text, tmp_path / "one.sql"
    with tenants(pg_database) as (db, role):
        ask(db, ROWS)
        with pytest.raises(UnknownTenantError):
            leave(url, "7", file)
        file.write_text("precious")
        with pytest.raises(FileThereError):
            leave(url, "1", file, remove=True)
        assert file.read_text() == "precious"
        ask(db, "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''it is kept''; END'")
        ask(db, "CREATE TRIGGER keep BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION keep()")
        with pytest.raises(StatementFailed, match="it is kept"):
            leave(url, "1", tmp_path / "kept.sql", remove=True)
        ask(db, "DROP FUNCTION keep CASCADE; ALTER TABLE member ADD COLUMN last integer REFERENCES task")
        with pytest.raises(NotSeparableError, match="circle"):
            leave(url, "1", tmp_path / "2.sql", remove=True)
        assert ask(db, "SELECT count(*) FROM task WHERE account_id = 1") == [(2,)]
        ask(db, f"ALTER TABLE member DROP COLUMN last; GRANT SELECT ON country TO {role}")
        ask(db, f"ALTER DATABASE {pg_database.database} SET role = {role}")
        with pytest.raises(NotPermitted, match="row-level security"):
            leave(url, "1", tmp_path / "3.sql")
        ask(db, f"ALTER DATABASE {pg_database.database} RESET role")
