"""Rights are those that the design gives: to which role, on which rows and columns, for which command."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.realize import realised
from colonnade.schema import Policy, Table, View
from tests.realize.engines import ask, model, postgresql

TEXT = """
schema: shop
entities:
  customer:
    attributes:
      id: integer key identity
      login: string(40) required
      note: text
      salary:
        is: integer
        access: [AUDITOR may read]
    access:
      - name: own
        roles: [CLERK]
        may: [read, update]
        where: login = current_user
        check: note <> 'forbidden'
      - name: new
        roles: [CLERK]
        may: [insert]
      - name: all_of_them
        roles: [AUDITOR]
        may: [read]
  product:
    attributes:
      id: integer key
      name: string(40)
      cost: integer
    access:
      - roles: [CLERK]
        may: [read]
        attributes: [id, name]
  secret:
    attributes: {id: integer key}
views:
  people: select id, login from customer
  people_again: select id from people
"""


@contextmanager
def guarded(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, str, str]]:
    """The model in a database, with roles of names that no other test has."""
    mark = secrets.token_hex(4)
    clerk, auditor = f"clerk_{mark}", f"auditor_{mark}"
    with postgresql(url, TEXT.replace("CLERK", clerk).replace("AUDITOR", auditor)) as db:
        ask(db, f"INSERT INTO shop.customer (login, note, salary) VALUES ('{clerk}', 'a', 1), ('other', 'b', 2)")
        ask(db, f"GRANT SELECT ON shop.people TO {clerk}")
        try:
            yield db, clerk, auditor
        finally:
            ask(db, f"RESET ROLE; DROP OWNED BY {clerk}, {auditor}; DROP ROLE {clerk}, {auditor}")


def denied(db: PostgresConnection, sql: str) -> bool:
    try:
        ask(db, sql)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def test_a_role_sees_and_changes_its_rows_only(pg_database: DatabaseUrl) -> None:
    with guarded(pg_database) as (db, clerk, _):
        ask(db, f"SET ROLE {clerk}")
        assert ask(db, "SELECT login FROM shop.customer") == [(clerk,)]
        ask(db, "UPDATE shop.customer SET note = 'c'")
        assert denied(db, "UPDATE shop.customer SET note = 'forbidden'")
        assert denied(db, "DELETE FROM shop.customer")
        ask(db, "INSERT INTO shop.customer (login) VALUES ('third')")
        ask(db, "RESET ROLE")
        assert ask(db, "SELECT login, note FROM shop.customer ORDER BY id") == [
            (clerk, "c"),
            ("other", "b"),
            ("third", None),
        ]


def test_no_setting_gives_more_rights(pg_database: DatabaseUrl) -> None:
    with guarded(pg_database) as (db, clerk, auditor):
        ask(db, f"SET SESSION AUTHORIZATION {clerk}")
        assert denied(db, f"SET ROLE {auditor}")
        assert denied(db, "SELECT * FROM shop.secret")
        ask(db, "SET row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(db, "SELECT login FROM shop.customer")
        ask(db, "RESET SESSION AUTHORIZATION")


def test_columns_are_for_those_who_may(pg_database: DatabaseUrl) -> None:
    with guarded(pg_database) as (db, clerk, auditor):
        ask(db, f"SET ROLE {clerk}")
        assert denied(db, "SELECT salary FROM shop.customer")
        assert denied(db, "SELECT cost FROM shop.product")
        assert ask(db, "SELECT id, name FROM shop.product") == []
        ask(db, f"RESET ROLE; SET ROLE {auditor}")
        assert ask(db, "SELECT sum(salary) FROM shop.customer") == [(3,)]
        assert denied(db, "UPDATE shop.customer SET salary = 9")


def test_views_show_what_their_reader_may_see(pg_database: DatabaseUrl) -> None:
    with guarded(pg_database) as (db, clerk, _):
        ask(db, f"SET ROLE {clerk}")
        assert ask(db, "SELECT login FROM shop.people") == [(clerk,)]
    views = {each.name: each for each in realised(model(TEXT), load("postgresql")).schema.of_kind(View)}
    assert views["people"].options == views["people_again"].options == {"security_invoker": "true"}


def test_only_rows_that_a_condition_guards_are_guarded() -> None:
    tables = {each.name: each for each in realised(model(TEXT), load("postgresql")).schema.of_kind(Table)}
    forced = {name for name, each in tables.items() if each.row_security and each.force_row_security}
    assert forced == {"customer"}
    assert tables["secret"].privileges is None


PERSONAL = """
personal_access: {application: PROGRAM, trusted: [ADMIN, STEWARD]}
domains:
  mail: string(100) pii
