"""A context that a SQL user can't make up: the hostile user here has the role of the programs and writes any SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.realize import realise
from colonnade.tenancy import SignedContext, SigningKey, tenant_transaction
from colonnade.tenancy.signing import CHALLENGE, SETTING, BadKeyError, new_key
from colonnade.workspace.architecture.tenants import make_key
from colonnade.workspace.normal import normal_form
from tests.cli.running import cln
from tests.realize.engines import ask, model
from tests.tenancy.places import TEXT, tenants

ROWS = """
INSERT INTO country VALUES ('SE');
INSERT INTO account VALUES (1, 'one'), (2, 'two');
INSERT INTO project (id, account_id, slug) VALUES (11, 1, 'a'), (21, 2, 'a');
INSERT INTO task (id, account_id, project_id, number) VALUES (1, 1, 11, 1), (3, 2, 21, 1)
"""
ONE = {"account_id": 1, "project_id": 11}
TWO = {"account_id": 2, "project_id": 21}


@contextmanager
def hostile(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, PostgresConnection, SigningKey]]:
    """The owner's connection, one with the programs' role, and the key of the programs."""
    with tenants(url, context="strict") as (db, role):
        ask(db, ROWS)
        key = SigningKey.of(make_key(url.secret_text).key)
        with connect(url) as program:
            # From here on it is the user of the session, who can't go back as the server's own user could.
            ask(program, f"SET SESSION AUTHORIZATION {role}")
            yield db, program, key


def tasks(connection: PostgresConnection) -> list[tuple[object, ...]]:
    return ask(connection, "SELECT id FROM task ORDER BY id")


def token(connection: PostgresConnection, key: SigningKey, values: dict[str, str], seconds: int = 300) -> str:
    ((challenge,),) = ask(connection, CHALLENGE)
    return key.sign(values, str(challenge), seconds=seconds)


def test_programs_see_their_tenant_during_the_transaction_alone(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (_, program, key):
        for values, seen in ((ONE, [(1,)]), (TWO, [(3,)]), ({"account_id": 1}, [])):
            with tenant_transaction(program, SignedContext(values=values, key=key)):
                assert tasks(program) == seen
            assert tasks(program) == []
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            tenant_transaction(program, SignedContext(values=ONE, key=key)),
        ):
            ask(program, "INSERT INTO task (id, account_id, project_id, number) VALUES (9, 2, 21, 9)")


def test_what_is_made_up_is_not_believed(pg_database: DatabaseUrl) -> None:
    forms = ("", "x", "2", "v1", '{"account_id": 2}', f"v1.1.1.1.9999999999.7b7d.{'0' * 64}", f"v1.1.{'9' * 9000}")
    with hostile(pg_database) as (_, program, _key):
        for made_up in forms:
            with program.transaction():
                for name in (SETTING, "app.account", "app.account_id", "app.project_id"):
                    program.execute("SELECT set_config(%s, %s, true)", (name, made_up))
                assert tasks(program) == [], made_up


def test_no_part_of_a_signed_context_can_be_changed(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (_, program, key), program.transaction():
        good = token(program, key, {"account_id": "1", "project_id": "11"})
        program.execute("SELECT set_config(%s, %s, true)", (SETTING, good))
        assert tasks(program) == [(1,)]
        parts = good.split(".")
        payload = b'{"account_id":"2","project_id":"21"}'.hex()
        for place, text in enumerate(("v2", "2", "1", "1", "9999999999", payload, "0" * 64)):
            changed = ".".join([*parts[:place], text, *parts[place + 1 :]])
            program.execute("SELECT set_config(%s, %s, true)", (SETTING, changed))
            assert tasks(program) == [], changed


def test_a_context_is_of_one_transaction_of_one_backend(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (_, program, key):
        with program.transaction():
            good = token(program, key, {"account_id": "1", "project_id": "11"})
        with program.transaction():
            program.execute("SELECT set_config(%s, %s, true)", (SETTING, good))
            assert tasks(program) == []
        with program.transaction(), connect(pg_database) as other:
            role = str(ask(program, "SELECT current_user")[0][0])
            ask(other, f"SET SESSION AUTHORIZATION {role}")
            good = token(program, key, {"account_id": "1", "project_id": "11"})
            with other.transaction():
                other.execute("SELECT set_config(%s, %s, true)", (SETTING, good))
                assert tasks(other) == []


def test_a_context_expires_and_a_key_is_retired(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (db, program, key):
        values = {"account_id": "1", "project_id": "11"}
        for known, seconds, seen in (
            (key, 300, [(1,)]),
            (key, -1, []),
            (new_key(key.number), 300, []),
            (new_key(7), 300, []),
        ):
            with program.transaction():
                program.execute("SELECT set_config(%s, %s, true)", (SETTING, token(program, known, values, seconds)))
                assert tasks(program) == seen
        younger = SigningKey.of(make_key(pg_database.secret_text).key)
        ask(db, f"UPDATE tenancy.signing_key SET retired_at = now() WHERE id = {key.number}")
        for known, seen in ((key, []), (younger, [(1,)])):
            with tenant_transaction(program, SignedContext(values=values, key=known)):
                assert tasks(program) == seen


OUT_OF_REACH = (
    "SELECT * FROM tenancy.signing_key",
    "INSERT INTO tenancy.signing_key VALUES (9, '', '')",
    "CREATE OR REPLACE FUNCTION tenancy.context_value(claim text) RETURNS text LANGUAGE sql AS 'SELECT ''2'''",
    "ALTER FUNCTION tenancy.context_value(text) SECURITY INVOKER",
    "ALTER TABLE task DISABLE ROW LEVEL SECURITY",
    "DROP POLICY task_tenant ON task",
    "CREATE POLICY mine ON task USING (true)",
    "SET row_security = off; SELECT * FROM task",
    "SET ROLE postgres",
    "TRUNCATE task",
)


def test_what_keeps_tenants_apart_is_out_of_reach(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (_, program, _key):
        for sql in OUT_OF_REACH:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(program, sql)
            ask(program, "RESET row_security")


def test_names_of_a_hostile_user_are_not_asked(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (_, program, _key):
        ask(program, "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT ''x''::bytea'")
        ask(
            program,
            "CREATE TEMP TABLE signing_key (id integer, inner_pad bytea, outer_pad bytea, retired_at date)",
        )
        ask(program, "INSERT INTO signing_key VALUES (1, 'x', 'x', NULL)")
        ask(program, "SET search_path = pg_temp, public, pg_catalog")
        with program.transaction():
            guess = token(program, new_key(1), {"account_id": "2", "project_id": "21"})
            program.execute("SELECT set_config(%s, %s, true)", (SETTING, guess))
            assert tasks(program) == []


def test_the_plan_finds_rows_by_the_index(pg_database: DatabaseUrl) -> None:
    with hostile(pg_database) as (db, program, key):
        ask(
            db,
            "INSERT INTO account SELECT n, 'x' FROM generate_series(100, 2099) n;"
            "INSERT INTO member (id, account_id, email) SELECT n, 100 + n % 2000, n FROM generate_series(1, 20000) n;"
            "ANALYZE member",
        )
        with tenant_transaction(program, SignedContext(values={"account_id": 100}, key=key)):
            plan = "\n".join(str(line) for (line,) in ask(program, "EXPLAIN SELECT * FROM member"))
            assert ask(program, "SELECT count(*) FROM member") == [(10,)]
    assert "Index" in plan
    assert "InitPlan" in plan


def test_the_database_is_what_the_model_says(pg_database: DatabaseUrl) -> None:
    # The server writes a view in its own words, which is another test's matter.
    text = TEXT.partition("views:")[0].replace("ROLE", "app_of_nobody").replace("CONTEXT", "strict")
    made = realise(model(text), load("postgresql"))
    assert not compare(made, normal_form(made))


def test_keys_are_read_and_bad_ones_are_told(pg_database: DatabaseUrl) -> None:
    key = new_key(3)
    assert SigningKey.of(key.text) == key
    assert key.secret.hex() not in repr(key)
    for text in ("", "1", "1:zz", f"x:{'0' * 64}", "1:00"):
        with pytest.raises(BadKeyError):
            SigningKey.of(text)
    told = cln("tenant", "key", "--on", pg_database.secret_text, expect=2)
    assert "context: strict" in told.err
