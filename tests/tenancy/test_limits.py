"""What a tenant may use: refused with the limit's name beyond it, by exactly one of two sessions at the edge."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import NotExpressibleError, load
from colonnade.realize import realise, realised
from colonnade.tenancy import TrustedContext, tenant_transaction
from colonnade.tenancy.context import Context
from colonnade.workspace.architecture.tenants import prove
from tests.realize.engines import ask, model, postgresql, sqlite

TEXT = """
tenancy:
  levels: {account_id: account}
  application: ROLE
  plan: plan_tier
  limits:
    max_users: {of: member, plans: {starter: 2, business: 50}}
    storage_quota_kb: {of: document, sum: bytes, unit: 1024}
    api_quota_monthly: {of: call, per: month}
  suspension: {attribute: status, states: [suspended], then: THEN}
entities:
  account:
    attributes:
      id: integer key
      name: text
      plan_tier: enum(starter, business) required = starter
      status: enum(active, suspended) required = active
      max_users: integer
      storage_quota_kb: integer
      api_quota_monthly: integer
  member: {attributes: {id: integer key, email: text}}
  document: {attributes: {id: integer key, bytes: bigint}}
  call: {attributes: {id: integer key identity, path: text}}
"""
ROWS = """
INSERT INTO account (id, storage_quota_kb, api_quota_monthly) VALUES (1, 1, 3), (2, NULL, NULL), (3, NULL, NULL);
UPDATE account SET max_users = 3 WHERE id = 2
"""


def as_tenant(account: int) -> Context:
    return TrustedContext(settings={"app.account_id": account})


@contextmanager
def limited(url: DatabaseUrl, then: str = "read only") -> Iterator[tuple[PostgresConnection, str]]:
    role = f"app_{secrets.token_hex(4)}"
    with postgresql(url, TEXT.replace("ROLE", role).replace("THEN", then)) as db:
        ask(db, ROWS)
        try:
            yield db, role
        finally:
            ask(db, f"RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}")


def test_each_limit_is_refused_by_its_name(pg_database: DatabaseUrl) -> None:
    with limited(pg_database) as (db, role):
        ask(db, f"SET ROLE {role}")
        with tenant_transaction(db, as_tenant(1)):
            ask(db, "INSERT INTO member (id, account_id) VALUES (1, 1), (2, 1)")
            ask(db, "INSERT INTO document (id, account_id, bytes) VALUES (1, 1, 1000), (2, 1, NULL)")
            ask(db, "INSERT INTO call (account_id) SELECT 1 FROM generate_series(1, 3)")
        for sql, told in (
            ("INSERT INTO member (id, account_id) VALUES (3, 1)", "limit max_users: tenant 1 would use 3 of 2"),
            ("UPDATE document SET bytes = 25 WHERE id = 2", "limit storage_quota_kb: tenant 1 would use 1.001 of 1"),
            ("INSERT INTO call (account_id) VALUES (1)", "limit api_quota_monthly: tenant 1 would use 4 of 3"),
        ):
            with (
                pytest.raises(psycopg.errors.CheckViolation, match=told) as refused,
                tenant_transaction(db, as_tenant(1)),
            ):
                ask(db, sql)
            assert refused.value.diag.constraint_name == told.split()[1].rstrip(":")
        with tenant_transaction(db, as_tenant(1)):
            ask(db, "DELETE FROM member WHERE id = 1; DELETE FROM document WHERE id = 1; DELETE FROM call")
            ask(db, "INSERT INTO member (id, account_id) VALUES (3, 1)")
            ask(db, "INSERT INTO document (id, account_id, bytes) VALUES (3, 1, 1024)")
        with pytest.raises(psycopg.errors.CheckViolation, match="api_quota"), tenant_transaction(db, as_tenant(1)):
            ask(db, "INSERT INTO call (account_id) VALUES (1)")
        with tenant_transaction(db, as_tenant(2)):
            ask(db, "INSERT INTO member (id, account_id) SELECT 10 + n, 2 FROM generate_series(1, 3) n")
            ask(db, "INSERT INTO document (id, account_id, bytes) VALUES (9, 2, 1000000000)")
        with pytest.raises(psycopg.errors.CheckViolation, match="4 of 3"), tenant_transaction(db, as_tenant(2)):
            ask(db, "INSERT INTO member (id, account_id) VALUES (9, 2)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), tenant_transaction(db, as_tenant(2)):
            ask(db, "UPDATE account SET max_users = 100")
        with tenant_transaction(db, as_tenant(2)):
            ask(db, "UPDATE account SET name = 'two'")


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])
def test_of_many_sessions_at_the_edge_exactly_one_wins(pg_database: DatabaseUrl, isolation: str) -> None:
    """Rows that were there before the first count are counted too."""
    with limited(pg_database) as (db, role):
        ask(
            db, "ALTER TABLE member DISABLE TRIGGER max_users_insert; INSERT INTO member (id, account_id) VALUES (1, 1)"
        )
        ask(db, "ALTER TABLE member ENABLE TRIGGER max_users_insert")
        together = threading.Barrier(4)
        outcomes: list[str] = []

        def enter(number: int) -> None:
            with closing(connect(pg_database)) as own:
                ask(own, f"SET ROLE {role}; SET default_transaction_isolation = '{isolation.lower()}'")
                try:
                    with tenant_transaction(own, as_tenant(1)):
                        ask(own, "SELECT count(*) FROM member")
                        together.wait()
                        ask(own, f"INSERT INTO member (id, account_id) VALUES ({number}, 1)")
                except psycopg.errors.CheckViolation:
                    outcomes.append("over")
                except psycopg.errors.SerializationFailure:
                    outcomes.append("again")
                else:
                    outcomes.append("in")

        sessions = [threading.Thread(target=enter, args=(number,)) for number in range(11, 15)]
        for each in sessions:
            each.start()
        for each in sessions:
            each.join()
        assert (outcomes.count("in"), len(outcomes)) == (1, 4)
        assert isolation != "READ COMMITTED" or outcomes.count("over") == 3
        assert ask(db, "SELECT count(*) FROM member WHERE account_id = 1") == [(2,)]


@pytest.mark.parametrize("then", ["read only", "blocked"])
def test_a_suspended_tenant_does_what_is_left_to_it(pg_database: DatabaseUrl, then: str) -> None:
    with limited(pg_database, then) as (db, role):
        ask(db, "INSERT INTO member (id, account_id) VALUES (1, 1), (2, 2)")
        ask(db, "UPDATE account SET status = 'suspended' WHERE id = 1")
        ask(db, f"SET ROLE {role}")
        for sql in (
            "INSERT INTO member (id, account_id) VALUES (3, 1)",
            "UPDATE member SET email = 'x'",
            "DELETE FROM member",
            "UPDATE account SET name = 'x'",
        ):
            refused = pytest.raises(
                psycopg.errors.InsufficientPrivilege, match=r"the tenant is suspended \(suspended\)"
            )
            with refused, tenant_transaction(db, as_tenant(1)):
                ask(db, sql)
        with tenant_transaction(db, as_tenant(1)):
            assert ask(db, "SELECT id FROM member") == ([(1,)] if then == "read only" else [])
            assert ask(db, "SELECT status::text FROM account") == [("suspended",)]
        with tenant_transaction(db, as_tenant(2)):
            assert ask(db, "SELECT id FROM member") == [(2,)]
            ask(db, "UPDATE member SET email = 'x'")
        assert ask(db, "SELECT id FROM member") == []


def test_what_is_made_is_isolated_and_read_back_as_it_is(pg_database: DatabaseUrl) -> None:
    with limited(pg_database, "blocked") as (_, role):
        found = prove(pg_database.secret_text)
        assert [each for each in found if not each.holds] == []
        wanted = realise(model(TEXT.replace("ROLE", role).replace("THEN", "blocked")), load("postgresql"))
        there = introspect(pg_database)
        for ref, each in wanted.objects.items():
            if ref.path[0] == "tenancy" or ref.kind in {"trigger", "policy"}:
                assert there.objects[ref] == each


def test_sqlite_counts_and_says_what_it_can_not_keep() -> None:
    text = TEXT.replace("ROLE", "app").replace("THEN", "blocked")
    with sqlite(text) as db:
        for sql in ROWS.split(";"):
            ask(db, sql)
        ask(db, "INSERT INTO member (id, account_id) VALUES (1, 1), (2, 1), (3, 2)")
        ask(db, "INSERT INTO document (id, account_id, bytes) VALUES (1, 1, 1000), (2, 1, 24)")
        ask(db, "UPDATE document SET bytes = 900 WHERE id = 1")
        for sql, name in (
            ("INSERT INTO member (id, account_id) VALUES (4, 1)", "max_users"),
            ("UPDATE member SET account_id = 1 WHERE id = 3", "max_users"),
            ("UPDATE document SET bytes = 1001 WHERE id = 1", "storage_quota_kb"),
        ):
            with pytest.raises(sqlite3.IntegrityError, match=f"limit {name}"):
                ask(db, sql)
    lost = [(each.object, each.what) for each in realised(model(text), load("sqlite")).losses]
    assert {("tenancy.api_quota_monthly", "limit"), ("tenancy", "suspension")} <= set(lost)


@pytest.mark.parametrize(
    ("was", "wrong", "told", "hint"),
    [
        ("of: member", "of: membr", "limit max_users counts 'membr', which is no entity", "did you mean member?"),
        ("sum: bytes", "sum: byte", "adds up 'byte', which document does not have", "did you mean bytes?"),
        ("plan: plan_tier", "plan: plan_teir", "account has no attribute 'plan_teir'", "did you mean plan_tier?"),
        ("attribute: status", "attribute: state", "suspension: account has no attribute 'state'", "did you mean"),
        ("starter: 2", "starter: two", "a plan has no whole number", "starter: 3"),
        ("      api_quota_monthly: integer\n", "", "nothing says how much", "give account an attribute"),
    ],
)
def test_a_wrong_limit_is_told(was: str, wrong: str, told: str, hint: str) -> None:
    text = TEXT.replace("ROLE", "app").replace("THEN", "blocked").replace(was, wrong)
    with pytest.raises(NotExpressibleError, match=told) as error:
        realise(model(text), load("postgresql"))
    assert hint in (error.value.hint or "")
