"""Failures of PostgreSQL: each has its own error, with a way out and without a secret."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from colonnade.connect.failures import (
    Cancelled,
    ConnectionLost,
    DiskFull,
    LockNotObtained,
    NoSuchDatabase,
    NotPermitted,
    Unreachable,
    WrongPassword,
)
from colonnade.connect.postgresql import (
    connect,
    is_world_failure,
    program_address,
    translated,
    world_error,
)
from colonnade.connect.servers.installed import client
from colonnade.connect.servers.server import PostgresServer, postgres_server
from colonnade.connect.servers.settings import Listen, ServerSettings
from colonnade.connect.urls import BadUrl, DatabaseUrl
from colonnade.errors import WorldError


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """Host and port of a server that asks for a password; `ada` has the password `right`."""
    with postgres_server(settings=ServerSettings(listen=Listen.LOOPBACK), alone=True) as server:
        with connect(server.url()) as connection:
            connection.execute("CREATE ROLE ada LOGIN PASSWORD 'right'")
            connection.execute("CREATE DATABASE closed")
            connection.execute("REVOKE CONNECT ON DATABASE closed FROM PUBLIC")
        yield f"127.0.0.1:{server.port}"


@pytest.fixture(autouse=True)
def no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No PG* variable of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")


def test_the_right_password_opens(guarded: str) -> None:
    with connect(f"postgresql://ada:right@{guarded}/postgres") as connection:
        assert connection.info.user == "ada"
        assert connection.info.parameter_status("application_name") == "colonnade"


def test_the_password_may_come_from_the_environment(guarded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "right")
    connect(f"postgresql://ada@{guarded}/postgres").close()


@pytest.mark.parametrize(
    ("address", "error", "hint"),
    [
        ("postgresql://ada:wr0ng@{guarded}/postgres", WrongPassword, "PGPASSWORD"),
        ("postgresql://ada@{guarded}/postgres", WrongPassword, "PGPASSWORD"),
        ("postgresql://bob:wr0ng@{guarded}/postgres", WrongPassword, "user and password"),
        ("postgresql://ada:right@{guarded}/nothere", NoSuchDatabase, "name at the end"),
        ("postgresql://ada:right@{guarded}/closed", NotPermitted, "CONNECT privilege"),
        ("postgresql://ada:wr0ng@no.such.host.invalid/x", Unreachable, "host name"),
    ],
)
def test_a_connection_that_is_refused(guarded: str, address: str, error: type[WorldError], hint: str) -> None:
    with pytest.raises(error) as caught:
        connect(address.format(guarded=guarded))
    assert hint in caught.value.hint
    assert "wr0ng" not in str(caught.value)
    assert "right" not in str(caught.value)
    assert "wr0ng" not in repr(caught.value.fields)


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(Unreachable, match="Connection refused") as caught:
        connect(f"postgresql://ada:s3cret@127.0.0.1:{port}/x")
    assert "s3cret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_not_waited_for_longer_than_asked() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with pytest.raises(Unreachable, match="timeout"):
            connect(f"postgresql://ada@127.0.0.1:{port}/x", timeout_s=2)


def test_an_unquoted_password_is_refused_and_not_shown() -> None:
    with pytest.raises(BadUrl, match="cannot read the address") as caught:
        connect("postgresql://ada:hun@ter2@127.0.0.1/x")
    assert "ter2" not in str(caught.value)
    assert "%40" in caught.value.hint


def test_a_lock_that_is_not_obtained(pg_database: DatabaseUrl) -> None:
    with (
        connect(pg_database) as one,
        connect(pg_database, lock_timeout_ms=50) as other,
    ):
        one.execute("CREATE TABLE t ()")
        with one.transaction():
            one.execute("LOCK TABLE t")
            with pytest.raises(LockNotObtained), translated(pg_database), other.transaction():
                other.execute("LOCK TABLE t")


def test_a_statement_that_takes_too_long(pg_database: DatabaseUrl) -> None:
    with (
        connect(pg_database, statement_timeout_ms=50) as connection,
        pytest.raises(Cancelled),
        translated(pg_database),
    ):
        connection.execute("SELECT pg_sleep(5)")


def test_a_privilege_that_is_missing(pg: PostgresServer, pg_database: DatabaseUrl) -> None:
    with connect(pg_database) as connection:
        connection.execute("CREATE TABLE t ()")
        role = sql.Identifier(f"reader_of_{pg_database.database}")
        connection.execute(sql.SQL("CREATE ROLE {}").format(role))
        connection.execute(sql.SQL("SET ROLE {}").format(role))
        with pytest.raises(NotPermitted, match="permission denied for table t"), translated():
            connection.execute("SELECT FROM t")
        connection.execute("RESET ROLE")
        connection.execute(sql.SQL("DROP ROLE {}").format(role))


def test_a_full_disk(pg_database: DatabaseUrl) -> None:
    with (
        connect(pg_database) as connection,
        pytest.raises(DiskFull, match="could not extend file") as caught,
        translated(),
    ):
        connection.execute("DO $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$")
    assert caught.value.hint


def test_a_connection_that_is_ended(pg: PostgresServer, pg_database: DatabaseUrl) -> None:
    connection = connect(pg_database)
    with connect(pg.url()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
    with pytest.raises(ConnectionLost), translated(pg_database):
        connection.execute("SELECT 1")
    connection.close()


def test_a_faulty_statement_is_not_the_worlds_failure(pg_database: DatabaseUrl) -> None:
    with connect(pg_database) as connection:
        with pytest.raises(psycopg.Error) as caught:
            connection.execute("SELECT * FROM nothing")
        assert not is_world_failure(caught.value)
        assert world_error(caught.value).fields["sqlstate"] == "42P01"


def test_programs_get_the_password_by_the_environment(guarded: str) -> None:
    address = program_address(f"postgresql://ada:right@{guarded}/postgres?sslmode=disable")
    assert "right" not in address.argument
    assert address.environment == {"PGPASSWORD": "right"}
    done = subprocess.run(
        [client("pg_dump", major=18), "--schema-only", "--dbname", address.argument],
        env={**os.environ, **address.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
