"""Programs say whose rows a transaction works with, and a pooled connection carries nothing on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec

import psycopg
import pytest
from psycopg import conninfo
from psycopg.rows import dict_row

from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.tenancy import (
    SignedContext,
    SigningKey,
    TrustedContext,
    async_tenant_transaction,
    django_tenant_transaction,
    sqlalchemy_tenant_transaction,
    tenant_transaction,
)
from colonnade.tenancy.context import Context
from colonnade.workspace.architecture.tenants import make_key
from tests.realize.engines import ask
from tests.tenancy.places import tenants

ROWS = "INSERT INTO account VALUES (1, 'one'), (2, 'two')"
SEEN = "SELECT id FROM account"


class Contexts:
    """Contexts of the two accounts, in one of the two forms."""

    def __init__(self, key: SigningKey | None) -> None:
        self.key = key

    def of(self, account: int) -> Context:
        if self.key is None:
            return TrustedContext(settings={"app.account": account})
        return SignedContext(values={"account_id": account}, key=self.key)


@pytest.fixture(params=["trusted", "strict"])
def contexts(request: pytest.FixtureRequest, pg_database: DatabaseUrl) -> Iterator[Contexts]:
    """Two accounts in a database; the role of its programs is that of every new connection."""
    with tenants(pg_database, context=request.param) as (db, role):
        ask(db, ROWS)
        ask(db, f"ALTER DATABASE {pg_database.database} SET role = {role}")
        yield Contexts(SigningKey.of(make_key_as_owner(pg_database)) if request.param == "strict" else None)
        ask(db, f"ALTER DATABASE {pg_database.database} RESET role")


def make_key_as_owner(url: DatabaseUrl) -> str:
    return make_key(f"{url.secret_text}&options=-crole%3Dpostgres").key


def test_psycopg(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    with connect(pg_database) as connection:
        for account in (1, 2):
            with tenant_transaction(connection, contexts.of(account)):
                assert ask(connection, SEEN) == [(account,)]
            assert ask(connection, SEEN) == []


def test_an_inner_block_gives_back_the_outer_context(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    with connect(pg_database) as connection:
        with connection.transaction():
            with tenant_transaction(connection, contexts.of(1)):
                with tenant_transaction(connection, contexts.of(2)):
                    assert ask(connection, SEEN) == [(2,)]
                assert ask(connection, SEEN) == [(1,)]
                with pytest.raises(psycopg.errors.DivisionByZero), tenant_transaction(connection, contexts.of(2)):
                    ask(connection, "SELECT 1 / 0")
                assert ask(connection, SEEN) == [(1,)]
            assert ask(connection, SEEN) == []
        assert ask(connection, SEEN) == []


def test_psycopg_with_rows_of_another_shape(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    with (
        psycopg.connect(pg_database.secret_text, row_factory=dict_row, autocommit=True) as connection,
        tenant_transaction(connection, contexts.of(2)),
    ):
        assert connection.execute(SEEN).fetchall() == [{"id": 2}]


def test_asynchronous_psycopg(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    async def seen() -> list[list[tuple[object, ...]]]:
        found = []
        async with await psycopg.AsyncConnection.connect(pg_database.secret_text, autocommit=True) as connection:
            for account in (1, 2):
                async with async_tenant_transaction(connection, contexts.of(account)):
                    found.append(await (await connection.execute(SEEN)).fetchall())
            found.append(await (await connection.execute(SEEN)).fetchall())
        return found

    assert asyncio.run(seen()) == [[(1,)], [(2,)], []]


def test_sqlalchemy(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    from sqlalchemy.orm import Session

    engine = sqlalchemy.create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(pg_database.secret_text))
    seen = sqlalchemy.text(SEEN)
    with engine.connect() as connection:
        for account in (1, 2):
            with sqlalchemy_tenant_transaction(connection, contexts.of(account)):
                assert connection.execute(seen).scalars().all() == [account]
        with connection.begin():
            assert connection.execute(seen).scalars().all() == []
    with Session(engine) as session:
        with sqlalchemy_tenant_transaction(session, contexts.of(1)):
            with sqlalchemy_tenant_transaction(session, contexts.of(2)):
                assert session.execute(seen).scalars().all() == [2]
            assert session.execute(seen).scalars().all() == [1]
        assert session.execute(seen).scalars().all() == []
    engine.dispose()


@contextmanager
def django(url: DatabaseUrl) -> Iterator[None]:
    """Django with this database as its default."""
    settings, connections = import_module("django.conf").settings, import_module("django.db").connections
    found = conninfo.conninfo_to_dict(url.secret_text)
    default = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found["dbname"],
        "HOST": found["host"],
        "PORT": found.get("port", ""),
        "USER": found["user"],
    }
    if not settings.configured:
        settings.configure(USE_TZ=True)
        import_module("django").setup()
    connections.settings = connections.configure_settings({"default": default})
    with suppress(AttributeError):
        del connections["default"]
    try:
        yield
    finally:
        connections.close_all()


@pytest.mark.skipif(find_spec("django") is None, reason="Django is not installed")
def test_django(pg_database: DatabaseUrl, contexts: Contexts) -> None:
    db, transaction = import_module("django.db"), import_module("django.db.transaction")

    def seen() -> list[tuple[object, ...]]:
        with db.connection.cursor() as cursor:
            cursor.execute(SEEN)
            found: list[tuple[object, ...]] = cursor.fetchall()
        return found

    with django(pg_database):
        for account in (1, 2):
            with django_tenant_transaction(contexts.of(account)):
                assert seen() == [(account,)]
            assert seen() == []
        with transaction.atomic(), django_tenant_transaction(contexts.of(1)):
            with django_tenant_transaction(contexts.of(2)):
                assert seen() == [(2,)]
            assert seen() == [(1,)]
