"""One declaration keeps tenants apart: in rows, in references, in what is unique, at every level."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.model.language import ModelError
from colonnade.realize import realise, realised
from colonnade.schema import Action, ForeignKey, Index, Ref, Table
from tests.realize.engines import ask, model, postgresql
from tests.tenancy.places import tenants, text_of

TEXT = text_of(role="app")
ROWS = """
INSERT INTO country VALUES ('SE');
INSERT INTO account VALUES (1, 'one'), (2, 'two');
INSERT INTO project (id, account_id, slug) VALUES (11, 1, 'a'), (12, 1, 'b'), (21, 2, 'a');
INSERT INTO member (id, account_id, email) VALUES (1, 1, 'ada'), (2, 2, 'ada');
INSERT INTO task (id, account_id, project_id, number, owner_id)
VALUES (1, 1, 11, 1, 1), (2, 1, 12, 1, 1), (3, 2, 21, 1, 2)
"""


@contextmanager
def shared(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, str]]:
    with tenants(url) as (db, role):
        ask(db, ROWS)
        yield db, role


def test_a_session_sees_its_account_and_project_alone(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, role):
        ask(db, f"SET ROLE {role}")
        seen = {}
        for account, project in (("", ""), ("1", ""), ("1", "11"), ("2", "11"), ("2", "21")):
            ask(db, f"SELECT set_config('app.account', '{account}', false)")
            ask(db, f"SELECT set_config('app.project_id', '{project}', false)")
            seen[account, project] = [
                sorted(str(each) for (each,) in ask(db, f"SELECT id FROM {table}"))
                for table in ("account", "project", "member", "task")
            ]
    assert seen == {
        ("", ""): [[], [], [], []],
        ("1", ""): [["1"], ["11", "12"], ["1"], []],
        ("1", "11"): [["1"], ["11", "12"], ["1"], ["1"]],
        ("2", "11"): [["2"], ["21"], ["2"], []],
        ("2", "21"): [["2"], ["21"], ["2"], ["3"]],
    }


def test_a_row_is_written_for_the_own_tenant_only(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, role):
        ask(db, f"SET ROLE {role}; SET app.account = '1'; SET app.project_id = '11'")
        ask(db, "INSERT INTO task (id, account_id, project_id, number) VALUES (9, 1, 11, 9)")
        for sql in (
            "INSERT INTO task (id, account_id, project_id, number) VALUES (10, 2, 21, 9)",
            "UPDATE task SET account_id = 2, project_id = 21 WHERE id = 1",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(db, sql)
        ask(db, "DELETE FROM task WHERE id = 3")
        ask(db, "RESET ROLE")
        assert ask(db, "SELECT count(*) FROM task WHERE id = 3") == [(1,)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE task SET owner_id = 2 WHERE id = 1",
        "UPDATE task SET parent_id = 2 WHERE id = 1",
        "UPDATE task SET project_id = 21 WHERE id = 1",
        "INSERT INTO task (id, account_id, project_id, number) VALUES (9, 2, 11, 1)",
    ],
)
def test_no_reference_leads_to_another_tenant(pg_database: DatabaseUrl, sql: str) -> None:
    with shared(pg_database) as (db, _), pytest.raises(psycopg.errors.ForeignKeyViolation):
        ask(db, sql)


def test_what_is_unique_is_so_within_a_tenant(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, _):
        ask(db, "UPDATE task SET serial = 7 WHERE id = 1")
        for sql in (
            "INSERT INTO member (id, account_id, email) VALUES (3, 1, 'ada')",
            "INSERT INTO task (id, account_id, project_id, number) VALUES (9, 1, 11, 1)",
            "UPDATE task SET serial = 7 WHERE id = 3",
        ):
            with pytest.raises(psycopg.errors.UniqueViolation):
                ask(db, sql)


def test_a_row_without_the_inner_level_has_the_outer_one(pg_database: DatabaseUrl) -> None:
    note = "  note:\n    attributes: {id: integer key, account_id: integer required, project_id: integer}\n"
    with postgresql(pg_database, TEXT.replace("  application: app\n", "").replace("views:\n", f"{note}views:\n")) as db:
        ask(db, "INSERT INTO account VALUES (1, 'one'); INSERT INTO project (id, account_id, slug) VALUES (11, 1, 'a')")
        ask(db, "INSERT INTO note VALUES (1, 1, 11), (2, 1, NULL)")
        for row in ("3, 2, NULL", "3, 2, 11"):
            with pytest.raises(psycopg.errors.ForeignKeyViolation):
                ask(db, f"INSERT INTO note VALUES ({row})")
        ask(db, "DELETE FROM account")
        assert ask(db, "SELECT count(*) FROM note") == [(0,)]


def test_a_deletion_empties_the_reference_and_not_the_tenant(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, _):
        ask(db, "DELETE FROM member WHERE id = 1")
        assert ask(db, "SELECT account_id, owner_id FROM task WHERE id = 1") == [(1, None)]
        ask(db, "DELETE FROM account WHERE id = 1")
        assert ask(db, "SELECT DISTINCT account_id FROM task") == [(2,)]


def test_sqlite_has_the_columns_and_references_and_says_what_it_lacks() -> None:
    made = realised(model(TEXT), load("sqlite"))
    task = made.schema.objects[Ref("table", ("task",))]
    assert isinstance(task, Table)
    assert list(task.columns)[:3] == ["id", "account_id", "project_id"]
    assert {each.columns for each in made.schema if isinstance(each, ForeignKey) and each.path[0] == "task"} >= {
        ("account_id", "project_id", "parent_id")
    }
    assert {"tenants", "on delete set null"} <= {each.what for each in made.losses}
    owner = next(each for each in made.schema if isinstance(each, ForeignKey) and "owner_id" in each.columns)
    assert (owner.on_delete, owner.on_delete_columns) == (Action.RESTRICT, ())


def test_a_level_that_does_not_exist_is_told() -> None:
    wrong = model(TEXT.replace("account_id: account,", "account_id: acount,"))
    with pytest.raises(NotExpressibleError) as error:
        realise(wrong, load("postgresql"))
    assert error.value.hint == "did you mean account or country?"


def test_an_index_may_name_the_attribute_of_a_tenant_that_nobody_wrote() -> None:
    text = TEXT.replace(
        "      note: text\n",
        "      note: text\n    indexes: [{by_number: 'account_id, project_id, number desc'}]\n",
    )
    index = realise(model(text), load("postgresql")).objects[Ref("index", ("public", "by_number"))]
    assert isinstance(index, Index)
    assert [each.column for each in index.keys] == ["account_id", "project_id", "number"]
    of_none = text.replace("{code: char(2) key}", "{code: char(2) key}\n    indexes: [account_id]")
    with pytest.raises(ModelError, match="an index of entity 'country' names 'account_id', which is no attribute"):
        model(of_none)
