"""Rows of one tenant are nobody else's: not through the table, a view or another policy, whatever the session says."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model.language import read, write
from colonnade.realize import abstract, realise, realised
from colonnade.schema import Index, Policy, Ref
from tests.realize.engines import ask, model, postgresql

TEXT = """
entities:
  job:
    use: [tenant]
    attributes:
      id: integer key
      worker: string(40)
    access:
      - {name: own, roles: [WORKER], where: worker = current_user}
  bill:
    use: [tenant]
    attributes:
      id: integer key
  city:
    attributes: {id: integer key}
views:
  bills: select id from bill
"""
ONE, TWO = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"


@contextmanager
def shared(url: DatabaseUrl) -> Iterator[tuple[PostgresConnection, str]]:
    """A database of two tenants, each with a row in both tables, and a role of its own name."""
    worker = f"worker_{secrets.token_hex(4)}"
    with postgresql(url, TEXT.replace("WORKER", worker)) as db:
        ask(db, f"GRANT SELECT, INSERT, UPDATE, DELETE ON bill, bills TO {worker}")
        for number, tenant in ((1, ONE), (2, TWO)):
            # Row security is forced, so that the rows of each tenant can be written only by it; a superuser is above.
            ask(db, f"INSERT INTO job VALUES ({number}, '{worker}', '{tenant}')")
            ask(db, f"INSERT INTO bill VALUES ({number}, '{tenant}')")
        try:
            ask(db, f"SET ROLE {worker}")
            yield db, worker
        finally:
            ask(db, f"RESET ROLE; DROP OWNED BY {worker}; DROP ROLE {worker}")


@pytest.mark.parametrize("name", ["job", "bill", "bills"])
def test_a_tenant_sees_its_rows_alone(pg_database: DatabaseUrl, name: str) -> None:
    with shared(pg_database) as (db, _):
        for tenant, seen in ((ONE, [(1,)]), (TWO, [(2,)]), ("", [])):
            ask(db, f"SELECT set_config('app.tenant_id', '{tenant}', false)")
            assert ask(db, f"SELECT id FROM {name}") == seen


def test_a_session_without_a_tenant_sees_nothing(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, _):
        assert [ask(db, f"SELECT id FROM {name}") for name in ("job", "bill", "bills")] == [[], [], []]


def test_nobody_writes_for_another_tenant(pg_database: DatabaseUrl) -> None:
    with shared(pg_database) as (db, worker):
        ask(db, f"SELECT set_config('app.tenant_id', '{ONE}', false)")
        for statement in (
            f"INSERT INTO bill VALUES (3, '{TWO}')",
            f"UPDATE bill SET tenant_id = '{TWO}'",
            f"INSERT INTO job VALUES (3, '{worker}', '{TWO}')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
                ask(db, statement)
        assert db.execute(b"DELETE FROM bill WHERE id = 2").rowcount == 0


def test_every_table_of_the_bundle_is_guarded_and_has_an_index() -> None:
    schema = realise(model(TEXT), load("postgresql"))
    guarded = {each.path[-2]: each for each in schema.of_kind(Policy) if each.name.endswith("_tenant")}
    assert set(guarded) == {"job", "bill"}
    assert not guarded["job"].permissive
    assert guarded["bill"].permissive
    for name in guarded:
        table = schema.table(("public", name))
        assert table.row_security
        assert table.force_row_security
    assert not schema.table(("public", "city")).row_security
    indexed = {each.on[-1] for each in schema.of_kind(Index) if each.keys[0].column == "tenant_id"}
    assert indexed == {"job", "bill"}
    alone = realise(model(f"index_references: false\n{TEXT}"), load("postgresql"))
    assert not [*alone.of_kind(Index)]


def test_the_bundle_is_found_where_its_policy_is(pg_database: DatabaseUrl) -> None:
    dialect = load("postgresql")
    text = "entities: {a: {use: [tenant], attributes: {id: integer key}}}"
    bare = text.replace("{use: [tenant], attributes: {id: integer key}}", "{attributes: {id: integer key, %s}}")
    with postgresql(pg_database, text):
        found = read(write(abstract(introspect(pg_database), dialect, name="found")))
    assert found.entities["a"].uses == ("tenant",)
    assert Ref("policy", ("public", "a", "a_tenant")) in realise(found, dialect)
    plain = abstract(realise(model(bare % "tenant_id: uuid required"), dialect), dialect, name="plain")
    assert not plain.entities["a"].uses


def test_references_and_keys_are_within_one_tenant_as_of_the_long_form(pg_database: DatabaseUrl) -> None:
    client = "client: {use: [tenant], attributes: {id: integer key, email: text required unique}}"
    order = "order: {use: [tenant], attributes: {id: integer key, client_id: integer required -> client}}"
    text = f"entities:\n  {client}\n  {order}\n"
    with postgresql(pg_database, text) as db:
        ask(db, f"INSERT INTO client VALUES (1, 'ada', '{ONE}'), (2, 'ada', '{TWO}')")
        ask(db, f"""INSERT INTO "order" VALUES (1, 1, '{ONE}')""")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            ask(db, f"""INSERT INTO "order" VALUES (2, 1, '{TWO}')""")
        with pytest.raises(psycopg.errors.UniqueViolation):
            ask(db, f"INSERT INTO client VALUES (3, 'ada', '{ONE}')")


def test_sqlite_keeps_no_tenants_apart_and_says_so() -> None:
    losses = realised(model(TEXT), load("sqlite")).losses
    assert {each.object for each in losses if each.what == "tenants"} == {"job", "bill"}
