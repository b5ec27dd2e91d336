"""Isolation is attacked on real databases: what is sound holds, and each hole is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy.attack import Attempt
from colonnade.tenancy.isolation import NoApplicationRoleError, NoTenancyError
from colonnade.workspace.architecture.tenants import NoTenantsError, prove
from tests.cli.running import cln
from tests.realize.engines import ask
from tests.tenancy.places import tenants, text_of


def failed(found: tuple[Attempt, ...]) -> list[str]:
    return [f"{each.path}: {each.command}: {each.observed}" for each in found if not each.holds]


@pytest.mark.parametrize("context", ["trusted", "strict"])
def test_what_the_product_makes_holds(pg_database: DatabaseUrl, tmp_path: Path, context: str) -> None:
    with tenants(pg_database, context=context) as (_, role):
        file = tmp_path / "m.colonnade.yaml"
        file.write_text("model: test\n" + text_of(role=role, context=context))
        for model in ("", str(file)):
            found = prove(pg_database.secret_text, model=model)
            told = [] if model else ["unique key public.task.task_serial_key"]
            assert [each.path for each in found if not each.holds] == told, failed(found)
            assert {each.role for each in found} >= {role}
            paths = {each.path for each in found}
            assert {"table public.task", "table public.account", "view public.open_task", "role", "session"} <= paths
            commands = {each.command.partition(",")[0] for each in found if each.path == "table public.task"}
            assert {"SELECT", "INSERT", "UPDATE", "DELETE", "COPY", "PREPARE"} <= commands
            assert any("sibling" in each.command for each in found)


HOLES = {
    "no row security on a table": (
        "ALTER TABLE task DISABLE ROW LEVEL SECURITY",
        "table public.task",
        "SELECT, as another tenant",
        "1 row",
    ),
    "not forced": (
        "ALTER TABLE task NO FORCE ROW LEVEL SECURITY",
        "table public.task",
        "ROW SECURITY",
        "enabled, not forced",
    ),
    "a policy for reading alone": (
        (
            "DROP POLICY member_tenant ON member; CREATE POLICY p ON member FOR SELECT"
            " USING (account_id = NULLIF(current_setting('app.account', true), '')::integer)"
        ),
        "table public.member",
        "INSERT, own row",
        "refused: new row violates row-level security",
    ),
    "a policy that lets all be written": (
        "CREATE POLICY p ON member FOR UPDATE USING (true)",
        "table public.member",
        "UPDATE of every row",
        "refused: update or delete on table",
    ),
    "a policy that fails without a tenant": (
        (
            "DROP POLICY member_tenant ON member; CREATE POLICY p ON member"
            " USING (account_id = current_setting('app.account')::integer)"
        ),
        "table public.member",
        "SELECT, context empty",
        "refused: invalid input syntax for type integer",
    ),
    "a child table that names no tenant": (
        "CREATE TABLE note (id integer PRIMARY KEY, task_id integer REFERENCES task); GRANT ALL ON note TO ROLE",
        "table public.note",
        "SELECT, as another tenant",
        "1 row",
    ),
    "a view with the rights of its owner": (
        "ALTER VIEW open_task RESET (security_invoker)",
        "view public.open_task",
        "SELECT, as another tenant",
        "something of another tenant came through",
    ),
    "a view that only counts": (
        "CREATE VIEW counted AS SELECT count(*) FROM task; GRANT SELECT ON counted TO ROLE",
        "view public.counted",
        "SELECT, context empty",
        "something of another tenant came through",
    ),
    "a stored view": (
        "CREATE MATERIALIZED VIEW m AS SELECT count(*) FROM task; GRANT SELECT ON m TO ROLE",
        "materialized view public.m",
        "SELECT, as another tenant",
        "something of another tenant came through",
    ),
    "a function with the rights of its owner": (
        (
            "CREATE FUNCTION tasks_of(account integer) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER"
            " AS 'SELECT count(*) FROM public.task t WHERE t.account_id = $1'"
        ),
        "function public.tasks_of(account integer)",
        "SELECT",
        "something of another tenant came through",
    ),
    "a function that changes rows": (
        (
            "CREATE FUNCTION clear(account integer) RETURNS void LANGUAGE sql SECURITY DEFINER"
            " AS 'UPDATE public.task SET note = ''cleared'' WHERE account_id = $1'"
        ),
        "function public.clear(account integer)",
        "SELECT, and its effect",
        "rows of another tenant were changed",
    ),
    "a reference without the tenant": (
        "ALTER TABLE task ADD COLUMN reviewer_id integer REFERENCES member",
        "foreign key public.task.task_reviewer_id_fkey",
        "UPDATE, to a row of another tenant",
        "accepted",
    ),
    "a key over all tenants": (
        "CREATE UNIQUE INDEX everybody ON member (lower(email))",
        "unique index public.member.everybody",
        "UPDATE, to a value of another tenant",
        "refused: duplicate key",
    ),
    "a session that begins as a tenant": (
        "ALTER ROLE ROLE SET app.account = '1'",
        "session",
        "RESET",
        "app.account=1",
    ),
    "a role above policies": ("ALTER ROLE ROLE BYPASSRLS", "role", "ATTRIBUTES", "BYPASSRLS"),
    "a role that reads every change": ("ALTER ROLE ROLE REPLICATION", "role", "ATTRIBUTES", "REPLICATION"),
    "a summary that is grouped": (
        (
            "CREATE MATERIALIZED VIEW per_account AS SELECT account_id, count(*) FROM task GROUP BY account_id;"
            " GRANT SELECT ON per_account TO ROLE"
        ),
        "materialized view public.per_account",
        "SELECT, context empty",
        "something of another tenant came through",
    ),
    "a search over everybody's texts": (
        (
            "CREATE FUNCTION search(words text) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER AS"
            " 'SELECT email FROM public.member WHERE to_tsvector(''simple'', email) @@ plainto_tsquery(''simple'', $1)"
            " OR true'"
        ),
        "function public.search(words text)",
        "SELECT",
        "something of another tenant came through",
    ),
    "a role that can become the owner": ("GRANT OWNER TO ROLE", "role", "SET ROLE", "may become"),
    "a role that owns": ("ALTER TABLE task OWNER TO ROLE", "table public.task", "OWNER", "the programs' role itself"),
    "a role that empties tables": (
        "GRANT TRUNCATE ON task TO ROLE",
        "table public.task",
        "TRUNCATE",
        "allowed, and no policy is asked",
    ),
}


APART = (
    ("a policy for reading alone", "not forced", "a role that owns"),
    ("a policy that lets all be written", "a role that can become the owner", "a role above policies"),
)
"""Holes that hide others, each lot in a database of its own; all others are in one."""
LOTS = (tuple(hole for hole in HOLES if not any(hole in lot for lot in APART)), *APART)


@pytest.mark.parametrize("lot", LOTS, ids=lambda lot: lot[0].replace(" ", "-"))
def test_each_hole_is_told(pg_database: DatabaseUrl, lot: tuple[str, ...]) -> None:
    with tenants(pg_database) as (db, role):
        ask(db, "ALTER TABLE task DROP CONSTRAINT task_serial_key")
        ((user,),) = ask(db, "SELECT quote_ident(current_user)")
        for hole in lot:
            sql = HOLES[hole][0].replace("ROLE ROLE", f"ROLE {role}").replace("TO ROLE", f"TO {role}")
            ask(db, sql.replace("GRANT OWNER", f"GRANT {user}"))
        count = "SELECT (SELECT count(*) FROM task), (SELECT count(*) FROM account)"
        before = ask(db, count)
        found = prove(pg_database.secret_text, role=role)
        assert ask(db, count) == before
        ask(db, "ALTER TABLE task OWNER TO CURRENT_USER")
    bad = [each for each in found if not each.holds]
    untold = {
        hole
        for hole in lot
        for _, path, command, observed in [HOLES[hole]]
        if not any(each.path == path and each.command.startswith(command) and observed in each.observed for each in bad)
    }
    assert untold == set(), failed(found)


def test_a_database_without_policies_is_told_by_its_columns(pg_database: DatabaseUrl) -> None:
    with tenants(pg_database) as (db, _):
        for table in ("account", "project", "member", "task"):
            ask(db, f"DROP POLICY {table}_tenant ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        found = prove(pg_database.secret_text)
    assert {each.path for each in found if each.command == "ROW SECURITY" and not each.holds} == {
        f"table public.{table}" for table in ("account", "project", "member", "task")
    }
    assert "table public.task: SELECT, as another tenant: 1 row" in failed(found)


def test_bad_calls_are_told(pg_database: DatabaseUrl, sqlite_path: Path) -> None:
    with pytest.raises(NoTenantsError):
        prove(f"sqlite:///{sqlite_path}")
    with pytest.raises(NoTenancyError, match="nothing in the database says"):
        prove(pg_database.secret_text)
    with tenants(pg_database) as (db, role):
        with pytest.raises(NoApplicationRoleError, match="there is no role nobody_at_all"):
            prove(pg_database.secret_text, role="nobody_at_all")
        ask(db, f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        with pytest.raises(NoApplicationRoleError, match="no role but the owner"):
            prove(pg_database.secret_text)


def test_the_verb_answers_with_rows_and_a_code(pg_database: DatabaseUrl) -> None:
    with tenants(pg_database) as (db, role):
        ask(db, "ALTER TABLE task DROP CONSTRAINT task_serial_key")
        url = pg_database.secret_text
        rows = json.loads(cln("tenant", "prove", "--on", url, "--format", "json").out)
        assert {frozenset(each) for each in rows} == {
            frozenset({"role", "path", "command", "expected", "observed", "holds"})
        }
        assert "attempts held" in cln("tenant", "prove", "--on", url, "--role", role).out
        ask(db, "ALTER TABLE task DISABLE ROW LEVEL SECURITY")
        told = cln("tenant", "prove", "--on", url, expect=1).out
    assert "table public.task" in told
    assert "observed not enabled" in told
