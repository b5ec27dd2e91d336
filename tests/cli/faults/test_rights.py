"""Who may not, and what is not there: exit code 3, the way out, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.schema.fingerprint import fingerprint
from tests.cli.running import Ran, cln

GUEST = "colonnade_guest"
START = "CREATE TABLE public.a (id integer PRIMARY KEY, b integer);"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A database with an owner and a guest."""

    owner: str
    guest: str
    folder: Path

    def run(self, *statements: str) -> None:
        with closing(connect(self.owner)) as connection:
            for each in statements:
                connection.execute(each.encode())

    def planned(self, address: str) -> Path:
        """A plan that the role of an address made."""
        target, plan = self.folder / "target.sql", self.folder / "plan.json"
        target.write_text(START.replace("b integer", "b bigint") + "CREATE TABLE public.c (id integer PRIMARY KEY);")
        cln("plan", address, target, "--allow", "all", "-o", plan)
        return plan

    def apply(self) -> Ran:
        """Let the guest try, and see that nothing changed."""
        before = fingerprint(introspect(self.owner))
        ran = cln("apply", self.planned(self.guest), "--on", self.guest, expect=3)
        assert "nothing was changed" in ran.err
        assert "grant the privilege" in ran.err
        assert fingerprint(introspect(self.owner)) == before
        return ran


@pytest.fixture
def house(pg: PostgresServer, tmp_path: Path) -> Iterator[House]:
    with pg.database() as url:
        guest = pg.url(url.database, user=GUEST).secret_text
        made = House(owner=url.secret_text, guest=guest, folder=tmp_path)
        made.run(
            f"DO $$BEGIN CREATE ROLE {GUEST} LOGIN;"
            " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END$$",
            START,
        )
        yield made


def test_a_guest_may_look(house: House) -> None:
    assert cln("show", house.guest, "--format", "json").document()


def test_the_journal_may_not_be_made(house: House) -> None:
    assert "permission denied for database" in house.apply().err


def test_nothing_may_be_made(house: House) -> None:
    house.run(
        f"GRANT CREATE ON DATABASE {name_of(house)} TO {GUEST}",
        f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {GUEST}",
        f"ALTER TABLE public.a OWNER TO {GUEST}",
    )
    assert "permission denied for schema public" in house.apply().err


def test_who_is_not_the_owner(house: House) -> None:
    house.run(f"GRANT CREATE ON DATABASE {name_of(house)} TO {GUEST}")
    assert "must be owner of table a" in house.apply().err


def test_a_plan_of_another_role_says_so(house: House) -> None:
    ran = cln("apply", house.planned(house.owner), "--on", house.guest, expect=1)
    assert "as the role that applies it" in ran.err


def name_of(house: House) -> str:
    with closing(connect(house.owner)) as connection:
        row = connection.execute(b"SELECT quote_ident(current_database())").fetchone()
    assert row is not None
    return str(row[0])


def test_the_journal_may_not_be_read(house: House) -> None:
    cln("apply", house.planned(house.owner), "--on", house.owner)
    ran = cln("status", "--on", house.guest, expect=3)
    assert "permission denied for schema colonnade" in ran.err
    house.run(f"GRANT USAGE ON SCHEMA colonnade TO {GUEST}")
    ran = cln("status", "--on", house.guest, expect=3)
    assert "permission denied for table schema_migrations" in ran.err
    assert "grant the privilege" in ran.err
    assert cln("rollback", "--on", house.guest, expect=3).err
    assert "as left" in cln("status", "--on", house.owner, "--format", "json").out


def test_no_such_database(pg: PostgresServer) -> None:
    ran = cln("show", pg.url("colonnade_absent").secret_text, expect=3)
    assert 'database "colonnade_absent" does not exist' in ran.err
    assert "check the name" in ran.err


def test_no_such_role(pg: PostgresServer) -> None:
    assert "check user and password" in cln("show", pg.url(user="colonnade_nobody").secret_text, expect=3).err


def test_no_such_host() -> None:
    ran = cln("show", "postgresql://ada:hunter2@host.invalid/shop", expect=3)
    assert "check the host name" in ran.err
    assert "hunter2" not in ran.err


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database at all, but long enough to look at" * 100)
    assert "not a database" in cln("status", "--on", f"sqlite:///{path}", expect=2).err
    assert "no such file" in cln("status", "--on", f"sqlite:///{tmp_path / 'absent.db'}", expect=3).err
    assert not (tmp_path / "absent.db").exists()
