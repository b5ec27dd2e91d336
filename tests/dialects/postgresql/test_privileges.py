"""From any access list to any other, exactly, whatever default privileges are in force."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing

import pytest

from colonnade.connect.introspect import introspect
from colonnade.connect.postgresql import connect
from colonnade.connect.servers.server import PostgresServer
from colonnade.dialect import load
from colonnade.dialects.postgresql.introspect.acl import grants_of
from colonnade.dialects.postgresql.privileges import ALL, Grantable
from colonnade.diff import compare
from colonnade.plan import plan
from colonnade.schema import OWNER, PUBLIC, Grant
from tests.oracle.dumps import difference, dump
from tests.oracle.postgresql import load_sql, roll_back, run_steps

ROLES = ("colonnade_clerk", "colonnade_manager", '"Colonnade Trainee"')
MAKE_ROLES = """
DO $$BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colonnade_clerk') THEN CREATE ROLE colonnade_clerk; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'colonnade_manager') THEN CREATE ROLE colonnade_manager; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'Colonnade Trainee') THEN CREATE ROLE "Colonnade Trainee"; END IF;
END$$;
"""
ON_TABLES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
OBJECTS = {
    "TABLE": ("CREATE TABLE {} (id integer, note text)", ON_TABLES),
    "SEQUENCE": ("CREATE SEQUENCE {}", ("USAGE", "SELECT", "UPDATE")),
    "FUNCTION": ("CREATE FUNCTION {} RETURNS integer LANGUAGE sql AS 'SELECT 1'", ("EXECUTE",)),
    "TYPE": ("CREATE TYPE {} AS ENUM ('a')", ("USAGE",)),
    "SCHEMA": ("CREATE SCHEMA {}", ("USAGE", "CREATE")),
}


def some_grants(chance: random.Random, words: str, name: str, privileges: tuple[str, ...]) -> Iterator[str]:
    """A few statements that grant and revoke, some by others than the owner."""
    yield f"ALTER {words} {name} OWNER TO {chance.choice((*ROLES, 'CURRENT_USER'))}"
    for _ in range(chance.randint(0, 5)):
        some = ", ".join(chance.sample(privileges, chance.randint(1, len(privileges))))
        who = chance.choice((*ROLES, "PUBLIC"))
        option = " WITH GRANT OPTION" if who != "PUBLIC" and chance.random() < 0.4 else ""
        verb = chance.random()
        if verb < 0.6:
            yield f"GRANT {some} ON {words} {name} TO {who}{option}"
        elif verb < 0.75:
            yield f"REVOKE {some} ON {words} {name} FROM {who} CASCADE"
        elif verb < 0.85:
            yield f"REVOKE ALL ON {words} {name} FROM {who} CASCADE"
        elif words == "TABLE":
            column = chance.choice(("id", "note"))
            few = ", ".join(f"{each} ({column})" for each in chance.sample(privileges[:3], 2))
            yield f"GRANT {few} ON TABLE {name} TO {who}{option}"
        elif words != "SCHEMA":
            giver = chance.choice(ROLES)
            yield f"GRANT {some} ON {words} {name} TO {giver} WITH GRANT OPTION"
            yield f"SET ROLE {giver}"
            yield f"GRANT {some} ON {words} {name} TO {chance.choice(ROLES)}"
            yield "RESET ROLE"


def some_defaults(chance: random.Random) -> Iterator[str]:
    """A few default privileges of the role that makes everything."""
    for _ in range(chance.randint(0, 4)):
        where = chance.choice(("", " IN SCHEMA kept"))
        what, some = chance.choice((("TABLES", "SELECT"), ("FUNCTIONS", "EXECUTE"), ("TYPES", "USAGE")))
        verb = chance.choice((f"GRANT {some} ON {what} TO", f"REVOKE ALL ON {what} FROM"))
        yield f"ALTER DEFAULT PRIVILEGES{where} {verb} {chance.choice((*ROLES, 'PUBLIC'))}"


def database(seed: int) -> str:
    """A script that makes objects of all classes with random access lists, some of them only in some databases."""
    chance = random.Random(seed)
    parts = [MAKE_ROLES, "CREATE SCHEMA kept", "GRANT ALL ON SCHEMA kept TO PUBLIC"]
    if chance.random() < 0.5:
        parts += some_defaults(chance)
    for words, (make, privileges) in OBJECTS.items():
        for number in range(8):
            if chance.random() < 0.2:
                continue
            bare = f"{words.lower()}_{number}"
            name = bare if words == "SCHEMA" else f"kept.{bare}{'()' if words == 'FUNCTION' else ''}"
            parts.append(make.format(name))
            parts += some_grants(chance, words, name, privileges)
    parts += some_defaults(chance)
    return ";\n".join(parts)


@pytest.mark.parametrize("seed", range(4))
def test_from_any_to_any_and_back(pg_majors: PostgresServer, seed: int) -> None:
    with pg_majors.database() as a, pg_majors.database() as b:
        load_sql(a, database(seed))
        load_sql(b, database(seed + 1000))
        start, target = introspect(a), introspect(b)
        old_dump, new_dump = dump(a), dump(b)
        made = plan(start, target, load("postgresql"))
        with closing(connect(a)) as connection:
            run_steps(connection, made.steps)
            assert difference(dump(a), new_dump) == []
            assert compare(introspect(a), target) == ()
            roll_back(connection, made.steps)
        assert difference(dump(a), old_dump) == []
        assert compare(introspect(a), start) == ()


def test_an_access_list_is_read() -> None:
    acl = ["owner=arwdDxtm/owner", '"odd=/ ""name"=r*w/owner', "=r/owner", 'clerk=a/"odd=/ ""name"', "none=/owner"]
    assert grants_of(acl, on=Grantable.TABLE, owner="owner", version=(18, 0)) == (
        Grant(to=OWNER, privileges=ALL),
        Grant(to=PUBLIC, privileges=("SELECT",)),
        Grant(to='odd=/ "name', privileges=("SELECT", "UPDATE"), grantable=("SELECT",)),
        Grant(to="clerk", privileges=("INSERT",), by='odd=/ "name'),
    )


def test_the_servers_own_list_is_none() -> None:
    assert grants_of(["o=X/o", "=X/o"], on=Grantable.FUNCTION, owner="o", version=()) is None
    assert grants_of(["o=X/o"], on=Grantable.FUNCTION, owner="o", version=()) == (Grant(to=OWNER, privileges=ALL),)
    assert grants_of([], on=Grantable.FUNCTION, owner="o", version=()) == ()
