"""A guest's script has its own database and nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from colonnade.connect.failures import NotPermitted
from colonnade.connect.postgresql import connect
from colonnade.connect.scratch import Privilege, ScratchDatabase, scratch_database, scratch_on
from colonnade.connect.script.load import load
from colonnade.connect.script.outcome import Script, StatementRefused
from colonnade.connect.servers.server import PostgresServer
from colonnade.connect.urls import Engine


@pytest.fixture
def guest(pg_majors: PostgresServer) -> Iterator[ScratchDatabase]:
    """A guest's database on each major version."""
    with scratch_on(pg_majors, privilege=Privilege.GUEST) as scratch:
        yield scratch


def play(scratch: ScratchDatabase, text: str) -> list[str]:
    outcome = load(Script(name="g.sql", text=text), scratch)
    return [note.message for note in outcome.notes]


def test_an_ordinary_dump_loads_with_its_owners(guest: ScratchDatabase) -> None:
    role = f"owner_{secrets.token_hex(4)}"
    notes = play(
        guest,
        f"""
        CREATE ROLE {role} SUPERUSER LOGIN PASSWORD 'x';
        CREATE SCHEMA s;
        ALTER SCHEMA s OWNER TO {role};
        CREATE TABLE s.t (a int PRIMARY KEY);
        ALTER TABLE s.t OWNER TO {role};
        CREATE TABLE public.u (a int);
        ALTER TABLE public.u OWNER TO postgres;
        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;
        GRANT SELECT ON public.u TO {role};
        """,
    )
    assert notes == [
        f"role {role} is made without its attributes",
        "the object stays with the guest that loads it",
    ]
    with connect(guest.admin_url) as connection:
        query = "SELECT relname, relowner::regrole::text FROM pg_class WHERE relname IN ('t', 'u')"
        owners: dict[str, str] = dict(connection.execute(query).fetchall())
        assert owners == {"t": role, "u": guest.guest}
        flags = connection.execute("SELECT rolsuper, rolcanlogin FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        assert flags == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "DO $$BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''id'''; END$$;",
        "DO $$BEGIN EXECUTE 'COPY (SELECT 1) TO ''/tmp/x'''; END$$;",
        "SELECT pg_read_file('postgresql.conf');",
        "SELECT lo_export(lo_create(0), '/tmp/x');",
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid';",
        "ALTER ROLE postgres PASSWORD 'x';",
        "SET ROLE postgres;",
        "SET SESSION AUTHORIZATION postgres;",
        "DO $$BEGIN EXECUTE 'CREATE ROLE x SUPERUSER'; END$$;",
        "DO $$BEGIN EXECUTE 'ALTER SYSTEM SET work_mem = 1'; END$$;",
        "LOAD 'plpgsql'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();",
    ],
)
def test_what_a_guest_may_not_do(guest: ScratchDatabase, text: str) -> None:
    with pytest.raises(StatementRefused):
        play(guest, text)


def test_a_guest_does_not_enter_the_database_of_another(pg_majors: PostgresServer) -> None:
    with (
        scratch_on(pg_majors, privilege=Privilege.GUEST) as one,
        scratch_on(pg_majors, privilege=Privilege.GUEST) as other,
    ):
        assert one.guest is not None
        with pytest.raises(NotPermitted):
            connect(pg_majors.url(other.url.database, user=one.guest))


def test_nothing_is_left_of_a_guest(pg_majors: PostgresServer) -> None:
    with scratch_on(pg_majors, privilege=Privilege.GUEST) as scratch:
        play(scratch, "CREATE TABLE t (); GRANT SELECT ON t TO PUBLIC;")
    with connect(pg_majors.url()) as connection:
        count = connection.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", (scratch.guest,)).fetchone()
    assert count == (0,)


def test_a_sqlite_script_attaches_no_other_file() -> None:
    with scratch_database(Engine.SQLITE, privilege=Privilege.GUEST) as scratch:
        for text in ("ATTACH '/tmp/x.db' AS x;", "VACUUM INTO '/tmp/x.db';", ".shell id"):
            with pytest.raises(StatementRefused):
                play(scratch, text)
        play(scratch, "ATTACH ':memory:' AS x; CREATE TABLE x.t (a); VACUUM;")
