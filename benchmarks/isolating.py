"""What policies cost: the queries of one tenant among many, beside the same queries that name the tenant themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial

from benchmarks.measure import timed
from benchmarks.table import Figure, Row
from colonnade.connect.postgresql import PostgresConnection, connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.model.language import read
from colonnade.plan import creation
from colonnade.realize import realise
from colonnade.tenancy import SignedContext, SigningKey, TrustedContext, tenant_transaction
from colonnade.tenancy.context import Context
from colonnade.workspace.architecture.tenants import make_key

TENANTS = 10_000
_EACH = 20
_QUERIES = 1_000
_ROLE = "colonnade_bench_app"
_MODEL = """
model: bench
tenancy:
  levels: {{account_id: account}}
  application: {role}
  context: {context}
entities:
  account: {{attributes: {{id: integer key, name: text}}}}
  member: {{attributes: {{id: integer key, email: text required unique}}}}
  task:
    attributes: {{id: integer key, number: integer required unique, owner_id: integer required -> member, note: text}}
"""
_QUERY = {
    "a row by its number": "SELECT note FROM task WHERE {0}number = 7",
    "all rows of a tenant": "SELECT id, note FROM task WHERE {0}true",
    "a join of two tables": (
        "SELECT t.id, m.email FROM task t JOIN member m ON m.account_id = t.account_id AND m.id = t.owner_id"
        " WHERE {0}true"
    ),
    "an update": "UPDATE task SET note = 'x' WHERE {0}number = 7",
}


def isolating(trusted: DatabaseUrl, strict: DatabaseUrl) -> Iterator[Row | Figure]:
    """The same work in databases of ten thousand tenants: without policies, with trusted contexts, with signed ones."""
    for url, context in ((trusted, "trusted"), (strict, "strict")):
        _fill(url, context)
    key = SigningKey.of(make_key(strict.secret_text).key)
    account = TENANTS // 2
    contexts: tuple[tuple[str, DatabaseUrl, Context], ...] = (
        ("policies", trusted, TrustedContext(settings={"app.account_id": account})),
        ("policies, contexts signed", strict, SignedContext(values={"account_id": account}, key=key)),
    )
    for name, query in _QUERY.items():
        column = "t.account_id" if " t " in query else "account_id"
        with closing(connect(trusted)) as plain, plain.transaction(force_rollback=True):
            named = query.format(f"{column} = {account} AND ").encode()
            bare = timed(f"{_QUERIES:,} times {name}, the tenant named by the query", partial(_asked, plain, named))
        yield Row(timing=bare)
        for title, url, signed in contexts:
            with closing(connect(url)) as fenced:
                fenced.execute(f"SET ROLE {_ROLE}".encode())
                with tenant_transaction(fenced, signed):
                    found = timed(
                        f"{_QUERIES:,} times {name}, {title}", partial(_asked, fenced, query.format("").encode())
                    )
            yield Row(timing=found, ours=bare)


def _asked(connection: PostgresConnection, sql: bytes) -> None:
    for _ in range(_QUERIES):
        cursor = connection.execute(sql)
        if cursor.description is not None:
            cursor.fetchall()


def _fill(url: DatabaseUrl, context: str) -> None:
    dialect = load("postgresql")
    schema = realise(read(_MODEL.format(role=_ROLE, context=context)), dialect)
    with closing(connect(url)) as connection:
        for each in creation(schema, dialect):
            for statement in each.statements:
                connection.execute(statement.sql.encode())
        connection.execute(b"SET session_replication_role = replica")
        connection.execute(f"INSERT INTO account SELECT n, 'a' || n FROM generate_series(1, {TENANTS}) n".encode())
        connection.execute(
            f"INSERT INTO member (id, account_id, email) SELECT n, n, 'm' FROM generate_series(1, {TENANTS}) n".encode()
        )
        connection.execute(
            "INSERT INTO task (id, account_id, number, owner_id, note)"
            f" SELECT (n - 1) * {_EACH} + k, n, k, n, 'note' FROM generate_series(1, {TENANTS}) n,"
            f" generate_series(1, {_EACH}) k".encode()
        )
        connection.execute(b"RESET session_replication_role")
        connection.execute(b"ANALYZE")
