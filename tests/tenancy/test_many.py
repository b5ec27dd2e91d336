"""Ten thousand tenants in one database: each asks for its rows by an index, whatever it asks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import pytest

from colonnade.connect.postgresql import PostgresConnection
from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy import SignedContext, SigningKey, TrustedContext, tenant_transaction
from colonnade.tenancy.context import Context
from colonnade.workspace.architecture.tenants import make_key
from tests.realize.engines import ask
from tests.tenancy.places import tenants

QUERIES = {
    "all rows": "SELECT * FROM task",
    "a row by its key": "SELECT * FROM task WHERE id = 42",
    "a row by its number": "SELECT * FROM task WHERE number = 3",
    "a count": "SELECT count(*) FROM task",
    "a join": "SELECT t.id, m.email FROM task t JOIN member m ON m.account_id = t.account_id AND m.id = t.owner_id",
    "a view": "SELECT * FROM open_task",
    "an update": "UPDATE task SET note = 'x'",
    "a deletion": "DELETE FROM member",
    "the tenant itself": "SELECT name FROM account",
}


def filled(db: PostgresConnection, count: int, each: int) -> None:
    """So many accounts with a project, two members and some tasks."""
    ask(db, "SET session_replication_role = replica")
    ask(db, f"INSERT INTO account SELECT n, 'a' || n FROM generate_series(1, {count}) n")
    ask(db, f"INSERT INTO project (id, account_id, slug) SELECT n, n, 'p' FROM generate_series(1, {count}) n")
    ask(
        db,
        "INSERT INTO member (id, account_id, email) SELECT 2 * n + k, n, 'm' || k"
        f" FROM generate_series(1, {count}) n, generate_series(0, 1) k",
    )
    ask(
        db,
        f"INSERT INTO task (id, account_id, project_id, number, owner_id) SELECT (n - 1) * {each} + k, n, n, k, 2 * n"
        f" FROM generate_series(1, {count}) n, generate_series(1, {each}) k",
    )
    ask(db, "RESET session_replication_role; ANALYZE")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((3_000, 6), id="3000"),
        pytest.param((10_000, 100), id="10000", marks=[pytest.mark.full, pytest.mark.timeout(900)]),
    ],
)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """How many tenants, and how many rows each has."""
    found: tuple[int, int] = request.param
    return found


@pytest.fixture(scope="module", params=["trusted", "strict"])
def many(
    request: pytest.FixtureRequest, pg: PostgresServer, size: tuple[int, int]
) -> Iterator[tuple[PostgresConnection, Context]]:
    with scratch_on(pg) as scratch, tenants(scratch.url, context=request.param) as (db, role):
        filled(db, *size)
        context = _context(scratch.url, strict=request.param == "strict", account=size[0] // 2)
        ask(db, f"SET ROLE {role}")
        yield db, context


def _context(url: DatabaseUrl, *, strict: bool, account: int) -> Context:
    if strict:
        key = SigningKey.of(make_key(url.secret_text).key)
        return SignedContext(values={"account_id": account, "project_id": account}, key=key)
    return TrustedContext(settings={"app.account": account, "app.project_id": account})


def _read(plan: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """By what each table of a plan is read."""
    if "Relation Name" in plan:
        yield str(plan["Relation Name"]), str(plan["Node Type"])
    below = plan.get("Plans", [])
    assert isinstance(below, Sequence)
    for each in below:
        yield from _read(each)


@pytest.mark.parametrize("query", QUERIES)
def test_each_asks_for_its_rows_by_an_index(many: tuple[PostgresConnection, Context], query: str) -> None:
    db, context = many
    with tenant_transaction(db, context):
        ((answer,),) = ask(db, f"EXPLAIN (FORMAT JSON) {QUERIES[query]}")
    assert isinstance(answer, list)
    found = list(_read(answer[0]["Plan"]))
    assert found
    read = {kind for table, kind in found if kind != "ModifyTable"}
    assert read <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}, json.dumps(answer)


def test_each_sees_its_rows_alone(many: tuple[PostgresConnection, Context], size: tuple[int, int]) -> None:
    db, context = many
    with tenant_transaction(db, context):
        assert ask(db, "SELECT count(*), count(DISTINCT account_id), min(account_id) FROM task") == [
            (size[1], 1, size[0] // 2)
        ]
    assert ask(db, "SELECT count(*) FROM task") == [(0,)]
