"""One tenant leaves: its rows restored elsewhere are the same, and here none is left of it and all of the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from colonnade.connect.failures import NotPermitted
from colonnade.connect.live import StatementFailed
from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy.leaving import NotSeparableError, UnknownTenantError
from colonnade.tenancy.leftovers import RowsLeftError
from colonnade.workspace.architecture.departing import FileThereError, Removed, export, remove
from tests.cli.running import cln
from tests.realize.engines import ask, postgresql
from tests.tenancy.places import tenants, text_of

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


def model_file(folder: Path, role: str) -> str:
    file = folder / "tenants.colonnade.yaml"
    file.write_text("model: tenants\n" + text_of(role=role))
    return str(file)


def test_a_tenant_is_restored_elsewhere(pg: PostgresServer, pg_database: DatabaseUrl, tmp_path: Path) -> None:
    file = tmp_path / "one.sql"
    with tenants(pg_database) as (db, role), scratch_on(pg) as other, tenants(other.url) as (there, _):
        ask(db, ROWS)
        ask(there, "INSERT INTO country VALUES ('SE')")
        owned = "SELECT t::text FROM {} t WHERE {} ORDER BY 1"
        mine = {table: owned.format(table, "id = 1" if table == "account" else "account_id = 1") for table in TABLES}
        others = {table: sql.replace("= 1", "<> 1") for table, sql in mine.items()}
        before = {table: ask(db, sql) for table, sql in mine.items()}
        kept = {table: ask(db, sql) for table, sql in others.items()}
        cln("tenant", "export", "1", "--on", pg_database.secret_text, "-o", file)
        assert {table: ask(db, sql) for table, sql in mine.items()} == before
        model = model_file(tmp_path, role)
        told = cln(
            "tenant", "remove", "1", "--on", pg_database.secret_text, "-o", tmp_path / "2.sql", "--model", model
        ).out
        assert "6 rows removed" in told
        assert {table: ask(db, sql) for table, sql in mine.items()} == {table: [] for table in TABLES}
        assert {table: ask(db, sql) for table, sql in others.items()} == kept
        assert (tmp_path / "2.sql").read_text() == file.read_text()
        ask(there, file.read_text())
        assert {table: ask(there, sql) for table, sql in mine.items()} == before


def test_nothing_goes_where_something_is_wrong(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    url, file = pg_database.secret_text, tmp_path / "one.sql"
    with tenants(pg_database) as (db, role):
        model = model_file(tmp_path, role)
        ask(db, ROWS)
        with pytest.raises(UnknownTenantError):
            export(url, "7", file)
        file.write_text("precious")
        with pytest.raises(FileThereError):
            remove(url, "1", file, model=model)
        assert file.read_text() == "precious"
        ask(db, "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''it is kept''; END'")
        ask(db, "CREATE TRIGGER keep BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION keep()")
        with pytest.raises(StatementFailed, match="it is kept"):
            remove(url, "1", tmp_path / "kept.sql", model=model)
        ask(db, "DROP FUNCTION keep CASCADE; ALTER TABLE country ADD COLUMN account_id integer DEFAULT 1")
        with pytest.raises(RowsLeftError, match=r"left by public\.country\.account_id"):
            remove(url, "1", tmp_path / "left.sql", model=model)
        ask(
            db, "ALTER TABLE country DROP COLUMN account_id; ALTER TABLE member ADD COLUMN last integer REFERENCES task"
        )
        with pytest.raises(NotSeparableError, match="circle"):
            remove(url, "1", tmp_path / "2.sql", model=model)
        assert ask(db, "SELECT count(*) FROM task WHERE account_id = 1") == [(2,)]
        ask(db, f"ALTER TABLE member DROP COLUMN last; GRANT SELECT ON country TO {role}")
        ask(db, f"ALTER DATABASE {pg_database.database} SET role = {role}")
        with pytest.raises(NotPermitted, match="row-level security"):
            export(url, "1", tmp_path / "3.sql")
        ask(db, f"ALTER DATABASE {pg_database.database} RESET role")


KEEPING = """
model: keeping
tenancy:
  levels: {account_id: account}
  limits: {max_bills: {of: bill}}
