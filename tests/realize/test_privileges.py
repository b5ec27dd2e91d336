"""Every role may do with every object what the design says, and nothing else, whatever anybody was born with."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.diff import compare
from colonnade.realize import realise
from colonnade.workspace.normal import normal_form
from tests.cli.running import cln
from tests.realize.engines import ask, model, postgresql

TEXT = """
schema: shop_data
entities:
  product:
    attributes: {id: integer key identity, name: string(40)}
    access:
      - CLERK may read
      - KEEPER may read, insert, update, delete
  price:
    attributes: {id: integer key, sum: integer}
    access:
      - CLERK may read
      - KEEPER may read, update
  secret:
    attributes: {id: integer key}
views:
  names: select name from product
engines:
  postgresql:
    namespaces:
      shop_data:
        privileges:
          - {to: '@owner', privileges: [CREATE, USAGE]}
          - {to: CLERK, privileges: [USAGE]}
          - {to: KEEPER, privileges: [CREATE, USAGE]}
    views:
      shop_data.names:
        privileges: [{to: '@owner', privileges: [ALL]}, {to: CLERK, privileges: [SELECT]}]
    functions:
      shop_data.total():
        returns: bigint
        language: sql
        body: SELECT 1::bigint
        privileges: [{to: '@owner', privileges: [ALL]}, {to: KEEPER, privileges: [EXECUTE]}]
"""
ALLOWED = {
    ("CLERK", "product"): {"SELECT"},
    ("KEEPER", "product"): {"SELECT", "INSERT", "UPDATE", "DELETE"},
    ("CLERK", "price"): {"SELECT"},
    ("KEEPER", "price"): {"SELECT", "UPDATE"},
    ("CLERK", "names"): {"SELECT"},
}
ACTIONS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@contextmanager
def granted(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, str, dict[str, str]]]:
    """The model in a database, with roles of names that no other test has."""
    mark = secrets.token_hex(4)
    roles = {word: f"{word.lower()}_{mark}" for word in ("CLERK", "KEEPER", "STRANGER")}
    text = TEXT
    for word, name in roles.items():
        text = text.replace(word, name)
    with postgresql(url, text) as db:
        ask(db, f"CREATE ROLE {roles['STRANGER']}")
        try:
            yield db, text, roles
        finally:
            every = ", ".join(roles.values())
            ask(db, f"DROP OWNED BY {every}; DROP ROLE {every}")


def test_the_whole_matrix(pg_database: DatabaseUrl) -> None:
    with granted(pg_database) as (db, _, roles):
        objects = ("product", "price", "secret", "names")
        for (word, role), name, action in itertools.product(roles.items(), objects, ACTIONS):
            ((may,),) = ask(db, f"SELECT has_table_privilege('{role}', 'shop_data.{name}', '{action}')")
            assert may == (action in ALLOWED.get((word, name), ())), (word, name, action)


def test_namespaces_sequences_and_routines(pg_database: DatabaseUrl) -> None:
    with granted(pg_database) as (db, _, roles):
        found = {
            word: ask(
                db,
                f"SELECT has_schema_privilege('{role}', 'shop_data', 'USAGE'),"
                f" has_schema_privilege('{role}', 'shop_data', 'CREATE'),"
                f" has_sequence_privilege('{role}', 'shop_data.product_id_seq', 'USAGE'),"
                f" has_function_privilege('{role}', 'shop_data.total()', 'EXECUTE')",
            )[0]
            for word, role in roles.items()
        }
    assert found == {
        "CLERK": (True, False, False, False),
        "KEEPER": (True, True, False, True),
        "STRANGER": (False, False, False, False),
    }


def test_the_keeper_inserts_numbered_rows(pg_database: DatabaseUrl) -> None:
    with granted(pg_database) as (db, _, roles):
        ask(db, f"SET ROLE {roles['KEEPER']}; SET search_path = shop_data")
        ask(db, "INSERT INTO product (name) VALUES ('a')")
        ask(db, "RESET ROLE; RESET search_path")


def test_the_database_has_the_privileges_of_the_model(pg_database: DatabaseUrl) -> None:
    with granted(pg_database) as (_, text, __):
        live = introspect(pg_database)
        wanted = normal_form(realise(model(text), load("postgresql")), major=live.version[0])
        assert not compare(live, wanted)


OWN = """
schema: customer_data
entities:
  customer:
    attributes: {id: integer key identity, name: string(40), email: string(99)}
    use: [audit]
    access:
      - APPLICATION may read, insert, update
engines:
  postgresql:
    roles:
      APPLICATION: {settings: {options: [LOGIN], settings: {search_path: customer_data}}}
      ADMIN: {settings: {options: [LOGIN], settings: {search_path: customer_data}}}
    namespaces:
      customer_data:
        privileges:
          - {to: '@owner', privileges: [CREATE, USAGE]}
          - {to: APPLICATION, privileges: [USAGE]}
          - {to: ADMIN, privileges: [CREATE, USAGE]}
"""


def test_a_namespace_of_its_own_is_found_by_its_roles(pg: PostgresServer, tmp_path: Path) -> None:
    mark = secrets.token_hex(4)
    application, admin = f"application_{mark}", f"admin_{mark}"
    file = tmp_path / "own.colonnade.yaml"
    file.write_text(f"model: own\n{OWN.replace('APPLICATION', application).replace('ADMIN', admin)}")
    script = cln("ddl", file, "--target", "postgresql").out
    assert script.index("CREATE ROLE") < script.index("CREATE SCHEMA") < script.index("GRANT")
    with pg.database() as url, psycopg.connect(url.secret_text, autocommit=True) as db:
        db.execute(script.encode())
        try:
            rights = (
                f"SELECT has_schema_privilege('{role}', 'customer_data', '{right}')"
                for role in (application, admin)
                for right in ("USAGE", "CREATE")
            )
            assert [db.execute(each.encode()).fetchone() for each in rights] == [(True,), (False,), (True,), (True,)]
            with psycopg.connect(pg.url(url.database, user=application).secret_text, autocommit=True) as program:
                program.execute("INSERT INTO customer (name) VALUES ('Ada')")
                # a table of the same name in a place that is searched first does not mislead what was generated
                program.execute("CREATE TEMP TABLE now (x integer); SET search_path = pg_temp, customer_data")
                program.execute("UPDATE customer SET name = 'Eva'")
                assert program.execute("SELECT name, updated_at > created_at FROM customer").fetchall() == [
                    ("Eva", True)
                ]
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    program.execute("CREATE TABLE customer_data.mine (id integer)")
            with psycopg.connect(pg.url(url.database, user=admin).secret_text, autocommit=True) as keeper:
                keeper.execute("CREATE TABLE mine (id integer)")
            assert db.execute("SELECT to_regclass('customer_data.mine') IS NOT NULL").fetchone() == (True,)
            again = cln("ddl", file, "--target", "postgresql", "--if-not-exists").out
            db.execute(again.encode())
        finally:
            db.execute(f"DROP OWNED BY {application}, {admin}; DROP ROLE {application}, {admin}".encode())
