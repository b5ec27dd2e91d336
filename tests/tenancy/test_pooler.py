"""Through a pooler a connection of the server goes from one tenant to the next, and carries nothing with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest

from colonnade.connect.scratch import scratch_on
from colonnade.connect.servers.server import PostgresServer
from colonnade.tenancy import SignedContext, SigningKey, TrustedContext, tenant_transaction
from colonnade.tenancy.context import Context
from colonnade.workspace.architecture.tenants import make_key
from tests.realize.engines import ask
from tests.tenancy.places import tenants
from tests.tenancy.pooler import pooled

ROWS = (
    "INSERT INTO account VALUES (1, 'one'), (2, 'two'); INSERT INTO project (id, account_id, slug) VALUES (11, 1, 'a')"
)
SEEN = "SELECT id FROM account"
BACKEND = "SELECT pg_backend_pid()"


class Pool:
    """Two programs behind a pooler, and the contexts of accounts."""

    def __init__(self, one: psycopg.Connection, other: psycopg.Connection, key: SigningKey | None) -> None:
        self.one, self.other, self.key = one, other, key

    def of(self, account: int) -> Context:
        if self.key is None:
            return TrustedContext(settings={"app.account": account})
        return SignedContext(values={"account_id": account}, key=self.key)


@pytest.fixture(scope="module", params=["trusted", "strict"])
def pool(request: pytest.FixtureRequest, pg: PostgresServer) -> Iterator[Pool]:
    with ExitStack() as stack:
        url = stack.enter_context(scratch_on(pg)).url
        db, role = stack.enter_context(tenants(url, context=request.param))
        ask(db, ROWS)
        ask(db, f"ALTER ROLE {role} LOGIN")
        key = SigningKey.of(make_key(url.secret_text).key) if request.param == "strict" else None
        address = stack.enter_context(pooled(url, role))
        # The pooler of Debian 12 knows no prepared statements of the protocol in transaction mode.
        one, other = (
            stack.enter_context(closing(psycopg.connect(address, autocommit=True, prepare_threshold=None)))
            for _ in range(2)
        )
        yield Pool(one, other, key)


def test_a_connection_goes_to_the_next_tenant_without_the_first(pool: Pool) -> None:
    backends = set()
    for _ in range(3):
        for program, account in ((pool.one, 1), (pool.other, 2)):
            with tenant_transaction(program, pool.of(account)):
                assert ask(program, SEEN) == [(account,)]
                backends.add(ask(program, BACKEND)[0])
            # Without a context there is no row and no error, though the setting was made before and is empty now.
            assert ask(program, SEEN) == []
            assert ask(program, "SELECT id FROM project") == []
    assert len(backends) == 1, "the pooler has one connection for both"


def test_an_error_in_a_block_leaves_nothing_behind(pool: Pool) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero), tenant_transaction(pool.one, pool.of(1)):
        ask(pool.one, "SELECT 1 / 0")
    assert ask(pool.other, SEEN) == []


def test_a_setting_of_the_session_reaches_the_next_program_and_is_no_signed_context(
    pool: Pool,
) -> None:
    """Why the helpers set for a transaction, and what only signed contexts stand against."""
    ask(pool.one, "SET app.account = '1'; SET app.account_id = '1'")
    assert ask(pool.other, SEEN) == ([] if pool.key is not None else [(1,)])
    ask(pool.one, "RESET ALL")
    assert ask(pool.other, SEEN) == []


def test_a_statement_prepared_for_one_tenant_serves_the_next_one(pool: Pool) -> None:
    """Its plan was made for the first tenant, five times and then for good; the rows are those of each."""
    with tenant_transaction(pool.one, pool.of(1)):
        ask(pool.one, f"PREPARE seen AS {SEEN}")
        for _ in range(6):
            assert ask(pool.one, "EXECUTE seen") == [(1,)]
    with tenant_transaction(pool.other, pool.of(2)):
        assert ask(pool.other, "EXECUTE seen") == [(2,)]
    assert ask(pool.other, "EXECUTE seen") == []
    ask(pool.one, "DEALLOCATE ALL")


def test_a_signed_context_of_another_transaction_is_none(pool: Pool) -> None:
    if pool.key is None:
        with tenant_transaction(pool.one, pool.of(1)):
            ask(pool.one, "SELECT set_config('app.account', '', true)")
            assert ask(pool.one, SEEN) == []
        return
    with tenant_transaction(pool.one, pool.of(1)):
        ((copied,),) = ask(pool.one, "SELECT current_setting('tenancy.context')")
    with pool.other.transaction():
        ask(pool.other, f"SELECT set_config('tenancy.context', '{copied}', true)")
        assert ask(pool.other, SEEN) == []
