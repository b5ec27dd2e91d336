"""A database with every kind of object: made again, taken down and put up again, each time exactly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import DatabaseUrl
from colonnade.dialect import load
from colonnade.dialects.postgresql.catalogue import queries
from colonnade.diff import compare
from colonnade.plan import plan
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import build, load_sql, roll_back, run_steps

HERE = Path(__file__).parent
EVERY_KIND = (HERE / "every_kind.sql").read_text(encoding="utf-8")
_ROLES = EVERY_KIND.split("END$$;", 1)[0] + "END$$;"
SINCE = {major: (HERE / f"every_kind_since_{major}.sql").read_text(encoding="utf-8") for major in (14, 15)}
"""What only newer servers have, by the major version that it came with."""

WITH_EXTENSIONS = """
CREATE SCHEMA ext;
CREATE EXTENSION pgcrypto SCHEMA ext;
COMMENT ON EXTENSION pgcrypto IS 'our own words';
CREATE EXTENSION hstore;
COMMENT ON EXTENSION hstore IS NULL;
CREATE EXTENSION citext;
REVOKE ALL ON FUNCTION ext.gen_random_uuid() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ext.digest(text, text) TO colonnade_clerk WITH GRANT OPTION;
REVOKE ALL ON TYPE citext FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_reset() FROM PUBLIC;
GRANT SELECT ON pg_catalog.pg_authid TO colonnade_clerk;
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO colonnade_manager;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
CREATE TABLE tag (name citext, more hstore);
CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION one() DEPENDS ON EXTENSION hstore;
"""


def without_subscriptions(url: DatabaseUrl) -> None:
    """Drop the subscriptions of a database, which can't be dropped while it has some."""
    with closing(connect(url)) as connection:
        found = connection.execute(
            b"SELECT quote_ident(subname) FROM pg_subscription"
            b" WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).fetchall()
        for (name,) in found:
            connection.execute(f"DROP SUBSCRIPTION {name}".encode())


@contextmanager
def two_databases(server: PostgresServer) -> Iterator[tuple[DatabaseUrl, DatabaseUrl]]:
    """Two empty databases, whatever is in them at the end."""
    with server.database() as a, server.database() as b:
        try:
            yield a, b
        finally:
            without_subscriptions(a)
            without_subscriptions(b)


def check_all_ways(server: PostgresServer, *texts: str) -> None:
    """Load texts as A; make A's schema in B; take A down to nothing and roll that back."""
    with two_databases(server) as (a, b):
        empty, empty_dump = introspect(b), dump(b)
        for text in texts:
            load_sql(a, text)
        schema, whole = introspect(a), dump(a)
        build(b, schema)
        assert difference(whole, dump(b)) == []
        assert compare(schema, introspect(b)) == ()
        down = plan(schema, empty, load("postgresql"))
        with closing(connect(a)) as connection:
            run_steps(connection, down.steps)
            assert difference(empty_dump, dump(a)) == []
            assert compare(introspect(a), empty) == ()
            roll_back(connection, down.steps)
        assert difference(whole, dump(a)) == []
        assert compare(introspect(a), schema) == ()


def test_every_kind(pg_majors: PostgresServer) -> None:
    newer = (text for major, text in SINCE.items() if pg_majors.installation.major >= major)
    check_all_ways(pg_majors, EVERY_KIND, *newer)


def test_names_and_texts_that_are_hard_to_spell(pg_majors: PostgresServer) -> None:
    if pg_majors.installation.major < 14:
        pytest.skip("parsed bodies came with PostgreSQL 14")
    check_all_ways(pg_majors, _ROLES, (HERE / "corners.sql").read_text(encoding="utf-8"))


def test_extensions_and_what_was_granted_on_their_members(pg_majors: PostgresServer) -> None:
    with pg_majors.database() as url, closing(connect(url)) as connection:
        found = connection.execute(b"SELECT name FROM pg_available_extensions").fetchall()
    missing = {"pgcrypto", "hstore", "citext"} - {name for (name,) in found}
    if missing:
        pytest.skip(f"this server lacks the extensions {', '.join(sorted(missing))}")
    check_all_ways(pg_majors, _ROLES, WITH_EXTENSIONS)


@pytest.mark.parametrize("major", [13, 14, 15, 16, 17, 18])
def test_few_statements_read_any_database(major: int) -> None:
    assert len(queries((major, 0))) <= 12
