"""Reading a live database: how often it waits for the server, and what it leaves behind."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg.pq import TransactionStatus

from colonnade.connect.failures import DatabaseFailed
from colonnade.connect.introspect import introspect_postgresql
from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load


def test_all_statements_share_one_round_trip(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    """One more begins the snapshot, and one ends it."""
    told = tmp_path / "messages"
    with closing(connect(pg_database)) as connection, told.open("wb") as trace:
        connection.pgconn.trace(trace.fileno())
        introspect_postgresql(connection)
        connection.pgconn.untrace()
    assert told.read_text().count("ReadyForQuery") == 3


def test_a_refused_statement_leaves_the_open_transaction_as_it_was(
    pg_database: DatabaseUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = load("postgresql").catalogue
    broken = replace(catalogue, queries=lambda version: {"refused": "SELECT 1 / 0", **catalogue.queries(version)})
    monkeypatch.setattr("colonnade.connect.introspect.load", lambda engine: replace(load(engine), catalogue=broken))
    with closing(connect(pg_database, autocommit=False)) as connection:
        connection.execute("CREATE TABLE here (id integer)")
        with pytest.raises(DatabaseFailed, match="division by zero"):
            introspect_postgresql(connection)
        assert connection.info.transaction_status is TransactionStatus.INTRANS
        assert connection.execute("SHOW search_path").fetchone() != ("",)
        assert connection.execute("SELECT count(*) FROM here").fetchone() == (0,)