entities:
  customer:
    use: [audit]
    attributes: {id: integer key, mail: mail required}
  diagnosis:
    attributes: {id: integer key, about: text sensitive}
  product:
    use: [audit]
    attributes: {id: integer key}
  staff:
    attributes: {id: integer key, name: string(40) pii}
    access: [ADMIN may read]
"""


@contextmanager
def personal(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, dict[str, str]]]:
    """The model with personal data in a database, its roles and two users of the program."""
    mark = secrets.token_hex(4)
    names = {word: f"{word.lower()}_{mark}" for word in ("PROGRAM", "ADMIN", "STEWARD", "ANN", "BOB")}
    text = PERSONAL
    for word, name in names.items():
        text = text.replace(word, name)
    with postgresql(url, text) as db:
        for word in ("ANN", "BOB"):
            ask(db, f"CREATE ROLE {names[word]} IN ROLE {names['PROGRAM']}")
            ask(
                db, f"INSERT INTO customer (id, mail, created_by) SELECT count(*), 'a@b', '{names[word]}' FROM customer"
            )
        try:
            yield db, names
        finally:
            for name in names.values():
                ask(db, f"RESET ROLE; DROP OWNED BY {name}; DROP ROLE {name}")


def test_personal_rows_are_for_those_who_made_them_and_the_trusted(pg_database: DatabaseUrl) -> None:
    with personal(pg_database) as (db, names):
        seen = {}
        for word in ("ANN", "BOB", "PROGRAM", "ADMIN", "STEWARD"):
            ask(db, f"SET ROLE {names[word]}")
            seen[word] = [number for (number,) in ask(db, "SELECT id FROM customer ORDER BY id")]
        assert seen == {"ANN": [0], "BOB": [1], "PROGRAM": [], "ADMIN": [0, 1], "STEWARD": [0, 1]}
        ask(db, f"SET ROLE {names['ANN']}")
        ask(db, "SELECT set_config('app.user_role', 'ADMIN', false)")
        assert ask(db, "SELECT id FROM customer") == [(0,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(db, f"INSERT INTO customer (id, mail, created_by) VALUES (9, 'a@b', '{names['BOB']}')")


def test_personal_rows_that_nobody_is_known_to_have_made_are_for_the_trusted(pg_database: DatabaseUrl) -> None:
    with personal(pg_database) as (db, names):
        ask(db, "INSERT INTO diagnosis VALUES (1, 'a cold')")
        ask(db, f"SET ROLE {names['STEWARD']}")
        assert ask(db, "SELECT id FROM diagnosis") == [(1,)]
        ask(db, f"RESET ROLE; GRANT SELECT ON diagnosis TO {names['ANN']}; SET ROLE {names['ANN']}")
        assert ask(db, "SELECT id FROM diagnosis") == []


def test_only_personal_entities_that_say_nothing_of_access_are_guarded_for_them() -> None:
    schema = realised(model(PERSONAL), load("postgresql")).schema
    policies = {each.path[1:] for each in schema.of_kind(Policy)}
    assert policies == {
        ("customer", "customer_access_policy"),
        ("customer", "customer_access_policy_trusted"),
        ("diagnosis", "diagnosis_access_policy"),
    }
    secured = {each.name for each in schema.of_kind(Table) if each.row_security and each.force_row_security}
    assert secured == {"customer", "diagnosis"}


def test_sqlite_grants_nothing_and_says_so() -> None:
    losses = realised(model(TEXT), load("sqlite")).losses
    assert {each.object for each in losses if each.what == "access"} == {"customer", "product"}
