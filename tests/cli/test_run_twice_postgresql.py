"""DDL with --if-not-exists does nothing the second time on PostgreSQL either."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from colonnade.connect.postgresql import connect
from colonnade.connect.urls import DatabaseUrl
from tests.cli.running import cln
from tests.cli.test_run_twice import COMMON

POSTGRESQL = """
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE p (id integer GENERATED ALWAYS AS IDENTITY, at date NOT NULL, m mood) PARTITION BY RANGE (at);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON a USING (b > 0);
COMMENT ON TABLE a IS 'it''s a';
CREATE MATERIALIZED VIEW mv AS SELECT id FROM c;
"""


def test_postgresql(pg_database: DatabaseUrl, tmp_path: Path) -> None:
    source = tmp_path / "a.sql"
    source.write_text(COMMON + POSTGRESQL)
    script = cln("ddl", source, "--engine", "postgresql", "--if-not-exists").out
    with closing(connect(pg_database)) as connection:
        for _ in range(2):
            connection.execute(script.encode())
    assert cln("diff", source, pg_database.secret_text).out.startswith("no difference")