entities:
  account: {attributes: {id: integer key, max_bills: integer}}
  bill:
    attributes: {id: integer key, sent_on: date, customer: text pii, sum: integer required}
    retention: 10 years after sent_on, then anonymise because 'tax law'
  letter:
    attributes: {id: integer key, sent_on: date}
    retention: {count: 1, unit: year, after: sent_on, where: id < 100}
  contract:
    attributes: {id: integer key}
    retention: for ever because 'evidence'
  note:
    use: [soft_delete]
    deletion: mark
    attributes: {id: integer key}
views:
  sums: {query: "SELECT account_id, sum(sum) AS sum FROM bill GROUP BY account_id", materialized: true}
"""
KEPT_ROWS = """
INSERT INTO account VALUES (1, 9), (2, 9);
INSERT INTO bill (id, account_id, sent_on, customer, sum) VALUES (1, 1, now() - interval '1 year', 'Ada', 5),
  (2, 1, now() - interval '11 years', 'Bob', 7), (3, 2, now(), 'Cyd', 9);
INSERT INTO letter (id, account_id, sent_on)
  VALUES (1, 1, now()), (2, 1, now() - interval '2 years'), (100, 1, now());
INSERT INTO contract (id, account_id) VALUES (1, 1), (2, 2);
INSERT INTO note (id, account_id) VALUES (1, 1);
REFRESH MATERIALIZED VIEW sums
"""


@contextmanager
def keeping(url: DatabaseUrl, folder: Path) -> Iterator[tuple[PostgresConnection, str]]:
    file = folder / "keeping.colonnade.yaml"
    file.write_text(KEEPING)
    with postgresql(url, KEEPING.replace("model: keeping\n", "")) as db:
        ask(db, KEPT_ROWS)
        yield db, str(file)


def test_what_must_be_kept_is_set_aside_and_nothing_else_is_left(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    with keeping(pg_database, tmp_path) as (db, model):
        gone = remove(pg_database.secret_text, "1", tmp_path / "1.sql", model=model)
        assert isinstance(gone, Removed)
        assert gone.kept == 4
        assert ask(
            db,
            "SELECT source, tenant, content ->> 'id', content ->> 'customer', anonymise, because,"
            " CASE WHEN keep_until < 'infinity' THEN extract(year FROM age(keep_until, now()))::int END"
            " FROM colonnade.kept_row ORDER BY 1, 3",
        ) == [
            ("public.bill", "1", "1", "Ada", ["customer"], "tax law", 8),
            ("public.bill", None, "2", None, [], "tax law", None),
            ("public.contract", "1", "1", None, [], "evidence", None),
            ("public.letter", "1", "1", None, [], "", 0),
        ]
        for table in ("bill", "letter", "contract", "note", "sums", "account"):
            column = "id" if table == "account" else "account_id"
            assert ask(db, f"SELECT count(*) FROM {table} WHERE {column} = 1") == [(0,)]
        assert ask(db, "SELECT tenant, used::int FROM tenancy.usage") == [("2", 1)]
        assert ask(db, "SELECT (SELECT count(*) FROM bill), (SELECT count(*) FROM contract)") == [(1, 1)]


def test_the_script_of_a_removal_brings_the_tenant_back(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    with keeping(pg_database, tmp_path) as (db, model):
        count = (
            "SELECT (SELECT count(*) FROM bill), (SELECT count(*) FROM letter), (SELECT sum(used) FROM tenancy.usage)"
        )
        before = ask(db, count)
        remove(pg_database.secret_text, "1", tmp_path / "1.sql", model=model)
        assert ask(db, count) != before
        ask(db, (tmp_path / "1.sql").read_text())
        assert ask(db, count) == before
