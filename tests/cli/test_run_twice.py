"""DDL with --if-not-exists makes a database, and does nothing the second time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from tests.cli.running import cln

COMMON = """
CREATE TABLE a (id integer PRIMARY KEY, b integer UNIQUE CHECK (b > 0));
CREATE TABLE c (id integer PRIMARY KEY, a_id integer REFERENCES a (id));
CREATE INDEX c_a ON c (a_id);
CREATE VIEW v AS SELECT id FROM a;
"""


def test_sqlite(tmp_path: Path) -> None:
    source, made = tmp_path / "a.sql", tmp_path / "made.db"
    source.write_text(COMMON + "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM c WHERE id = new.id; END;")
    script = cln("ddl", source, "--engine", "sqlite", "--if-not-exists").out
    with closing(sqlite3.connect(made)) as connection:
        for _ in range(2):
            connection.executescript(script)
    assert cln("diff", source, f"sqlite:///{made}", "--engine", "sqlite").out.startswith("no difference")


def test_without_it_the_second_time_fails(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    source = tmp_path / "a.sql"
    source.write_text(COMMON)
    script = cln("ddl", source, "--engine", "postgresql").out
    with closing(connect(pg_database)) as connection:
        connection.execute(script.encode())
        with pytest.raises(Exception, match="already exists"):
            connection.execute(script.encode())
